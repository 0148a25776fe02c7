package ingest

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
)

const countByStatus = `select status, count(*) from documents
where owner_id = @owner and deleted_at is null group by status`

// Counts says how many documents the owner has in each status; those of which
// there are none are missing.
func (s *Service) Counts(ctx context.Context, owner id.User) (map[Status]int, error) {
	rows, err := s.o.Pool.Query(ctx, countByStatus, pgx.NamedArgs{"owner": owner})
	if err != nil {
		return nil, fmt.Errorf("counting documents: %w", err)
	}
	counts := map[Status]int{}
	var status Status
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&status, &n}, func() error { counts[status] = n; return nil }); err != nil {
		return nil, fmt.Errorf("counting documents: %w", err)
	}
	return counts, nil
}

// River takes jobs by priority, then by time, then by number. Whoever's they
// are, they are before the owner's; only how many is told.
const countBefore = `
select (j.args->>'document_id')::uuid, min(j.before)
from (
    select args, row_number() over (order by state <> 'running', scheduled_at > now(), priority, scheduled_at, id) - 1 as before
    from river_job
    where queue = @queue and kind = @kind and state in ('running', 'available', 'pending', 'scheduled', 'retryable')
) j join documents d on d.id = (j.args->>'document_id')::uuid
where d.owner_id = @owner and d.status = 'queued' and d.deleted_at is null
group by 1`

// Before says for each of the owner's documents that wait to be read how many
// are read before it, by the order in which the queue is worked, those that
// are being read now among them.
func (s *Service) Before(ctx context.Context, owner id.User) (map[id.Document]int, error) {
	rows, err := s.o.Pool.Query(ctx, countBefore, pgx.NamedArgs{"owner": owner, "queue": jobs.QueueExtract, "kind": ExtractArgs{}.Kind()})
	if err != nil {
		return nil, fmt.Errorf("counting what is read before: %w", err)
	}
	before := map[id.Document]int{}
	var doc id.Document
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&doc, &n}, func() error { before[doc] = n; return nil }); err != nil {
		return nil, fmt.Errorf("counting what is read before: %w", err)
	}
	return before, nil
}
