package evidence

import (
	"context"
	"log/slog"

	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/id"
	"studyapp/internal/search"
	"studyapp/internal/search/late"
)

// Searcher finds passages; search.Service is one.
type Searcher interface {
	Search(ctx context.Context, owner id.User, q search.Query) (search.Result, error)
	Understand(ctx context.Context, owner id.User, question string) ([]search.Understood, error)
	Tokens(ctx context.Context, owner id.User, hits []search.Hit) ([][]late.Token, error)
	Mentions(ctx context.Context, owner id.User, texts []string, documents []id.Document, most int) ([]map[id.Document]int, error)
}

// Options are what a Service is made of. Pool is needed; without Search nothing
// is found.
type Options struct {
	Pool     *pgxpool.Pool
	Search   Searcher
	Embedder func() search.Embedder // nil, or returns nil, while there is no model: words decide then
	Log      *slog.Logger
}

// Service finds evidence. It is safe for concurrent use.
type Service struct {
	o    Options
	log  *slog.Logger
	bank bank
	kept kept
}

// New returns a Service.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Embedder == nil {
		o.Embedder = func() search.Embedder { return nil }
	}
	return &Service{o: o, log: o.Log, kept: kept{most: keptBytes}}
}

// Embedder is the search model, or nil while there is none.
func (s *Service) Embedder() search.Embedder { return s.o.Embedder() }
