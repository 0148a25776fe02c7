package ingest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
)

// batch is some pages with the chunks that became complete with them.
type batch struct {
	from   int // the first page
	pages  []extract.Page
	chunks []chunk.Chunk
	bytes  int
	last   bool   // holds the last page
	before string // the language of the text in front of it
}

func (b *batch) add(p extract.Page, c *chunk.Chunker) {
	b.pages = append(b.pages, p)
	b.chunks = append(b.chunks, c.Add(p)...)
	b.bytes += len(p.Text)
}

// place is how far the extraction has come.
type place struct {
	page     int    // the last one read
	chunks   int    // written
	problems int    // pages of this run with a problem
	language string // of the last page whose language is known
}

const lockVersion = `select status, title from documents
where id = @id and version = @version and owner_id = @owner and deleted_at is null
for update`

// A page has no owner of its own, its document has.
const ofOwner = `
  and exists (select from documents d where d.id = document_id and d.owner_id = @owner)`

const lastPage = `select coalesce(max(page), 0) from document_pages where document_id = @id and version = @version` + ofOwner

const countChunks = `select count(*) from chunks where document_id = @id and version = @version and owner_id = @owner`

const storedPages = `select page, text, spans, language from document_pages
where document_id = @id and version = @version` + ofOwner + `
order by page`

// resume brings the chunker to where the last run ended, by giving it the
// stored pages again: its chunks then are those that an undisturbed run makes.
// Pages that another version of the reader gave, or that do not give the chunks
// which are stored, are thrown away, and reading begins anew.
func (s *Service) resume(ctx context.Context, d Document, info extract.Info, c *chunk.Chunker) (place, error) {
	args := pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": d.Version}
	var at place
	if err := s.o.Pool.QueryRow(ctx, countChunks, args).Scan(&at.chunks); err != nil {
		return at, fmt.Errorf("counting chunks: %w", err)
	}
	rows, err := s.o.Pool.Query(ctx, storedPages, args)
	if err != nil {
		return at, fmt.Errorf("reading stored pages: %w", err)
	}
	var (
		p     extract.Page
		spans []byte
		made  int
	)
	_, err = pgx.ForEachRow(rows, []any{&p.Number, &p.Text, &spans, &p.Language}, func() error {
		p.Spans, err = extract.DecodeSpans(spans)
		made += len(c.Add(p))
		at.page, at.language = p.Number, cmp.Or(p.Language, at.language)
		return err
	})
	if err == nil && at.page > 0 && d.Reader != s.readerOf(d.Kind) {
		err = errors.New("another version of the reader gave them")
	}
	if err == nil && made == at.chunks && at.page <= info.Pages {
		return at, nil
	}
	if err == nil && at.page == info.Pages && made+len(c.Flush()) == at.chunks {
		return at, nil // all was written, but the document did not become ready
	}
	if ctx.Err() != nil {
		return at, ctx.Err()
	}
	s.o.Log.Warn("the stored pages do not give the stored chunks; reading anew", "document", d.ID, "version", d.Version, "pages", at.page, "chunks", at.chunks, "made", made, "error", err)
	c.Flush()
	return place{}, s.Change(ctx, d.Owner, func(tx pgx.Tx) error { return dropVersion(ctx, tx, d, d.Version) })
}

const (
	deleteChunks = `delete from chunks where document_id = @id and version between least(@version, 1) and @version and owner_id = @owner`
	deletePages  = `delete from document_pages where document_id = @id and version = @version` + ofOwner
)

// dropVersion removes the pages of a version and the chunks of all up to it; of
// what is being read again, which has a negative one, its own alone.
func dropVersion(ctx context.Context, tx pgx.Tx, d Document, version int) error {
	args := pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": version}
	if _, err := tx.Exec(ctx, deletePages, args); err != nil {
		return fmt.Errorf("deleting pages: %w", err)
	}
	return dropChunks(ctx, tx, d, version)
}

