package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"studyapp/migrations"
)

// migrationLock is the key of the advisory lock that migrations run under:
// "studyapp" as eight bytes.
const migrationLock = 0x7374756479617070

// Schema is how far a database was migrated: the number of the last migration
// of ours and of River's.
type Schema struct {
	App   int64 `json:"app"`
	River int   `json:"river"`
}

// NewerThan reports whether a program whose newest schema is o does not know
// this one.
func (s Schema) NewerThan(o Schema) bool { return s.App > o.App || s.River > o.River }

// Migrate brings the schema, and River's tables, up to date. Several processes
// may call it at once: one works, the others wait and find nothing to do.
func Migrate(ctx context.Context, pool *pgxpool.Pool) error {
	return migrate(ctx, pool, func(ctx context.Context, m migrators) error {
		if _, err := m.app.Up(ctx); err != nil {
			return fmt.Errorf("migrating the schema: %w", err)
		}
		if _, err := m.river.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return fmt.Errorf("migrating River's tables: %w", err)
		}
		return nil
	})
}

// MigrateTo makes the schema of an empty database as it was at that point, for
// rows that were written then. Migrate takes it, and them, further.
func MigrateTo(ctx context.Context, pool *pgxpool.Pool, to Schema) error {
	return migrate(ctx, pool, func(ctx context.Context, m migrators) error {
		if _, err := m.app.UpTo(ctx, to.App); err != nil {
			return fmt.Errorf("making schema %d: %w", to.App, err)
		}
		if _, err := m.river.Migrate(ctx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{TargetVersion: to.River}); err != nil {
			return fmt.Errorf("making River's tables %d: %w", to.River, err)
		}
		return nil
	})
}

// NewestSchema is what Migrate brings a database to.
func NewestSchema() (newest Schema, err error) {
	files, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		return Schema{}, fmt.Errorf("reading the migrations: %w", err)
	}
	for _, name := range files {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return Schema{}, fmt.Errorf("reading the migrations: %w", err)
		}
		newest.App = max(newest.App, n)
	}
	river, err := rivermigrate.New(riverpgxv5.New(nil), nil)
	if err != nil {
		return Schema{}, fmt.Errorf("reading River's migrations: %w", err)
	}
	for _, v := range river.AllVersions() {
		newest.River = max(newest.River, v.Version)
	}
	return newest, nil
}

const schemaOf = `select max(version_id) from goose_db_version where is_applied`

// SchemaOf is how far a migrated database is, as the transaction sees it.
func SchemaOf(ctx context.Context, tx pgx.Tx) (s Schema, err error) {
	if err := tx.QueryRow(ctx, schemaOf).Scan(&s.App); err != nil {
		return s, fmt.Errorf("reading the version of the schema: %w", err)
	}
	river, err := rivermigrate.New(riverpgxv5.New(nil), nil)
	if err != nil {
		return s, fmt.Errorf("reading River's migrations: %w", err)
	}
	existing, err := river.ExistingVersionsTx(ctx, tx)
	if err != nil {
		return s, fmt.Errorf("reading the version of River's tables: %w", err)
	}
	for _, v := range existing {
		s.River = max(s.River, v.Version)
	}
	return s, nil
}

type migrators struct {
	app   *goose.Provider
	river *rivermigrate.Migrator[pgx.Tx]
	db    *sql.DB
}

func newMigrators(pool *pgxpool.Pool) (m migrators, err error) {
	m.db = stdlib.OpenDBFromPool(pool)
	if m.app, err = goose.NewProvider(goose.DialectPostgres, m.db, migrations.Files); err != nil {
		m.close()
		return m, fmt.Errorf("reading the migrations: %w", err)
	}
	if m.river, err = rivermigrate.New(riverpgxv5.New(pool), nil); err != nil {
		m.close()
		return m, fmt.Errorf("reading River's migrations: %w", err)
	}
	return m, nil
}

func (m migrators) close() { _ = m.db.Close() }

// migrate runs f while no other process migrates.
func migrate(ctx context.Context, pool *pgxpool.Pool, f func(context.Context, migrators) error) error {
	// The lock has a connection of its own, so that it never competes with
	// the migrations for the pool's last one; closing it releases the lock.
	lock, err := pgx.ConnectConfig(ctx, pool.Config().ConnConfig)
	if err != nil {
		return fmt.Errorf("connecting for the migrations: %w", err)
	}
	defer func() { _ = lock.Close(context.WithoutCancel(ctx)) }()
	if _, err := lock.Exec(ctx, `select pg_advisory_lock($1)`, int64(migrationLock)); err != nil {
		return fmt.Errorf("waiting for the migration lock: %w", err)
	}
	m, err := newMigrators(pool)
	if err != nil {
		return err
	}
	defer m.close()
	return f(ctx, m)
}
