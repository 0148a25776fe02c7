package quoted

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
)

func TestCells(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][]string{
		"Total net sales $ 82,959 $ 81,434 2 %": {"Total net sales", "$ 82,959", "$ 81,434", "2 %"},
		"Mac 7,382 8,235 (10)%":                 {"Mac", "7,382", "8,235", "(10)%"},
		"Earnings per share—diluted $ (0.66) —": {"Earnings per share—diluted", "$ (0.66)", "—"},
		"Net sales:":                            {"Net sales:"},
		"It was founded in 1871 by Ada Thorne.": {"It was founded in 1871 by Ada Thorne."},
	} {
		label, figures := Cells(line)
		if d := cmp.Diff(want, append([]string{label}, figures...)); d != "" {
			t.Errorf("%s: %s", line, d)
		}
	}
}

const statement = `STATEMENTS OF INCOME
(In thousands)
Three Months Ended Nine Months Ended
June 25, 2022 June 26, 2021 June 25, 2022 June 26, 2021
Net sales:
Flour $ 3,355 $ 3,948 $ 9,241 $ 9,309
Total net sales 3,959 4,434 11,182 10,457
Net sales fell because of a poor harvest in the east of the country, which lasted
for most of the year. Prices rose.`

func kinds(units []Unit) []string {
	var out []string
	for _, u := range units {
		k := map[Kind]string{Sentence: "sentence", Row: "row", Label: "label", Code: "code"}[u.Kind]
		out = append(out, k+": "+strings.Join(strings.Fields(u.Text), " "))
	}
	return out
}

func TestUnitsOfPlainLines(t *testing.T) {
	t.Parallel()
	text := []rune(statement)
	units := Units(Page{Number: 1, Text: text}, 0, len(text))
	want := []string{
		"label: STATEMENTS OF INCOME", "label: (In thousands)", "label: Three Months Ended Nine Months Ended",
		"label: June 25, 2022 June 26, 2021 June 25, 2022 June 26, 2021", "label: Net sales:",
		"row: Flour $ 3,355 $ 3,948 $ 9,241 $ 9,309", "row: Total net sales 3,959 4,434 11,182 10,457",
		"sentence: Net sales fell because of a poor harvest in the east of the country, which lasted for most of the year.", "sentence: Prices rose.",
	}
	if d := cmp.Diff(want, kinds(units)); d != "" {
		t.Error(d)
	}
	row := units[6]
	if !strings.Contains(row.Header, "Three Months Ended") || row.Label != "Net sales:" {
		t.Errorf("header %q, label %q", row.Header, row.Label)
	}
	head, ok := columnsOf(row)
	if !ok || head.Text != "Three Months Ended Nine Months Ended\nJune 25, 2022 June 26, 2021 June 25, 2022 June 26, 2021" || string(text[head.Start:head.End]) != head.Text {
		t.Errorf("%v, %q", ok, head.Text)
	}
	for _, u := range units {
		if string(text[u.Start:u.End]) != u.Text {
			t.Errorf("%q does not stand at its place", u.Text)
		}
	}
	// A part of the page gets what stands mostly in it, and still knows the header.
	from := strings.Index(statement, "Total net")
	part := Units(Page{Number: 1, Text: text}, from, from+45)
	if len(part) != 1 || part[0].Header != row.Header {
		t.Errorf("%q", kinds(part))
	}
}

