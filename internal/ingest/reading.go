package ingest

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
)

// PageText is a page as it was read, with all that is needed to show it.
type PageText struct {
	Page          int
	Label         string // the number that the file itself gives the page; empty when it is Page
	Language      string // BCP 47; empty while unknown
	Version       int    // of the document: an older one while a new one is not read yet
	Text          string
	Width, Height float64 // PDF points after the page's rotation; 0 without pages
	Spans         []extract.Span
	Glyphs        extract.Glyphs
	Problem       string // what a student misses here and why
}

// ChunkRow is a chunk as it is stored.
type ChunkRow struct {
	ID          id.Chunk
	Ordinal     int
	HeadingPath []string
	Segments    []extract.Segment
	Text        string
	Tokens      int
}

// Pages are the pages the chunk stands on, in order.
func (c ChunkRow) Pages() []int {
	var out []int
	for _, s := range c.Segments {
		if n := len(out); n == 0 || out[n-1] != s.Page {
			out = append(out, s.Page)
		}
	}
	return out
}

// PageRange chooses pages; a zero end is open.
type PageRange struct{ From, To int }

const readPages = `select page, label, language, version, text, width, height, spans, glyphs, problem from document_pages
where document_id = @id
  and version = (select max(p.version) from document_pages p join documents d on d.id = p.document_id
                 where d.owner_id = @owner and d.id = @id and p.version between 1 and d.version)
  and page >= @from and (@to = 0 or page <= @to)
order by page`

// Pages returns the pages that are read so far. While a replaced document has
// none of its own yet they are those of the version before.
func (s *Service) Pages(ctx context.Context, owner id.User, doc id.Document, r PageRange) ([]PageText, error) {
	if _, err := s.Document(ctx, owner, doc); err != nil {
		return nil, err
	}
	rows, err := s.o.Pool.Query(ctx, readPages, pgx.NamedArgs{"owner": owner, "id": doc, "from": r.From, "to": max(0, r.To)})
	if err != nil {
		return nil, fmt.Errorf("reading pages: %w", err)
	}
	pages, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (PageText, error) {
		var p PageText
		var spans, glyphs []byte
		if err := row.Scan(&p.Page, &p.Label, &p.Language, &p.Version, &p.Text, &p.Width, &p.Height, &spans, &glyphs, &p.Problem); err != nil {
			return p, err
		}
		var err error
		if p.Spans, err = extract.DecodeSpans(spans); err != nil {
			return p, err
		}
		p.Glyphs, err = extract.DecodeGlyphs(glyphs)
		return p, err
	})
	if err != nil {
		return nil, fmt.Errorf("reading pages: %w", err)
	}
	return pages, nil
}

const readChunks = `select id, ordinal, heading_path, segments, text, tokens from chunks
where owner_id = @owner and document_id = @id
  and version = (select max(version) from chunks where owner_id = @owner and document_id = @id and version > 0)
  and ordinal >= @from
order by ordinal
limit @limit`

// Chunks returns the document's chunks in reading order, up to limit (0 means
// 50, the most is 200), and the cursor of the next, empty at the end.
func (s *Service) Chunks(ctx context.Context, owner id.User, doc id.Document, limit int, cursor string) ([]ChunkRow, string, error) {
	if _, err := s.Document(ctx, owner, doc); err != nil {
		return nil, "", err
	}
	from := 0
	if cursor != "" {
		n, err := strconv.Atoi(cursor)
		if err != nil || n < 0 || n > 1<<30 {
			return nil, "", errCursor
		}
		from = n
	}
	limit = clampLimit(limit)
	rows, err := s.o.Pool.Query(ctx, readChunks, pgx.NamedArgs{"owner": owner, "id": doc, "from": from, "limit": limit + 1})
	if err != nil {
		return nil, "", fmt.Errorf("reading chunks: %w", err)
	}
	chunks, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (ChunkRow, error) {
		var c ChunkRow
		err := row.Scan(&c.ID, &c.Ordinal, &c.HeadingPath, &c.Segments, &c.Text, &c.Tokens)
		return c, err
	})
	if err != nil {
		return nil, "", fmt.Errorf("reading chunks: %w", err)
	}
	if len(chunks) <= limit {
		return chunks, "", nil
	}
	return chunks[:limit], strconv.Itoa(chunks[limit].Ordinal), nil
}

const fileOf = `select blob_key from documents where owner_id = @owner and id = @id and deleted_at is null`

// File opens the bytes of the document's current version; a PDF that was
// locked comes as the copy without a password. The caller closes it.
func (s *Service) File(ctx context.Context, owner id.User, doc id.Document) (io.ReadSeekCloser, Document, error) {
	d, err := s.Document(ctx, owner, doc)
	if err != nil {
		return nil, Document{}, err
	}
	var key string
	if err := s.o.Pool.QueryRow(ctx, fileOf, pgx.NamedArgs{"owner": owner, "id": doc}).Scan(&key); err != nil {
		return nil, Document{}, fmt.Errorf("finding a document's file: %w", err)
	}
	f, _, err := s.o.Blobs.Open(key)
	if err != nil {
		return nil, Document{}, err
	}
	return f, d, nil
}
