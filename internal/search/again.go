package search

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
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
	made, err := makeVectors(ctx, e, list)
	if err != nil {
		return 0, err
	}
	err = postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := made.writeAll(ctx, tx, m)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("writing %d vectors: %w", len(list), err)
	}
	return len(list), nil
}
