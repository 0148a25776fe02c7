package recheck

import (
	"context"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

// Notes have the quotes; learning.Service is one.
type Notes interface {
	Recheck(ctx context.Context, owner id.User, document id.Document, version int, find learning.Finder) (learning.Rechecked, error)
	QuotesBehindOfAll(ctx context.Context, versions map[id.Document]int) ([]id.Document, error)
}

// Jobs is the queue; jobs.Client is one.
type Jobs interface {
	InsertTx(ctx context.Context, tx pgx.Tx, args river.JobArgs, opts *river.InsertOpts) (*rivertype.JobInsertResult, error)
}

// Bus tells open pages that something changed; bus.Bus is one.
type Bus interface {
	Wake(ctx context.Context, owner id.User)
}

// Options are what a Service is made of. Pool and Notes are needed; without
// Search nothing near a quote is found.
type Options struct {
	Pool   *pgxpool.Pool
	Search evidence.Searcher
	Notes  Notes
	// Quoting are those whose quotes follow a text that is read again.
	Quoting []Quoting
	Jobs    Jobs
	Bus     Bus
	Log     *slog.Logger
}

// Service finds quotes. It is safe for concurrent use.
type Service struct {
	o   Options
	log *slog.Logger
}

// New returns a Service.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{o: o, log: o.Log}
}