func TestPagesByTheirSpans(t *testing.T) {
	t.Parallel()
	text := "Title\n\nSome types are:\n\nlists\n\nmaps\n\nAn alt text Text after it.\n\nx := 1\n\nName Age\nAda 36\nBob 41"
	rs := []rune(text)
	span := func(k extract.SpanKind, s string) extract.Span {
		i := strings.Index(text, s)
		return extract.Span{Kind: k, Start: i, End: i + len(s)}
	}
	p := NewPage(3, rs, []extract.Span{
		span(extract.Heading, "Title"), span(extract.Paragraph, "Some types are:"), span(extract.ListItem, "lists"), span(extract.ListItem, "maps"),
		span(extract.Paragraph, "An alt text Text after it."), span(extract.Image, "An alt text"), span(extract.Code, "x := 1"),
		span(extract.Table, "Name Age\nAda 36\nBob 41"), span(extract.TableRow, "Name Age"), span(extract.TableRow, "Ada 36"), span(extract.TableRow, "Bob 41"),
	})
	units := Units(p, 0, len(rs))
	want := []string{"label: Title", "sentence: Some types are:", "sentence: lists", "sentence: maps", "sentence: Text after it.", "code: x := 1", "label: Name Age", "row: Ada 36", "row: Bob 41"}
	if d := cmp.Diff(want, kinds(units)); d != "" {
		t.Error(d)
	}
	if !units[2].Item || units[4].Item || units[7].Header != "Name Age" {
		t.Errorf("%+v", units)
	}
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		want  Want
		level Change
	}{
		"What were Apple's total net sales in the third quarter of 2022?": {Figure, Level},
		"By how much did Intel's revenue fall from Q1 2022 to Q1 2023?":   {Figure, Moved},
		"Who founded Harbour Mills?":                                      {Person, Either},
		"When was it signed?":                                             {Time, Either},
		"Why is the stack faster?":                                        {Reason, Either},
		"What is ownership?":                                              {Definition, Either},
		"Wie viele Punkte gab die Verteidigung der Panthers ab?":          {Figure, Level},
		"Wann wird der Speicher freigegeben?":                             {Time, Either},
		"Warum ist der Stack schneller?":                                  {Reason, Either},
	} {
		if q := Read(text, ""); q.Want != want.want || q.Level != want.level {
			t.Errorf("%s: want %d, level %d", text, q.Want, q.Level)
		}
	}
	q := Read("What were Apple's total net sales in the third quarter of 2022?", "en")
	if core := q.Core(map[string]bool{"appl": true}); core != "total net sales" {
		t.Errorf("core %q", core)
	}
}

func FuzzUnits(f *testing.F) {
	f.Add(statement, 10, 200)
	f.Add("a\n\n$ 1 2\nb: 3 4\n\n…", 0, 9)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		rs := []rune(text)
		from, to = max(0, min(from, len(rs))), max(0, min(to, len(rs)))
		for _, u := range Units(Page{Number: 1, Text: rs}, from, to) {
			if u.Start < 0 || u.End > len(rs) || u.Start >= u.End || string(rs[u.Start:u.End]) != u.Text {
				t.Fatalf("%+v", u)
			}
			if h, ok := columnsOf(u); ok && string(rs[h.Start:h.End]) != h.Text {
				t.Fatalf("header %+v", h)
			}
		}
	})
}

// closely is a ranking of passages read closely, with what their sentences say.
func closely(question string, near float64, texts []string, said [][]float64) *Ranking {
	var passages []Passage
	for i, text := range texts {
		rs := []rune(text)
		p := Passage{Document: text, Text: text, Lang: "en", Units: Units(Page{Number: 1, Text: rs}, 0, len(rs))}
		if said[i] != nil {
			p.Said, p.Cosine = said[i], .85
		}
		passages = append(passages, p)
	}
	r := NewRanking(Read(question, "en"), passages)
	r.Rank(Background{Near: .7, Mean: .76, Ahead: near - .75})
	return r
}

