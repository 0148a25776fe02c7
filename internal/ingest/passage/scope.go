package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const (
	countReadable = `
select count(*) from documents
where owner_id = @owner and deleted_at is null and chunks > 0
  and (@course::uuid is null or course_id = @course) and (cardinality(@documents::uuid[]) = 0 or id = any(@documents))`

	countThere = `select count(*) from documents where id = any(@documents) and owner_id = @owner and deleted_at is null`
)

// CountReadable says how many documents have text in a course and of a list; a
// zero course and an empty list mean all.
func CountReadable(ctx context.Context, db postgres.DB, owner id.User, course id.Course, documents []id.Document) (n int, err error) {
	if documents == nil {
		documents = []id.Document{}
	}
	if err := db.QueryRow(ctx, countReadable, pgx.NamedArgs{"owner": owner, "course": course, "documents": documents}).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting documents: %w", err)
	}
	return n, nil
}

// CountThere says how many of the documents are the owner's and not in the bin.
func CountThere(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document) (n int, err error) {
	if err := db.QueryRow(ctx, countThere, pgx.NamedArgs{"owner": owner, "documents": documents}).Scan(&n); err != nil {
		return 0, fmt.Errorf("looking for the documents: %w", err)
	}
	return n, nil
}

const selectSizes = `select id, chunks, title from documents where owner_id = @owner and id = any(@documents)`

// Size is how many passages a document has, and what it is called.
type Size struct {
	Document id.Document
	Passages int
	Title    string
}

// Sizes tells the sizes of those of the documents that are there.
func Sizes(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document) ([]Size, error) {
	rows, err := db.Query(ctx, selectSizes, pgx.NamedArgs{"owner": owner, "documents": documents})
	if err != nil {
		return nil, fmt.Errorf("counting passages: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Size])
	if err != nil {
		return nil, fmt.Errorf("counting passages: %w", err)
	}
	return list, nil
}

const (
	selectKinds    = `select id, kind from documents where owner_id = @owner and id = any(@documents)`
	selectHeadings = `select id, heading_path from chunks where owner_id = @owner and id = any(@chunks) and version > 0`
)

// Places tells, in one round trip, the kinds of documents and the headings
// above passages. What is gone is not in the maps.
func Places(ctx context.Context, db interface {
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}, owner id.User, documents []id.Document, chunks []id.Chunk,
) (kinds map[id.Document]string, headings map[id.Chunk][]string, err error) {
	kinds, headings = map[id.Document]string{}, map[id.Chunk][]string{}
	args := pgx.NamedArgs{"owner": owner, "documents": documents, "chunks": chunks}
	batch := &pgx.Batch{}
	batch.Queue(selectKinds, args).Query(func(rows pgx.Rows) error {
		var d id.Document
		var kind string
		_, err := pgx.ForEachRow(rows, []any{&d, &kind}, func() error {
			kinds[d] = kind
			return nil
		})
		return err
	})
	batch.Queue(selectHeadings, args).Query(func(rows pgx.Rows) (err error) {
		headings, err = collectHeadings(rows)
		return err
	})
	if err := db.SendBatch(ctx, batch).Close(); err != nil {
		return nil, nil, fmt.Errorf("reading where passages stand: %w", err)
	}
	return kinds, headings, nil
}

// Headings tells the headings above those of the owner's passages that are there.
func Headings(ctx context.Context, db postgres.DB, owner id.User, chunks []id.Chunk) (map[id.Chunk][]string, error) {
	rows, err := db.Query(ctx, selectHeadings, pgx.NamedArgs{"owner": owner, "chunks": chunks})
	if err != nil {
		return nil, fmt.Errorf("reading headings: %w", err)
	}
	headings, err := collectHeadings(rows)
	if err != nil {
		return nil, fmt.Errorf("reading headings: %w", err)
	}
	return headings, nil
}

func collectHeadings(rows pgx.Rows) (map[id.Chunk][]string, error) {
	headings := map[id.Chunk][]string{}
	var c id.Chunk
	var path []string
	_, err := pgx.ForEachRow(rows, []any{&c, &path}, func() error {
		headings[c] = append([]string{}, path...)
		return nil
	})
	return headings, err
}
