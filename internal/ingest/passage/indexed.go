package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Document is what an index knows of a document.
type Document struct {
	ID       id.Document
	Course   id.Course
	Title    string
	Language string // ISO 639-1; "" = unknown
}

const selectDocuments = `
select id, course_id, title, split_part(lower(language), '-', 1)
from documents
where owner_id = @owner and deleted_at is null and (@documents::uuid[] is null or id = any(@documents))
order by id`

// Documents reads some of the owner's documents, or with nil all; those in the
// bin are left out.
func Documents(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document) ([]Document, error) {
	rows, err := db.Query(ctx, selectDocuments, pgx.NamedArgs{"owner": owner, "documents": documents})
	if err != nil {
		return nil, fmt.Errorf("reading documents: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Document])
}

// Chunk is a passage as an index takes it.
type Chunk struct {
	ID       id.Chunk
	Document id.Document
	Headings []string
	Text     string
	Print    int32  // the first four bytes of the text's SHA-256
	Vector   []byte // as search/vector encodes it; nil while there is none
}

const chunkPrint = `('x' || encode(substr(c.text_hash, 1, 4), 'hex'))::bit(32)::int`

const selectChunks = `
select c.id, c.document_id, c.heading_path, c.text, ` + chunkPrint + `, e.vector
from chunks c
join documents d on d.id = c.document_id and d.deleted_at is null
left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
where c.owner_id = @owner and c.id = any(@chunks) and c.version > 0
order by c.id`

// Chunks reads passages of the owner's with their vectors.
func Chunks(ctx context.Context, db postgres.DB, owner id.User, m Model, chunks []id.Chunk) ([]Chunk, error) {
	rows, err := db.Query(ctx, selectChunks, pgx.NamedArgs{"owner": owner, "model": m.ID, "chunks": chunks})
	if err != nil {
		return nil, fmt.Errorf("reading chunks: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Chunk])
}

// Vector is that of a passage.
type Vector struct {
	Chunk  id.Chunk
	Vector []byte
}

const selectVectors = `
select e.chunk_id, e.vector
from chunk_embeddings e join chunks c on c.id = e.chunk_id
where c.owner_id = @owner and e.model_id = @model and e.chunk_id = any(@chunks) and c.version > 0`

// Vectors reads those of the owner's passages that are there.
func Vectors(ctx context.Context, db postgres.DB, owner id.User, m Model, chunks []id.Chunk) ([]Vector, error) {
	rows, err := db.Query(ctx, selectVectors, pgx.NamedArgs{"owner": owner, "model": m.ID, "chunks": chunks})
	if err != nil {
		return nil, fmt.Errorf("reading vectors: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Vector])
}

// Held is what the tables say of a passage, without its text.
type Held struct {
	Chunk    id.Chunk
	Document id.Document
	Print    int32
	Embedded bool
}

const selectHeld = `
select c.id, c.document_id, ` + chunkPrint + `, e.chunk_id is not null
from chunks c
join documents d on d.id = c.document_id and d.deleted_at is null
left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
where c.owner_id = @owner and c.version > 0 and (@documents::uuid[] is null or c.document_id = any(@documents))
order by c.id`

// List lists the passages of some of the owner's documents, or with nil of all.
func List(ctx context.Context, db postgres.DB, owner id.User, m Model, documents []id.Document) ([]Held, error) {
	rows, err := db.Query(ctx, selectHeld, pgx.NamedArgs{"owner": owner, "model": m.ID, "documents": documents})
	if err != nil {
		return nil, fmt.Errorf("listing chunks: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Held])
}

// Counts adds up what an index of the owner's should hold.
type Counts struct {
	Chunks, Vectors     int64
	ChunkSum, VectorSum int64 // of the ids
	PrintSum            int64
	Documents           int64
	DocumentSum         int64 // of documentPrint
}

// documentPrint is the first four bytes of the SHA-256 of what an index knows
// of the document d, a line each.
const documentPrint = `('x' || encode(substr(sha256(convert_to(
    d.id || e'\n' || d.course_id || e'\n' || d.title || e'\n' || split_part(lower(d.language), '-', 1), 'UTF8')), 1, 4), 'hex'))::bit(32)::int`

const countHeld = `
select held.*, known.*
from (
    select count(*), count(e.chunk_id), coalesce(sum(c.id), 0)::bigint, coalesce(sum(e.chunk_id), 0)::bigint, coalesce(sum(` + chunkPrint + `), 0)::bigint
    from chunks c
    join documents d on d.id = c.document_id and d.deleted_at is null
    left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
    where c.owner_id = @owner and c.version > 0) held,
    (select count(*), coalesce(sum(` + documentPrint + `), 0)::bigint
    from documents d where d.owner_id = @owner and d.deleted_at is null) known`

// Count adds up the owner's passages and documents.
func Count(ctx context.Context, db postgres.DB, owner id.User, m Model) (Counts, error) {
	var c Counts
	err := db.QueryRow(ctx, countHeld, pgx.NamedArgs{"owner": owner, "model": m.ID}).
		Scan(&c.Chunks, &c.Vectors, &c.ChunkSum, &c.VectorSum, &c.PrintSum, &c.Documents, &c.DocumentSum)
	if err != nil {
		return c, fmt.Errorf("counting chunks: %w", err)
	}
	return c, nil
}
