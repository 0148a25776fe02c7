package auth_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/pgtest"
)

func names(t *testing.T, pool *pgxpool.Pool, query string) []string {
	t.Helper()
	rows, err := pool.Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestRowsAreKeptAsLongAsTheyAreOfUse(t *testing.T) {
	t.Parallel()
	pool, now := pgtest.New(t), time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	s := auth.New(pool, auth.Options{Now: func() time.Time { return now }})
	owner := create(t, s, "ann@example.org", auth.RoleStudent)
	fill := func(sql string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	day := 24 * time.Hour
	for name, ends := range map[string]time.Duration{"in use": time.Hour, "just expired": -day + time.Minute, "long expired": -day - time.Minute} {
		fill(`insert into sessions (token, data, expiry) values ($1, '', $2)`, name, now.Add(ends))
	}
	for name, ends := range map[string]time.Duration{"in use": time.Hour, "just expired": -30*day + time.Minute, "long expired": -30*day - time.Minute} {
		fill(`insert into api_tokens (id, owner_id, name, hash, expires_at) values (gen_random_uuid(), $1, $2, sha256($2::text::bytea), $3)`, owner.ID, name, now.Add(ends))
	}
	fill(`insert into audit_log (at, action) select $1, 'too old' from generate_series(1, 2500)`, now.Add(-365*day-time.Minute))
	fill(`insert into audit_log (at, action) values ($1, 'a year old')`, now.Add(-365*day+time.Minute))

	for _, test := range []struct {
		clean func() (int64, error)
		rows  int64
		query string
		left  []string
	}{
		{func() (int64, error) { return s.CleanSessions(t.Context()) }, 1, `select token from sessions order by 1`, []string{"in use", "just expired"}},
		{func() (int64, error) { return s.CleanTokens(t.Context()) }, 1, `select name from api_tokens order by 1`, []string{"in use", "just expired"}},
		{func() (int64, error) { return s.CleanAudit(t.Context()) }, 2500, `select action from audit_log order by id`, []string{"user.add", "a year old"}},
	} {
		if n, err := test.clean(); err != nil || n != test.rows {
			t.Errorf("%s: deleted %d rows, %v, want %d", test.query, n, err, test.rows)
		}
		if diff := cmp.Diff(test.left, names(t, pool, test.query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
}
