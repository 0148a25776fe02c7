package generation

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/generation/llm"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/runs"
	"studyapp/internal/search"
)

// Searcher finds passages; search.Service is one.
type Searcher interface {
	Search(ctx context.Context, owner id.User, q search.Query) (search.Result, error)
}

// Notes takes the notes that are made and knows those that are there; learning.Service is one.
type Notes interface {
	CreateNotesTx(ctx context.Context, tx pgx.Tx, owner id.User, notes []learning.NewNote) ([]id.Card, error)
	Cards(ctx context.Context, owner id.User, f learning.CardFilter) ([]learning.Card, string, error)
	Recheck(ctx context.Context, owner id.User, document id.Document, version int, find learning.Finder) (learning.Rechecked, error)
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

// Options are what a Service is made of. Pool, Search, Notes, Jobs and
// Runs are needed; the others may be nil.
type Options struct {
	Pool     *pgxpool.Pool
	Search   Searcher
	Embedder func() search.Embedder // nil, or returns nil, while there is no model: words decide then
	Notes    Notes
	Jobs     Jobs
	Runs     *runs.Engine
	Bus      Bus
	Accounts Accounts    // nil: cards are active at once
	Models   *llm.Router // nil or empty: the built-in provider alone
	Log      *slog.Logger
	Now      func() time.Time
}

// Service answers questions and makes cards. It is safe for concurrent use.
type Service struct {
	o    Options
	log  *slog.Logger
	bank bank

	asking asking
}

// New returns a Service.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Embedder == nil {
		o.Embedder = func() search.Embedder { return nil }
	}
	s := &Service{o: o, log: o.Log}
	if o.Runs != nil {
		o.Runs.Register(s.answerTask())
		o.Runs.Register(runs.Task{
			Name: string(Flashcards), Queue: jobs.QueueGenerate, Attempts: 5, Work: s.workCards,
			GivenUp: "Making these broke off several times. Try again.",
		})
	}
	return s
}

// Models returns the health of the models, best first; none when only the
// built-in provider writes.
func (s *Service) Models() []llm.Status {
	if !s.o.Models.Available() {
		return nil
	}
	return s.o.Models.Status()
}

// TryModel ends the pause of a model, on this node. It returns errs.NotFound if
// none of that name is paused.
func (s *Service) TryModel(name string) error {
	if !s.o.Models.Available() || !s.o.Models.TryNow(name) {
		return errs.New(errs.NotFound, "This model is not paused any more.")
	}
	return nil
}

func (s *Service) wake(ctx context.Context, owner id.User) {
	if s.o.Bus != nil {
		s.o.Bus.Wake(ctx, owner)
	}
}

// bank keeps the vectors of quoted.Bank for the model that made them.
type bank struct {
	mu      sync.Mutex
	model   string
	vectors [][]float32
}
