package page

import (
	"net/http"
	"strconv"

	"studyapp/internal/generation"
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
	counts, err := p.Learning.CardCounts(r.Context(), auth.User(r.Context()).ID, d.ID)
	if err != nil {
		return err
	}
	usual := usualCards
	if d.Chunks > 0 { // a short document has few facts
		usual = min(usualCards, max(fewestCards, d.Chunks*2/fewestCards*fewestCards))
	}
	v := generateView{Count: usual, Have: counts[d.ID]}
	return p.dialog(w, r, ui.Dialog{Title: words.MakeCardsFrom(d.Title), Largest: words.UpTo(usual), Submit: words.MakeNCards(usual),
		Action: "/documents/" + d.ID.String() + "/generate", Back: "/courses/" + d.Course.String()}, d.Course.String(), nil, generateFields(v))
}

type generateView struct{ Count, Have int }

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
	if err != nil || n < 1 || n > 200 {
		return errs.New(errs.Invalid, words.CountWrong).At("count")
	}
	g, err := p.Generation.Generate(r.Context(), auth.User(r.Context()).ID, d.ID, generation.Flashcards, n)
	if err != nil {
		return err
	}
	p.Auth.Sessions.Put(r.Context(), begunKey, g.ID.String())
	return p.done(w, r, "/courses/"+d.Course.String(), &ui.Toast{Text: words.CardsBegun(d.Title)})
}
