package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/klauspost/compress/gzip"

	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

func quiet(string, int64) {}

// store is a store of files with the given keys, each holding its own name.
func store(t *testing.T, keys ...string) (s *blob.Store, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "blobs")
	s, err := blob.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		if err := putFile(s, k, strings.NewReader(k)); err != nil {
			t.Fatal(err)
		}
	}
	return s, dir
}

// names are the keys that the rows of a test name.
func names(keys ...string) func(context.Context, postgres.DB) ([]string, error) {
	return func(context.Context, postgres.DB) ([]string, error) { return keys, nil }
}

func TestAFolderOfAnotherServerIsNotBackedUp(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	_, dir := store(t, "ab/one", "ab/two")
	for _, c := range []struct {
		name    string
		named   []string
		missing int
		refused bool
	}{
		{"no file is named", nil, 0, false},
		{"all are there", []string{"ab/one", "ab/two"}, 0, false},
		{"one is lost", []string{"ab/one", "ab/three"}, 1, false},
		{"none is there", []string{"ab/three", "ab/four"}, 2, true},
	} {
		got, err := Write(t.Context(), io.Discard, From{Pool: pool, Blobs: dir, Program: "v1", Now: time.Now(), Tell: quiet, Named: names(c.named...)})
		if got.Missing != c.missing || errors.Is(err, errs.Conflict) != c.refused || (err != nil) != c.refused {
			t.Errorf("%s: %d missing, %v", c.name, got.Missing, err)
		}
	}
}

func archived(t *testing.T, pool *pgxpool.Pool, blobs string) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(t.Context(), &b, From{Pool: pool, Blobs: blobs, Program: "v1", Now: time.Now(), Tell: quiet, Named: names()}); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(blobs), heldFolders))
	if err != nil || len(left) > 0 {
		t.Errorf("it left %v, %v", left, err)
	}
	return b.Bytes()
}

// restored puts an archive into an empty database and store.
func restored(t *testing.T, archive []byte) (*pgxpool.Pool, string) {
	t.Helper()
	pool := pgtest.Empty(t)
	blobs, dir := store(t)
	c, err := Read(t.Context(), bytes.NewReader(archive), quiet)
	if err := errors.Join(err, CheckSchema(c.Manifest), CheckEmpty(t.Context(), pool)); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), bytes.NewReader(archive), c.Manifest, Into{Pool: pool, Blobs: blobs, Tell: quiet}); err != nil {
		t.Fatal(err)
	}
	return pool, dir
}

// rows are all rows of all tables that a backup holds, as text.
func rows(t *testing.T, pool *pgxpool.Pool) map[string]string {
	t.Helper()
	ctx := context.Background()
	tx, err := pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	m, err := manifest(ctx, tx, From{})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, table := range m.Tables {
		var text string
		if err := tx.QueryRow(ctx, `select coalesce(string_agg(t::text, E'\n' order by t::text), '') from `+quoted([]string{table.Name})+` t`).Scan(&text); err != nil {
			t.Fatal(err)
		}
		all[table.Name] = text
	}
	return all
}

