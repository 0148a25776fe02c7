package cards

import (
	"context"
	"fmt"
	"strings"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/words"
	"studyapp/internal/learning"
)

// knownCard is a card of the document that is there already.
type knownCard struct{ front, text, quote string }

func (s *Service) knownCards(ctx context.Context, r *run) ([]knownCard, error) {
	var out []knownCard
	cursor := ""
	for {
		cards, next, err := s.o.Notes.Cards(ctx, r.Owner, learning.CardFilter{Document: r.document, Limit: 200, Cursor: cursor})
		if err != nil {
			return nil, fmt.Errorf("reading the document's cards: %w", err)
		}
		for _, c := range cards {
			k := knownCard{front: plain(c.Text), text: plain(c.Text + " " + c.Extra)}
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
// cards that are there.
func (s *Service) likeness(ctx context.Context, candidates []flashcard.Card, sentences []flashcard.Sentence, n int, known []knownCard) (similar func(a, b int) float64, existing func(i int) bool, err error) {
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
	texts := make([]string, 0, len(best)+len(known))
	index := map[int]int{}
	for _, i := range best {
		index[i] = len(texts)
		texts = append(texts, plain(candidates[i].Front+" "+candidates[i].Back))
	}
	for _, k := range known[:min(mostCompared, len(known))] {
		texts = append(texts, k.text)
	}
	vectors, err := e.Passages(ctx, texts)
	if err != nil {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		s.log.ErrorContext(ctx, "comparing cards by words alone", "error", err)
		return nil, same, nil
	}
	similar = func(a, b int) float64 {
		i, okA := index[a]
		k, okB := index[b]
		if !okA || !okB {
			return 0
		}
		return evidence.Similarity(vectors[i], vectors[k])
	}
	existing = func(i int) bool {
		if same(i) {
			return true
		}
		at, ok := index[i]
		if !ok {
			return false
		}
		for _, v := range vectors[len(best):] {
			if evidence.Similarity(vectors[at], v) >= flashcard.TooAlike {
				return true
			}
		}
		return false
	}
	return similar, existing, nil
}
