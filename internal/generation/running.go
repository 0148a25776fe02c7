package generation

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

const listRunning = `
select distinct on (document_id) id, document_id, task, wanted, status, done, total, produced, rejected, created_at
from generations
where owner_id = @owner and status in ('queued', 'running')
order by document_id, created_at desc`

// Running is what is being made at the moment, by document: the latest run of
// each that is not finished. For lists of documents, which show it in the row.
func (s *Service) Running(ctx context.Context, owner id.User) (map[id.Document]Generation, error) {
	rows, err := s.o.Pool.Query(ctx, listRunning, pgx.NamedArgs{"owner": owner})
	if err != nil {
		return nil, fmt.Errorf("listing running generations: %w", err)
	}
	running := map[id.Document]Generation{}
	var g Generation
	_, err = pgx.ForEachRow(rows, []any{&g.ID, &g.DocumentID, &g.Task, &g.Count, &g.Status, &g.Done, &g.Total, &g.Produced, &g.Rejected, &g.CreatedAt}, func() error {
		running[g.DocumentID] = g
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing running generations: %w", err)
	}
	return running, nil
}
