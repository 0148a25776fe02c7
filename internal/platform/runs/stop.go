package runs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const (
	endOpen = `
update runs set status = @status, stopped = @stopped, failure = @failure, beat_at = null, finished_at = @now
where id = @run and owner_id = @owner and status in ('queued', 'running')
returning ` + columns

	endRunning = `
update runs set status = @status, stopped = @stopped, failure = @failure, beat_at = null, finished_at = @now
where id = @run and owner_id = @owner and status = 'running' and attempt = @attempt
returning ` + columns

	// A run that nobody works on: it waits, or its process is gone.
	askToEnd = `
update runs set stop_asked = true
where id = @run and owner_id = @owner and task = @task and status in ('queued', 'running')
returning status = 'queued' or beat_at is null or beat_at < now() - make_interval(secs => @lease)`

	ownOpen = `select exists (select from runs where id = @run and owner_id = @owner and task = @task and status in ('queued', 'running'))`
)

// Stop ends a run, whichever node works on it: what it committed stays. One
// that has ended is left as it is. It returns the run, or errs.NotFound.
func (e *Engine) Stop(ctx context.Context, owner id.User, task string, run id.Run) (Run, error) {
	err := postgres.InTx(ctx, e.o.Pool, func(tx pgx.Tx) error {
		var open bool
		err := tx.QueryRow(ctx, ownOpen, pgx.NamedArgs{"run": run, "owner": owner, "task": task}).Scan(&open)
		if err != nil || !open {
			return err
		}
		return e.endTx(ctx, tx, endOpen, Run{ID: run, Owner: owner, Status: Done, Stopped: true})
	})
	if err != nil && !errors.Is(err, ErrOver) {
		return Run{}, fmt.Errorf("stopping run %s: %w", run, err)
	}
	r, err := e.ByID(ctx, owner, task, run)
	if err == nil {
		e.stopHere(run, ErrOver)
		e.wake(ctx, owner)
	}
	return r, err
}

// AskToEnd asks the process that works on a run to end it with what it has. A
// run that nobody works on ends at once. It returns errs.NotFound where the
// owner has no such run open.
func (e *Engine) AskToEnd(ctx context.Context, owner id.User, task string, run id.Run) error {
	err := postgres.InTx(ctx, e.o.Pool, func(tx pgx.Tx) error {
		var alone bool
		err := tx.QueryRow(ctx, askToEnd, pgx.NamedArgs{"run": run, "owner": owner, "task": task, "lease": lease.Seconds()}).Scan(&alone)
		if errors.Is(err, pgx.ErrNoRows) {
			return errNoRun
		}
		if err != nil || !alone {
			return err
		}
		return e.endTx(ctx, tx, endOpen, Run{ID: run, Owner: owner, Status: Done, Stopped: true})
	})
	if err != nil {
		return fmt.Errorf("asking run %s to end: %w", run, err)
	}
	e.stopHere(run, ErrStopped)
	e.wake(ctx, owner) // the process that works on it looks
	return nil
}

const forget = `delete from runs where id = any(@runs) and owner_id = @owner and task = @task`

// ForgetTx deletes runs with what they were about, open ones too. Call Forgotten
// when tx has committed.
func (e *Engine) ForgetTx(ctx context.Context, tx pgx.Tx, owner id.User, task string, list []id.Run) error {
	if _, err := tx.Exec(ctx, forget, pgx.NamedArgs{"runs": list, "owner": owner, "task": task}); err != nil {
		return fmt.Errorf("forgetting runs of %s: %w", task, err)
	}
	return nil
}

// Forgotten ends the work of this process on runs that ForgetTx deleted; other
// processes notice by themselves.
func (e *Engine) Forgotten(list []id.Run) {
	for _, run := range list {
		e.stopHere(run, ErrOver)
	}
}

// endAttempt ends a run for the attempt that worked on it, unless it is over.
// It does so also when ctx has ended.
func (e *Engine) endAttempt(ctx context.Context, w *Work, as Run) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	as.ID, as.Owner, as.Attempt = w.ID, w.Owner, w.Attempt
	err := postgres.InTx(ctx, e.o.Pool, func(tx pgx.Tx) error { return e.endTx(ctx, tx, endRunning, as) })
	if errors.Is(err, ErrOver) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("ending run %s: %w", w.ID, err)
	}
	e.wake(ctx, w.Owner)
	return nil
}

// endTx ends a run with the status, failure and Stopped of as, and tells its
// task. It returns ErrOver where the statement finds none to end.
func (e *Engine) endTx(ctx context.Context, tx pgx.Tx, statement string, as Run) error {
	r, err := one(ctx, tx, statement, pgx.NamedArgs{"run": as.ID, "owner": as.Owner, "attempt": as.Attempt, "status": as.Status, "stopped": as.Stopped, "failure": as.Failure, "now": e.o.Now().UTC()})
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrOver
	}
	if err != nil {
		return err
	}
	if told := e.tasks[r.Task].Ended; told != nil {
		return told(ctx, tx, r)
	}
	return nil
}
