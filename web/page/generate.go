package page

import (
	"net/http"
	"strconv"

	"studyapp/internal/generation"
	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// What the slider offers.
const (
	fewestCards = 6
	mostCards   = 60
	usualCards  = 24
)

// askGenerate asks how many cards to make.
func (p *pages) askGenerate(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	count := usualCards
	if d.Chunks > 0 { // a short document has few facts
		count = min(usualCards, max(fewestCards, d.Chunks*2/fewestCards*fewestCards))
	}
	return p.showGenerate(w, r, d, generateView{Count: count})
}

// showGenerate asks by a slider where a script makes it say its number, and by
// a number field on the page of its own.
func (p *pages) showGenerate(w http.ResponseWriter, r *http.Request, d ingest.Document, v generateView) error {
	counts, err := p.Learning.CardCounts(r.Context(), auth.User(r.Context()).ID, d.ID)
	if err != nil {
		return err
	}
	v.Have, v.Slider = counts[d.ID], isFragment(r)
	return p.dialog(w, r, v.dialog(d.Title, "/documents/"+d.ID.String()+"/generate", "/courses/"+d.Course.String()), d.Course.String(), v.Failed, generateFields(v))
}

// generateView is the form of a run.
type generateView struct {
	Count  int
	Slider bool
	Have   int // cards that are there
	Failed error
}

// dialog surrounds the form. Only a script keeps the number in its line and on
// its button true.
func (v generateView) dialog(title, action, back string) ui.Dialog {
	d := ui.Dialog{Title: words.MakeCardsFrom(title), Submit: words.MakeCards, Action: action, Back: back}
	if v.Slider {
		d.Largest, d.Submit = words.UpTo(v.Count), words.MakeNCards(v.Count)
	}
	return d
}

// begunKey keeps the run that was begun last, for the page that comes next: it
// tells how the run went, however short it was.
const begunKey = "generation_begun"

// generate begins making cards; the document's row tells how it goes.
func (p *pages) generate(w http.ResponseWriter, r *http.Request) error {
	d, err := p.document(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PostFormValue("count"))
	if err != nil || n < 1 || n > generation.MaxCount {
		return p.showGenerate(w, r, d, generateView{Count: usualCards, Failed: errs.New(errs.Invalid, words.CountWrong).At("count")})
	}
	g, err := p.Generation.Generate(r.Context(), auth.User(r.Context()).ID, d.ID, generation.Flashcards, n)
	if err != nil {
		return err
	}
	p.Auth.Sessions.Put(r.Context(), begunKey, g.ID.String())
	return p.done(w, r, "/courses/"+d.Course.String(), &ui.Toast{Text: words.CardsBegun(d.Title)})
}
