package generation

import (
	"context"
	"fmt"
	"sort"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/quoted"
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

// quotedPage gives a page to package quoted: blocks that are prose, rows of
// tables one by one, and what cannot be quoted as such.
func quotedPage(number int, p *storedPage) quoted.Page {
	out := quoted.Page{Number: number, Text: p.text}
	for _, b := range blocksOf(p.spans, len(p.text)) {
		if b.kind == extract.Furniture || b.kind == extract.Image || b.kind == extract.Rule {
			continue
		}
		out.Blocks = append(out.Blocks, quoted.Block{Start: b.start, End: b.end, Kind: b.quotedKind()})
	}
	return out
}

// block is a stretch of a page that holds no other block.
type block struct {
	kind       extract.SpanKind
	start, end int
}

func (b block) quotedKind() quoted.Kind {
	switch b.kind {
	case extract.Heading:
		return quoted.Label
	case extract.Code, extract.Math:
		return quoted.Code
	case extract.TableRow:
		return quoted.Row
	}
	return quoted.Sentence
}

// blocksOf returns the innermost blocks in order, tables as rows. Text between
// blocks that no span marks becomes paragraphs.
func blocksOf(spans []extract.Span, length int) []block {
	var out []block
	for _, s := range spans {
		if s.Start >= s.End || s.End > length {
			continue
		}
		switch s.Kind {
		case extract.Quote, extract.Table:
			continue // they hold the blocks that count
		case extract.TableRow:
		default:
			if !s.Block() {
				continue
			}
		}
		out = append(out, block{s.Kind, s.Start, s.End})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start < out[j].start })
	// An item may hold a paragraph of its own: the inner one counts.
	flat := out[:0:0]
	at := 0
	for i, b := range out {
		if i+1 < len(out) && out[i+1].start < b.end {
			b.end = out[i+1].start
		}
		if b.start < at {
			b.start = at
		}
		if b.start > at {
			flat = append(flat, block{extract.Paragraph, at, b.start})
		}
		if b.start < b.end {
			flat = append(flat, b)
			at = b.end
		}
	}
	if at < length {
		flat = append(flat, block{extract.Paragraph, at, length})
	}
	return flat
}
