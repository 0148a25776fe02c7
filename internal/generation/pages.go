package generation

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
)

// pageKey names a page of one version of a document.
type pageKey struct {
	Document id.Document
	Version  int
	Page     int
}

// storedPage is a page as quotes are found in it.
type storedPage struct {
	text   []rune
	spans  []extract.Span
	glyphs []byte // undecoded: few pages' boxes are needed
}

const pagesOf = `
select p.document_id, p.version, p.page, p.text, p.spans, case when @boxes then p.glyphs else ''::bytea end
from document_pages p
join documents d on d.id = p.document_id
where d.owner_id = @owner and (p.document_id, p.version, p.page) in
      (select * from unnest(@documents::uuid[], @versions::int[], @pages::int[]))`

// readPages reads the owner's pages named by keys. A page that is gone is not
// in the map. The glyphs are read only on request: they are the larger part.
func (s *Service) readPages(ctx context.Context, owner id.User, keys []pageKey, boxes bool) (map[pageKey]*storedPage, error) {
	out := map[pageKey]*storedPage{}
	if len(keys) == 0 {
		return out, nil
	}
	var documents []id.Document
	var versions, pages []int
	for _, k := range keys {
		if _, ok := out[k]; ok {
			continue
		}
		out[k] = nil
		documents, versions, pages = append(documents, k.Document), append(versions, k.Version), append(pages, k.Page)
	}
	clear(out)
	rows, err := s.o.Pool.Query(ctx, pagesOf, pgx.NamedArgs{"owner": owner, "documents": documents, "versions": versions, "pages": pages, "boxes": boxes})
	if err != nil {
		return nil, fmt.Errorf("reading pages: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var k pageKey
		var text string
		var spans []byte
		p := &storedPage{}
		if err := rows.Scan(&k.Document, &k.Version, &k.Page, &text, &spans, &p.glyphs); err != nil {
			return nil, fmt.Errorf("reading pages: %w", err)
		}
		p.text = []rune(text)
		if p.spans, err = extract.DecodeSpans(spans); err != nil {
			return nil, fmt.Errorf("page %d of document %s: %w", k.Page, k.Document, err)
		}
		out[k] = p
	}
	return out, rows.Err()
}

// boxes returns the boxes of the range, one a line, or nil where the page has
// none.
func (p *storedPage) boxes(start, end int) ([][4]float64, error) {
	if len(p.glyphs) == 0 {
		return nil, nil
	}
	g, err := extract.DecodeGlyphs(p.glyphs)
	if err != nil {
		return nil, err
	}
	var out [][4]float64
	for _, r := range g.Rects(start, end) {
		out = append(out, [4]float64{r.X0, r.Y0, r.X1, r.Y1})
	}
	return out, nil
}
