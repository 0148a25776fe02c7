package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/postgres"
)

// QueueCount is what a queue holds.
type QueueCount struct {
	Queue            string
	Waiting, Running int
	Done             int // completed within the last hour
	Dead             int // given up on within a month, and not retried
}

const countQueues = `
select queue,
       count(*) filter (where state in ('available', 'pending', 'retryable', 'scheduled')),
       count(*) filter (where state = 'running'),
       count(*) filter (where state = 'completed' and finalized_at > now() - interval '1 hour'),
       count(*) filter (where state = 'discarded')
from river_job group by queue order by queue`

// Counts says how full each queue is that holds any job.
func (c *Client) Counts(ctx context.Context) ([]QueueCount, error) {
	rows, err := c.pool.Query(ctx, countQueues)
	if err != nil {
		return nil, fmt.Errorf("jobs: counting: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[QueueCount])
	if err != nil {
		return nil, fmt.Errorf("jobs: counting: %w", err)
	}
	return list, nil
}

// StateCount is how many jobs of a kind are in one of River's states.
type StateCount struct {
	Kind, State string
	Jobs        int64
}

const countStates = `select kind, state::text, count(*) from river_job group by 1, 2 order by 1, 2`

// States counts the jobs of each kind in each state.
func States(ctx context.Context, db postgres.DB) ([]StateCount, error) {
	rows, err := db.Query(ctx, countStates)
	if err != nil {
		return nil, fmt.Errorf("jobs: counting states: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[StateCount])
	if err != nil {
		return nil, fmt.Errorf("jobs: counting states: %w", err)
	}
	return list, nil
}

// DeadJob is a job that was given up on.
type DeadJob struct {
	ID       int64
	Kind     string
	Queue    string
	Args     []byte // JSON
	Error    string // of the last attempt
	Attempts int
	At       time.Time
	Node     string // where the last attempt was made
}

const listDead = `
select id, kind, queue, args, coalesce(errors[array_length(errors, 1)] ->> 'error', ''), attempt, finalized_at,
       coalesce(attempted_by[array_upper(attempted_by, 1)], '')
from river_job where state = 'discarded' order by finalized_at desc, id desc limit @limit`

// Dead returns the dead letters, latest first.
func (c *Client) Dead(ctx context.Context, limit int) ([]DeadJob, error) {
	rows, err := c.pool.Query(ctx, listDead, pgx.NamedArgs{"limit": limit})
	if err != nil {
		return nil, fmt.Errorf("jobs: listing dead letters: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[DeadJob])
	if err != nil {
		return nil, fmt.Errorf("jobs: listing dead letters: %w", err)
	}
	return list, nil
}

// Retry makes a dead letter available again. It returns errs.NotFound if there
// is no such job, and errs.Conflict while one like it, of which there is to be
// one at a time, waits or runs.
func (c *Client) Retry(ctx context.Context, job int64) error {
	if _, err := c.river.JobRetry(ctx, job); err != nil {
		if errors.Is(err, river.ErrNotFound) {
			return errs.Wrap(errs.NotFound, err, "There is no such job. It may be done or cleaned up.")
		}
		if _, broken := postgres.BrokenUnique(err); broken {
			return errs.Wrap(errs.Conflict, err, "A job like this one waits or runs already. Try again when it has ended.")
		}
		return fmt.Errorf("jobs: retrying %d: %w", job, err)
	}
	return nil
}

// RetryAll makes all dead letters available again and says how many there
// were. One that was cleaned up meanwhile, or like which another runs, is passed
// over.
func (c *Client) RetryAll(ctx context.Context) (int, error) {
	n := 0
	for {
		dead, err := c.Dead(ctx, 500)
		if err != nil || len(dead) == 0 {
			return n, err
		}
		before := n
		for _, d := range dead {
			err := c.Retry(ctx, d.ID)
			if errors.Is(err, errs.NotFound) || errors.Is(err, errs.Conflict) {
				continue
			}
			if err != nil {
				return n, err
			}
			n++
		}
		if len(dead) < 500 || n == before {
			return n, nil
		}
	}
}
