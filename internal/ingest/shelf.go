package ingest

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

// Shelf is the documents as other modules see them in their own transactions.
// It needs nothing but these, so it can be had before the Service is.
type Shelf struct{}

const countByCourse = `select course_id, count(*) from documents where owner_id = @owner and deleted_at is null group by course_id`

// CountByCourse is how many documents each of the owner's courses holds;
// courses without any are missing.
func (Shelf) CountByCourse(ctx context.Context, db postgres.DB, owner id.User) (map[id.Course]int, error) {
	rows, err := db.Query(ctx, countByCourse, pgx.NamedArgs{"owner": owner})
	if err != nil {
		return nil, fmt.Errorf("counting documents by course: %w", err)
	}
	counts := map[id.Course]int{}
	var course id.Course
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&course, &n}, func() error { counts[course] = n; return nil }); err != nil {
		return nil, fmt.Errorf("counting documents by course: %w", err)
	}
	return counts, nil
}

const moveAll = `update documents set course_id = @to, updated_at = now()
where course_id = @from and owner_id = @owner returning id`

// MoveAllTx moves the documents of a course to another one, those in the bin
// too.
func (Shelf) MoveAllTx(ctx context.Context, tx pgx.Tx, owner id.User, from, to id.Course) error {
	rows, err := tx.Query(ctx, moveAll, pgx.NamedArgs{"owner": owner, "from": from, "to": to})
	if err != nil {
		return fmt.Errorf("moving a course's documents: %w", err)
	}
	moved, err := pgx.CollectRows(rows, pgx.RowTo[id.Document])
	if err != nil {
		return fmt.Errorf("moving a course's documents: %w", err)
	}
	events := make([]outbox.Event, len(moved))
	for i, d := range moved {
		events[i] = outbox.Event{Owner: owner, Topic: outbox.TopicDocument, Subject: d.String()}
	}
	return outbox.Write(ctx, tx, events...)
}

const selectHeld = `select version, status = 'ready' from documents where id = @document and owner_id = @owner for share`

// HoldTx is the version of a document, also of one in the bin, and whether it
// was read, all of it; neither changes before tx ends. It returns errs.NotFound
// for a document that is not the owner's.
func (Shelf) HoldTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document) (version int, ready bool, err error) {
	err = tx.QueryRow(ctx, selectHeld, pgx.NamedArgs{"document": document, "owner": owner}).Scan(&version, &ready)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, false, errs.New(errs.NotFound, passage.NoSuchDocument)
	}
	if err != nil {
		return 0, false, fmt.Errorf("holding a document: %w", err)
	}
	return version, ready, nil
}

const selectTitles = `
select id, title, language from documents where owner_id = @owner and id = any(@documents) and deleted_at is null`

// Titles are the titles and the languages of those of the documents that are
// there and not in the bin.
func (Shelf) Titles(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document) (titles, languages map[id.Document]string, err error) {
	rows, err := db.Query(ctx, selectTitles, pgx.NamedArgs{"owner": owner, "documents": documents})
	if err != nil {
		return nil, nil, fmt.Errorf("reading titles: %w", err)
	}
	titles, languages = map[id.Document]string{}, map[id.Document]string{}
	var document id.Document
	var title, language string
	_, err = pgx.ForEachRow(rows, []any{&document, &title, &language}, func() error {
		titles[document], languages[document] = title, language
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading titles: %w", err)
	}
	return titles, languages, nil
}

const selectTitled = `
select id from documents where owner_id = @owner and deleted_at is null
  and exists (select from unnest(@part::text[]) p where strpos(searchable(title), p) > 0)`

// Titled are the documents that have the words in their titles, as package fold
// compares them; none of them is in the bin.
func (Shelf) Titled(ctx context.Context, db postgres.DB, owner id.User, part string) ([]id.Document, error) {
	rows, err := db.Query(ctx, selectTitled, pgx.NamedArgs{"owner": owner, "part": fold.Spellings(part)})
	if err != nil {
		return nil, fmt.Errorf("looking for titles: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[id.Document])
	if err != nil {
		return nil, fmt.Errorf("looking for titles: %w", err)
	}
	return found, nil
}

// Headings are the headings above those of the passages that are there.
func (Shelf) Headings(ctx context.Context, db postgres.DB, owner id.User, chunks []id.Chunk) (map[id.Chunk][]string, error) {
	return passage.Headings(ctx, db, owner, chunks)
}
