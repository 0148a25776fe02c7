package cards

import (
	"context"
	"fmt"
	"strings"

	"studyapp/internal/generation/cards/twin"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/words"
	"studyapp/internal/learning"
)

// knownCard is a card of the document that is there already.
type knownCard struct{ front, quote string }

func (s *Service) knownCards(ctx context.Context, r *run) ([]knownCard, error) {
	var out []knownCard
	cursor := ""
	for {
		cards, next, err := s.o.Notes.Cards(ctx, r.Owner, learning.CardFilter{Document: r.document, Limit: 200, Cursor: cursor})
		if err != nil {
			return nil, fmt.Errorf("reading the document's cards: %w", err)
		}
		for _, c := range cards {
			k := knownCard{front: plain(c.Text)}
			if c.Source != nil {
				k.quote = strings.Join(strings.Fields(c.Source.Quote), " ")
			}
			out = append(out, k)
		}
		if cursor = next; next == "" || len(out) >= 2000 {
			return out, nil
		}
	}
}

// How many candidates and known cards are compared by meaning.
const (
	comparedPerCard = 4
	mostCompared    = 300
)

// likeness returns what Choose compares candidates with: each other, and the
// cards that are there, all of the student's where their meaning is known.
func (s *Service) likeness(ctx context.Context, r *run, candidates []flashcard.Card, sentences []flashcard.Sentence, n int, known []knownCard) (similar func(a, b int) float64, existing func(i int) bool, err error) {
	fronts, quotes := map[string]bool{}, map[string]bool{}
	for _, k := range known {
		fronts[words.Fold(k.front)] = true
		quotes[k.quote] = true
	}
	same := func(i int) bool {
		c := candidates[i]
		return fronts[words.Fold(plain(c.Front))] || quotes[strings.Join(strings.Fields(sentences[c.Sentence].Text), " ")]
	}
	e := s.o.Embedder()
	if e == nil || len(candidates) == 0 {
		return nil, same, nil
	}
	best := flashcard.Best(candidates, min(mostCompared, comparedPerCard*n+8))
	var texts []string
	read := map[int]twin.Text{}
	vectors := map[int][]float32{}
	for _, i := range best {
		read[i] = asked(candidates[i].Front, candidates[i].Back)
		texts = append(texts, meaning(candidates[i].Front, candidates[i].Back))
	}
	stock, err := s.stock(ctx, r.Owner, e)
	if err == nil {
		var made [][]float32
		if made, err = e.Passages(ctx, texts); err == nil {
			for k, i := range best {
				vectors[i] = made[k]
			}
		}
	}
	if err != nil {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		s.log.ErrorContext(ctx, "comparing cards by words alone", "error", err)
		return nil, same, nil
	}
	similar = func(a, b int) float64 {
		if vectors[a] == nil || vectors[b] == nil {
			return 0
		}
		if c := evidence.Similarity(vectors[a], vectors[b]); twin.Same(read[a], read[b], c) {
			return c
		}
		return 0
	}
	existing = func(i int) bool {
		return same(i) || vectors[i] != nil && repeatsAny(read[i], vectors[i], stock)
	}
	return similar, existing, nil
}
