package passage

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

const listAll = `
with ids as (
    select version, jsonb_agg(id order by ordinal) as ids from chunks
    where owner_id = @owner and document_id = @id and version > 0 group by version),
vectors as (
    select e.model_id, jsonb_agg(e.chunk_id) as ids
    from chunk_embeddings e join chunks c on c.id = e.chunk_id
    where c.owner_id = @owner and c.document_id = @id and c.version > 0 group by e.model_id)
select @chunks_topic, @id::text, jsonb_build_object('version', version, 'chunks', ids) from ids
union all
select @vectors_topic, model_id::text, jsonb_build_object('chunks', ids) from vectors`

// Announce tells the readers of the outbox about all passages and vectors of a
// document, as if they had just been written.
func Announce(ctx context.Context, tx postgres.DB, owner id.User, document id.Document) error {
	rows, err := tx.Query(ctx, listAll, pgx.NamedArgs{"owner": owner, "id": document, "chunks_topic": outbox.TopicChunks, "vectors_topic": outbox.TopicVectors})
	if err != nil {
		return fmt.Errorf("announcing the chunks of a document: %w", err)
	}
	events, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (outbox.Event, error) {
		e := outbox.Event{Owner: owner}
		var payload []byte
		err := row.Scan(&e.Topic, &e.Subject, &payload)
		e.Payload = json.RawMessage(payload)
		return e, err
	})
	if err != nil {
		return fmt.Errorf("announcing the chunks of a document: %w", err)
	}
	return outbox.Write(ctx, tx, events...)
}
