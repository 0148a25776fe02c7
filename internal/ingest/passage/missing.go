package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Waiting is a document that waits for vectors, or only for being published.
type Waiting struct {
	Document id.Document
	Owner    id.User
	Version  int
	Status   string // ingest.Status
	Missing  bool   // a passage of it has no vector
	Left     int    // about how many of its passages, also those that are not read yet, have none
}

// leftOf is about how many passages of the document d have no vector: while it
// is read, as many to a page as so far.
const leftOf = `(case
    when d.status = 'embedding' and d.progress_total > 0 then greatest(d.progress_total - d.progress_done, 0)
    when d.status = 'extracting' and d.progress_done > 0 then (d.chunks::bigint * d.progress_total / d.progress_done)
    else d.chunks end)::int`

const (
	waitingOfAll = `
select d.id, d.owner_id, d.version, d.status, missing.there, ` + leftOf + `
from documents d,
     lateral (select exists (
         select from chunks c
         where c.document_id = d.id and c.version > 0
           and not exists (select from chunk_embeddings e where e.model_id = @model and e.chunk_id = c.id)
     ) as there) missing
where d.deleted_at is null
  and (missing.there or d.status = 'embedding')`

	underWayOfAll = waitingOfAll + `
  and d.status in ('extracting', 'embedding')
order by d.created_at, d.id`

	lackingOfAll = waitingOfAll + `
order by d.created_at, d.id`
)

// UnderWayAll lists the documents of all owners that are on their way to being
// ready and have work to do, the oldest first. It is quick.
func UnderWayAll(ctx context.Context, db postgres.DB, m Model) ([]Waiting, error) {
	return listWaitingAll(ctx, db, underWayOfAll, m)
}

// LackingAll is UnderWayAll with the documents that are ready and lack vectors, as
// when the model is new. It looks at every passage.
func LackingAll(ctx context.Context, db postgres.DB, m Model) ([]Waiting, error) {
	return listWaitingAll(ctx, db, lackingOfAll, m)
}

func listWaitingAll(ctx context.Context, db postgres.DB, sql string, m Model) ([]Waiting, error) {
	rows, err := db.Query(ctx, sql, pgx.NamedArgs{"model": m.ID})
	if err != nil {
		return nil, fmt.Errorf("listing documents without vectors: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Waiting])
}

// Unembedded is a passage without a vector, with what its vector is made of.
type Unembedded struct {
	Chunk    id.Chunk
	Title    string // of the document
	Headings []string
	Text     string
}

const selectMissing = `
select c.id, d.title, c.heading_path, c.text
from chunks c join documents d on d.id = c.document_id and d.deleted_at is null
where c.document_id = @document and c.owner_id = @owner and c.version > 0
  and not exists (select from chunk_embeddings e where e.model_id = @model and e.chunk_id = c.id)
  and c.id <> all (coalesce(@but::bigint[], '{}'))
order by c.version desc, c.ordinal
offset @skip limit @limit`

// Missing returns passages of a document without vectors, in reading order, but
// for some.
func Missing(ctx context.Context, db postgres.DB, m Model, owner id.User, document id.Document, but []id.Chunk, skip, limit int) ([]Unembedded, error) {
	rows, err := db.Query(ctx, selectMissing, pgx.NamedArgs{"owner": owner, "document": document, "model": m.ID, "but": but, "skip": skip, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("reading passages without vectors: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Unembedded])
}

// A chunk that was deleted meanwhile gets no vector.
const insertVectorsOfAll = `
insert into chunk_embeddings (model_id, chunk_id, vector)
select @model, c.id, v.vector
from unnest(@chunks::bigint[], @vectors::bytea[]) v (chunk, vector)
join chunks c on c.id = v.chunk
order by c.id
on conflict do nothing
returning chunk_id`

// WriteVectorsAll keeps vectors of passages, whoever's they are, and returns of
// which they are new: not of those that have one already or are gone.
func WriteVectorsAll(ctx context.Context, tx pgx.Tx, m Model, chunks []id.Chunk, vectors [][]byte) ([]id.Chunk, error) {
	rows, err := tx.Query(ctx, insertVectorsOfAll, pgx.NamedArgs{"model": m.ID, "chunks": chunks, "vectors": vectors})
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[id.Chunk])
}

const selectProgress = `
select count(*), count(e.chunk_id)
from chunks c left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
where c.document_id = @document and c.version = @version and c.owner_id = @owner`

const selectMade = `
select count(*), count(e.chunk_id)
from chunks c
left join chunk_embeddings e on e.chunk_id = c.id and e.model_id = (select id from embedding_models where state = 'active')
where c.document_id = @document and c.version = @version and c.owner_id = @owner`

// Made says how many of a document's passages have a vector of the active
// model.
func Made(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, version int) (Progress, error) {
	var p Progress
	if err := tx.QueryRow(ctx, selectMade, pgx.NamedArgs{"owner": owner, "document": document, "version": version}).Scan(&p.Total, &p.Done); err != nil {
		return p, fmt.Errorf("counting vectors of %s: %w", document, err)
	}
	return p, nil
}

const updateProgress = `
update documents
set progress_done = @done, progress_total = @total, progress_unit = 'passages', updated_at = now()
where id = @document and version = @version and owner_id = @owner and status = 'embedding' and deleted_at is null`

// Progress is how far the vectors of a document are.
type Progress struct{ Done, Total int }

// Advance writes how far a document's vectors are. It reports false, and writes
// nothing, of one that is still being read or was deleted or replaced.
func Advance(ctx context.Context, tx pgx.Tx, m Model, owner id.User, document id.Document, version int) (Progress, bool, error) {
	args := pgx.NamedArgs{"model": m.ID, "owner": owner, "document": document, "version": version}
	var p Progress
	if err := tx.QueryRow(ctx, selectProgress, args).Scan(&p.Total, &p.Done); err != nil {
		return p, false, fmt.Errorf("counting vectors of %s: %w", document, err)
	}
	args["total"], args["done"] = p.Total, p.Done
	tag, err := tx.Exec(ctx, updateProgress, args)
	if err != nil {
		return p, false, fmt.Errorf("writing the progress of %s: %w", document, err)
	}
	return p, tag.RowsAffected() > 0, nil
}

const failEmbedding = `
update documents
set status = 'failed', failure_kind = @kind, failure_message = @message, updated_at = now()
where id = @document and version = @version and owner_id = @owner and status = 'embedding' and deleted_at is null`

// Fail says why a document that was read cannot be prepared for search. Of one
// that was deleted or replaced meanwhile it says nothing.
func Fail(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, version int, kind, message string) error {
	args := pgx.NamedArgs{"owner": owner, "document": document, "version": version, "kind": kind, "message": message}
	if _, err := tx.Exec(ctx, failEmbedding, args); err != nil {
		return fmt.Errorf("writing why a document failed: %w", err)
	}
	return nil
}