// dropChunks removes the chunks of all versions up to this one, with their
// vectors, and tells the readers of the outbox.
func dropChunks(ctx context.Context, tx pgx.Tx, d Document, version int) error {
	tag, err := tx.Exec(ctx, deleteChunks, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": version})
	if err != nil {
		return fmt.Errorf("deleting chunks: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return nil
	}
	e, err := outbox.NewEvent(d.Owner, outbox.TopicChunksDropped, d.ID.String(), map[string]int{"version": version})
	if err != nil {
		return err
	}
	return outbox.Write(ctx, tx, e)
}

const readProgress = `update documents set
  title = @title, language = case when @language = '' then language else @language end, reader = @reader,
  pages = @pages, chunks = @chunks,
  progress_done = @done, progress_total = @total, progress_unit = @unit,
  updated_at = @now
where id = @id and owner_id = @owner`

// commit writes a batch, the progress, the events and the next job in one
// transaction. It returns errGone if the document is no longer this version,
// and an error if another worker has written these pages.
func (s *Service) commit(ctx context.Context, d Document, info extract.Info, b batch, at *place) error {
	next := *at
	next.page = b.from - 1 + len(b.pages)
	err := s.Change(ctx, d.Owner, func(tx pgx.Tx) error {
		title, err := hold(ctx, tx, d)
		if err != nil {
			return err
		}
		var stored int
		if err := tx.QueryRow(ctx, lastPage, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": d.Version}).Scan(&stored); err != nil {
			return fmt.Errorf("finding the last page: %w", err)
		}
		if stored != b.from-1 {
			return fmt.Errorf("another worker has written up to page %d, this one begins at %d", stored, b.from)
		}
		if err := insertPages(ctx, tx, d, b.pages); err != nil {
			return err
		}
		if err := s.writeChunks(ctx, tx, d, b, at.chunks == 0); err != nil {
			return err
		}
		next.chunks += len(b.chunks)
		language := ""
		if b.from == 1 {
			language, title = firstLanguage(info, b.pages), betterTitle(title, d.FileName, foundTitle(d, info, b.pages))
		}
		pages := 0
		if info.Unit != extract.UnitParts {
			pages = info.Pages
		}
		_, err = tx.Exec(ctx, readProgress, pgx.NamedArgs{
			"owner": d.Owner, "id": d.ID, "title": title, "language": language, "reader": s.readerOf(d.Kind), "pages": pages, "chunks": next.chunks,
			"done": next.page, "total": info.Pages, "unit": unitName(info), "now": s.o.Now(),
		})
		if err != nil {
			return fmt.Errorf("writing progress: %w", err)
		}
		if b.last && next.chunks > 0 {
			if err := s.toEmbedding(ctx, tx, d, info); err != nil {
				return err
			}
		}
		return changed(ctx, tx, d.Owner, d.ID)
	})
	if err != nil {
		return fmt.Errorf("writing pages %d to %d: %w", b.from, next.page, err)
	}
	for _, p := range b.pages {
		if p.Problem != "" {
			next.problems++
		}
		next.language = cmp.Or(p.Language, next.language)
	}
	*at = next
	return nil
}

// hold locks the document's row for the transaction and returns its current
// title, or errGone.
func hold(ctx context.Context, tx pgx.Tx, d Document) (string, error) {
	var status Status
	var title string
	err := tx.QueryRow(ctx, lockVersion, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": d.Version}).Scan(&status, &title)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && status != Extracting {
		return "", errGone
	}
	if err != nil {
		return "", fmt.Errorf("locking the document: %w", err)
	}
	return title, nil
}

func unitName(info extract.Info) string {
	if info.Unit == "" {
		return extract.UnitPages
	}
	return info.Unit
}

func insertPages(ctx context.Context, tx pgx.Tx, d Document, pages []extract.Page) error {
	columns := []string{"document_id", "version", "page", "text", "width", "height", "spans", "glyphs", "problem", "label", "language"}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"document_pages"}, columns, pgx.CopyFromSlice(len(pages), func(i int) ([]any, error) {
		p := pages[i]
		return []any{d.ID, d.Version, p.Number, p.Text, float32(p.Width), float32(p.Height), notNull(extract.EncodeSpans(p.Spans)), notNull(extract.EncodeGlyphs(p.Glyphs)), p.Problem, p.Label, p.Language}, nil
	}))
	if err != nil {
		return fmt.Errorf("inserting pages: %w", err)
	}
	return nil
}

