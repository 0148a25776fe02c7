package ingest

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

// onShelf is a document with one passage below a heading.
func onShelf(t *testing.T, db postgres.DB, owner id.User, title string) (document id.Document, chunk id.Chunk) {
	t.Helper()
	document = id.New[id.Document]()
	_, err := db.Exec(t.Context(), `
		insert into documents (id, owner_id, course_id, title, language, kind, media_type, bytes, sha256, blob_key, version, status)
		values ($1, $2, (select id from courses where owner_id = $2 and is_default), $3, 'en', 'text', 'text/plain', 1, convert_to($3, 'UTF8'), 'x', 3, 'ready')`,
		document, owner, title)
	if err == nil {
		err = db.QueryRow(t.Context(), `
			insert into chunks (owner_id, document_id, version, ordinal, heading_path, segments, text, tokens, text_hash)
			values ($1, $2, 3, 0, array['Part', $3::text], '[]', 'x', 1, 'x') returning id`, owner, document, title).Scan(&chunk)
	}
	if err != nil {
		t.Fatal(err)
	}
	return document, chunk
}

func TestTheShelfTellsWhatDocumentsAreCalled(t *testing.T) {
	t.Parallel()
	ctx, pool := t.Context(), pgtest.New(t)
	owner, stranger := pgtest.User(t, pool), pgtest.User(t, pool)
	cells, inCells := onShelf(t, pool, owner, "Lecture 11: CELLS")
	binned, _ := onShelf(t, pool, owner, "Cells of old")
	foreign, inForeign := onShelf(t, pool, stranger, "Cells of another")
	if _, err := pool.Exec(ctx, `update documents set deleted_at = now() where id = $1`, binned); err != nil {
		t.Fatal(err)
	}
	titles, languages, err := Shelf{}.Titles(ctx, pool, owner, []id.Document{cells, binned, foreign})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[id.Document]string{cells: "Lecture 11: CELLS"}, titles); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[id.Document]string{cells: "en"}, languages); diff != "" {
		t.Error(diff)
	}
	for part, want := range map[string][]id.Document{"Cells": {cells}, "lecture 11": {cells}, "of": {}, "%": {}} {
		if found, err := (Shelf{}).Titled(ctx, pool, owner, part); err != nil || !slices.Equal(found, want) {
			t.Errorf("%q is in the titles of %v (%v), want %v", part, found, err, want)
		}
	}
	headings, err := Shelf{}.Headings(ctx, pool, owner, []id.Chunk{inCells, inForeign, inForeign + 1000})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[id.Chunk][]string{inCells: {"Part", "Lecture 11: CELLS"}}, headings); diff != "" {
		t.Error(diff)
	}
}

func TestTheShelfHoldsAVersion(t *testing.T) {
	t.Parallel()
	ctx, pool := t.Context(), pgtest.New(t)
	owner, stranger := pgtest.User(t, pool), pgtest.User(t, pool)
	document, _ := onShelf(t, pool, owner, "Cells")
	hold := func(who id.User) (version int, ready bool, err error) {
		err = postgres.InTx(ctx, pool, func(tx pgx.Tx) (err error) {
			version, ready, err = Shelf{}.HoldTx(ctx, tx, who, document)
			if err == nil {
				wantHeld(ctx, t, pool, document)
			}
			return err
		})
		return version, ready, err
	}
	if version, ready, err := hold(owner); err != nil || version != 3 || !ready {
		t.Errorf("read: %d, %v, %v", version, ready, err)
	}
	if _, err := pool.Exec(ctx, `update documents set version = 4, status = 'extracting', deleted_at = now() where id = $1`, document); err != nil {
		t.Fatal(err)
	}
	if version, ready, err := hold(owner); err != nil || version != 4 || ready {
		t.Errorf("being read, in the bin: %d, %v, %v", version, ready, err)
	}
	if _, _, err := hold(stranger); kindOf(err) != errs.NotFound {
		t.Errorf("another's: %v", err)
	}
}

// wantHeld checks that nobody else can change the document now.
func wantHeld(ctx context.Context, t *testing.T, db postgres.DB, document id.Document) {
	t.Helper()
	var free int
	err := db.QueryRow(ctx, `select count(*) from (select 1 from documents where id = $1 for update skip locked) f`, document).Scan(&free)
	if err != nil || free != 0 {
		t.Errorf("the document could be changed: %v", err)
	}
}
