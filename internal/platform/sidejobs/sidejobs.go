package sidejobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/id"
)

// The tasks, as Redis knows them.
const (
	taskWarm  = "warm"
	taskSweep = "sweep"
	queue     = "side"
)

// Warming again within warmOnce would do nothing new. Temporary files are
// looked through each sweepEvery.
const (
	warmOnce   = time.Minute
	warmLimit  = 30 * time.Second
	sweepEvery = time.Hour
	sweepLimit = 10 * time.Minute
)

// Handlers are the work itself, given by cmd.
type Handlers struct {
	// Warm loads what the owner's first page and search will need.
	Warm func(ctx context.Context, owner id.User) error
	// Sweep removes temporary files that nothing names any more.
	Sweep func(ctx context.Context) error
}

// Runner takes tasks in and works them.
type Runner struct {
	handlers Handlers
	log      *slog.Logger

	client    *asynq.Client // nil without Redis
	server    *asynq.Server
	scheduler *asynq.Scheduler

	// Without Redis:
	alone  chan id.User
	cancel context.CancelFunc
	done   sync.WaitGroup
}

// New returns a runner over the Redis of the URL (redis://, rediss:// or
// unix://), or within this process when it is empty.
func New(redisURL string, log *slog.Logger, h Handlers) (*Runner, error) {
	r := &Runner{handlers: h, log: log}
	if redisURL == "" {
		r.alone = make(chan id.User, 64)
		return r, nil
	}
	opt, err := connection(redisURL)
	if err != nil {
		return nil, err
	}
	to := logger{log}
	r.client = asynq.NewClient(opt)
	r.server = asynq.NewServer(opt, asynq.Config{
		Concurrency: 2, Queues: map[string]int{queue: 1},
		Logger: to, LogLevel: asynq.WarnLevel, ShutdownTimeout: 3 * time.Second,
		TaskCheckInterval: time.Second, DelayedTaskCheckInterval: 5 * time.Second,
		ErrorHandler: asynq.ErrorHandlerFunc(func(_ context.Context, t *asynq.Task, err error) {
			log.Warn("a side job failed", "task", t.Type(), "error", err)
		}),
	})
	r.scheduler = asynq.NewScheduler(opt, &asynq.SchedulerOpts{Logger: to, LogLevel: asynq.WarnLevel})
	return r, nil
}

// connection turns a Redis URL, also of a Unix socket, into asynq's options.
func connection(url string) (asynq.RedisClientOpt, error) {
	o, err := redis.ParseURL(url)
	if err != nil {
		return asynq.RedisClientOpt{}, fmt.Errorf("sidejobs: the Redis URL: %w", err)
	}
	return asynq.RedisClientOpt{Network: o.Network, Addr: o.Addr, Username: o.Username, Password: o.Password, DB: o.DB, TLSConfig: o.TLSConfig}, nil
}

type warmPayload struct {
	Owner id.User `json:"owner"`
}

// Warm asks for the owner's things to be warmed, once a minute at most. It
// never fails the caller: a cold page is only slower.
func (r *Runner) Warm(ctx context.Context, owner id.User) {
	if r.client == nil {
		select {
		case r.alone <- owner:
		default: // enough waits already
		}
		return
	}
	payload, err := json.Marshal(warmPayload{owner})
	if err == nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_, err = r.client.EnqueueContext(ctx, asynq.NewTask(taskWarm, payload),
			asynq.Queue(queue), asynq.Unique(warmOnce), asynq.MaxRetry(1), asynq.Timeout(warmLimit))
	}
	if err != nil && !errors.Is(err, asynq.ErrDuplicateTask) {
		r.log.Warn("warming could not be asked for", "error", err)
	}
}

// Start begins to work. Call Stop at the end.
func (r *Runner) Start() error {
	if r.client == nil {
		ctx, cancel := context.WithCancel(context.Background()) // lives until Stop
		r.cancel = cancel
		r.done.Go(func() { r.runAlone(ctx) })
		return nil
	}
	mux := asynq.NewServeMux()
	mux.HandleFunc(taskWarm, func(ctx context.Context, t *asynq.Task) error {
		var p warmPayload
		if err := json.Unmarshal(t.Payload(), &p); err != nil {
			return fmt.Errorf("%w: %w", err, asynq.SkipRetry)
		}
		return r.handlers.Warm(ctx, p.Owner)
	})
	mux.HandleFunc(taskSweep, func(ctx context.Context, _ *asynq.Task) error { return r.handlers.Sweep(ctx) })
	if err := r.server.Start(mux); err != nil {
		return fmt.Errorf("sidejobs: %w", err)
	}
	// Each node's scheduler asks; Unique makes it one sweep for all.
	_, err := r.scheduler.Register("@every "+sweepEvery.String(), asynq.NewTask(taskSweep, nil),
		asynq.Queue(queue), asynq.Unique(sweepEvery-time.Minute), asynq.MaxRetry(0), asynq.Timeout(sweepLimit))
	if err == nil {
		err = r.scheduler.Start()
	}
	if err != nil {
		r.server.Shutdown()
		return fmt.Errorf("sidejobs: %w", err)
	}
	return nil
}

func (r *Runner) runAlone(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case owner := <-r.alone:
			c, cancel := context.WithTimeout(ctx, warmLimit)
			err = r.handlers.Warm(c, owner)
			cancel()
		case <-tick.C:
			c, cancel := context.WithTimeout(ctx, sweepLimit)
			err = r.handlers.Sweep(c)
			cancel()
		}
		if err != nil && ctx.Err() == nil {
			r.log.Warn("a side job failed", "error", err)
		}
	}
}

// Stop ends the work; what is running gets three seconds.
func (r *Runner) Stop() {
	if r.client == nil {
		if r.cancel != nil {
			r.cancel()
			r.done.Wait()
		}
		return
	}
	r.scheduler.Shutdown()
	r.server.Shutdown()
	_ = r.client.Close()
}

// logger passes asynq's messages on to slog.
type logger struct{ log *slog.Logger }

func (l logger) Debug(a ...any) { l.log.Debug("asynq: " + fmt.Sprint(a...)) }
func (l logger) Info(a ...any)  { l.log.Debug("asynq: " + fmt.Sprint(a...)) }
func (l logger) Warn(a ...any)  { l.log.Warn("asynq: " + fmt.Sprint(a...)) }
func (l logger) Error(a ...any) { l.log.Error("asynq: " + fmt.Sprint(a...)) }
func (l logger) Fatal(a ...any) { l.log.Error("asynq: " + fmt.Sprint(a...)) }
