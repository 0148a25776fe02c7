package runs

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const (
	lapseAllOfNode = `update runs set beat_at = null where node = @node and status = 'running'`
	tryAllParked   = `update runs set parked = false where parked and status = 'queued'`

	unworkedOfAll = `
select ` + columns + `, coalesce(job, 0), stop_asked from runs
where status in ('queued', 'running') and not parked and (beat_at is null or beat_at < now() - make_interval(secs => @lease))
order by created_at for update skip locked`

	parkedOf = `
select ` + columns + ` from runs
where owner_id = @owner and subject = @subject and parked and status = 'queued' for update`

	deleteAllOld = `
delete from runs where id in (select id from runs where status in ('done', 'failed') and finished_at < @before limit @limit)`
)

// TakeBack gives up what the last process of this node was working on when it
// ended; Sweep has it gone on with. Call it once, before this process begins
// anything: what it began itself is not given up. Runs that wait look again.
func (e *Engine) TakeBack(ctx context.Context) error {
	if _, err := e.o.Pool.Exec(ctx, lapseAllOfNode, pgx.NamedArgs{"node": e.o.Node}); err != nil {
		return fmt.Errorf("taking back the runs of %s: %w", e.o.Node, err)
	}
	return e.tryParked(ctx)
}

// tryParked has the runs that wait look again: who had to call Resume may have
// died before.
func (e *Engine) tryParked(ctx context.Context) error {
	if _, err := e.o.Pool.Exec(ctx, tryAllParked); err != nil {
		return fmt.Errorf("waking the runs that wait: %w", err)
	}
	return nil
}

// orphan is an open run that no process works on.
type orphan struct {
	Run
	job   int64 // 0 = it never had one
	asked bool  // to end
}

// Sweep sees to the open runs, of all owners, that no process works on and no
// job will: those asked to end, and those whose job was given up on, end; the
// others are queued again.
func (e *Engine) Sweep(ctx context.Context) error {
	if e.o.Jobs == nil {
		return nil
	}
	owners := map[id.User]bool{}
	err := postgres.InTx(ctx, e.o.Pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, unworkedOfAll, pgx.NamedArgs{"lease": lease.Seconds()})
		if err != nil {
			return err
		}
		found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (o orphan, err error) {
			r := &o.Run
			err = row.Scan(&r.ID, &r.Owner, &r.Task, &r.Subject, &r.Args, &r.Status, &r.Stopped, &r.Done, &r.Total, &r.Result, &r.Failure, &r.Attempt,
				&r.CreatedAt, &r.FinishedAt, &o.job, &o.asked)
			return o, err
		})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return nil
		}
		jobs := make([]int64, 0, len(found))
		for _, o := range found {
			jobs = append(jobs, o.job)
		}
		states, err := e.o.Jobs.StatesTx(ctx, tx, jobs)
		if err != nil {
			return err
		}
		for _, o := range found {
			if t, ok := e.tasks[o.Task]; !ok || living(states[o.job]) && !o.asked {
				continue
			} else if err := e.settleTx(ctx, tx, t, o, states[o.job]); err != nil {
				return err
			}
			owners[o.Owner] = true
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("looking for runs that no process works on: %w", err)
	}
	for owner := range owners {
		e.wake(ctx, owner)
	}
	return nil
}

func (e *Engine) settleTx(ctx context.Context, tx pgx.Tx, t Task, o orphan, job rivertype.JobState) error {
	switch {
	case o.asked:
		return e.endTx(ctx, tx, endOpen, Run{ID: o.ID, Owner: o.Owner, Status: Done, Stopped: true})
	case job == rivertype.JobStateDiscarded:
		return e.endTx(ctx, tx, endOpen, Run{ID: o.ID, Owner: o.Owner, Status: Failed, Failure: t.GivenUp})
	}
	return e.queueTx(ctx, tx, o.Run)
}

func living(s rivertype.JobState) bool {
	switch s {
	case rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled:
		return true
	}
	return false
}

// ResumeTx queues the runs on a subject that wait (ErrNotNow), whatever their
// tasks, within the caller's transaction: what they waited for is there.
func (e *Engine) ResumeTx(ctx context.Context, tx pgx.Tx, owner id.User, subject uuid.UUID) error {
	if e.o.Jobs == nil {
		return nil
	}
	rows, err := tx.Query(ctx, parkedOf, pgx.NamedArgs{"owner": owner, "subject": subject})
	if err != nil {
		return fmt.Errorf("looking for the runs on %s: %w", subject, err)
	}
	found, err := pgx.CollectRows(rows, scan)
	if err != nil {
		return fmt.Errorf("looking for the runs on %s: %w", subject, err)
	}
	for _, r := range found {
		if err := e.queueTx(ctx, tx, r); err != nil {
			return fmt.Errorf("going on with the runs on %s: %w", subject, err)
		}
	}
	return nil
}

// cleanBatch is how many runs one statement deletes.
const cleanBatch = 1000

// Clean deletes the runs, of all owners, that ended longer than Kept ago, and
// says how many there were.
func (e *Engine) Clean(ctx context.Context) (int64, error) {
	total, err := postgres.InBatches(ctx, e.o.Pool, deleteAllOld, pgx.NamedArgs{"before": e.o.Now().UTC().Add(-Kept), "limit": cleanBatch})
	if err != nil {
		return total, fmt.Errorf("deleting old runs: %w", err)
	}
	return total, nil
}
