package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/platform/id"
)

// The queues. A job names its own in InsertOpts; what names none is in Default.
const (
	QueueExtract  = "extract"
	QueueEmbed    = "embed"
	QueuePublish  = "publish"
	QueueReread   = "reread"
	QueueGenerate = "generate"
	QueueDefault  = river.QueueDefault
)

// workers is how many jobs of a queue run at once in one process. embed is
// one: the job itself spreads over the model's sessions and over the owners.
var workers = map[string]river.QueueConfig{
	QueueExtract:  {MaxWorkers: 2},
	QueueEmbed:    {MaxWorkers: 1},
	QueuePublish:  {MaxWorkers: 4},
	QueueReread:   {MaxWorkers: 1},
	QueueGenerate: {MaxWorkers: 1},
	QueueDefault:  {MaxWorkers: 4},
}

// maxAttempts with River's back-off (attempt⁴ seconds) gives up after about
// twenty minutes; what is discarded then is a dead letter for an admin.
const maxAttempts = 6

// Options says who this client is.
type Options struct {
	// Node names the process that works the jobs; it must be the same after a
	// restart and different from every other process on the database.
	Node string
	// InsertOnly makes a client that inserts jobs and works none, such as a
	// web node or a command.
	InsertOnly bool
	// Held says whether the jobs of an owner are not to be begun now, as while
	// the account is suspended; it is asked again after heldFor. Nil holds none.
	Held func(ctx context.Context, owner id.User) (bool, error)
}

// Client inserts jobs and, unless it only inserts, works them.
type Client struct {
	river   *river.Client[pgx.Tx]
	pool    *pgxpool.Pool
	log     *slog.Logger
	options Options
	workers *river.Workers
	owners  map[string]OwnerOf
	stop    context.CancelFunc // ends the heartbeat
	stopped chan struct{}
}

// New returns a client. Register the workers, then Start it.
func New(pool *pgxpool.Pool, log *slog.Logger, o Options) (*Client, error) {
	c := &Client{pool: pool, log: log, options: o, workers: river.NewWorkers(), owners: map[string]OwnerOf{}}
	config := &river.Config{
		ID:                o.Node,
		Logger:            quiet(log),
		JobTimeout:        -1, // a book takes minutes; a dead process is found by its heartbeat
		MaxAttempts:       maxAttempts,
		FetchCooldown:     20 * time.Millisecond,
		FetchPollInterval: time.Second,
		SoftStopTimeout:   2 * time.Second,
		ErrorHandler:      &errorHandler{log: log},

		CompletedJobRetentionPeriod: keepDone,
		CancelledJobRetentionPeriod: keepDone,
		DiscardedJobRetentionPeriod: keepDiscarded,
	}
	if !o.InsertOnly {
		if o.Node == "" {
			return nil, errors.New("jobs: a working client needs the name of its node")
		}
		if o.Held != nil {
			config.Middleware = []rivertype.Middleware{&holder{client: c}}
		}
		config.Queues = workers
		config.Workers = c.workers
	}
	client, err := river.NewClient(riverpgxv5.New(pool), config)
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	c.river = client
	return c, nil
}

// Register lets a module add its workers. Call it before Start; on a client
// that only inserts it does nothing of consequence.
func (c *Client) Register(add func(*river.Workers)) { add(c.workers) }

// Repeat adds a job that is inserted again and again while clients work jobs,
// by one of them at a time. Call it before Start.
func (c *Client) Repeat(job *river.PeriodicJob) error {
	if c.options.InsertOnly {
		return nil
	}
	if _, err := c.river.PeriodicJobs().AddSafely(job); err != nil {
		return fmt.Errorf("jobs: adding a periodic job: %w", err)
	}
	return nil
}

// InsertTx inserts a job that exists once tx commits.
func (c *Client) InsertTx(ctx context.Context, tx pgx.Tx, args river.JobArgs, opts *river.InsertOpts) (*rivertype.JobInsertResult, error) {
	r, err := c.river.InsertTx(ctx, tx, args, opts)
	if err != nil {
		return nil, fmt.Errorf("inserting job %s: %w", args.Kind(), err)
	}
	return r, nil
}

// Insert inserts a job on its own, for work that no data change comes with.
func (c *Client) Insert(ctx context.Context, args river.JobArgs, opts *river.InsertOpts) (*rivertype.JobInsertResult, error) {
	r, err := c.river.Insert(ctx, args, opts)
	if err != nil {
		return nil, fmt.Errorf("inserting job %s: %w", args.Kind(), err)
	}
	return r, nil
}

// River is the client underneath, for River UI and for admin pages.
func (c *Client) River() *river.Client[pgx.Tx] { return c.river }

// Start takes back the jobs that this node left running when it died, then
// works jobs until Stop. The context ends the work hard when it ends; keep it
// alive until Stop has returned.
func (c *Client) Start(ctx context.Context) error {
	if c.options.InsertOnly {
		return nil
	}
	taken, err := c.takeBackOwn(ctx)
	if err != nil {
		return err
	}
	if taken > 0 {
		c.log.Info("jobs left by the last run go on", "jobs", taken)
	}
	if err := c.beat(ctx); err != nil {
		return err
	}
	if err := c.river.Start(ctx); err != nil {
		return fmt.Errorf("jobs: starting: %w", err)
	}
	beating, stop := context.WithCancel(ctx)
	c.stop, c.stopped = stop, make(chan struct{})
	go func() {
		defer close(c.stopped)
		c.heartbeat(beating)
	}()
	return nil
}

// Stop waits for running jobs until the context ends, then cancels them; a
// cancelled job is worked again after the next start.
func (c *Client) Stop(ctx context.Context) error {
	if c.options.InsertOnly || c.stop == nil {
		return nil
	}
	err := c.river.Stop(ctx)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err = c.river.StopAndCancel(hard)
	}
	c.stop()
	<-c.stopped
	if err == nil {
		c.leave(ctx) // nothing of it runs any more
	}
	if err != nil {
		return fmt.Errorf("jobs: stopping: %w", err)
	}
	return nil
}

type errorHandler struct{ log *slog.Logger }

func (h *errorHandler) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	h.log.Error("job failed", "job", job.ID, "kind", job.Kind, "attempt", job.Attempt, "of", job.MaxAttempts, "args", string(job.EncodedArgs), "error", err)
	return nil
}

func (h *errorHandler) HandlePanic(_ context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	h.log.Error("job panicked", "job", job.ID, "kind", job.Kind, "attempt", job.Attempt, "args", string(job.EncodedArgs), "panic", value, "trace", trace)
	return nil
}

// quiet is the log for River itself, which tells of every start and election.
func quiet(log *slog.Logger) *slog.Logger { return slog.New(warnOnly{log.Handler()}) }

type warnOnly struct{ slog.Handler }

func (h warnOnly) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && h.Handler.Enabled(ctx, l)
}
func (h warnOnly) WithAttrs(a []slog.Attr) slog.Handler { return warnOnly{h.Handler.WithAttrs(a)} }
func (h warnOnly) WithGroup(name string) slog.Handler   { return warnOnly{h.Handler.WithGroup(name)} }
