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

// One statement sees one text: a document may be read again at any moment.
const selectWhole = `
select false as page, c.ordinal, c.id, c.heading_path, c.segments, c.text, c.tokens, ''::bytea, ''
from chunks c
where c.document_id = @document and c.version = @version and c.owner_id = @owner
union all
select true, p.page, 0, '{}', '[]', p.text, 0, p.spans, p.label
from document_pages p join documents d on d.id = p.document_id
where p.document_id = @document and p.version = @version and d.owner_id = @owner
order by 1, 2`

// Whole reads one version of a document: its passages in order, and its pages
// by number.
func Whole(ctx context.Context, db postgres.DB, owner id.User, document id.Document, version int) ([]Part, map[int]*Page, error) {
	rows, err := db.Query(ctx, selectWhole, pgx.NamedArgs{"document": document, "version": version, "owner": owner})
	if err != nil {
		return nil, nil, fmt.Errorf("reading a document: %w", err)
	}
	var parts []Part
	pages := map[int]*Page{}
	var (
		isPage bool
		number int
		part   Part
		spans  []byte
		label  string
	)
	_, err = pgx.ForEachRow(rows, []any{&isPage, &number, &part.Chunk, &part.HeadingPath, &part.Segments, &part.Text, &part.Tokens, &spans, &label}, func() (err error) {
		if isPage {
			p := &Page{Text: []rune(part.Text), Label: label}
			p.Spans, err = extract.DecodeSpans(spans)
			pages[number] = p
		} else {
			parts = append(parts, part)
		}
		part = Part{} // its slices are another's now
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading a document: %w", err)
	}
	return parts, pages, nil
}
