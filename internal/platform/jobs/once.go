package jobs

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/platform/postgres"
)

// OneAtATime is for a kind of which one job with the same arguments is to wait,
// run or be tried again at a time: inserting another one does nothing. It
// belongs into the InsertOpts of the arguments, so that all who insert them say
// the same. A worker whose job others count on ends it with EndWhen.
func OneAtATime() river.UniqueOpts {
	return river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
		rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}
}

const lockJob = `select id from river_job where id = @id for update`

// EndWhen ends a job that runs, if nothing is left of what others counted on it
// for: those who found it there and inserted none of their own. settled looks in
// a transaction that holds the job. Who found it before has committed by then,
// who comes later waits, and inserts a job that runs. It reports whether the job
// ended; its worker then has nothing more to do.
func EndWhen[A river.JobArgs](ctx context.Context, pool *pgxpool.Pool, job *river.Job[A], settled func(tx pgx.Tx) (bool, error)) (ended bool, err error) {
	err = postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
		var held int64
		if err := tx.QueryRow(ctx, lockJob, pgx.NamedArgs{"id": job.ID}).Scan(&held); err != nil {
			return fmt.Errorf("jobs: holding %d: %w", job.ID, err)
		}
		if ended, err = settled(tx); err != nil || !ended {
			return err
		}
		if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job); err != nil {
			return fmt.Errorf("jobs: ending %d: %w", job.ID, err)
		}
		return nil
	})
	return ended && err == nil, err
}