func notNull(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

const insertChunk = `insert into chunks (owner_id, document_id, version, ordinal, heading_path, segments, text, tokens, text_hash, language)
values (@owner, @document, @version, @ordinal, @path, @segments, @text, @tokens, @hash, @language)
returning id`

// writeChunks inserts chunks, announces them and has their vectors made. With
// the first of a new version those of the old ones go.
func (s *Service) writeChunks(ctx context.Context, tx pgx.Tx, d Document, b batch, first bool) error {
	if len(b.chunks) == 0 {
		return nil
	}
	if first && d.Version > 1 {
		if err := dropChunks(ctx, tx, d, d.Version-1); err != nil {
			return err
		}
	}
	ids, err := insertChunks(ctx, tx, d, b)
	if err != nil {
		return err
	}
	e, err := outbox.NewEvent(d.Owner, outbox.TopicChunks, d.ID.String(), map[string]any{"version": d.Version, "chunks": ids})
	if err != nil {
		return err
	}
	if err := outbox.Write(ctx, tx, e); err != nil {
		return err
	}
	_, err = s.o.Jobs.InsertTx(ctx, tx, EmbedArgs{}, nil)
	return err
}

func insertChunks(ctx context.Context, tx pgx.Tx, d Document, b batch) ([]id.Chunk, error) {
	ids := make([]id.Chunk, 0, len(b.chunks))
	var queries pgx.Batch
	for _, c := range b.chunks {
		segments, err := json.Marshal(c.Segments)
		if err != nil {
			return nil, fmt.Errorf("encoding segments: %w", err)
		}
		hash := sha256.Sum256([]byte(c.Text))
		queries.Queue(insertChunk, pgx.NamedArgs{
			"owner": d.Owner, "document": d.ID, "version": d.Version, "ordinal": c.Ordinal, "path": c.HeadingPath,
			"segments": segments, "text": c.Text, "tokens": c.Tokens, "hash": hash[:], "language": b.languageOf(c),
		}).QueryRow(func(row pgx.Row) error {
			var n id.Chunk
			err := row.Scan(&n)
			ids = append(ids, n)
			return err
		})
	}
	if err := tx.SendBatch(ctx, &queries).Close(); err != nil {
		return nil, fmt.Errorf("inserting chunks: %w", err)
	}
	return ids, nil
}

const startEmbedding = `
update documents set
  status = 'embedding', progress_done = @done, progress_total = @total, progress_unit = '` + UnitPassages + `',
  language = @language, problem = @problem,
  updated_at = @now
where id = @id and owner_id = @owner`

// toEmbedding ends the reading: what its pages tell of the document is written
// down. A document whose vectors are all there is published; else the embed job
// does that with the last one.
func (s *Service) toEmbedding(ctx context.Context, tx pgx.Tx, d Document, info extract.Info) error {
	vectors, err := passage.Made(ctx, tx, d.Owner, d.ID, d.Version)
	if err != nil {
		return err
	}
	told, err := sumUp(ctx, tx, d, d.Version, info)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, startEmbedding, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "language": told.language, "problem": told.problem, "done": vectors.Done, "total": vectors.Total, "now": s.o.Now()})
	if err != nil {
		return fmt.Errorf("ending the extraction: %w", err)
	}
	if vectors.Done == vectors.Total {
		_, err = s.o.Jobs.InsertTx(ctx, tx, PublishArgs{d.ID, d.Version}, nil)
	} else {
		_, err = s.o.Jobs.InsertTx(ctx, tx, EmbedArgs{}, nil)
	}
	return err
}

// finish ends the reading of a document whose pages were all written before.
func (s *Service) finish(ctx context.Context, d Document, info extract.Info) error {
	return s.Change(ctx, d.Owner, func(tx pgx.Tx) error {
		if _, err := hold(ctx, tx, d); err != nil {
			return err
		}
		if err := s.toEmbedding(ctx, tx, d, info); err != nil {
			return err
		}
		return changed(ctx, tx, d.Owner, d.ID)
	})
}
