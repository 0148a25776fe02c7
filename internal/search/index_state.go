package search

import (
	"context"
	"fmt"

	"studyapp/internal/ingest/passage"
)

// IndexState is how much of what was read can be found by meaning.
type IndexState = passage.State

// IndexOfAll counts the passages of all owners: it is for those who look after
// the server.
func (s *Service) IndexOfAll(ctx context.Context) (IndexState, error) {
	state, err := passage.StateOfAll(ctx, s.pool)
	if err != nil {
		return state, fmt.Errorf("search: %w", err)
	}
	return state, nil
}
