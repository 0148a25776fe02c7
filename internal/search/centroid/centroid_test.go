package centroid

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// counting gives the length of a text and one.
type counting struct {
	name  string
	calls int
	err   error
}

func (c *counting) Query(_ context.Context, text string) ([]float32, error) {
	c.calls++
	return []float32{float32(len(text)), 1}, c.err
}

func (c *counting) Name() string { return c.name }

func TestCentroidIsTheMeanOfALanguagesQuestionsAndIsMadeOnce(t *testing.T) {
	t.Parallel()
	var c Centroids
	e := &counting{name: "one"}
	want := float32(0)
	for _, q := range questions["de"] {
		want += float32(len(q)) / 6
	}
	for range 2 {
		v, err := c.Of(t.Context(), e, "de")
		if err != nil || len(v) != 2 || v[0]-want > 1e-3 || want-v[0] > 1e-3 || v[1] < 0.999 || v[1] > 1.001 {
			t.Fatalf("Of = %v, %v, want [%v 1]", v, err, want)
		}
	}
	if e.calls != 6 {
		t.Errorf("%d texts were embedded, want 6", e.calls)
	}
	if v, err := c.Of(t.Context(), e, "tlh"); v != nil || err != nil {
		t.Errorf("of a language that is not here: %v, %v", v, err)
	}
	other := &counting{name: "other"}
	if _, err := c.Of(t.Context(), other, "de"); err != nil || other.calls != 6 {
		t.Errorf("another model embedded %d texts, %v; want 6", other.calls, err)
	}
}

func TestCentroidThatFailedIsMadeAtTheNextCall(t *testing.T) {
	t.Parallel()
	var c Centroids
	e := &counting{name: "one", err: errors.New("no memory")}
	if v, err := c.Of(t.Context(), e, "en"); err == nil {
		t.Fatalf("Of = %v without an error", v)
	}
	e.err = nil
	if v, err := c.Of(t.Context(), e, "en"); err != nil || v == nil {
		t.Errorf("afterwards: %v, %v", v, err)
	}
}

func TestEachLanguageHasItsOwnSixQuestions(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for language, list := range questions {
		if len(list) != len(questions["en"]) {
			t.Errorf("%s has %d questions", language, len(list))
		}
		for _, q := range list {
			if other, there := seen[q]; there && !slices.Contains([]string{"da", "no"}, language) {
				t.Errorf("%s and %s both ask %q", language, other, q)
			}
			seen[q] = language
		}
	}
}
