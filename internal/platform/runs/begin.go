package runs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// Asked is what a run shall do. A zero ID is made here.
type Asked struct {
	ID      id.Run
	Owner   id.User
	Task    string
	Subject uuid.UUID
	Args    any // encoded as JSON; nil is {}
	Total   int
}

const (
	insert = `
insert into runs (id, owner_id, task, subject, args, total, status, attempt, node, beat_at, created_at, started_at)
values (@run, @owner, @task, @subject, @args, @total, @status, @attempt, @node, case when @status = 'running' then now() end, @now, case when @status = 'running' then @now::timestamptz end)
on conflict (task, subject) where status in ('queued', 'running') do nothing
returning ` + columns

	setJob = `update runs set job = @job, parked = false where id = @run and owner_id = @owner`
)

// BeginTx queues a run: it and its job exist once tx commits. While a run of
// the same task and subject is open, that one is returned.
func (e *Engine) BeginTx(ctx context.Context, tx pgx.Tx, a Asked) (Run, error) {
	if e.o.Jobs == nil {
		return Run{}, errs.New(errs.Unavailable, "This cannot be begun just now. Try again in a while.")
	}
	r, begun, err := e.insertTx(ctx, tx, a, Queued)
	if err != nil || !begun {
		return r, err
	}
	return r, e.queueTx(ctx, tx, r)
}

// BeginHereTx begins a run that this process works: call WorkHere once tx has
// committed. It returns errs.Conflict while a run of the same task and subject
// is open.
func (e *Engine) BeginHereTx(ctx context.Context, tx pgx.Tx, a Asked) (Run, error) {
	r, begun, err := e.insertTx(ctx, tx, a, Running)
	if err == nil && !begun {
		err = errs.New(errs.Conflict, "This is under way already.")
	}
	return r, err
}

func (e *Engine) insertTx(ctx context.Context, tx pgx.Tx, a Asked, status Status) (r Run, begun bool, err error) {
	if a.ID.IsZero() {
		a.ID = id.New[id.Run]()
	}
	asked := []byte("{}")
	if a.Args != nil {
		if asked, err = json.Marshal(a.Args); err != nil {
			return Run{}, false, fmt.Errorf("beginning a run of %s: %w", a.Task, err)
		}
	}
	attempt := 0
	if status == Running {
		attempt = 1
	}
	args := pgx.NamedArgs{"run": a.ID, "owner": a.Owner, "task": a.Task, "subject": a.Subject, "args": asked, "total": a.Total,
		"status": status, "attempt": attempt, "node": e.o.Node, "now": e.o.Now().UTC()}
	for try := 0; ; try++ {
		if r, err = one(ctx, tx, insert, args); err == nil {
			return r, true, nil
		}
		if errors.Is(err, pgx.ErrNoRows) {
			r, err = one(ctx, tx, openOf, args)
		}
		if errors.Is(err, pgx.ErrNoRows) && try < 3 {
			continue // the one that was open has ended between the two
		}
		if err != nil {
			return Run{}, false, fmt.Errorf("beginning a run of %s: %w", a.Task, err)
		}
		return r, false, nil
	}
}

// queueTx inserts the job of a run.
func (e *Engine) queueTx(ctx context.Context, tx pgx.Tx, r Run) error {
	t := e.tasks[r.Task]
	inserted, err := e.o.Jobs.InsertTx(ctx, tx, Args{r.ID}, &river.InsertOpts{Queue: t.Queue, MaxAttempts: t.Attempts})
	if err != nil {
		return err
	}
	if inserted.Job == nil {
		return nil // a queue that takes nothing in
	}
	if _, err := tx.Exec(ctx, setJob, pgx.NamedArgs{"run": r.ID, "owner": r.Owner, "job": inserted.Job.ID}); err != nil {
		return fmt.Errorf("queueing run %s: %w", r.ID, err)
	}
	return nil
}
