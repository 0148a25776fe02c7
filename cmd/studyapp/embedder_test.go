package main

import (
	"context"
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/cache"
	"studyapp/internal/search"
)

// countingEmbedder stands in for the model; a vector tells which model and
// call made it.
type countingEmbedder struct {
	search.Embedder
	name  string
	calls float32
}

func (e *countingEmbedder) Name() string   { return e.name }
func (e *countingEmbedder) Dimension() int { return 3 }
func (e *countingEmbedder) Query(_ context.Context, text string) ([]float32, error) {
	e.calls++
	return []float32{-0.25, float32(len(text)), e.calls}, nil
}

func TestQuestionsAreEmbeddedOnce(t *testing.T) {
	t.Parallel()
	c := cache.New(nil, slog.New(slog.DiscardHandler), 9, nil)
	one, two := &countingEmbedder{name: "one"}, &countingEmbedder{name: "two"}
	ask := func(m *countingEmbedder, text string) []float32 {
		v, err := rememberingEmbedder{m, c}.Query(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for range 2 {
		if diff := cmp.Diff([]float32{-0.25, 4, 1}, ask(one, "why?")); diff != "" {
			t.Error(diff)
		}
	}
	if got := ask(one, "how?"); got[2] != 2 {
		t.Errorf("another question got the vector of call %v", got[2])
	}
	if got := ask(two, "why?"); got[2] != 1 || two.calls != 1 {
		t.Errorf("another model got a vector of the first: %v", got)
	}
}
