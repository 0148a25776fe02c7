package search

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/search/shard"
	"studyapp/internal/search/vector"
)

// model is a row of embedding_models.
type model struct {
	ID        int16
	Name      string
	Dimension int
}

const selectActiveModel = `select id, name, dimension from embedding_models where state = 'active'`

const selectModel = `select id, name, dimension from embedding_models where name = @name`

// The lock keeps two nodes from taking the same id.
const insertModel = `
with locked as (select pg_advisory_xact_lock(hashtext('embedding_models')))
insert into embedding_models (id, name, dimension)
select coalesce(max(m.id), 0) + 1, @name, @dimension from locked left join embedding_models m on true
on conflict (name) do nothing`

// readModel returns the embedder's model, which it may have to make known, or
// without an embedder the active one.
func readModel(ctx context.Context, db postgres.DB, e Embedder) (model, error) {
	query, args := selectActiveModel, pgx.NamedArgs{}
	if e != nil {
		query, args = selectModel, pgx.NamedArgs{"name": e.Name(), "dimension": e.Dimension()}
	}
	for try := 0; ; try++ {
		var m model
		err := db.QueryRow(ctx, query, args).Scan(&m.ID, &m.Name, &m.Dimension)
		switch {
		case errors.Is(err, pgx.ErrNoRows) && e != nil && try == 0:
			if _, err := db.Exec(ctx, insertModel, args); err != nil {
				return model{}, fmt.Errorf("registering the model %s: %w", e.Name(), err)
			}
			continue
		case err != nil:
			return model{}, fmt.Errorf("reading the model: %w", err)
		case e != nil && m.Dimension != e.Dimension():
			return model{}, fmt.Errorf("the model %s has %d dimensions, its vectors in the database have %d", m.Name, e.Dimension(), m.Dimension)
		}
		return m, nil
	}
}

// selectHits reads the chunks first, by their ids: before the tables are
// analysed the planner would rather walk through all documents.
const selectHits = `
with c as materialized (
    select id, document_id, version, ordinal, heading_path, segments, text
    from chunks
    where owner_id = @owner and id = any(@chunks)
)
select c.id, c.document_id, c.version, d.title, d.kind, c.ordinal, c.heading_path, c.segments, c.text
from c join documents d on d.id = c.document_id
where d.deleted_at is null`

