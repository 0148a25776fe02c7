package auth

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/postgres"
)

// How long rows of the tables are kept after they are of no more use to anyone
// who signs in.
const (
	keepSessions = 24 * time.Hour      // after they expired
	keepTokens   = 30 * 24 * time.Hour // after they expired; until then Settings shows that they did
	keepAudit    = 365 * 24 * time.Hour
)

// cleanBatch is how many rows one statement deletes.
const cleanBatch = 1000

const (
	deleteSessions = `
delete from sessions where token in (select token from sessions where expiry < @before order by expiry limit @limit)`

	deleteTokens = `
delete from api_tokens where id in (select id from api_tokens where expires_at < @before limit @limit)`

	// The oldest lines are looked at, no others: they are the first written.
	deleteAudit = `
delete from audit_log where id in (
    select id from (select id, at from audit_log order by id limit @limit) oldest where at < @before)`
)

// CleanSessions deletes the sessions that expired more than a day ago.
func (s *Service) CleanSessions(ctx context.Context) (int64, error) {
	return s.clean(ctx, deleteSessions, s.now().Add(-keepSessions))
}

// CleanTokens deletes the API tokens that expired more than thirty days ago.
func (s *Service) CleanTokens(ctx context.Context) (int64, error) {
	return s.clean(ctx, deleteTokens, s.now().Add(-keepTokens))
}

// CleanAudit deletes the lines of the audit log that are older than a year.
func (s *Service) CleanAudit(ctx context.Context) (int64, error) {
	return s.clean(ctx, deleteAudit, s.dates().Add(-keepAudit))
}

func (s *Service) clean(ctx context.Context, batch string, before time.Time) (int64, error) {
	total, err := postgres.InBatches(ctx, s.pool, batch, pgx.NamedArgs{"before": before, "limit": cleanBatch})
	if err != nil {
		return total, fmt.Errorf("auth: cleaning: %w", err)
	}
	return total, nil
}
