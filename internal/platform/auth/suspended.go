package auth

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

const isSuspended = `select exists (select from users where id = @id and disabled_at is not null)`

// Suspended reports whether the account is suspended; one that is not there is
// not.
func (s *Service) Suspended(ctx context.Context, user id.User) (bool, error) {
	var is bool
	if err := s.pool.QueryRow(ctx, isSuspended, pgx.NamedArgs{"id": user}).Scan(&is); err != nil {
		return false, fmt.Errorf("auth: asking whether %s is suspended: %w", user, err)
	}
	return is, nil
}
