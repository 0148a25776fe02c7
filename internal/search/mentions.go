package search

import (
	"context"
	"fmt"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/shard"
)

// Mentions counts, for each of some texts, how many passages of each of the
// documents have a word of it: of all of them together no more than the most
// that fit it best.
func (s *Service) Mentions(ctx context.Context, owner id.User, texts []string, documents []id.Document, most int) ([]map[id.Document]int, error) {
	l, release, err := s.acquire(ctx, owner)
	if err != nil {
		return nil, fmt.Errorf("opening the search index: %w", err)
	}
	defer release()
	counts := make([]map[id.Document]int, len(texts))
	for i, text := range texts {
		found, err := l.shard.Rank(shard.Query{Text: text, K: most, Mode: Lexical, Documents: documents})
		if err != nil {
			return nil, fmt.Errorf("counting passages: %w", err)
		}
		counts[i] = map[id.Document]int{}
		for _, h := range found.Hits {
			counts[i][h.Document]++
		}
	}
	return counts, nil
}
