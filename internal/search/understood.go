package search

import (
	"context"
	"fmt"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
)

// Understood is a word of a question that was taken for a typing error.
type Understood struct {
	Typed string `json:"typed"`
	Meant string `json:"meant"` // the owner's documents have it
}

// Understand finds the words of a question that none of the owner's documents
// has, and the word that each was meant to be: one or two letters other, and in
// a document. It is empty where all words are known or none comes near.
func (s *Service) Understand(ctx context.Context, owner id.User, question string) ([]Understood, error) {
	l, release, err := s.acquire(ctx, owner)
	if err != nil {
		return nil, fmt.Errorf("opening the search index: %w", err)
	}
	defer release()
	var out []Understood
	for _, slip := range l.shard.Slips(question) {
		chunks := make([]id.Chunk, len(slip.Texts))
		for i, n := range slip.Texts {
			chunks[i] = id.Chunk(n)
		}
		found, err := passage.ByID(ctx, s.pool, owner, chunks)
		if err != nil {
			return nil, err
		}
		texts := map[id.Chunk]string{}
		for _, p := range found {
			texts[p.Chunk] = p.Text
		}
		ordered := make([]string, len(chunks))
		for i, c := range chunks {
			ordered[i] = texts[c]
		}
		if meant := lexical.Nearest(slip.Typed, ordered); meant != "" {
			out = append(out, Understood{slip.Typed, meant})
		}
	}
	return out, nil
}
