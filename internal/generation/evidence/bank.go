package evidence

import (
	"context"
	"fmt"
	"sync"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/search"
	"studyapp/internal/search/late"
)

// bank keeps what the model that is in use makes of quoted.Bank.
type bank struct {
	mu    sync.Mutex
	model string
	known known
}

// known are sentences about everything: their vectors and their tokens.
type known struct {
	vectors [][]float32
	tokens  [][]late.Token
}

// of returns what the model makes of the bank, made at the first call.
func (b *bank) of(ctx context.Context, e search.Embedder, r search.TokenReader) (known, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.model == e.Name() {
		return b.known, nil
	}
	var k known
	var kept [][]byte
	var err error
	if k.vectors, kept, err = r.PassagesAndTokens(ctx, quoted.Bank, make([]int, len(quoted.Bank))); err != nil {
		return known{}, fmt.Errorf("reading the bank: %w", err)
	}
	k.tokens = make([][]late.Token, len(kept))
	for i, b := range kept { // as those of passages are
		if k.tokens[i], err = r.Code().Decode(b); err != nil {
			return known{}, fmt.Errorf("reading the bank: %w", err)
		}
	}
	b.model, b.known = e.Name(), k
	return k, nil
}

// Warm reads what every question is compared with, so that the first one need
// not wait for it.
func (s *Service) Warm(ctx context.Context) error {
	e := s.o.Embedder()
	reader := search.TokenReaderOf(e)
	if reader == nil {
		return nil
	}
	_, err := s.bank.of(ctx, e, reader)
	return err
}

// Similarity is the cosine of two vectors of length 1.
func Similarity(a, b []float32) float64 {
	var sum float32
	for i := range a {
		sum += a[i] * b[i]
	}
	return float64(sum)
}
