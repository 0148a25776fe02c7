package search

import (
	"context"
	"math"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/late"
)

// closer ranks the first hits anew by what they say of the question, token by
// token, and notes their tokens. Those that were embedded before tokens were
// kept, and all where it fails, stay where they are.
func (s *Service) closer(ctx context.Context, owner id.User, question []late.Token, hits []Hit) {
	e := s.embedder()
	r := TokenReaderOf(e)
	first := hits[:min(late.First, len(hits))]
	if r == nil || len(question) == 0 || len(first) < 2 {
		return
	}
	tokens, err := s.keptTokens(ctx, owner, e.Name(), r, first)
	if err != nil {
		if ctx.Err() == nil {
			s.log.ErrorContext(ctx, "ranking without the tokens of passages", "error", err)
		}
		return
	}
	near := make([]float64, len(first))
	for i := range first {
		near[i] = math.NaN()
		if first[i].Tokens = tokens[i]; tokens[i] != nil {
			first[i].Near = late.Compare(question, tokens[i]).Near()
			near[i] = first[i].Near
		}
	}
	late.Rank(first, near, func(h *Hit) *float64 { return &h.Score })
	if rest := hits[len(first):]; len(rest) > 0 { // behind them, in their order
		down := first[len(first)-1].Score - rest[0].Score
		for i := range rest {
			rest[i].Score += min(down, 0)
		}
	}
}
