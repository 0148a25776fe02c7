package api

import (
	"context"
	"net/http"

	"studyapp/internal/generation/recheck"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// NearPassage is where a document says something like a lost quote.
type NearPassage struct {
	DocumentID  id.Document `json:"document_id"`
	Version     int         `json:"version"`
	ChunkID     id.Chunk    `json:"chunk_id"`
	HeadingPath []string    `json:"heading_path"`
	Page        *int        `json:"page" doc:"Null where the kind has no pages."`
	Sentences   []Quotable  `json:"sentences" doc:"In reading order."`
}

// Quotable is a sentence as it stands in the document.
type Quotable struct {
	Text string `json:"text" doc:"Verbatim in the page text; PUT …/quote takes it, or several that follow one another."`
	Best bool   `json:"best" doc:"It says most of what the lost quote said."`
}

// ChangedCard is a card after a change that can be taken back.
type ChangedCard struct {
	Card
	ChangeID id.Change `json:"change_id" doc:"POST /changes/{id}/undo takes it back, for a day."`
}

type newQuote struct {
	CardPath
	Body struct {
		Quote string `json:"quote" minLength:"1" doc:"Words of the card's document; of several places the one nearest to the old quote's."`
	}
}

type changePath struct {
	ID string `path:"id"`
}

// Undone says what was taken back.
type Undone struct {
	Cards int `json:"cards"`
}

// quotes are the calls about cards whose quote is gone from their document.
func (a *api) quotes() {
	const tag = "Cards"
	handle(a, call(http.MethodGet, "/cards/{id}/nearest", "nearest-passage", tag, "Get the passage of its document that is nearest to a card's quote", http.StatusNotFound), a.nearest)
	handle(a, call(http.MethodPut, "/cards/{id}/quote", "quote-anew", tag, "Give a card another quote out of its document", http.StatusNotFound, http.StatusConflict), a.quoteAnew)
	handle(a, call(http.MethodPost, "/cards/{id}/keep", "keep-card", tag, "Keep a card whose quote is gone; its flag goes", http.StatusNotFound, http.StatusConflict),
		func(ctx context.Context, in *CardPath) (*answer[ChangedCard], error) {
			card, err := id.Parse[id.Card](in.ID)
			if err != nil {
				return nil, err
			}
			return a.changed(ctx, card, learning.Change{Keep: true})
		})
	handle(a, call(http.MethodPost, "/changes/{id}/undo", "undo-change", tag, "Take a change of cards back", http.StatusNotFound),
		func(ctx context.Context, in *changePath) (*answer[Undone], error) {
			change, err := id.Parse[id.Change](in.ID)
			if err != nil {
				return nil, err
			}
			n, err := a.Learning.UndoChange(ctx, owner(ctx), change)
			return respond(Undone{n}, err)
		})
}

// quoting is a card with its source.
func (a *api) quoting(ctx context.Context, s string) (learning.Card, error) {
	card, err := id.Parse[id.Card](s)
	if err != nil {
		return learning.Card{}, err
	}
	c, err := a.Learning.Card(ctx, owner(ctx), card)
	if err == nil && c.Source == nil {
		err = errs.New(errs.Invalid, "This card comes from no document.")
	}
	return c, err
}

func (a *api) nearest(ctx context.Context, in *CardPath) (*answer[NearPassage], error) {
	c, err := a.quoting(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	n, err := a.Quotes.Nearest(ctx, owner(ctx), c.Source.Document, c.Source.Quote)
	return respond(viewNearest(c.Source.Document, n), err)
}

func viewNearest(document id.Document, n recheck.Nearest) NearPassage {
	v := NearPassage{document, n.Version, n.Chunk, append([]string{}, n.HeadingPath...), n.Page, []Quotable{}}
	for _, q := range n.Sentences {
		v.Sentences = append(v.Sentences, Quotable{q.Text, q.Best})
	}
	return v
}

func (a *api) quoteAnew(ctx context.Context, in *newQuote) (*answer[ChangedCard], error) {
	c, err := a.quoting(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	near := []extract.Segment{{Page: 1}}
	if c.Source.Page != nil {
		near[0].Page = *c.Source.Page
	}
	q, err := a.Quotes.Quote(ctx, owner(ctx), c.Source.Document, in.Body.Quote, near)
	if err != nil {
		return nil, err
	}
	return a.changed(ctx, c.ID, learning.Change{Quote: &q})
}

// changed changes one card and returns it with what takes that back.
func (a *api) changed(ctx context.Context, card id.Card, change learning.Change) (*answer[ChangedCard], error) {
	before, err := a.Learning.Card(ctx, owner(ctx), card)
	if err != nil {
		return nil, err
	}
	if change.Keep && (before.Source == nil || !before.Source.Stale) {
		return nil, errs.New(errs.Conflict, "The quote of this card was not lost, or was decided about before.")
	}
	done, err := a.Learning.ChangeCards(ctx, owner(ctx), []id.Card{card}, change)
	if err != nil {
		return nil, err
	}
	c, err := a.Learning.Card(ctx, owner(ctx), card)
	return respond(ChangedCard{viewCard(c), done.ID}, err)
}
