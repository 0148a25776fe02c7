package cards

import (
	"context"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/recheck"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
)

// Deps is what the pages of cards need.
type Deps struct {
	*frame.Pages
	Ingest   Ingest
	Learning Learning
	Answers  Answers
	Quotes   Quotes
}

// Ingest has the documents that cards quote.
type Ingest interface {
	Document(ctx context.Context, owner id.User, doc id.Document) (ingest.Document, error)
	Pages(ctx context.Context, owner id.User, doc id.Document, r ingest.PageRange) ([]ingest.PageText, error)
}

// Learning keeps the cards.
type Learning interface {
	Card(ctx context.Context, owner id.User, card id.Card) (learning.Card, error)
	Cards(ctx context.Context, owner id.User, f learning.CardFilter) ([]learning.Card, string, error)
	ChangeCards(ctx context.Context, owner id.User, cards []id.Card, c learning.Change) (learning.Changed, error)
	CountCards(ctx context.Context, owner id.User, f learning.CardFilter, most int) (int, error)
	CreateNote(ctx context.Context, owner id.User, n learning.NewNote) ([]learning.Card, error)
	History(ctx context.Context, owner id.User, card id.Card) ([]learning.HistoryEntry, error)
	UndoChange(ctx context.Context, owner id.User, change id.Change) (int, error)
	UpdateCard(ctx context.Context, owner id.User, card id.Card, p learning.Patch) (learning.Card, error)
	Wrong(ctx context.Context, owner id.User, card id.Card) (learning.Card, error)
}

// Answers have the citations that cards are made from.
type Answers interface {
	Citation(ctx context.Context, owner id.User, citation id.Citation) (evidence.Citation, error)
}

// Quotes finds quotes in the documents.
type Quotes interface {
	Nearest(ctx context.Context, owner id.User, document id.Document, quote string) (recheck.Nearest, error)
	Quote(ctx context.Context, owner id.User, document id.Document, quote string, near []extract.Segment) (learning.NewQuote, error)
	QuoteOf(ctx context.Context, owner id.User, document id.Document, version int, sentences []extract.Segment) (learning.NewQuote, error)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages to a router whose requests are signed in.
func Mount(r chi.Router, d Deps) {
	p := &pages{d}
	r.Get("/cards", frame.Do(p.cards))
	r.Get("/cards/new", frame.Do(p.newCard))
	r.Post("/cards", frame.Do(p.createCard))
	r.Post("/cards/preview", frame.Do(p.preview))
	r.Post("/cards/many", frame.Do(p.changeCards))
	r.Post("/cards/undo", frame.Do(p.undoCards))
	r.Get("/cards/{id}", frame.Do(p.card))
	r.Get("/cards/{id}/edit", frame.Do(p.editCard))
	r.Post("/cards/{id}", frame.Do(p.updateCard))
	r.Post("/cards/{id}/delete", frame.Do(p.deleteCard))
	r.Post("/cards/{id}/status", frame.Do(p.setCardStatus))
	r.Get("/cards/{id}/nearest", frame.Do(p.nearest))
	r.Post("/cards/{id}/quote", frame.Do(p.useQuote))
	r.Post("/cards/{id}/keep", frame.Do(p.keepCard))
	r.Get("/cards/{id}/wrong", frame.Do(p.askWrong))
	r.Post("/cards/{id}/wrong", frame.Do(p.markWrong))
}
