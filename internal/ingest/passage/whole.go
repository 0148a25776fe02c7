package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Part is a passage of a document that is read as a whole.
type Part struct {
	Chunk       id.Chunk
	HeadingPath []string
	Segments    []extract.Segment
	Text        string
	Tokens      int
}

const (
	selectParts = `
select c.id, c.heading_path, c.segments, c.text, c.tokens from chunks c
where c.document_id = @document and c.version = @version and c.owner_id = @owner order by c.ordinal`

	selectAllPages = `
select p.document_id, p.version, p.page, p.text, p.spans, p.label, ''::bytea from document_pages p
join documents d on d.id = p.document_id
where p.document_id = @document and p.version = @version and d.owner_id = @owner`
)

// Whole reads one version of a document: its passages in order, and its pages
// by number.
func Whole(ctx context.Context, db postgres.DB, owner id.User, document id.Document, version int) ([]Part, map[int]*Page, error) {
	args := pgx.NamedArgs{"document": document, "version": version, "owner": owner}
	rows, err := db.Query(ctx, selectParts, args)
	if err != nil {
		return nil, nil, fmt.Errorf("reading passages: %w", err)
	}
	parts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Part])
	if err != nil {
		return nil, nil, fmt.Errorf("reading passages: %w", err)
	}
	if rows, err = db.Query(ctx, selectAllPages, args); err != nil {
		return nil, nil, fmt.Errorf("reading pages: %w", err)
	}
	keyed, err := collectPages(rows)
	if err != nil {
		return nil, nil, err
	}
	pages := make(map[int]*Page, len(keyed))
	for k, p := range keyed {
		pages[k.Page] = p
	}
	return parts, pages, nil
}
