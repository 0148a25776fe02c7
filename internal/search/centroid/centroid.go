package centroid

import (
	"context"
	"fmt"
	"sync"
)

// Embedder makes the vectors of questions; embed.Model is one.
type Embedder interface {
	Query(ctx context.Context, text string) ([]float32, error)
	Name() string // vectors of different models never meet
}

// Centroids keeps the centroids of the languages that were asked for. The zero
// value serves, and it is safe for concurrent use.
type Centroids struct {
	mu    sync.Mutex
	model string
	known map[string][]float32 // by language
}

// Of returns the mean vector of questions about everything in a language (ISO
// 639-1), and nil for one that has none here. The first call for a language
// embeds its questions.
func (c *Centroids) Of(ctx context.Context, e Embedder, language string) ([]float32, error) {
	texts := questions[language]
	if len(texts) == 0 {
		return nil, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.model != e.Name() {
		c.model, c.known = e.Name(), make(map[string][]float32)
	}
	if v, ok := c.known[language]; ok {
		return v, nil
	}
	var sum []float32
	for _, text := range texts {
		v, err := e.Query(ctx, text)
		if err != nil {
			return nil, fmt.Errorf("embedding what is asked in %s: %w", language, err)
		}
		if sum == nil {
			sum = make([]float32, len(v))
		}
		for i, x := range v {
			sum[i] += x / float32(len(texts))
		}
	}
	c.known[language] = sum
	return sum, nil
}

// Each returns the centroids of those of some languages that have one.
func (c *Centroids) Each(ctx context.Context, e Embedder, languages []string) ([][]float32, error) {
	var found [][]float32
	for _, language := range languages {
		v, err := c.Of(ctx, e, language)
		if err != nil {
			return nil, err
		}
		if v != nil {
			found = append(found, v)
		}
	}
	return found, nil
}