// readHits fills hits in from the tables and keeps their order. What was
// deleted since the ranking is left out.
func readHits(ctx context.Context, db postgres.DB, owner id.User, ranked []shard.Hit) ([]Hit, error) {
	if len(ranked) == 0 {
		return nil, nil
	}
	chunks := make([]id.Chunk, len(ranked))
	for i, r := range ranked {
		chunks[i] = r.Chunk
	}
	rows, err := db.Query(ctx, selectHits, pgx.NamedArgs{"owner": owner, "chunks": chunks})
	if err != nil {
		return nil, fmt.Errorf("reading the passages found: %w", err)
	}
	found := make(map[id.Chunk]Hit, len(ranked))
	var h Hit
	_, err = pgx.ForEachRow(rows, []any{&h.Chunk, &h.Document, &h.Version, &h.Title, &h.Kind, &h.Ordinal, &h.HeadingPath, &h.Segments, &h.Text}, func() error {
		found[h.Chunk] = h
		h.HeadingPath, h.Segments = nil, []extract.Segment(nil) // the next row gets its own
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the passages found: %w", err)
	}
	hits := make([]Hit, 0, len(found))
	for _, r := range ranked {
		if h, ok := found[r.Chunk]; ok {
			h.Score, h.Cosine, h.BM25 = r.Score, r.Cosine, r.BM25
			hits = append(hits, h)
		}
	}
	return hits, nil
}

// print is the first four bytes of the text's hash, as a number.
const print = `('x' || encode(substr(c.text_hash, 1, 4), 'hex'))::bit(32)::int`

const selectChunks = `
select c.id, c.document_id, c.heading_path, c.text, ` + print + `, e.vector
from chunks c
join documents d on d.id = c.document_id and d.deleted_at is null
left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
where c.owner_id = @owner and c.id = any(@chunks)
order by c.id`

func readChunks(ctx context.Context, db postgres.DB, owner id.User, m model, chunks []id.Chunk) ([]shard.Chunk, error) {
	rows, err := db.Query(ctx, selectChunks, pgx.NamedArgs{"owner": owner, "model": m.ID, "chunks": chunks})
	if err != nil {
		return nil, fmt.Errorf("reading chunks: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (shard.Chunk, error) {
		var c shard.Chunk
		var vector []byte
		if err := row.Scan(&c.ID, &c.Document, &c.Headings, &c.Text, &c.Print, &vector); err != nil {
			return c, err
		}
		var err error
		c.Vector, err = decodeVector(vector, m.Dimension)
		return c, err
	})
}

const selectVectors = `
select e.chunk_id, e.vector
from chunk_embeddings e join chunks c on c.id = e.chunk_id
where c.owner_id = @owner and e.model_id = @model and e.chunk_id = any(@chunks)`

func readVectors(ctx context.Context, db postgres.DB, owner id.User, m model, chunks []id.Chunk) ([]shard.Chunk, error) {
	rows, err := db.Query(ctx, selectVectors, pgx.NamedArgs{"owner": owner, "model": m.ID, "chunks": chunks})
	if err != nil {
		return nil, fmt.Errorf("reading vectors: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (shard.Chunk, error) {
		var c shard.Chunk
		var vector []byte
		if err := row.Scan(&c.ID, &vector); err != nil {
			return c, err
		}
		var err error
		c.Vector, err = decodeVector(vector, m.Dimension)
		return c, err
	})
}

// held is what the tables say of a chunk, without its text.
type held struct {
	id       id.Chunk
	document id.Document
	print    int32
	embedded bool
}

const selectHeld = `
select c.id, c.document_id, ` + print + `, e.chunk_id is not null
from chunks c
join documents d on d.id = c.document_id and d.deleted_at is null
left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
where c.owner_id = @owner and (@documents::uuid[] is null or c.document_id = any(@documents))
order by c.id`

// readHeld lists the chunks of some documents, or with nil of all.
func readHeld(ctx context.Context, db postgres.DB, owner id.User, m model, documents []id.Document) ([]held, error) {
	rows, err := db.Query(ctx, selectHeld, pgx.NamedArgs{"owner": owner, "model": m.ID, "documents": documents})
	if err != nil {
		return nil, fmt.Errorf("listing chunks: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (held, error) {
		var h held
		err := row.Scan(&h.id, &h.document, &h.print, &h.embedded)
		return h, err
	})
}

const selectDocuments = `
select id, course_id, title, split_part(lower(language), '-', 1)
from documents
where owner_id = @owner and deleted_at is null and (@documents::uuid[] is null or id = any(@documents))
order by id`

// readDocuments reads some documents, or with nil all; those in the bin are
// left out.
func readDocuments(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document) ([]shard.Document, error) {
	rows, err := db.Query(ctx, selectDocuments, pgx.NamedArgs{"owner": owner, "documents": documents})
	if err != nil {
		return nil, fmt.Errorf("reading documents: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (shard.Document, error) {
		var d shard.Document
		err := row.Scan(&d.ID, &d.Course, &d.Title, &d.Language)
		return d, err
	})
}

// documentPrint is shard.Document.Print of the document d.
const documentPrint = `('x' || encode(substr(sha256(convert_to(
    d.id || e'\n' || d.course_id || e'\n' || d.title || e'\n' || split_part(lower(d.language), '-', 1), 'UTF8')), 1, 4), 'hex'))::bit(32)::int`

const countHeld = `
select held.*, known.*
from (
    select count(*), count(e.chunk_id), coalesce(sum(c.id), 0)::bigint, coalesce(sum(e.chunk_id), 0)::bigint, coalesce(sum(` + print + `), 0)::bigint
    from chunks c
    join documents d on d.id = c.document_id and d.deleted_at is null
    left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
    where c.owner_id = @owner) held,
    (select count(*), coalesce(sum(` + documentPrint + `), 0)::bigint
    from documents d where d.owner_id = @owner and d.deleted_at is null) known`

// readCounts adds up the tables as shard.Counts adds up a shard.
func readCounts(ctx context.Context, db postgres.DB, owner id.User, m model) (shard.Counts, error) {
	var c shard.Counts
	err := db.QueryRow(ctx, countHeld, pgx.NamedArgs{"owner": owner, "model": m.ID}).
		Scan(&c.Chunks, &c.Vectors, &c.ChunkSum, &c.VectorSum, &c.PrintSum, &c.Documents, &c.DocumentSum)
	if err != nil {
		return c, fmt.Errorf("counting chunks: %w", err)
	}
	return c, nil
}

// decodeVector returns nil for no vector.
func decodeVector(b []byte, dimension int) ([]float32, error) {
	if b == nil {
		return nil, nil
	}
	if len(b) != 4*dimension {
		return nil, fmt.Errorf("a stored vector has %d bytes, not %d", len(b), 4*dimension)
	}
	return vector.Decode(b), nil
}
