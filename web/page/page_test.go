package page

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
)

func TestLocalPath(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"a page of this server", "/cards?q=a", "/cards?q=a"},
		{"another server", "https://evil.example", "/"},
		{"another server without its scheme", "//evil.example", "/"},
		{"the same with a backslash", `/\evil.example`, "/"},
		{"a line break would write a header", "/x\r\nSet-Cookie: a", "/"},
		{"nothing", "", "/"},
	} {
		if got := localPath(c.in, "/"); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestRowView(t *testing.T) {
	t.Parallel()
	doc := id.New[id.Document]()
	href := "/documents/" + doc.String()
	base := ingest.Document{ID: doc, Title: "T", Kind: ingest.PDF, Pages: 418}
	for _, c := range []struct {
		name   string
		change func(*ingest.Document, *rowFacts)
		want   row
	}{
		{"waiting, and nothing to open", func(d *ingest.Document, f *rowFacts) { d.Status = ingest.Queued; f.before = 2 },
			row{Icon: "file-text", Tone: "text-muted", State: "Waiting, 2 before it", Changing: true}},
		{"reading, with what can be searched", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Progress, f.left = ingest.Extracting, ingest.Progress{Done: 131, Total: 418, Unit: "pages"}, 2*time.Minute
		}, row{Icon: "file-text", Tone: "text-muted", Href: href, State: "Reading page 132 of 418. The first 131 can be searched.", Value: 131, Max: 418, Meter: "Pages read", Left: "2 min left", Changing: true}},
		{"making searchable", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Progress = ingest.Embedding, ingest.Progress{Done: 80, Total: 212}
		}, row{Icon: "file-text", Tone: "text-muted", Href: href, State: "Making 212 passages searchable, 80 done", Value: 80, Max: 212, Meter: "Passages done", Changing: true}},
		{"ready without cards offers to make them", func(d *ingest.Document, f *rowFacts) { d.Status = ingest.Ready },
			row{Icon: "file-text", Tone: "text-muted", Href: href, State: "418 pages, no cards yet", Ready: true, MakeCards: true}},
		{"ready with cards says how far it is read", func(d *ingest.Document, f *rowFacts) { d.Status, d.ReadPage, f.cards = ingest.Ready, 214, 96 },
			row{Icon: "file-text", Tone: "text-muted", Href: href, State: "418 pages, 96 cards, read to page 214", Ready: true}},
		{"cards being made", func(d *ingest.Document, f *rowFacts) {
			d.Status, f.run = ingest.Ready, &generation.Generation{Done: 3, Total: 7, Produced: 11, Count: 24}
		}, row{Icon: "file-text", Tone: "text-muted", Href: href, State: "Making cards, 11 of 24", Value: 3, Max: 7, Meter: "Passages done", Ready: true, Making: true, Changing: true}},
		{"cards that lost their quote are linked to", func(d *ingest.Document, f *rowFacts) { d.Status, f.cards, f.stale = ingest.Ready, 61, 4 },
			row{Icon: "file-text", Tone: "text-muted", Href: href, State: "418 pages, 61 cards.", Ready: true, Lost: "4 cards lost their quote", LostHref: "/cards?document=" + doc.String() + "&status=stale"}},
		{"locked asks for the password", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Failure = ingest.Failed, &ingest.Failure{Kind: extract.FailedLocked, Message: "Locked."}
		}, row{Icon: "triangle-alert", Tone: "text-error", State: "Locked.", Failed: true, Action: &action{Label: "Enter password", URL: href + "/password"}}},
		{"a failure that may pass can be tried again", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Failure = ingest.Failed, &ingest.Failure{Kind: extract.FailedTimeout, Message: "Slow."}
		}, row{Icon: "triangle-alert", Tone: "text-error", State: "Slow.", Failed: true, Action: &action{Label: "Try again", URL: href + "/retry", Post: true}}},
		{"one that cannot pass has no button", func(d *ingest.Document, f *rowFacts) {
			d.Status, d.Failure = ingest.Failed, &ingest.Failure{Kind: extract.FailedDamaged, Message: "Broken."}
		}, row{Icon: "triangle-alert", Tone: "text-error", State: "Broken.", Failed: true}},
	} {
		d, f := base, rowFacts{}
		c.change(&d, &f)
		c.want.ID, c.want.Title = doc.String(), "T"
		if diff := cmp.Diff(c.want, rowView(d, f)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestPace(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 5, 14, 9, 0, 0, 0, time.UTC)
	at := func(done int) ingest.Document {
		return ingest.Document{Status: ingest.Embedding, Progress: ingest.Progress{Done: done, Total: 100}}
	}
	var p pace
	if left := p.left(at(10), begin); left != 0 {
		t.Errorf("time left at the first look: %v", left)
	}
	if left := p.left(at(20), begin.Add(4*time.Second)); left != 0 {
		t.Errorf("time left before the pace is steady: %v", left)
	}
	if left := p.left(at(30), begin.Add(10*time.Second)); left != 35*time.Second {
		t.Errorf("20 in 10 s leave 70 for 35 s, not %v", left)
	}
	if left := p.left(at(90), begin.Add(12*time.Second)); left != 0 {
		t.Errorf("a pace that has just changed is not steady: %v", left)
	}
	if left := p.left(ingest.Document{Status: ingest.Ready}, begin.Add(20*time.Second)); left != 0 {
		t.Errorf("a new stage begins anew, not with %v", left)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, query string
		most              int
		want              []string
	}{
		{"case does not matter", "Ein EIN ein", "ein", 9, []string{"Ein", "EIN", "ein"}},
		{"nor does a line break", "the left\nventricle", " left  ventricle", 9, []string{"left\nventricle"}},
		{"offsets count characters, not bytes", "äöü Ventrikel", "ventrikel", 9, []string{"Ventrikel"}},
		{"places do not overlap", "aaaa", "aa", 9, []string{"aa", "aa"}},
		{"there is a limit", "a a a", "a", 2, []string{"a", "a"}},
		{"a hyphen at the end of a line is none", "the ventri-\ncle pumps", "ventricle", 9, []string{"ventri-\ncle"}},
		{"one inside a word is", "a well-known fact", "wellknown", 9, nil},
		{"a soft hyphen is none", "ven\u00adtricle", "ventricle", 9, []string{"ven\u00adtricle"}},
		{"a ligature is its letters", "the \ufb01rst e\ufb00ect", "first effect", 9, []string{"\ufb01rst e\ufb00ect"}},
		{"accents do not matter", "cafe\u0301, caf\u00e9, cafe", "CAFE", 9, []string{"cafe\u0301", "caf\u00e9", "cafe"}},
		{"nor do they in what is looked for", "Uber uns", "\u00fcber", 9, []string{"Uber"}},
		{"Arabic without its vowel signs", "\u0627\u0644\u0625\u0650\u0646\u0632\u064a\u0645", "\u0627\u0644\u0627\u0646\u0632\u064a\u0645", 9, []string{"\u0627\u0644\u0625\u0650\u0646\u0632\u064a\u0645"}},
		{"Arabic in the forms of its letters", "\ufea3\ufe92\ufef4\ufe92\ufef2", "\u062d\u0628\u064a\u0628\u064a", 9, []string{"\ufea3\ufe92\ufef4\ufe92\ufef2"}},
		{"Arabic that is stretched", "\u0643\u0640\u0640\u062a\u0627\u0628", "\u0643\u062a\u0627\u0628", 9, []string{"\u0643\u0640\u0640\u062a\u0627\u0628"}},
		{"a line break between Chinese letters is nothing", "光合\n作用在", "光合作用", 9, []string{"光合\n作用"}},
		{"wide letters are letters", "ＤＮＡの", "dna", 9, []string{"ＤＮＡ"}},
		{"nothing is found nowhere", "a", "\u200b", 9, nil},
	} {
		text := []rune(c.text)
		var got []string
		if q := foldText([]rune(c.query)).runes; len(q) > 0 {
			for _, at := range foldText(text).find(q, c.most) {
				got = append(got, string(text[at[0]:at[1]]))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestWithoutCard(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"/review?card=1&course=2&done=3&show=1": "/review?course=2&done=3",
		"/cards/1?q=a":                          "/cards/1?q=a",
	} {
		if got := withoutCard(in); got != want {
			t.Errorf("%q → %q, want %q", in, got, want)
		}
	}
}

func TestAnswerView(t *testing.T) {
	t.Parallel()
	page, doc, conversation := 214, id.New[id.Document](), id.New[id.Conversation]()
	cite := generation.Citation{N: 1, ID: id.New[id.Citation](), DocumentID: doc, Title: "Photosynthesis", Quote: "only the light reactions", Page: &page, Cited: true,
		Context: "The cycle spends ATP; only the light reactions make it.", Segments: []generation.Segment{{Page: 214, Start: 5, End: 29}}}
	v := viewAnswer(generation.Answer{Answered: true, Provider: "openai", Model: "m", ConversationID: conversation, Citations: []generation.Citation{cite}, Sentences: []generation.Sentence{
		{Text: "One <b>x</b>.", Support: generation.Supported, Citations: []int{1}}, {Text: "Two.", Support: generation.Weak, Citations: []int{1}},
		{Text: "Three.", Support: generation.Unsupported, Break: true}, {Text: "Four.", Support: generation.Supported, Citations: []int{9}},
	}}, 5)
	if v.Verdict+v.Rest != "2 of 4 sentences are proven. One is weak, one has no source." {
		t.Errorf("the verdict is %q", v.Verdict+v.Rest)
	}
	href := "/documents/" + doc.String() + "?c=" + conversation.String() + "&cite=" + cite.ID.String() + "&page=214"
	want := chipView{N: "1", Href: href, Label: "Source 1, Photosynthesis, page 214"}
	if diff := cmp.Diff([]chipView{want}, v.Sentences[0].Chips); diff != "" {
		t.Error(diff)
	}
	if v.Sentences[0].HTML != "One x." {
		t.Errorf("a model's HTML reaches the page: %q", v.Sentences[0].HTML)
	}
	if !v.Sentences[1].Chips[0].Weak || len(v.Sentences[3].Chips) != 0 || len(paragraphs(v.Sentences)) != 2 {
		t.Errorf("chips or paragraphs are wrong: %+v", v.Sentences)
	}
	if c := v.Citations[0]; c.Before != "The cycle spends ATP; " || c.After != " make it." || !c.WordForWord {
		t.Errorf("the quote is not cut out of its context: %+v", c)
	}
	none := viewAnswer(generation.Answer{Status: "done"}, 5)
	if none.Nothing != "Nothing about this in your 5 documents. Ask in other words, or add a document." || none.Verdict != "" {
		t.Errorf("an answer that is none: %+v", none)
	}
}