func TestAnswerStaysWithTheDocumentOfItsBestSentence(t *testing.T) {
	t.Parallel()
	passage := func(document, lang, text string, said float64) Passage {
		rs := []rune(text)
		return reads(Passage{Document: document, Text: text, Lang: lang, Cosine: .9, Units: Units(Page{Number: 1, Text: rs}, 0, len(rs)), Said: []float64{said}}, true)
	}
	const first = "An anchor holds a ship in its place by digging into the ground of the sea."
	for name, c := range map[string]struct {
		other Passage
		both  bool
	}{
		"another language":        {passage("b", "fr", "Une ancre retient un navire en mordant dans le fond de la mer.", .92), false},
		"another document, alike": {passage("b", "en", "Anchors of iron hold ships by their weight and their arms.", .92), true},
		"another document, less":  {passage("b", "en", "Ships carry chains, ropes and boats on their decks.", .83), false},
	} {
		r := NewRanking(Read("What does an anchor do to hold a ship?", "en"), []Passage{passage("a", "en", first, .92), c.other})
		r.Rank(Background{Near: .7, Mean: .76, Deviation: .02, Top: .9, Rest: .8})
		a := r.Compose()
		var documents []int
		for _, q := range a.Quotes {
			documents = append(documents, q.Passage)
		}
		if !a.Answered || !slices.Contains(documents, 0) || slices.Contains(documents, 1) != c.both {
			t.Errorf("%s: quoted of %v, %+v", name, documents, r.Candidates)
		}
	}
}

func TestSentenceWithEveryWordOfTheQuestionAnswersHoweverItIsTyped(t *testing.T) {
	t.Parallel()
	text := []rune("Sông Đà chảy qua tỉnh Hòa Bình và đổ vào sông Hồng.")
	for question, answered := range map[string]bool{"song da chay qua tinh nao?": true, "song ma chay qua tinh nao?": false} {
		p := Passage{Document: "river", Text: string(text), Lang: "vi", Cosine: .8, Units: Units(Page{Number: 1, Text: text}, 0, len(text)), Said: []float64{.74}}
		r := NewRanking(Read(question, "vi"), []Passage{p})
		r.Rank(Background{Near: .72, Mean: .76, Deviation: .02, Top: .8})
		if a := r.Compose(); a.Answered != answered {
			t.Errorf("%s: answered %v (%.2f), %+v", question, a.Answered, a.Confidence, r.Candidates[0].Features)
		}
	}
}

// reads has a reader say of each unit of a passage that it answers, or does not.
func reads(p Passage, answers ...bool) Passage {
	p.Answer, p.Readings = -2, nil
	for _, a := range answers {
		r := Reading{Answer: -3, Belongs: -3, Known: true}
		if a {
			r.Answer, r.Belongs, p.Answer = 2.5, 1, 3
		}
		p.Readings = append(p.Readings, r)
	}
	return p
}

func TestAnswerStandsOutFromWhatIsFoundBesideIt(t *testing.T) {
	t.Parallel()
	text := []rune("The mill was sold in spring. Its owner had moved to the coast.")
	for _, c := range []struct {
		question string
		lang     string
		rest     float64 // cosine of what is found beside it
		ahead    float64
		read     bool // the reader says that it answers
		answered bool
	}{
		{"Why did they give up the mill?", "en", .75, .12, true, true},
		{"Why did they give up the mill?", "en", .83, .01, false, false}, // all say as much
		{"Why did they give up the mill?", "en", .75, .12, false, false}, // it stands out, and says something else
		{"Warum gaben sie die Mühle auf?", "de", .77, .12, true, true},
		{"他们为什么放弃了磨坊？", "zh", .77, .12, true, true},
		{"他们为什么放弃了磨坊？", "zh", .82, .01, false, false},
	} {
		p := Passage{Document: "mill", Text: string(text), Lang: "en", Cosine: .83, Units: Units(Page{Number: 1, Text: text}, 0, len(text)), Said: []float64{.5, .59}}
		p = reads(p, false, c.read)
		r := NewRanking(Read(c.question, c.lang), []Passage{p})
		r.Rank(Background{Near: .34, Mean: .71, Deviation: .02, Top: .83, Rest: c.rest, Ahead: c.ahead})
		if a := r.Compose(); a.Answered != c.answered {
			t.Errorf("%s, %.2f beside it: answered %v (%.2f)", c.question, c.rest, a.Answered, a.Confidence)
		}
	}
}

