package citeeval

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/cite"
	"studyapp/internal/platform/errs"
)

func write(t *testing.T, lines string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pairs.jsonl")
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRun(t *testing.T) {
	t.Parallel()
	pairs, err := Read(write(t, `{"sentence": "The queue is first in, first out.", "quotes": ["A queue is first in, first out."], "label": "supported"}
{"sentence": "The oldest leaves the queue before the others.", "quotes": ["A queue is first in, first out."], "label": "supported"}

{"sentence": "The queue is not first in, first out.", "quotes": ["A queue is first in, first out."], "label": "contradicted"}
{"sentence": "The stack is last in.", "quotes": ["The stack is last in."], "label": "not_enough"}
`))
	if err != nil {
		t.Fatal(err)
	}
	words := func(_ context.Context, sentence string, quotes []string) (cite.Verdict, error) {
		return cite.Verify(sentence, quotes...), nil
	}
	last := 0
	got, err := Run(context.Background(), pairs, words, func(done, _ int) { last = done })
	if err != nil {
		t.Fatal(err)
	}
	want := Report{Pairs: 4, Precision: 0.5, Recall: 0.5, ByLabel: map[Label]*Counts{
		Supported:    {Supported: 1, Unsupported: 1},
		Contradicted: {Unsupported: 1},
		NotEnough:    {Supported: 1},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if last != 4 {
		t.Errorf("progress ended at %d", last)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, lines := range map[string]string{
		"no JSON":         "sentence",
		"no such label":   `{"sentence": "a", "quotes": ["b"], "label": "maybe"}`,
		"nothing at all":  "\n\n",
		"a line too long": `{"sentence": "` + string(make([]byte, longestLine)) + `"}`,
	} {
		if _, err := Read(write(t, lines)); err == nil || name != "a line too long" && !errors.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
