package auth

import (
	"context"
	"fmt"
)

const countActive = `select count(*) from users where disabled_at is null`

// CountActive is how many accounts there are that are not suspended.
func (s *Service) CountActive(ctx context.Context) (n int, err error) {
	if err := s.pool.QueryRow(ctx, countActive).Scan(&n); err != nil {
		return 0, fmt.Errorf("auth: counting accounts: %w", err)
	}
	return n, nil
}