// The reader is taken in by a figure of something else.
func TestAFactIsOfWhatIsAskedAbout(t *testing.T) {
	t.Parallel()
	text := []rune("The mill at the weir has 46 wheels of oak, 23 on each side.")
	for question, answered := range map[string]bool{"How many wheels does the mill have?": true, "How many wheels does a loom have?": false} {
		p := Passage{Document: "mill", Text: string(text), Lang: "en", Cosine: .83, Units: Units(Page{Number: 1, Text: text}, 0, len(text)), Said: []float64{.62}}
		r := NewRanking(Read(question, "en"), []Passage{reads(p, true)})
		r.Rank(Background{Near: .34, Mean: .71, Deviation: .02, Top: .83, Rest: .81, Ahead: .04})
		if a := r.Compose(); a.Answered != answered {
			t.Errorf("%s: answered %v (%.2f), %+v", question, a.Answered, a.Confidence, r.Candidates[0].Features)
		}
	}
}

func TestANameIsSpeltOtherwiseInAnotherLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		question, lang string
		answered       bool
	}{
		{"Wohin wurde Temüdschins Schmied Toghrul verbannt?", "de", true},
		{"Wohin wurde 1207 der Schmied verbannt?", "de", false}, // a year is the same everywhere
		{"Where was Gunnar the smith sent?", "en", false},       // nobody has that name
	} {
		text := []rune("Temujin's smith was sent to a town behind the mountains.")
		p := Passage{Document: "smith", Text: string(text), Lang: "en", Cosine: .83, Units: Units(Page{Number: 1, Text: text}, 0, len(text)), Said: []float64{.66}}
		p = reads(p, c.lang == "de")
		r := NewRanking(Read(c.question, c.lang), []Passage{p})
		r.Rank(Background{Near: .34, Mean: .71, Deviation: .02, Top: .83, Rest: .77, Ahead: .12})
		if a := r.Compose(); a.Answered != c.answered {
			t.Errorf("%s: answered %v (%.2f), %+v", c.question, a.Answered, a.Confidence, r.Candidates[0].Features)
		}
	}
}

func TestCloseReadingDecidesWhichSentenceAnswers(t *testing.T) {
	t.Parallel()
	texts := []string{"The mill was sold in spring. Its owner had moved to the coast.", "The mill is old and large."}
	said := [][]float64{{.74, .93}, nil}
	r := closely("Why did they give up the mill?", .93, texts, said)
	first := r.Candidates[0]
	if first.Passage != 0 || first.Unit != 1 {
		t.Errorf("%q comes first", r.Passages[first.Passage].Units[first.Unit].Text)
	}
	for _, c := range r.Candidates {
		if c.Passage == 1 && c.Said != .74 {
			t.Errorf("what was not read says %.2f of the question, the least read says .74", c.Said)
		}
		if c.Passage == 1 && r.Decide(c) >= .5 {
			t.Error("what was not read answers")
		}
	}
	if a := r.Compose(); !a.Answered {
		t.Errorf("not answered (%.2f)", a.Confidence)
	}
	if a := closely("Why did they give up the mill?", .76, texts, [][]float64{{.74, .76}, nil}).Compose(); a.Answered {
		t.Errorf("answered (%.2f) though nothing comes near", a.Confidence)
	}
}

func TestAnAnswerReadCloselyHasRoomForAFewSentences(t *testing.T) {
	t.Parallel()
	var text string
	var said []float64
	for _, what := range []string{"barley", "wheat", "hops", "clover", "flax", "beans"} {
		text += "In the field beside the river the monks of the abbey grew " + what + " for many years, as the books of the steward of that house tell us to this very day, and they sold most of what they harvested there. "
		said = append(said, .95)
	}
	a := closely("What did the monks grow?", .95, []string{text}, [][]float64{said}).Compose()
	n := 0
	for _, q := range a.Quotes {
		n += len(q.Unit.Text)
	}
	if len(a.Quotes) < 1 || n > room {
		t.Errorf("%d sentences, %d characters", len(a.Quotes), n)
	}
}

