package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/postgres"
)

// Into is where a backup is put back.
type Into struct {
	Pool  *pgxpool.Pool
	Blobs *blob.Store
	Tell  Progress
}

const someTable = `
select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = current_schema() and c.relkind in ('r', 'p', 'v', 'S'))`

// CheckSchema returns errs.Unsupported when the schema of an archive is newer
// than the program's.
func CheckSchema(m Manifest) error {
	newest, err := postgres.NewestSchema()
	if err != nil {
		return err
	}
	if m.Schema.NewerThan(newest) {
		return errs.Newf(errs.Unsupported, "The backup was made by studyapp %s with schema %d (River %d); this program knows schemas up to %d (River %d). Restore it with that version or a later one. Nothing was written.",
			m.Program, m.Schema.App, m.Schema.River, newest.App, newest.River)
	}
	return nil
}

// CheckEmpty returns errs.Conflict when the database holds something.
func CheckEmpty(ctx context.Context, pool *pgxpool.Pool) error {
	var some bool
	if err := pool.QueryRow(ctx, someTable).Scan(&some); err != nil {
		return fmt.Errorf("looking whether the database is empty: %w", err)
	}
	if some {
		return errs.New(errs.Conflict, "The database is not empty. Restore into an empty one, so that nothing is overwritten. Nothing was written.")
	}
	return nil
}

// Restore puts an archive that Read and the checks let pass into an empty
// database and an empty store, and migrates it. The rows are committed at once, last;
// when it fails the tables are taken away again and files may be left.
func Restore(ctx context.Context, r io.Reader, m Manifest, into Into) (err error) {
	if err := postgres.MigrateTo(ctx, into.Pool, m.Schema); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_, dropped := into.Pool.Exec(context.WithoutCancel(ctx), emptySchema)
			err = errors.Join(err, dropped)
		}
	}()
	err = postgres.InTx(ctx, into.Pool, func(tx pgx.Tx) error { return load(ctx, tx, r, m, into) })
	if err != nil {
		return fmt.Errorf("restoring: %w", err)
	}
	return postgres.Migrate(ctx, into.Pool)
}

const emptySchema = `
do $$ begin
    execute format('drop schema %I cascade', current_schema());
    execute 'create schema if not exists public';
end $$`

func load(ctx context.Context, tx pgx.Tx, r io.Reader, m Manifest, into Into) error {
	names := make([]string, len(m.Tables))
	columns := map[string]string{}
	for i, t := range m.Tables {
		names[i], columns[t.Name] = t.Name, quoted(t.Columns)
	}
	again, err := loosen(ctx, tx, names)
	if err != nil {
		return err
	}
	l := &loader{ctx: ctx, tx: tx, columns: columns}
	var done int64
	err = entries(ctx, r, func(name string, size int64, r io.Reader) error {
		done += size
		into.Tell(name, done)
		switch {
		case strings.HasPrefix(name, tablesFolder):
			return l.piece(name, r)
		case name == sequencesName:
			return errors.Join(l.finish(), setSequences(ctx, tx, r))
		case strings.HasPrefix(name, filesFolder):
			return putFile(into.Blobs, strings.TrimPrefix(name, filesFolder), r)
		}
		return nil
	})
	if err = errors.Join(err, l.finish()); err != nil {
		return err
	}
	for _, sql := range again {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return fmt.Errorf("%s: %w", sql, err)
		}
	}
	return nil
}

const listForeignKeys = `
select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(c.oid)
from pg_constraint c join pg_namespace n on n.oid = c.connamespace
where n.nspname = current_schema() and contype = 'f'`

// loosen takes away what stands against rows in any order: triggers, which
// would derive what the archive brings, foreign keys, and the rows that
// migrations wrote. It returns the statements that bring keys and triggers
// back. A role that owns the tables may do this; it need not be a superuser.
func loosen(ctx context.Context, tx pgx.Tx, tables []string) (again []string, err error) {
	rows, err := tx.Query(ctx, listForeignKeys)
	if err != nil {
		return nil, fmt.Errorf("listing the foreign keys: %w", err)
	}
	keys, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Table, Name, Definition string }])
	if err != nil {
		return nil, fmt.Errorf("listing the foreign keys: %w", err)
	}
	var first []string
	for _, k := range keys {
		first = append(first, "alter table "+k.Table+" drop constraint "+k.Name)
		again = append(again, "alter table "+k.Table+" add constraint "+k.Name+" "+k.Definition)
	}
	for _, t := range tables {
		first = append(first, "alter table "+quoted([]string{t})+" disable trigger user")
		again = append(again, "alter table "+quoted([]string{t})+" enable trigger user")
	}
	if len(tables) > 0 {
		first = append(first, "truncate table "+quoted(tables))
	}
	for _, sql := range first {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return nil, fmt.Errorf("%s: %w", sql, err)
		}
	}
	return again, nil
}

// loader joins the pieces of a table again and sends them to PostgreSQL, one
// table after another.
type loader struct {
	ctx     context.Context
	tx      pgx.Tx
	columns map[string]string

	table string
	pipe  *io.PipeWriter
	ended chan error
}

func (l *loader) piece(name string, r io.Reader) error {
	table, _, _ := strings.Cut(strings.TrimPrefix(name, tablesFolder), "/")
	if table != l.table {
		if err := l.finish(); err != nil {
			return err
		}
		columns, ok := l.columns[table]
		if !ok {
			return errs.Newf(errs.Invalid, "The backup has rows of a table %q that it does not describe.", table)
		}
		l.begin(table, columns)
	}
	_, err := io.Copy(l.pipe, r)
	if err != nil && errors.Is(err, io.ErrClosedPipe) {
		return l.finish()
	}
	return err
}

func (l *loader) begin(table, columns string) {
	in, out := io.Pipe()
	l.table, l.pipe, l.ended = table, out, make(chan error, 1)
	sql := "copy " + quoted([]string{table}) + " (" + columns + ") from stdin"
	go func() {
		_, err := l.tx.Conn().PgConn().CopyFrom(l.ctx, in, sql)
		_ = in.Close()
		l.ended <- err
	}()
}

func (l *loader) finish() error {
	if l.table == "" {
		return nil
	}
	table := l.table
	l.table = ""
	_ = l.pipe.Close()
	if err := <-l.ended; err != nil {
		return fmt.Errorf("table %s: %w", table, err)
	}
	return nil
}

func setSequences(ctx context.Context, tx pgx.Tx, r io.Reader) error {
	var values map[string]int64
	if err := json.NewDecoder(r).Decode(&values); err != nil {
		return fmt.Errorf("reading the sequences: %w", err)
	}
	for name, last := range values {
		if slices.Contains(leftOut, strings.TrimSuffix(name, "_id_seq")) {
			continue
		}
		if _, err := tx.Exec(ctx, `select setval(quote_ident(@name)::regclass, @last)`, pgx.NamedArgs{"name": name, "last": last}); err != nil {
			return fmt.Errorf("setting sequence %s: %w", name, err)
		}
	}
	return nil
}

func putFile(store *blob.Store, key string, r io.Reader) error {
	t, err := store.Temp()
	if err != nil {
		return err
	}
	defer t.Discard()
	if _, err := io.Copy(t, r); err != nil {
		return fmt.Errorf("writing file %s: %w", key, err)
	}
	return t.Commit(key)
}
