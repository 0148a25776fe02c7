package learning

import (
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Service is the entry to courses, cards and reviews. It is safe for
// concurrent use.
type Service struct {
	pool *pgxpool.Pool
	log  *slog.Logger
	now  func() time.Time
}

// New returns a service over a migrated database. A nil now is the wall clock.
func New(pool *pgxpool.Pool, log *slog.Logger, now func() time.Time) *Service {
	if now == nil {
		now = time.Now
	}
	return &Service{pool: pool, log: log, now: now}
}