func TestWordsTellRowsApart(t *testing.T) {
	t.Parallel()
	balance := "Balance sheet\nMarch 31, 2022 March 31, 2021\nGrain in store 412 398\nTotal grain in store and on the way 530 515"
	flows := "Cash flows\nMarch 31, 2022 March 31, 2021\nGrain 31 (14)\nTotal 18 22"
	// The row that is asked for is short and says less than a longer one beside it.
	r := closely("What was the total grain in store and on the way on March 31, 2022?", .93, []string{flows, balance}, [][]float64{{0, 0, 0, .95, .75}, nil})
	first := r.Candidates[0]
	if u := r.Passages[first.Passage].Units[first.Unit]; !strings.Contains(u.Text, "530") {
		t.Errorf("%q comes first", u.Text)
	}
}

// The reader has not learned from tables, and says less of a row than of what stands
// in a passage that it was not given.
func TestTheReaderTellsNoRowsApart(t *testing.T) {
	t.Parallel()
	balance := "Balance sheet\nMarch 31, 2022 March 31, 2021\nGrain in store 412 398\nTotal grain in store and on the way 530 515"
	flows := "Cash flows\nMarch 31, 2022 March 31, 2021\nGrain in store 31 (14)\nOther grain on the way 18 22"
	for _, texts := range [][]string{{balance, flows}, {flows, balance}} {
		r := closely("What was the total grain in store and on the way on March 31, 2022?", .93, texts, [][]float64{{.6, .6, .8, .8, .8}, {.6, .6, .8, .8, .8}})
		r.Passages[0].Answer, r.Passages[0].Readings = -3, make([]Reading, len(r.Passages[0].Units))
		for i := range r.Passages[0].Readings {
			r.Passages[0].Readings[i] = Reading{Answer: -6, Belongs: -4, Known: true}
		}
		r.Rank(r.Background)
		first := r.Candidates[0]
		if u := r.Passages[first.Passage].Units[first.Unit]; !strings.Contains(u.Text, "530") {
			t.Errorf("%q comes first", u.Text)
		}
	}
}

func TestARowIsBelievedThoughSentencesComeNearer(t *testing.T) {
	t.Parallel()
	prose := "What the grain in store was worth on March 31, 2022 is told below. The grain in store was dry on March 31, 2022. The grain in store was sold after March 31, 2022. Grain in store on March 31, 2022 was weighed."
	table := "Stock\nMarch 31, 2022 March 31, 2021\nGrain of every kind in sacks 530 515\nTools of every kind in sheds 118 117"
	r := closely("What was the grain in store on March 31, 2022?", .72, []string{prose, table}, [][]float64{{.8, .8, .8, .8}, nil})
	for i, c := range r.Candidates[:3] {
		if c.Row > 0 {
			t.Fatalf("a row comes at %d already", i)
		}
	}
	a := r.Compose()
	said := ""
	for _, q := range a.Quotes {
		said += q.Unit.Text
	}
	if !a.Answered || !strings.Contains(said, "530") {
		t.Errorf("answered %v: %q", a.Answered, said)
	}
}

func TestASentenceThatRepeatsTheQuestionIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ question, echo, answer string }{
		{"Why do glaciers polish rock?", "Why glaciers polish rock.", "Glaciers polish rock because the sand frozen into the ice grinds it."},
		{"Perché è necessaria la distinzione tra utente e nucleo?", "La necessaria distinzione tra utente e nucleo.", "La distinzione tra utente e nucleo protegge la memoria da programmi con errori."},
	} {
		a := ask(c.question, c.echo+"\n\n"+c.answer, c.echo)
		if !a.Answered || len(a.Quotes) == 0 || a.Quotes[0].Unit.Text != c.answer {
			t.Errorf("%q: %+v", c.question, a)
		}
		if a := ask(c.question, c.echo); a.Answered {
			t.Errorf("%q is answered by itself: %+v", c.question, a.Quotes)
		}
	}
}
