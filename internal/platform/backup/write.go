package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/postgres"
)

// leftOut are tables whose rows say what one server is doing, are derived, or
// mean nothing in another database (the outbox counts its transactions).
var leftOut = []string{
	"goose_db_version", "river_migration", "river_leader", "river_client", "river_client_queue", "river_notification",
	"nodes", "sessions", "outbox", "outbox_pruned",
}

const listTables = `
select c.relname, array_agg(a.attname::text order by a.attnum)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where n.nspname = current_schema() and c.relkind = 'r' and c.relname <> all (@out::text[])
group by c.relname order by c.relname`

const listSequences = `
select sequencename::text, last_value from pg_sequences
where schemaname = current_schema() and last_value is not null order by 1`

// From is what a backup is made of.
type From struct {
	Pool    *pgxpool.Pool
	Blobs   string // the folder of the files; a folder beside it is made for a while
	Program string // the version of the program
	Now     time.Time
	Tell    Progress
	// Named are the keys of the files that rows name.
	Named func(ctx context.Context, db postgres.DB) ([]string, error)
}

// Write writes an archive while the server works. Reviews, uploads and
// deletions of that time are in it wholly or not at all. Files that are named
// and not there are counted as missing; when that is all of them it returns
// errs.Conflict, since the folder is then another server's.
func Write(ctx context.Context, w io.Writer, from From) (Contents, error) {
	held, err := hold(from.Blobs, from.Now)
	if err != nil {
		return Contents{}, err
	}
	defer held.release()
	out := newEntryWriter(w, from.Tell)
	var c Contents
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err = pgx.BeginTxFunc(ctx, from.Pool, snapshot, func(tx pgx.Tx) error {
		if c.Manifest, err = manifest(ctx, tx, from); err != nil {
			return err
		}
		// A file is there before the row that names it, so now those of all
		// rows are; whatever is deleted from now on is held.
		if err := held.add(); err != nil {
			return err
		}
		if c.Missing, err = held.missing(ctx, tx, from.Named); err != nil {
			return err
		}
		if err := out.addJSON(manifestName, c.Manifest); err != nil {
			return err
		}
		for _, t := range c.Tables {
			p := &pieces{out: out, table: t.Name}
			sql := "copy (select " + quoted(t.Columns) + " from " + quoted([]string{t.Name}) + ") to stdout"
			if _, err := tx.Conn().PgConn().CopyTo(ctx, p, sql); err != nil {
				return fmt.Errorf("reading table %s: %w", t.Name, err)
			}
			if err := p.flush(); err != nil {
				return err
			}
		}
		// Last: numbers are given out while the rows are read.
		sequences, err := lastValues(ctx, tx)
		if err != nil {
			return err
		}
		return out.addJSON(sequencesName, sequences)
	})
	if err != nil {
		return c, fmt.Errorf("writing the backup: %w", err)
	}
	if c.Files, err = held.write(ctx, out); err != nil {
		return c, fmt.Errorf("writing the backup: %w", err)
	}
	c.Bytes = out.done
	if err := out.close(); err != nil {
		return c, fmt.Errorf("writing the backup: %w", err)
	}
	return c, nil
}

func manifest(ctx context.Context, tx pgx.Tx, from From) (Manifest, error) {
	m := Manifest{Format: format, Program: from.Program, Made: from.Now.UTC()}
	var err error
	if m.Schema, err = postgres.SchemaOf(ctx, tx); err != nil {
		return m, err
	}
	rows, err := tx.Query(ctx, listTables, pgx.NamedArgs{"out": leftOut})
	if err != nil {
		return m, fmt.Errorf("listing the tables: %w", err)
	}
	m.Tables, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Table])
	if err != nil {
		return m, fmt.Errorf("listing the tables: %w", err)
	}
	return m, nil
}

