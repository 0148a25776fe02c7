package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// InBatches executes a statement that touches at most @limit rows at a time
// until it finds none, and says how many there were. Each time is a transaction
// of its own, so that nobody waits long for its locks.
func InBatches(ctx context.Context, db DB, statement string, args pgx.NamedArgs) (total int64, err error) {
	for {
		tag, err := db.Exec(ctx, statement, args)
		if err != nil {
			return total, err
		}
		total += tag.RowsAffected()
		if tag.RowsAffected() == 0 {
			return total, nil
		}
	}
}
