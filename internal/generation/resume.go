package generation

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const (
	// A run whose job was given up on, as when it ended the process each time.
	failGivenUp = `
update generations g set status = 'failed', failure = @failure, finished_at = @now
where status in ('queued', 'running')
  and exists (select from river_job j where ` + jobOfRun + ` and j.state = 'discarded')
  and not exists (select from river_job j where ` + jobOfRun + ` and ` + jobLives + `)
returning g.owner_id, g.id`

	// A run that no job works: its document was in the bin when the job's turn
	// came.
	listForgotten = `
select g.owner_id, g.id from generations g join documents d on d.id = g.document_id and d.deleted_at is null
where g.status in ('queued', 'running')
  and not exists (select from river_job j where ` + jobOfRun + ` and ` + jobLives + `)`

	jobOfRun = `j.kind = 'generate' and j.args ->> 'generation_id' = g.id::text`
	jobLives = `j.state in ('available', 'pending', 'retryable', 'running', 'scheduled')`
)

// ResumeAll ends the runs of all owners whose job was given up on, and has
// those worked again that no job works: after a start, and when a document
// comes back from the bin.
func (s *Service) ResumeAll(ctx context.Context) error {
	var owners []id.User
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		owners = nil
		each := func(sql string, f func(owner id.User, run id.Generation) error) error {
			rows, err := tx.Query(ctx, sql, pgx.NamedArgs{"failure": "Making these broke off several times. Try again.", "now": s.o.Now().UTC()})
			if err != nil {
				return err
			}
			type found struct {
				Owner id.User
				Run   id.Generation
			}
			list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[found])
			if err != nil {
				return err
			}
			for _, r := range list {
				owners = append(owners, r.Owner)
				if err := f(r.Owner, r.Run); err != nil {
					return err
				}
			}
			return nil
		}
		err := each(failGivenUp, func(owner id.User, run id.Generation) error { return changed(ctx, tx, owner, run) })
		if err != nil {
			return err
		}
		return each(listForgotten, func(_ id.User, run id.Generation) error {
			_, err := s.o.Jobs.InsertTx(ctx, tx, GenerateArgs{run}, &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
				rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
			}}})
			return err
		})
	})
	if err != nil {
		return fmt.Errorf("looking for card runs that no job works: %w", err)
	}
	for _, o := range owners {
		s.wake(ctx, o)
	}
	return nil
}
