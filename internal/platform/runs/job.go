package runs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
)

// Args is the River job of a run.
type Args struct {
	Run id.Run `json:"run_id"`
}

// Kind implements river.JobArgs.
func (Args) Kind() string { return "run" }

const ownerOfAny = `select owner_id from runs where id = @run`

// JobOwners tells whose the job of a run is.
func (e *Engine) JobOwners() map[string]jobs.OwnerOf {
	return map[string]jobs.OwnerOf{Args{}.Kind(): func(ctx context.Context, args []byte) (id.User, error) {
		var a Args
		if err := json.Unmarshal(args, &a); err != nil {
			return id.User{}, fmt.Errorf("reading the arguments of a job: %w", err)
		}
		var owner id.User
		err := e.o.Pool.QueryRow(ctx, ownerOfAny, pgx.NamedArgs{"run": a.Run}).Scan(&owner)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return owner, fmt.Errorf("finding whose run %s is: %w", a.Run, err)
		}
		return owner, nil
	}}
}

// Workers registers the worker of Args.
func (e *Engine) Workers(w *river.Workers) { river.AddWorker(w, &worker{e: e}) }

type worker struct {
	river.WorkerDefaults[Args]
	e *Engine
}

// Timeout implements river.Worker: a book and a slow model may take hours.
func (*worker) Timeout(*river.Job[Args]) time.Duration { return -1 }

// Work implements river.Worker.
func (w *worker) Work(ctx context.Context, job *river.Job[Args]) error { return w.e.WorkJob(ctx, job) }

// WorkJob is the work of a job, as River does it: a run that has ended is left
// alone, one that has not goes on behind what it committed.
func (e *Engine) WorkJob(ctx context.Context, job *river.Job[Args]) error {
	work, err := e.claim(ctx, job.Args.Run)
	switch {
	case errors.Is(err, errBusy):
		return river.JobSnooze(lease)
	case errors.Is(err, errs.NotFound):
		return river.JobCancel(err) // its owner is gone
	case errors.Is(err, ErrOver):
		return nil
	case err != nil:
		return err
	}
	defer work.left()
	err = e.attempt(ctx, work, e.tasks[work.Task].Work)
	switch {
	case err == nil, errors.Is(err, ErrOver), work.ended:
		return nil
	case errors.Is(err, ErrStopped):
		return e.endAttempt(ctx, work, Run{Status: Done, Stopped: true})
	case ctx.Err() != nil:
		e.release(ctx, work)
		return river.JobSnooze(0) // stopped with the server: goes on after its start, and that was no try
	case errors.Is(err, ErrNotNow):
		if e := e.park(ctx, work); e != nil {
			return e
		}
		return river.JobCancel(err)
	case job.Attempt < job.MaxAttempts && !errors.Is(err, errs.Conflict) && !errors.Is(err, errs.NotFound):
		e.release(ctx, work)
		return err // worth another try
	}
	if e := e.endAttempt(ctx, work, Run{Status: Failed, Failure: errs.Message(err)}); e != nil {
		return e
	}
	return river.JobCancel(err)
}

// Work works a queued run here and now, as its job would. It is for a caller
// whose Jobs take nothing in.
func (e *Engine) Work(ctx context.Context, run id.Run) error {
	w, err := e.claim(ctx, run)
	if errors.Is(err, ErrOver) {
		return nil
	} else if err != nil {
		return err
	}
	defer w.left()
	defer e.release(ctx, w)
	if err := e.attempt(ctx, w, e.tasks[w.Task].Work); err != nil && !errors.Is(err, ErrOver) {
		return err
	}
	return nil
}

// errBusy says that a living process works on the run.
var errBusy = errors.New("another process works on the run")

const (
	claimAny = `
update runs set status = 'running', attempt = attempt + 1, node = @node, beat_at = now(), parked = false, started_at = coalesce(started_at, @now)
where id = @run and status in ('queued', 'running') and (node = @node or beat_at is null or beat_at < now() - make_interval(secs => @lease))
returning ` + columns

	statusOfAny = `select status from runs where id = @run`
	lapse       = `update runs set beat_at = null where id = @run and owner_id = @owner and status = 'running' and attempt = @attempt`
	park        = `update runs set status = 'queued', parked = true, beat_at = null where id = @run and owner_id = @owner and status = 'running' and attempt = @attempt`
)

// claim takes a run for this process. Any earlier attempt loses it. It returns
// errBusy while a living process works on it, errs.NotFound when it is gone,
// and ErrOver when it has ended.
func (e *Engine) claim(ctx context.Context, run id.Run) (*Work, error) {
	e.mu.Lock()
	_, here := e.active[run]
	e.mu.Unlock()
	if here {
		return nil, errBusy
	}
	args := pgx.NamedArgs{"run": run, "node": e.o.Node, "lease": lease.Seconds(), "now": e.o.Now().UTC()}
	r, err := one(ctx, e.o.Pool, claimAny, args)
	if errors.Is(err, pgx.ErrNoRows) {
		var status Status
		switch err := e.o.Pool.QueryRow(ctx, statusOfAny, args).Scan(&status); {
		case errors.Is(err, pgx.ErrNoRows):
			return nil, errNoRun
		case err != nil:
			return nil, fmt.Errorf("beginning run %s: %w", run, err)
		case status.Open():
			return nil, errBusy
		}
		return nil, ErrOver
	}
	if err != nil {
		return nil, fmt.Errorf("beginning run %s: %w", run, err)
	}
	if _, ok := e.tasks[r.Task]; !ok {
		return nil, fmt.Errorf("beginning run %s: there is no task %q", run, r.Task)
	}
	e.wake(ctx, r.Owner)
	return &Work{Run: r, e: e}, nil
}

// release lets another process take the run at once.
func (e *Engine) release(ctx context.Context, w *Work) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := e.o.Pool.Exec(ctx, lapse, pgx.NamedArgs{"run": w.ID, "owner": w.Owner, "attempt": w.Attempt}); err != nil {
		e.o.Log.WarnContext(ctx, "a run could not be given back; it is taken back", "run", w.ID, "error", err)
	}
}

func (e *Engine) park(ctx context.Context, w *Work) error {
	if _, err := e.o.Pool.Exec(ctx, park, pgx.NamedArgs{"run": w.ID, "owner": w.Owner, "attempt": w.Attempt}); err != nil {
		return fmt.Errorf("letting run %s wait: %w", w.ID, err)
	}
	return nil
}
