package search

import (
	"context"
	"math"
	"slices"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/search/late"
)

// closer ranks the first hits anew by what they say of the question, token by
// token, and notes their tokens. Those that were embedded before tokens were
// kept, and all where it fails, stay where they are.
func (s *Service) closer(ctx context.Context, owner id.User, question []late.Token, hits []Hit) {
	e := s.embedder()
	r := tokensOf(e)
	first := hits[:min(late.First, len(hits))]
	if r == nil || len(question) == 0 || len(first) < 2 {
		return
	}
	if err := s.readKept(ctx, owner, e.Name(), r, first); err != nil {
		if ctx.Err() == nil {
			s.log.ErrorContext(ctx, "ranking without the tokens of passages", "error", err)
		}
		return
	}
	scores, near := make([]float64, len(first)), make([]float64, len(first))
	for i, h := range first {
		scores[i], near[i] = h.Score, math.NaN()
		if h.Tokens != nil {
			first[i].Near = late.Compare(question, h.Tokens).Near()
			near[i] = first[i].Near
		}
	}
	order, lifted := late.Order(scores, near)
	before := slices.Clone(first)
	for i, k := range order {
		first[i] = before[k]
		first[i].Score = lifted[k]
	}
	if rest := hits[len(first):]; len(rest) > 0 { // behind them, in their order
		down := first[len(first)-1].Score - rest[0].Score
		for i := range rest {
			rest[i].Score += min(down, 0)
		}
	}
}

// readKept notes the tokens of hits that are kept.
func (s *Service) readKept(ctx context.Context, owner id.User, model string, r TokenReader, hits []Hit) error {
	chunks := make([]id.Chunk, len(hits))
	for i, h := range hits {
		chunks[i] = h.Chunk
	}
	kept, err := passage.Tokens(ctx, s.pool, owner, model, chunks)
	if err != nil {
		return err
	}
	for i, h := range hits {
		b, ok := kept[h.Chunk]
		if !ok {
			continue
		}
		if hits[i].Tokens, err = r.Code().Decode(b); err != nil {
			hits[i].Tokens = nil
			s.log.ErrorContext(ctx, "the tokens of a passage cannot be read", "chunk", h.Chunk, "error", err)
		}
	}
	return nil
}
