package postgres

import (
	"errors"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
)

// PostgreSQL's codes of lock_not_available and deadlock_detected.
var busy = []string{"55P03", "40P01"}

// Busy reports whether an error says that a transaction gave up because another
// one held what it needed: the same may succeed a moment later.
func Busy(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && slices.Contains(busy, pg.Code)
}
