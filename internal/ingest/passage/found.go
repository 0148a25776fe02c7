package passage

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Passage is a chunk as a reader is shown it.
type Passage struct {
	Chunk       id.Chunk
	Document    id.Document
	Version     int
	Title       string // of the document
	Kind        string // of the document
	Ordinal     int    // place in the document, from 0
	HeadingPath []string
	Segments    []extract.Segment
	Text        string
}

// selectPassages reads the chunks first, by their ids: before the tables are
// analysed the planner would rather walk through all documents.
const selectPassages = `
with c as materialized (
    select id, document_id, version, ordinal, heading_path, segments, text
    from chunks
    where owner_id = @owner and id = any(@chunks) and version > 0
)
select c.id, c.document_id, c.version, d.title, d.kind, c.ordinal, c.heading_path, c.segments, c.text
from c join documents d on d.id = c.document_id
where d.deleted_at is null`

// ByID returns those of the owner's passages that are there, in any order.
func ByID(ctx context.Context, db postgres.DB, owner id.User, chunks []id.Chunk) ([]Passage, error) {
	rows, err := db.Query(ctx, selectPassages, pgx.NamedArgs{"owner": owner, "chunks": chunks})
	if err != nil {
		return nil, fmt.Errorf("reading passages: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Passage])
	if err != nil {
		return nil, fmt.Errorf("reading passages: %w", err)
	}
	return list, nil
}

const selectTelling = `
select c.text
from chunks c
where c.owner_id = @owner and c.document_id = @document and c.version = @version
order by length(c.text) > 80 desc, c.ordinal
limit 1`

const selectVersion = `select id from chunks where owner_id = @owner and document_id = @document and version = @version`

// OfVersion returns the ids of a document's passages and the text of the first
// that has more than a few words; neither, if there is none.
func OfVersion(ctx context.Context, db postgres.DB, owner id.User, document id.Document, version int) (chunks []id.Chunk, telling string, err error) {
	args := pgx.NamedArgs{"owner": owner, "document": document, "version": version}
	err = db.QueryRow(ctx, selectTelling, args).Scan(&telling)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("reading a passage: %w", err)
	}
	rows, err := db.Query(ctx, selectVersion, args)
	if err != nil {
		return nil, "", fmt.Errorf("listing passages: %w", err)
	}
	if chunks, err = pgx.CollectRows(rows, pgx.RowTo[id.Chunk]); err != nil {
		return nil, "", fmt.Errorf("listing passages: %w", err)
	}
	return chunks, telling, nil
}
