package document

import (
	"cmp"
	"net/http"
	"strconv"

	"studyapp/internal/generation/cards"
	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// What the slider offers.
const (
	fewestCards = 6
	mostCards   = 60
	usualCards  = 24
)

// askGenerate asks how many cards to make, of what kinds and from which pages.
func (p *pages) askGenerate(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	count := usualCards
	if d.Chunks > 0 { // a short document has few facts
		count = min(usualCards, max(fewestCards, d.Chunks*2/fewestCards*fewestCards))
	}
	return p.showGenerate(w, r, d, generateView{Count: strconv.Itoa(count), Basic: true, Cloze: true, From: "1", To: strconv.Itoa(d.Pages), AllSections: true})
}

// showGenerate asks by a slider where a script makes it say its number, and by
// a number field on the page of its own.
func (p *pages) showGenerate(w http.ResponseWriter, r *http.Request, d ingest.Document, v generateView) error {
	a := auth.User(r.Context())
	covered, err := p.Learning.Coverage(r.Context(), a.ID, d.ID)
	if err != nil {
		return err
	}
	cost, err := p.Learning.Cost(r.Context(), a.ID, d.Course, v.kinds()...)
	if err != nil {
		return err
	}
	v.foretell(cost, p.Now(), a.Location())
	sections, err := p.Generation.Sections(r.Context(), a.ID, d.ID)
	if err != nil && errs.KindOf(err) != errs.Conflict { // it is being read: the run will say so
		return err
	}
	v.offer(sections)
	v.Covered, v.Slider = coveredBy(covered.Cards, covered.From, covered.To), frame.IsFragment(r)
	if v.Pages = 0; d.Kind == ingest.PDF {
		v.Pages = d.Pages
	}
	return p.Dialog(w, r, v.dialog(d.Title, "/documents/"+d.ID.String()+"/generate", "/courses/"+d.Course.String()), d.Course.String(), v.Failed, generateFields(v))
}

// generateView is the form of a run.
type generateView struct {
	Count        string
	Slider       bool
	Covered      string // by cards that are there
	Basic, Cloze bool
	Pages        int // of a document that has some to choose from; 1 leaves no choice
	From, To     string
	Lines        map[int]string // what each number of the slider costs
	How          string         // what that is reckoned from
	Chosen       []string       // paths of the sections that were chosen
	AllSections  bool           // before anything was chosen
	Sections     []sectionView  // empty where there is nothing to choose
	Failed       error
}

// dialog surrounds the form. Only a script keeps the number in its line and on
// its button true.
func (v generateView) dialog(title, action, back string) ui.Dialog {
	d := ui.Dialog{Title: makeCardsFrom(title), Submit: words.MakeCards, Action: action, Back: back}
	if n, err := strconv.Atoi(v.Count); err == nil && v.Slider {
		d.Largest, d.Submit = cmp.Or(v.line(), upTo(n)), makeNCards(n)
	}
	return d
}

// generate begins making cards; the document's row tells how it goes.
func (p *pages) generate(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	v := generateView{Count: r.PostFormValue("count"), From: r.PostFormValue("from"), To: r.PostFormValue("to")}
	var want cards.Wanted
	v.Chosen = r.PostForm["section"]
	v.AllSections = r.PostFormValue("sections") == "" // the form had none to choose
	for _, k := range r.PostForm["kind"] {
		v.Basic, v.Cloze = v.Basic || k == string(learning.Basic), v.Cloze || k == string(learning.Cloze)
		want.Kinds = append(want.Kinds, learning.Kind(k))
	}
	if v.From != "" || v.To != "" {
		want.Pages.From, _ = strconv.Atoi(v.From) // what is no number is no page
		want.Pages.To, _ = strconv.Atoi(v.To)
	}
	if want.Pages == (cards.Pages{From: 1, To: d.Pages}) {
		want.Pages = cards.Pages{}
	}
	if n, _ := strconv.Atoi(r.PostFormValue("sections")); len(v.Chosen) != n { // all of them is no choice
		want.Sections = v.Chosen
	}
	var g cards.Generation
	if want.Count, err = strconv.Atoi(v.Count); err != nil || want.Count < 1 || want.Count > cards.MaxCount {
		v.Failed = errs.New(errs.Invalid, countWrong).At("count")
	} else if len(want.Kinds) == 0 {
		v.Failed = errs.New(errs.Invalid, noKind).At("kinds")
	} else if !v.AllSections && len(v.Chosen) == 0 {
		v.Failed = errs.New(errs.Invalid, noSection).At("sections")
	} else if g, err = p.Generation.Generate(r.Context(), auth.User(r.Context()).ID, d.ID, cards.Flashcards, want); frame.FieldOf(err) != "" {
		v.Failed = err
	} else if err != nil {
		return err
	}
	if v.Failed != nil {
		return p.showGenerate(w, r, d, v)
	}
	doclist.Begun(r.Context(), p.Sessions, g.ID)
	return p.Done(w, r, "/courses/"+d.Course.String(), &ui.Toast{Text: cardsBegun(d.Title)})
}

// stopGenerating ends the run that works on a document; the cards that were
// made stay.
func (p *pages) stopGenerating(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	ctx, a := r.Context(), auth.User(r.Context())
	running, err := p.Generation.Running(ctx, a.ID)
	if err != nil {
		return err
	}
	run, ok := running[d.ID]
	if !ok { // it ended by itself meanwhile
		return p.Done(w, r, "/courses/"+d.Course.String(), nil)
	}
	g, err := p.Generation.StopGeneration(ctx, a.ID, run.ID)
	if err != nil {
		return err
	}
	doclist.NotBegun(ctx, p.Sessions)
	return p.Done(w, r, "/courses/"+d.Course.String(), &ui.Toast{Text: cardsStopped(g.Produced)})
}
