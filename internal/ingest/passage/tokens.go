package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const selectTokens = `
select t.chunk_id, t.tokens
from chunk_tokens t join chunks c on c.id = t.chunk_id join embedding_models m on m.id = t.model_id
where c.owner_id = @owner and m.name = @model and t.chunk_id = any(@chunks) and c.version > 0`

// Tokens reads what is kept of the tokens of some of the owner's passages, as the
// named model reads them: of those that have it.
func Tokens(ctx context.Context, db postgres.DB, owner id.User, model string, chunks []id.Chunk) (map[id.Chunk][]byte, error) {
	rows, err := db.Query(ctx, selectTokens, pgx.NamedArgs{"owner": owner, "model": model, "chunks": chunks})
	if err != nil {
		return nil, fmt.Errorf("reading the tokens of passages: %w", err)
	}
	kept := make(map[id.Chunk][]byte, len(chunks))
	var chunk id.Chunk
	var tokens []byte
	_, err = pgx.ForEachRow(rows, []any{&chunk, &tokens}, func() error {
		kept[chunk], tokens = tokens, nil
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the tokens of passages: %w", err)
	}
	return kept, nil
}

// A chunk that was deleted meanwhile gets none.
const insertTokensOfAll = `
insert into chunk_tokens (chunk_id, model_id, tokens)
select c.id, @model, t.tokens
from unnest(@chunks::bigint[], @tokens::bytea[]) t (chunk, tokens)
join chunks c on c.id = t.chunk
order by c.id
on conflict (chunk_id, model_id) do update set tokens = excluded.tokens`

// WriteTokensAll keeps the tokens of passages, whoever's they are.
func WriteTokensAll(ctx context.Context, db postgres.DB, m Model, chunks []id.Chunk, tokens [][]byte) error {
	_, err := db.Exec(ctx, insertTokensOfAll, pgx.NamedArgs{"model": m.ID, "chunks": chunks, "tokens": tokens})
	if err != nil {
		return fmt.Errorf("writing the tokens of passages: %w", err)
	}
	return nil
}

const selectTokenlessOfAll = `
select c.id, d.title, c.heading_path, c.text
from chunks c
join documents d on d.id = c.document_id and d.deleted_at is null
join chunk_embeddings e on e.chunk_id = c.id and e.model_id = @model
where c.id > @after and c.version > 0
  and not exists (select from chunk_tokens t where t.chunk_id = c.id and t.model_id = @model)
order by c.id
limit @limit`

// TokenlessAll returns passages of all owners that have a vector and no tokens,
// those behind one in the order of their ids.
func TokenlessAll(ctx context.Context, db postgres.DB, m Model, after id.Chunk, limit int) ([]Unembedded, error) {
	rows, err := db.Query(ctx, selectTokenlessOfAll, pgx.NamedArgs{"model": m.ID, "after": after, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("looking for passages without tokens: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Unembedded])
	if err != nil {
		return nil, fmt.Errorf("looking for passages without tokens: %w", err)
	}
	return list, nil
}
