package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// PageKey names a page of one version of a document.
type PageKey struct {
	Document id.Document
	Version  int
	Page     int
}

// Page is a page as quotes are found in it.
type Page struct {
	Text   []rune
	Spans  []extract.Span
	Label  string // the number that the file itself gives the page; empty when it is its own
	Glyphs []byte // of extract.DecodeGlyphs; empty unless they were asked for
}

const (
	selectPages = `
select p.document_id, p.version, p.page, p.text, p.spans, p.label, ''::bytea
from document_pages p
join documents d on d.id = p.document_id
where d.owner_id = @owner and (p.document_id, p.version, p.page) in
      (select * from unnest(@documents::uuid[], @versions::int[], @pages::int[]))`

	selectPagesWithGlyphs = `
select p.document_id, p.version, p.page, p.text, p.spans, p.label, p.glyphs
from document_pages p
join documents d on d.id = p.document_id
where d.owner_id = @owner and (p.document_id, p.version, p.page) in
      (select * from unnest(@documents::uuid[], @versions::int[], @pages::int[]))`
)

// Pages reads the owner's pages named by keys. A page that is gone is not in
// the map.
func Pages(ctx context.Context, db postgres.DB, owner id.User, keys []PageKey) (map[PageKey]*Page, error) {
	return pagesBy(ctx, db, selectPages, owner, keys)
}

// PagesWithGlyphs is Pages with where the characters stand: the larger part.
func PagesWithGlyphs(ctx context.Context, db postgres.DB, owner id.User, keys []PageKey) (map[PageKey]*Page, error) {
	return pagesBy(ctx, db, selectPagesWithGlyphs, owner, keys)
}

func pagesBy(ctx context.Context, db postgres.DB, sql string, owner id.User, keys []PageKey) (map[PageKey]*Page, error) {
	out := map[PageKey]*Page{}
	if len(keys) == 0 {
		return out, nil
	}
	var documents []id.Document
	var versions, pages []int
	asked := map[PageKey]bool{}
	for _, k := range keys {
		if !asked[k] {
			asked[k] = true
			documents, versions, pages = append(documents, k.Document), append(versions, k.Version), append(pages, k.Page)
		}
	}
	rows, err := db.Query(ctx, sql, pgx.NamedArgs{"owner": owner, "documents": documents, "versions": versions, "pages": pages})
	if err != nil {
		return nil, fmt.Errorf("reading pages: %w", err)
	}
	return collectPages(rows)
}

func collectPages(rows pgx.Rows) (map[PageKey]*Page, error) {
	out := map[PageKey]*Page{}
	defer rows.Close()
	for rows.Next() {
		var k PageKey
		var text string
		var spans []byte
		p := &Page{}
		err := rows.Scan(&k.Document, &k.Version, &k.Page, &text, &spans, &p.Label, &p.Glyphs)
		if err != nil {
			return nil, fmt.Errorf("reading pages: %w", err)
		}
		p.Text = []rune(text)
		if p.Spans, err = extract.DecodeSpans(spans); err != nil {
			return nil, fmt.Errorf("page %d of document %s: %w", k.Page, k.Document, err)
		}
		out[k] = p
	}
	return out, rows.Err()
}
