package search

import (
	"context"
	"fmt"
)

// IndexState is how much of what was read can be found by meaning.
type IndexState struct {
	Passages int
	Behind   int // of them still without a vector of the active model
}

const selectIndexState = `
select count(*), count(*) filter (where not exists (
    select from chunk_embeddings e join embedding_models m on m.id = e.model_id
    where e.chunk_id = c.id and m.state = 'active'))
from chunks c join documents d on d.id = c.document_id and d.deleted_at is null`

// IndexOfAll counts the passages of all owners: it is for those who look after
// the server.
func (s *Service) IndexOfAll(ctx context.Context) (IndexState, error) {
	var out IndexState
	if err := s.pool.QueryRow(ctx, selectIndexState).Scan(&out.Passages, &out.Behind); err != nil {
		return out, fmt.Errorf("search: counting passages: %w", err)
	}
	return out, nil
}
