package page

import (
	"net/url"
	"strconv"
	"strings"

	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/web/render"
	"studyapp/web/words"
)

// cardFace is a card as it is asked: both sides, and what each rating leads to.
type cardFace struct {
	ID, ReviewID string
	Session      session
	Path, Lang   string // Lang is the language of the card's own words, or empty
	QuoteLang    string
	Front, Back  string // HTML
	Long         bool
	Shown        bool // the answer is open
	Quote        string
	SourceURL    string
	SourceText   string
	Stale        bool
	Kept         bool // its quote is gone, and the student kept it
	Ratings      [4]rating
	Leech        string
}

type rating struct {
	Value       int
	Class, Word string
	Interval    string
	Was         bool // it was the last answer, before undo
}

// here is the address of this card in its session.
func (c cardFace) here() string { return c.Session.address("card", c.ID, "show", "1") }

// dialog is the address of one of the card's dialogs, which comes back here.
func (c cardFace) dialog(name string) string {
	return "/cards/" + c.ID + "/" + name + "?" + url.Values{"back": {c.here()}}.Encode()
}

// longCard is how many characters a side has that is set a step smaller.
const longCard = 300

func face(d learning.DueCard, s session, was string) cardFace {
	f := cardFace{ID: d.ID.String(), ReviewID: id.New[id.Review]().String(), Session: s}
	f.Front, f.Back = sides(d.Card)
	f.Long = len([]rune(d.Front)) > longCard || len([]rune(d.Back)) > longCard
	language := ""
	if s := d.Source; s != nil {
		language = s.Language
		f.Path = strings.Join(s.HeadingPath, " › ")
		f.Quote, f.Stale, f.Kept = s.Quote, s.Stale, s.KeptAt != nil
		f.QuoteLang = textLang(s.Quote, language)
		f.SourceURL, f.SourceText = sourceLink(*s)
	}
	f.Lang = textLang(d.Text+" "+d.Extra, language)
	if d.State.Lapses >= learning.LeechLapses {
		f.Leech = words.Leech(d.State.Lapses)
	}
	for i, class := range [4]string{"rate-again", "rate-hard", "rate-good", "rate-easy"} {
		f.Ratings[i] = rating{Value: i + 1, Class: class, Word: words.Ratings[i], Interval: words.Interval(d.NextIn[i]), Was: was == strconv.Itoa(i+1)}
	}
	return f
}

// sides renders a card's two sides.
func sides(c learning.Card) (front, back string) {
	if c.Kind != learning.Cloze {
		return render.Card(c.Front), render.Card(c.Back)
	}
	gap := render.Answer
	if c.Source != nil && !c.Source.Lost() && stands(gapWords(learning.ParseCloze(c.Text), c.Ordinal), c.Source.Quote) {
		gap = render.Verified
	}
	front = render.Cloze(c.Text, c.Ordinal, render.Blank)
	back = render.Cloze(c.Text, c.Ordinal, gap)
	if strings.TrimSpace(c.Extra) != "" {
		back += render.Card(c.Extra)
	}
	return front, back
}

// gapWords are the words in the gap of the number n, as plain text.
func gapWords(parts []learning.Part, n int) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Gap == n {
			b.WriteString(plainParts(p.Inner) + " ")
		} else {
			b.WriteString(gapWords(p.Inner, n))
		}
	}
	return b.String()
}

func plainParts(parts []learning.Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text + plainParts(p.Inner))
	}
	return b.String()
}

// stands reports whether each of the words stands in the quote, in any case:
// yellow is only what was found in the source.
func stands(words, quote string) bool {
	in := string(fold([]rune(quote)))
	sought := strings.Fields(string(fold([]rune(words))))
	for _, w := range sought {
		if !strings.Contains(in, strings.Trim(w, "*_`$.,;:")) {
			return false
		}
	}
	return len(sought) > 0
}

// sourceLink is where a card's quote stands: the address and its words. Both
// are empty when the document is gone.
func sourceLink(s learning.Source) (href, text string) {
	if s.Title == "" {
		return "", words.SourceGone
	}
	q := url.Values{}
	if seg := firstSegment(s.Segments); seg.Page > 0 && !s.Lost() {
		q.Set("v", strconv.Itoa(s.Version))
		q.Set("page", strconv.Itoa(seg.Page))
		q.Set("from", strconv.Itoa(seg.Start))
		q.Set("to", strconv.Itoa(seg.End))
	} else if s.Page != nil {
		q.Set("page", strconv.Itoa(*s.Page))
	}
	href = "/documents/" + s.Document.String()
	if len(q) > 0 {
		href += "?" + q.Encode()
	}
	return href, words.SourceAt(s.Title, s.Page)
}
