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

// PageText is a page of a document that is read as a whole.
type PageText struct {
	Number int
	Label  string // the number that the file itself gives the page; empty when it is its own
	Text   string
	Spans  []extract.Span
}

// Each reads one version of a document: its passages in order, then its pages.
// An error of a function ends the reading and comes back as it is.
func Each(ctx context.Context, db postgres.DB, owner id.User, document id.Document, version int, part func(Part) error, page func(PageText) error) error {
	rows, err := db.Query(ctx, selectWhole, pgx.NamedArgs{"document": document, "version": version, "owner": owner})
	if err != nil {
		return fmt.Errorf("reading a document: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var (
			isPage bool
			spans  []byte
			p      PageText
			c      Part
		)
		if err := rows.Scan(&isPage, &p.Number, &c.Chunk, &c.HeadingPath, &c.Segments, &c.Text, &c.Tokens, &spans, &p.Label); err != nil {
			return fmt.Errorf("reading a document: %w", err)
		}
		if !isPage {
			if err := part(c); err != nil {
				return err
			}
			continue
		}
		p.Text = c.Text
		if p.Spans, err = extract.DecodeSpans(spans); err != nil {
			return fmt.Errorf("page %d of document %s: %w", p.Number, document, err)
		}
		if err := page(p); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("reading a document: %w", err)
	}
	return nil
}

// Whole reads one version of a document: its passages in order, and its pages
// by number. A text takes four bytes a code point here: it is for those of whom
// one works at a time.
func Whole(ctx context.Context, db postgres.DB, owner id.User, document id.Document, version int) ([]Part, map[int]*Page, error) {
	var parts []Part
	pages := map[int]*Page{}
	err := Each(ctx, db, owner, document, version, func(c Part) error {
		parts = append(parts, c)
		return nil
	}, func(p PageText) error {
		pages[p.Number] = &Page{Text: []rune(p.Text), Spans: p.Spans, Label: p.Label}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return parts, pages, nil
}

const selectPartsOn = `
select c.id, c.heading_path, c.segments, c.text, c.tokens
from chunks c
where c.document_id = @document and c.version = @version and c.owner_id = @owner
  and c.segments @> jsonb_build_array(jsonb_build_object('page', @page::int))
order by c.ordinal`

// PartsOn are the passages of one version of a document that stand on a page,
// in order.
func PartsOn(ctx context.Context, db postgres.DB, owner id.User, document id.Document, version, page int) ([]Part, error) {
	rows, err := db.Query(ctx, selectPartsOn, pgx.NamedArgs{"document": document, "version": version, "owner": owner, "page": page})
	if err != nil {
		return nil, fmt.Errorf("reading the passages of a page: %w", err)
	}
	parts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Part])
	if err != nil {
		return nil, fmt.Errorf("reading the passages of a page: %w", err)
	}
	return parts, nil
}
