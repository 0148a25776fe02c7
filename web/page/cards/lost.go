package cards

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/cardface"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// lostView is a quote that is gone beside the nearest passage of the new
// version.
type lostView struct {
	ID        string // of the card
	Old, Lang string
	OldWhere  string
	Version   string // of the document, that the sentences are of
	Sentences []pick
	Where     string
	Href      string
	Nothing   string // why there are no sentences
	Suspended bool
}

// pick is a sentence that the card can quote; Value is its place.
type pick struct {
	Value, Text string
	Best        bool
}

func (p *pages) lostOf(r *http.Request, a auth.Account, c learning.Card) (*lostView, error) {
	s := c.Source
	v := &lostView{ID: c.ID.String(), Old: s.Quote, Lang: cardface.TextLang(s.Quote, s.Language), Suspended: c.Status == learning.Suspended}
	if s.Page != nil {
		v.OldWhere = words.PageNumber(*s.Page, s.PageLabel)
	}
	if s.Title == "" {
		v.Nothing = words.SourceGone + "."
		return v, nil
	}
	near, err := p.Quotes.Nearest(r.Context(), a.ID, s.Document, s.Quote)
	if errors.Is(err, errs.NotFound) || errors.Is(err, errs.Unavailable) {
		v.Nothing = errs.Message(err)
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	v.Version, v.Where = strconv.Itoa(near.Version), words.SourceAt(s.Title, near.Page, near.PageLabel)
	first, last := near.Sentences[0], near.Sentences[0]
	for _, q := range near.Sentences {
		v.Sentences = append(v.Sentences, pick{Value: strconv.Itoa(q.Page) + ":" + strconv.Itoa(q.Start) + ":" + strconv.Itoa(q.End), Text: q.Text, Best: q.Best})
		if q.Page == first.Page {
			last = q
		}
	}
	v.Href = "/documents/" + s.Document.String() + "?" + url.Values{"v": {v.Version}, "page": {strconv.Itoa(first.Page)},
		"from": {strconv.Itoa(first.Start)}, "to": {strconv.Itoa(last.End)}}.Encode()
	return v, nil
}

// nearest is the comparison alone, for the script; without it the card's page
// has it.
func (p *pages) nearest(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	if !frame.IsFragment(r) || c.Source == nil || !c.Source.Stale {
		http.Redirect(w, r, "/cards/"+c.ID.String(), http.StatusSeeOther)
		return nil
	}
	v, err := p.lostOf(r, auth.User(r.Context()), c)
	if err != nil {
		return err
	}
	return frame.Show(w, r, lostQuote(*v))
}

// useQuote gives a card's note the sentences that were chosen as its quote.
func (p *pages) useQuote(w http.ResponseWriter, r *http.Request) error {
	c, err := p.ownCard(r)
	if err != nil {
		return err
	}
	back := frame.LocalPath(r.PostFormValue("back"), "/cards/"+c.ID.String())
	if c.Source == nil {
		return errs.New(errs.Invalid, cardNoSource)
	}
	version, err := strconv.Atoi(r.PostFormValue("v-" + c.ID.String()))
	if err != nil {
		return errs.Wrap(errs.Invalid, err, chooseSentence)
	}
	var chosen []extract.Segment
	for _, s := range r.PostForm["s-"+c.ID.String()] {
		g, err := parsePlace(s)
		if err != nil {
			return errs.Wrap(errs.Invalid, err, chooseSentence)
		}
		chosen = append(chosen, g)
	}
	q, err := p.Quotes.QuoteOf(r.Context(), auth.User(r.Context()).ID, c.Source.Document, version, chosen)
	if k := errs.KindOf(err); k == errs.Invalid || k == errs.Conflict {
		return p.Done(w, r, back, &ui.Toast{Text: errs.Message(err), Failed: true})
	}
	if err != nil {
		return err
	}
	return p.change(w, r, []id.Card{c.ID}, learning.Change{Quote: &q}, back)
}

// parsePlace reads the value of a pick.
func parsePlace(s string) (g extract.Segment, err error) {
	var errPage, errStart, errEnd error
	f := append(strings.SplitN(s, ":", 3), "", "")
	g.Page, errPage = strconv.Atoi(f[0])
	g.Start, errStart = strconv.Atoi(f[1])
	g.End, errEnd = strconv.Atoi(f[2])
	return g, errors.Join(errPage, errStart, errEnd)
}

// keepCard keeps a card as it is, although its quote is gone.
func (p *pages) keepCard(w http.ResponseWriter, r *http.Request) error {
	card, err := frame.PathID[id.Card](r)
	if err != nil {
		return err
	}
	return p.change(w, r, []id.Card{card}, learning.Change{Keep: true}, frame.LocalPath(r.PostFormValue("back"), "/cards/"+card.String()))
}
