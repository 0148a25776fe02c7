package search

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/search/shard"
	"studyapp/internal/search/vector"
)

// EmbedAgain makes vectors for a few passages of what is read again of a
// document, and says for how many: none when all have theirs, or the model is
// missing. Nothing finds those passages before they take their place.
func (s *Service) EmbedAgain(ctx context.Context, owner id.User, document id.Document) (int, error) {
	e := s.embedder()
	if e == nil {
		return 0, nil
	}
	m, err := readModel(ctx, s.pool, e)
	if err != nil {
		return 0, err
	}
	list, err := passage.MissingAgain(ctx, s.pool, m, owner, document, roundChunks)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	texts, chunks := make([]string, len(list)), make([]id.Chunk, len(list))
	for i, c := range list {
		texts[i], chunks[i] = shard.Passage(c.Title, c.Headings, c.Text), c.Chunk
	}
	vectors, err := e.Passages(ctx, texts)
	if err != nil {
		return 0, fmt.Errorf("embedding %d passages: %w", len(list), err)
	}
	bytes := make([][]byte, len(vectors))
	for i, v := range vectors {
		bytes[i] = vector.Encode(v)
	}
	err = postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := passage.WriteVectorsAll(ctx, tx, m, chunks, bytes)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("writing %d vectors: %w", len(list), err)
	}
	return len(list), nil
}
