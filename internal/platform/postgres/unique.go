package postgres

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
)

// uniqueViolation is PostgreSQL's code of it, in Appendix A of its manual.
const uniqueViolation = "23505"

// BrokenUnique reports whether an error says that a row like it is there
// already, and by which constraint.
func BrokenUnique(err error) (constraint string, broken bool) {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || pg.Code != uniqueViolation {
		return "", false
	}
	return pg.ConstraintName, true
}
