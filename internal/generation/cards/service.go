package cards

import (
	"context"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/generation/llm"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/runs"
	"studyapp/internal/search"
)

// Notes takes the notes that are made and knows those that are there;
// learning.Service is one.
type Notes interface {
	CreateNotesTx(ctx context.Context, tx pgx.Tx, owner id.User, notes []learning.NewNote) ([]id.Card, error)
	Cards(ctx context.Context, owner id.User, f learning.CardFilter) ([]learning.Card, string, error)
	NoteTexts(ctx context.Context, owner id.User) ([]learning.NoteText, error)
	CardsByChunk(ctx context.Context, owner id.User, document id.Document) (map[id.Chunk]int, error)
}

// Jobs is the queue; jobs.Client is one.
type Jobs interface {
	InsertTx(ctx context.Context, tx pgx.Tx, args river.JobArgs, opts *river.InsertOpts) (*rivertype.JobInsertResult, error)
}

// Bus tells open pages that something changed; bus.Bus is one.
type Bus interface {
	Wake(ctx context.Context, owner id.User)
}

// Accounts tells an owner's settings; auth.Service is one.
type Accounts interface {
	ByID(ctx context.Context, user id.User) (auth.Account, error)
}

// Options are what a Service is made of. Pool, Notes, Jobs and Runs are needed;
// the others may be nil.
type Options struct {
	Pool     *pgxpool.Pool
	Embedder func() search.Embedder // nil, or returns nil, while there is no model: words tell which cards are alike
	Notes    Notes
	Jobs     Jobs
	Runs     *runs.Engine
	Bus      Bus
	Accounts Accounts    // nil: cards are active at once
	Models   *llm.Router // nil or empty: the built-in patterns alone
	Log      *slog.Logger
}

// Service makes cards. It is safe for concurrent use.
type Service struct {
	o   Options
	log *slog.Logger
}

// New returns a Service and registers its task with Runs.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Embedder == nil {
		o.Embedder = func() search.Embedder { return nil }
	}
	s := &Service{o: o, log: o.Log}
	o.Runs.Register(runs.Task{
		Name: string(Flashcards), Queue: jobs.QueueGenerate, Attempts: 5, Work: s.work,
		GivenUp: "Making these broke off several times. Try again.",
	})
	return s
}
