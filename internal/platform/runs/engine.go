package runs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/platform/id"
)

// A process tells every beatEvery that it works on a run; a run of which that
// was not heard for lease is taken from it.
const (
	lease     = 30 * time.Second
	beatEvery = 5 * time.Second
	// lookEvery is how often a run under way looks whether it was stopped, where
	// no wake-up tells it.
	lookEvery  = time.Second
	sweepEvery = 10 * time.Second
	// parkedEvery is how often a run that waits looks whether it can go on, where
	// nobody called for it.
	parkedEvery = time.Minute
)

// Kept is how long a run stays after its end.
const Kept = 90 * 24 * time.Hour

// Jobs is the queue; jobs.Client is one.
type Jobs interface {
	InsertTx(ctx context.Context, tx pgx.Tx, args river.JobArgs, opts *river.InsertOpts) (*rivertype.JobInsertResult, error)
	StatesTx(ctx context.Context, tx pgx.Tx, ids []int64) (map[int64]rivertype.JobState, error)
}

// Bus tells open pages and other processes that something changed; bus.Bus is
// one.
type Bus interface {
	Wake(ctx context.Context, owner id.User)
	Subscribe(ctx context.Context, owner id.User) <-chan struct{}
}

// Options are what an Engine is made of. Pool is needed; without Jobs nothing
// can be queued.
type Options struct {
	Pool *pgxpool.Pool
	Jobs Jobs
	Bus  Bus
	Log  *slog.Logger
	Node string // name of this process, of no other one, and the same after a restart
	Now  func() time.Time
}

// Task is a kind of work.
type Task struct {
	Name     string // stored; never rename one
	Queue    string // of its jobs
	Attempts int    // how often its job is tried
	// Work does it. It can be called again for the same run at any time, and goes
	// on behind what was committed. When it returns nil the run is done. An error
	// is tried again with the job, except errs.Conflict, errs.NotFound and the last
	// attempt's: the run fails with what the error says to the student. See also
	// ErrNotNow. The context ends with the cause ErrStopped when the run is to
	// end early and with ErrOver when nothing may be written any more.
	Work func(ctx context.Context, w *Work) error
	// Ended is told, in the same transaction, of a run that ends by other hands
	// than Work's: it failed, was stopped, or was given up on. Nil hears nothing.
	Ended func(ctx context.Context, tx pgx.Tx, r Run) error
	// GivenUp is what a run says that ended its process several times.
	GivenUp string
}

// Engine begins, works, stops and sweeps runs. It is safe for concurrent use.
type Engine struct {
	o     Options
	tasks map[string]Task

	mu     sync.Mutex
	active map[id.Run]*Work // what this process works on
}

// New returns an Engine. Register the tasks before it works any.
func New(o Options) *Engine {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Engine{o: o, tasks: map[string]Task{}, active: map[id.Run]*Work{}}
}

// Register adds a task.
func (e *Engine) Register(t Task) { e.tasks[t.Name] = t }

// Sweeping takes back the runs of processes that died, now and then, until the
// context ends.
func (e *Engine) Sweeping(ctx context.Context) {
	looked := time.Time{}
	sweep := time.NewTicker(sweepEvery)
	defer sweep.Stop()
	for {
		if err := e.Sweep(ctx); err != nil && ctx.Err() == nil {
			e.o.Log.Warn("runs that broke off were not looked for", "error", err)
		}
		if time.Since(looked) > parkedEvery {
			if err := e.tryParked(ctx); err != nil && ctx.Err() == nil {
				e.o.Log.Warn("the runs that wait did not look again", "error", err)
			}
			looked = time.Now()
		}
		select {
		case <-ctx.Done():
			return
		case <-sweep.C:
		}
	}
}

func (e *Engine) wake(ctx context.Context, owner id.User) {
	if e.o.Bus != nil {
		e.o.Bus.Wake(ctx, owner)
	}
}