// fill writes rows whose values an archive could spoil, in tables with foreign
// keys, triggers, generated columns and identities.
func fill(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	owner := pgtest.User(t, pool)
	for _, sql := range []string{
		`insert into notes (id, owner_id, course_id, kind, front, back) select gen_random_uuid(), $1, id, 'basic', E'a\tb\\.\n\\N', 'Größe' from courses where owner_id = $1`,
		`insert into cards (id, owner_id, note_id) select gen_random_uuid(), $1, id from notes where owner_id = $1`,
		`insert into audit_log (actor, action) select $1, 'test'`,
	} {
		if _, err := pool.Exec(t.Context(), sql, owner); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

func TestABackupIsRestoredRowByRowAndFileByFile(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	fill(t, pool)
	_, dir := store(t, "ab/one", "ab/two", "cd/three")
	other, files := restored(t, archived(t, pool, dir))

	want := rows(t, pool)
	if !strings.Contains(want["notes"], "Größe") || want["queue"] == "" {
		t.Fatalf("nothing was filled in: %v", want)
	}
	if diff := cmp.Diff(want, rows(t, other)); diff != "" {
		t.Errorf("rows (-before +restored):\n%s", diff)
	}
	for _, key := range []string{"ab/one", "ab/two", "cd/three"} {
		if b, err := os.ReadFile(filepath.Join(files, "keys", key)); err != nil || string(b) != key {
			t.Errorf("%s is %q, %v", key, b, err)
		}
	}
	// Keys, triggers and numbers are in force again.
	var keys [2]int
	for i, p := range []*pgxpool.Pool{pool, other} {
		if err := p.QueryRow(t.Context(), `select (select count(*) from pg_constraint where contype = 'f') + (select count(*) from pg_trigger where tgenabled = 'O')`).Scan(&keys[i]); err != nil {
			t.Fatal(err)
		}
	}
	if keys[0] != keys[1] {
		t.Errorf("%d keys and triggers became %d", keys[0], keys[1])
	}
	fill(t, other)
	if err := CheckEmpty(t.Context(), other); !errors.Is(err, errs.Conflict) {
		t.Errorf("a database that holds something: %v", err)
	}
}

func TestAnOlderSchemaIsRestoredAndMigrated(t *testing.T) {
	t.Parallel()
	newest, err := postgres.NewestSchema()
	if err != nil {
		t.Fatal(err)
	}
	pool := pgtest.Empty(t)
	older := postgres.Schema{App: 29, River: newest.River - 1}
	if err := postgres.MigrateTo(t.Context(), pool, older); err != nil {
		t.Fatal(err)
	}
	owner := pgtest.User(t, pool)
	_, dir := store(t)
	other, _ := restored(t, archived(t, pool, dir))
	var got postgres.Schema
	err = postgres.InTx(t.Context(), other, func(tx pgx.Tx) (err error) {
		got, err = postgres.SchemaOf(t.Context(), tx)
		return err
	})
	if err != nil || got != newest {
		t.Errorf("schema %+v, %v; want %+v", got, err, newest)
	}
	var users int
	if err := other.QueryRow(t.Context(), `select count(*) from users where id = $1`, owner).Scan(&users); err != nil || users != 1 {
		t.Errorf("%d users, %v", users, err)
	}
}

func TestANewerSchemaIsRefused(t *testing.T) {
	t.Parallel()
	newest, err := postgres.NewestSchema()
	if err != nil {
		t.Fatal(err)
	}
	newer := newest
	newer.App++
	err = CheckSchema(Manifest{Program: "v9", Schema: newer})
	if !errors.Is(err, errs.Unsupported) || !strings.Contains(err.Error(), fmt.Sprint(newer.App)) || !strings.Contains(err.Error(), fmt.Sprint(newest.App)) {
		t.Errorf("schema %d: %v", newer.App, err)
	}
	if err := CheckSchema(Manifest{Schema: newest}); err != nil {
		t.Errorf("our own: %v", err)
	}
}

func TestACutOrChangedBackupIsRefused(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	fill(t, pool)
	_, dir := store(t, "ab/one")
	whole := archived(t, pool, dir)
	if _, err := Read(t.Context(), bytes.NewReader(whole), quiet); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(whole); n += max(1, len(whole)/200) {
		if _, err := Read(t.Context(), bytes.NewReader(whole[:n]), quiet); !errors.Is(err, errs.Invalid) {
			t.Errorf("cut after %d of %d bytes: %v", n, len(whole), err)
		}
		if n < 10 {
			continue // the head of gzip holds what does not matter, such as a time
		}
		changed := bytes.Clone(whole)
		changed[n] ^= 0x10
		if bytes.Equal(unpacked(changed), unpacked(whole)) {
			continue // a bit that says nothing
		}
		if _, err := Read(t.Context(), bytes.NewReader(changed), quiet); !errors.Is(err, errs.Invalid) {
			t.Errorf("byte %d of %d changed: %v", n, len(whole), err)
		}
	}
	if _, err := Read(t.Context(), strings.NewReader("a book\n"), quiet); !errors.Is(err, errs.Invalid) || !strings.Contains(errs.Message(err), "not a backup") {
		t.Errorf("a text: %v", err)
	}
}

// unpacked are the bytes before compression, as many as can be had.
func unpacked(archive []byte) []byte {
	zip, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil
	}
	b, err := io.ReadAll(zip)
	if err != nil {
		return nil
	}
	return b
}

// What fails half way leaves an empty database, so that it can be tried again.
func TestARestoreThatFailsLeavesTheDatabaseEmpty(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	fill(t, pool)
	_, dir := store(t, "ab/one")
	whole := archived(t, pool, dir)
	c, err := Read(t.Context(), bytes.NewReader(whole), quiet)
	if err != nil {
		t.Fatal(err)
	}
	other := pgtest.Empty(t)
	blobs, _ := store(t)
	if err := Restore(t.Context(), bytes.NewReader(whole[:len(whole)-20]), c.Manifest, Into{Pool: other, Blobs: blobs, Tell: quiet}); err == nil {
		t.Error("it did not fail")
	}
	if err := CheckEmpty(t.Context(), other); err != nil {
		t.Error(err)
	}
}
