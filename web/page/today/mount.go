package today

import (
	"context"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"studyapp/internal/generation/cards"
	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/page/sample"
)

// Deps is what Today needs.
type Deps struct {
	*frame.Pages
	Lists          *doclist.Lists
	Sample         *sample.Sample
	Models         *models.Models
	Ingest         Ingest
	Generation     Generation
	MaxUploadBytes int64 // of a file
}

// Ingest knows the documents and how far they are.
type Ingest interface {
	Counts(ctx context.Context, owner id.User) (map[ingest.Status]int, error)
	Documents(ctx context.Context, owner id.User, f ingest.Filter) ([]ingest.Document, string, error)
	ReadHeadings(ctx context.Context, owner id.User, docs []id.Document) (map[id.Document]string, error)
}

// Generation knows from which documents cards are being made.
type Generation interface {
	Running(ctx context.Context, owner id.User) (map[id.Document]cards.Generation, error)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds Today to a router whose requests are signed in. It returns what
// the event stream sends again as it changes: the page's head.
func Mount(r chi.Router, d Deps) doclist.Head {
	p := &pages{d}
	r.Get("/", frame.Do(p.today))
	return func(ctx context.Context, a auth.Account, _ id.Course) (templ.Component, error) {
		v, _, err := p.todayHead(ctx, a)
		if err != nil {
			return nil, err
		}
		return todayHeader(v), nil
	}
}
