package postgres_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
	"studyapp/migrations"
)

// empty is a database on which nothing has been migrated.
func empty(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool := pgtest.New(t)
	// The template comes migrated; taking the schema away leaves an empty one.
	if _, err := pool.Exec(t.Context(), `drop schema public cascade; create schema public`); err != nil {
		t.Fatal(err)
	}
	pool.Reset() // prepared statements and types of the old schema
	return pool
}

func count(t *testing.T, db postgres.DB, sql string, args ...any) int {
	t.Helper()
	var n int
	if err := db.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestMigrateByManyAtOnceRunsEachMigrationOnce(t *testing.T) {
	t.Parallel()
	pool := empty(t)
	var all errgroup.Group
	for range 4 {
		all.Go(func() error { return postgres.Migrate(t.Context(), pool) })
	}
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, pool, `select count(*) from goose_db_version where version_id > 0`); n != len(files) {
		t.Errorf("%d migrations were recorded, there are %d files", n, len(files))
	}
	if n := count(t, pool, `select count(*) from information_schema.tables where table_name in ('users', 'cards', 'outbox', 'river_job')`); n != 4 {
		t.Errorf("%d of four tables are there", n)
	}
}

func TestMigrateWorksOnAPoolOfOne(t *testing.T) {
	t.Parallel()
	cfg := empty(t).Config()
	cfg.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := postgres.Migrate(ctx, pool); err != nil {
		t.Fatal(err)
	}
}

func TestMigrateStopsWaitingWithItsContext(t *testing.T) {
	t.Parallel()
	pool := empty(t)
	holder, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Release()
	if _, err := holder.Exec(t.Context(), `select pg_advisory_lock($1)`, int64(0x7374756479617070)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := postgres.Migrate(ctx, pool); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Migrate says %v while another one migrates", err)
	}
	if n := count(t, pool, `select count(*) from information_schema.tables where table_schema = 'public'`); n != 0 {
		t.Errorf("it made %d tables", n)
	}
}

func TestMigrationsGoDownAsTheyWentUp(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	pool := pgtest.New(t)
	for i := len(files) - 1; i >= 0; i-- {
		b, err := fs.ReadFile(migrations.Files, files[i])
		if err != nil {
			t.Fatal(err)
		}
		_, down, ok := strings.Cut(string(b), "-- +goose Down")
		if !ok {
			t.Fatalf("%s has no way down", files[i])
		}
		if _, err := pool.Exec(t.Context(), down); err != nil {
			t.Fatalf("%s down: %v", files[i], err)
		}
	}
	if n := count(t, pool, `select count(*) from information_schema.tables where table_schema = 'public' and table_name not like 'river%' and table_name <> 'goose_db_version'`); n != 0 {
		t.Errorf("%d tables are left", n)
	}
}

func TestTokensOfBeforeKeepAYearFromNow(t *testing.T) {
	t.Parallel()
	b, err := fs.ReadFile(migrations.Files, "0017_sign_ins_end.sql")
	if err != nil {
		t.Fatal(err)
	}
	up, down, _ := strings.Cut(string(b), "-- +goose Down")
	pool := pgtest.New(t)
	for _, sql := range []string{
		down,
		`insert into users (id, email, password_hash) values ('00000000-0000-0000-0000-000000000001', 'ann@example.org', '')`,
		`insert into api_tokens (id, owner_id, name, hash, created_at) values (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'old', '', now() - interval '2 years')`,
		up,
	} {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%v in %s", err, sql)
		}
	}
	if n := count(t, pool, `select count(*) from api_tokens where expires_at between now() + interval '1 year' - interval '1 hour' and now() + interval '1 year'`); n != 1 {
		t.Errorf("%d tokens end in a year", n)
	}
}

func TestInTx(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	boom := errors.New("boom")
	insert := func(tx pgx.Tx, address string) error {
		_, err := tx.Exec(t.Context(), `insert into users (id, email, password_hash) values (gen_random_uuid(), $1, '')`, address)
		return err
	}
	for _, c := range []struct {
		name string
		f    func(tx pgx.Tx) error
		want error
		kept int
	}{
		{"commits what its function did", func(tx pgx.Tx) error { return insert(tx, "kept") }, nil, 1},
		{"undoes it after an error, which comes back as it is", func(tx pgx.Tx) error { return errors.Join(insert(tx, "lost"), boom) }, boom, 0},
	} {
		before := count(t, pool, `select count(*) from users`)
		if err := postgres.InTx(t.Context(), pool, c.f); !errors.Is(err, c.want) {
			t.Errorf("%s: returned %v", c.name, err)
		}
		if kept := count(t, pool, `select count(*) from users`) - before; kept != c.kept {
			t.Errorf("%s: %d rows kept, want %d", c.name, kept, c.kept)
		}
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a panic was swallowed")
			}
		}()
		_ = postgres.InTx(t.Context(), pool, func(tx pgx.Tx) error {
			_ = insert(tx, "panicked")
			panic(boom)
		})
	}()
	if n := count(t, pool, `select count(*) from users where email = 'panicked'`); n != 0 {
		t.Error("a panic left its row")
	}
}

func TestTimesComeBackInUTC(t *testing.T) {
	t.Parallel()
	var at time.Time
	if err := pgtest.New(t).QueryRow(t.Context(), `select '2026-03-29 02:30+02'::timestamptz`).Scan(&at); err != nil {
		t.Fatal(err)
	}
	if at.Location() != time.UTC || at.Hour() != 0 {
		t.Errorf("got %v", at)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, url string
		kind      errs.Kind
	}{
		{"no URL at all", "mysql:/x y", errs.Invalid},
		{"nobody there", "postgres://x@/x?host=/nonexistent", errs.Unavailable},
	} {
		_, err := postgres.Open(t.Context(), c.url)
		if errs.KindOf(err) != c.kind {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
