package learning

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/postgres"
)

// cleanBatch is how many changes one statement deletes; each may hold what
// hundreds of cards were.
const cleanBatch = 100

const deleteAllChanges = `
delete from card_changes where id in (select id from card_changes where made_at < @until limit @limit)`

// CleanChanges deletes what all owners could take back for a day, and can no
// more. It says how many changes there were.
func (s *Service) CleanChanges(ctx context.Context) (int64, error) {
	total, err := postgres.InBatches(ctx, s.pool, deleteAllChanges, pgx.NamedArgs{"until": s.now().Add(-keepChanges), "limit": cleanBatch})
	if err != nil {
		return total, fmt.Errorf("learning: forgetting changes: %w", err)
	}
	return total, nil
}
