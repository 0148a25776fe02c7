package jobs

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/postgres"
)

// OpenJob is a job that is being worked or will be.
type OpenJob struct {
	Kind string
	Args []byte // JSON
}

// River takes jobs by priority, then by time, then by number.
const listOpen = `
select kind, args from river_job
where kind = any (@kinds) and state in ('running', 'available', 'pending', 'scheduled', 'retryable')
order by state <> 'running', scheduled_at > now(), priority, scheduled_at, id`

// What waits for its time, as another try or while its owner is held, is not due.
const someDue = `
select exists (select from river_job
    where kind = any (@kinds)
      and (state in ('running', 'available', 'pending') or state in ('scheduled', 'retryable') and scheduled_at <= now()))`

// Due reports whether jobs of some kinds, whoever's they are, are worked or
// could be now.
func Due(ctx context.Context, db postgres.DB, kinds ...string) (due bool, err error) {
	if err = db.QueryRow(ctx, someDue, pgx.NamedArgs{"kinds": kinds}).Scan(&due); err != nil {
		return false, fmt.Errorf("jobs: looking for those that are due: %w", err)
	}
	return due, nil
}

// Open lists the jobs of some kinds that have not ended, whoever's they are, in
// the order in which they are worked, those that run first.
func Open(ctx context.Context, db postgres.DB, kinds ...string) ([]OpenJob, error) {
	rows, err := db.Query(ctx, listOpen, pgx.NamedArgs{"kinds": kinds})
	if err != nil {
		return nil, fmt.Errorf("jobs: listing those that are open: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[OpenJob])
	if err != nil {
		return nil, fmt.Errorf("jobs: listing those that are open: %w", err)
	}
	return list, nil
}
