package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/postgres"
)

const countByStatus = `select status, count(*) from documents
where owner_id = @owner and deleted_at is null group by status`

// Counts says how many documents the owner has in each status; those of which
// there are none are missing.
func (s *Service) Counts(ctx context.Context, owner id.User) (map[Status]int, error) {
	return s.counts(ctx, countByStatus, pgx.NamedArgs{"owner": owner})
}

const countAllByStatus = `select status, count(*) from documents where deleted_at is null group by status`

// CountsOfAll says how many documents there are in each status, of all owners.
func (s *Service) CountsOfAll(ctx context.Context) (map[Status]int, error) {
	return s.counts(ctx, countAllByStatus, nil)
}

func (s *Service) counts(ctx context.Context, sql string, args pgx.NamedArgs) (map[Status]int, error) {
	rows, err := s.o.Pool.Query(ctx, sql, args)
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

const listQueued = `select id from documents where owner_id = @owner and status = 'queued' and deleted_at is null`

// Before says for each of the owner's documents that wait to be read how many
// are read before it, by the order in which the queue is worked, those that
// are being read now among them. Whoever's they are, they are before the
// owner's; only how many is told.
func (s *Service) Before(ctx context.Context, owner id.User) (map[id.Document]int, error) {
	rows, err := s.o.Pool.Query(ctx, listQueued, pgx.NamedArgs{"owner": owner})
	if err != nil {
		return nil, fmt.Errorf("counting what is read before: %w", err)
	}
	queued, err := pgx.CollectRows(rows, pgx.RowTo[id.Document])
	if err != nil {
		return nil, fmt.Errorf("counting what is read before: %w", err)
	}
	if len(queued) == 0 {
		return map[id.Document]int{}, nil
	}
	open, err := openReading(ctx, s.o.Pool)
	if err != nil {
		return nil, err
	}
	before := make(map[id.Document]int, len(open))
	for n, args := range slices.Backward(open) { // the first job of a document counts
		before[args.DocumentID] = n
	}
	own := make(map[id.Document]int, len(queued))
	for _, doc := range queued {
		if n, ok := before[doc]; ok {
			own[doc] = n
		}
	}
	return own, nil
}

// openReading lists the jobs that read documents, in the order in which they
// are worked.
func openReading(ctx context.Context, db postgres.DB) ([]ExtractArgs, error) {
	open, err := jobs.Open(ctx, db, ExtractArgs{}.Kind())
	if err != nil {
		return nil, err
	}
	list := make([]ExtractArgs, len(open))
	for i, job := range open {
		if err := json.Unmarshal(job.Args, &list[i]); err != nil {
			return nil, fmt.Errorf("reading the arguments of a job: %w", err)
		}
	}
	return list, nil
}
