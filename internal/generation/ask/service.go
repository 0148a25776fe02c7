package ask

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/runs"
)

// Courses knows the owner's courses; learning.Service is one.
type Courses interface {
	HasCourseTx(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course) (bool, error)
}

// Options are what a Service is made of. Without Runs it only reads; Models, Log
// and Now may be left out.
type Options struct {
	Pool     *pgxpool.Pool
	Evidence *evidence.Service
	Courses  Courses
	Runs     *runs.Engine
	Models   *llm.Router // nil or empty: the built-in provider alone
	Log      *slog.Logger
	Now      func() time.Time
}

// Service answers questions. It is safe for concurrent use.
type Service struct {
	o      Options
	log    *slog.Logger
	asking asking
}

// New returns a Service and registers its task with Runs.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{o: o, log: o.Log}
	if o.Runs != nil {
		o.Runs.Register(s.answerTask())
	}
	return s
}

// Warm makes ready what the first question would wait for.
func (s *Service) Warm(ctx context.Context) error { return s.o.Evidence.Warm(ctx) }
