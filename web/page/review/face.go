package review

import (
	"net/url"
	"strconv"
	"strings"

	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/web/page/cardface"
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
	Reps         int // how often it was answered, for a page to see that it was again
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

func faceOf(d learning.DueCard, s session, was string) cardFace {
	f := cardFace{ID: d.ID.String(), ReviewID: id.New[id.Review]().String(), Session: s, Reps: d.State.Reps}
	f.Front, f.Back = cardface.Sides(d.Card)
	f.Long = len([]rune(d.Front)) > longCard || len([]rune(d.Back)) > longCard
	language := ""
	if s := d.Source; s != nil {
		language = s.Language
		f.Path = strings.Join(s.HeadingPath, " › ")
		f.Quote, f.Stale, f.Kept = s.Quote, s.Stale, s.KeptAt != nil
		f.QuoteLang = cardface.TextLang(s.Quote, language)
		f.SourceURL, f.SourceText = cardface.SourceLink(*s)
	}
	f.Lang = cardface.TextLang(d.Text+" "+d.Extra, language)
	if d.State.Lapses >= learning.LeechLapses {
		f.Leech = leech(d.State.Lapses)
	}
	for i, class := range [4]string{"rate-again", "rate-hard", "rate-good", "rate-easy"} {
		f.Ratings[i] = rating{Value: i + 1, Class: class, Word: words.Ratings[i], Interval: words.Interval(d.NextIn[i]), Was: was == strconv.Itoa(i+1)}
	}
	return f
}