func lastValues(ctx context.Context, tx pgx.Tx) (map[string]int64, error) {
	values := map[string]int64{}
	rows, err := tx.Query(ctx, listSequences)
	if err != nil {
		return nil, fmt.Errorf("reading the sequences: %w", err)
	}
	var name string
	var last int64
	_, err = pgx.ForEachRow(rows, []any{&name, &last}, func() error {
		values[name] = last
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the sequences: %w", err)
	}
	return values, nil
}

// pieceBytes is how much of a table is held in memory: an entry of a tar says
// its size first.
const pieceBytes = 4 << 20

// pieces cuts what PostgreSQL sends of a table into entries.
type pieces struct {
	out   *entryWriter
	table string
	n     int
	buf   bytes.Buffer
}

func (p *pieces) Write(b []byte) (int, error) {
	n, _ := p.buf.Write(b)
	if p.buf.Len() >= pieceBytes {
		return n, p.flush()
	}
	return n, nil
}

func (p *pieces) flush() error {
	if p.buf.Len() == 0 {
		return nil
	}
	p.n++
	err := p.out.add(fmt.Sprintf("%s%s/%06d", tablesFolder, p.table, p.n), int64(p.buf.Len()), &p.buf)
	p.buf.Reset()
	return err
}

func quoted(names []string) string {
	var b bytes.Buffer
	for i, n := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(pgx.Identifier{n}.Sanitize())
	}
	return b.String()
}

const (
	heldFolders   = "backup-*"
	longestBackup = 24 * time.Hour
)

// held is a folder of second names for the files, so that none of them is lost
// to the backup when the server deletes it.
type held struct {
	from, dir string
}

// hold gives a second name to each file that is there.
func hold(blobs string, now time.Time) (*held, error) {
	forgetKilled(filepath.Dir(blobs), now)
	dir, err := os.MkdirTemp(filepath.Dir(blobs), heldFolders)
	if err != nil {
		return nil, fmt.Errorf("holding the files: %w", err)
	}
	h := &held{from: filepath.Join(blobs, "keys"), dir: dir}
	if err := h.add(); err != nil {
		h.release()
		return nil, err
	}
	return h, nil
}

// forgetKilled removes what a backup left that was killed.
func forgetKilled(dir string, now time.Time) {
	left, _ := filepath.Glob(filepath.Join(dir, heldFolders)) // the pattern is right
	for _, d := range left {
		if info, err := os.Stat(d); err == nil && now.Sub(info.ModTime()) > longestBackup {
			_ = os.RemoveAll(d)
		}
	}
}

// add gives one to those that came meanwhile.
func (h *held) add() error {
	err := filepath.WalkDir(h.from, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		key, err := filepath.Rel(h.from, path)
		if err != nil {
			return err
		}
		to := filepath.Join(h.dir, key)
		if d.IsDir() {
			return os.MkdirAll(to, 0o700)
		}
		if err := os.Link(path, to); err != nil && !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("holding the files: %w", err)
	}
	return nil
}

// missing is how many of the named files there are not.
func (h *held) missing(ctx context.Context, tx pgx.Tx, named func(context.Context, postgres.DB) ([]string, error)) (n int, err error) {
	keys, err := named(ctx, tx)
	if err != nil {
		return 0, err
	}
	for _, key := range keys {
		if _, err := os.Lstat(filepath.Join(h.dir, filepath.FromSlash(key))); err != nil {
			n++
		}
	}
	if n > 0 && n == len(keys) {
		return n, errs.Newf(errs.Conflict, "None of the %d files that the database names is in %s. Give the data folder of the server whose database it is (--data).", n, h.from)
	}
	return n, nil
}

func (h *held) write(ctx context.Context, out *entryWriter) (n int, err error) {
	err = filepath.WalkDir(h.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		key, err := filepath.Rel(h.dir, path)
		if err != nil {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		n++
		return out.add(filesFolder+filepath.ToSlash(key), info.Size(), f)
	})
	return n, err
}

func (h *held) release() { _ = os.RemoveAll(h.dir) }
