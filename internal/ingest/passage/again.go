package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// What is read again of a document lies under the negative of its version until
// it takes the place of what was there: to everything but the functions here,
// and those that are given that version, it is not there.

const (
	selectAgain = `
select c.id, d.title, c.heading_path, c.text
from chunks c join documents d on d.id = c.document_id and d.deleted_at is null
where c.document_id = @document and c.owner_id = @owner and c.version = -d.version
  and not exists (select from chunk_embeddings e where e.model_id = @model and e.chunk_id = c.id)
order by c.ordinal
limit @limit`

	carryVectors = `
insert into chunk_embeddings (model_id, chunk_id, vector)
select distinct on (e.model_id, c.id) e.model_id, c.id, e.vector
from chunks c
join chunks old on old.document_id = c.document_id and old.version = -c.version
               and old.text_hash = c.text_hash and old.heading_path = c.heading_path
join chunk_embeddings e on e.chunk_id = old.id
where c.document_id = @document and c.owner_id = @owner and c.version = -@version::int
order by e.model_id, c.id
on conflict do nothing`

	carryTokens = `
insert into chunk_tokens (chunk_id, model_id, tokens)
select distinct on (t.model_id, c.id) c.id, t.model_id, t.tokens
from chunks c
join chunks old on old.document_id = c.document_id and old.version = -c.version
               and old.text_hash = c.text_hash and old.heading_path = c.heading_path
join chunk_tokens t on t.chunk_id = old.id
where c.document_id = @document and c.owner_id = @owner and c.version = -@version::int
order by t.model_id, c.id
on conflict do nothing`
)

// MissingAgain is Missing of what is read again.
func MissingAgain(ctx context.Context, db postgres.DB, m Model, owner id.User, document id.Document, limit int) ([]Unembedded, error) {
	rows, err := db.Query(ctx, selectAgain, pgx.NamedArgs{"owner": owner, "document": document, "model": m.ID, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("reading passages without vectors: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Unembedded])
}

// CarryVectors gives passages of what is read again the vectors and tokens of
// those that say the same under the same headings, of all models, and returns
// how many got a vector.
func CarryVectors(ctx context.Context, db postgres.DB, owner id.User, document id.Document, version int) (int, error) {
	args := pgx.NamedArgs{"owner": owner, "document": document, "version": version}
	tag, err := db.Exec(ctx, carryVectors, args)
	if err != nil {
		return 0, fmt.Errorf("carrying vectors over: %w", err)
	}
	if _, err := db.Exec(ctx, carryTokens, args); err != nil {
		return 0, fmt.Errorf("carrying tokens over: %w", err)
	}
	return int(tag.RowsAffected()), nil
}
