package runs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Status is where in its life a run is.
type Status string

// The states. A run that was stopped is Done with Stopped set.
const (
	Queued  Status = "queued"
	Running Status = "running"
	Done    Status = "done"
	Failed  Status = "failed"
)

// Open reports whether the run has not ended.
func (s Status) Open() bool { return s == Queued || s == Running }

// Run is one run of a task.
type Run struct {
	ID         id.Run
	Owner      id.User
	Task       string
	Subject    uuid.UUID       // what it is about
	Args       json.RawMessage // what was asked for
	Status     Status
	Stopped    bool // it was ended early
	Done       int  // of Total, in whatever the task counts
	Total      int
	Result     json.RawMessage // what came of it so far
	Failure    string          // for the student, when it failed
	Attempt    int             // how often it was begun
	CreatedAt  time.Time
	FinishedAt *time.Time
}

const columns = `id, owner_id, task, subject, args, status, stopped, done, total, result, failure, attempt, created_at, finished_at`

const (
	byID   = `select ` + columns + ` from runs where id = @run and owner_id = @owner and task = @task`
	list   = `select ` + columns + ` from runs where owner_id = @owner and task = @task and subject = @subject order by created_at desc, id desc limit 100`
	open   = `select ` + columns + ` from runs where owner_id = @owner and task = @task and status in ('queued', 'running') order by created_at desc, id desc`
	openOf = `select ` + columns + ` from runs where task = @task and subject = @subject and owner_id = @owner and status in ('queued', 'running')`
)

func scan(row pgx.CollectableRow) (r Run, err error) {
	err = row.Scan(&r.ID, &r.Owner, &r.Task, &r.Subject, &r.Args, &r.Status, &r.Stopped, &r.Done, &r.Total, &r.Result, &r.Failure, &r.Attempt, &r.CreatedAt, &r.FinishedAt)
	return r, err
}

// one reads a single run; pgx.ErrNoRows says that there is none.
func one(ctx context.Context, db postgres.DB, sql string, args pgx.NamedArgs) (Run, error) {
	rows, err := db.Query(ctx, sql, args)
	if err != nil {
		return Run{}, err
	}
	return pgx.CollectExactlyOneRow(rows, scan)
}

func (e *Engine) all(ctx context.Context, sql string, args pgx.NamedArgs) ([]Run, error) {
	rows, err := e.o.Pool.Query(ctx, sql, args)
	if err != nil {
		return nil, fmt.Errorf("listing runs: %w", err)
	}
	found, err := pgx.CollectRows(rows, scan)
	if err != nil {
		return nil, fmt.Errorf("listing runs: %w", err)
	}
	return found, nil
}

var errNoRun = errs.New(errs.NotFound, "There is no such run.")

// ByID returns a run of the task, or errs.NotFound.
func (e *Engine) ByID(ctx context.Context, owner id.User, task string, run id.Run) (Run, error) {
	r, err := one(ctx, e.o.Pool, byID, pgx.NamedArgs{"owner": owner, "task": task, "run": run})
	if errors.Is(err, pgx.ErrNoRows) {
		return Run{}, errNoRun
	} else if err != nil {
		return Run{}, fmt.Errorf("reading run %s: %w", run, err)
	}
	return r, nil
}

// List returns the latest hundred runs of the task on a subject, latest first.
func (e *Engine) List(ctx context.Context, owner id.User, task string, subject uuid.UUID) ([]Run, error) {
	return e.all(ctx, list, pgx.NamedArgs{"owner": owner, "task": task, "subject": subject})
}

// Open returns the owner's runs of the task that have not ended, latest first.
func (e *Engine) Open(ctx context.Context, owner id.User, task string) ([]Run, error) {
	return e.all(ctx, open, pgx.NamedArgs{"owner": owner, "task": task})
}
