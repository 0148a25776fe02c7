package evidence

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"studyapp/internal/search/late"
)

// letters reads a text as one token a letter.
type letters struct {
	asked []string
	fails bool
}

func (l *letters) Read(_ context.Context, texts []string) ([][]late.Token, error) {
	if l.fails {
		return nil, errors.New("no memory")
	}
	l.asked = append(l.asked, texts...)
	out := make([][]late.Token, len(texts))
	for i, t := range texts {
		for k, r := range []rune(t) {
			out[i] = append(out[i], late.Token{Start: k, End: k + 1, Vector: []float32{float32(r) / 200, 0.5}, Weight: 1})
		}
	}
	return out, nil
}

func TestATextIsReadOnceUntilItsRoomIsNeeded(t *testing.T) {
	t.Parallel()
	l := &letters{}
	k := &kept{most: 10 * (2 + 16)} // ten letters
	read := func(model string, texts ...string) []string {
		t.Helper()
		l.asked = nil
		got, err := k.read(t.Context(), model, l, texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range texts {
			if len(got[i]) != len(text) {
				t.Errorf("%q has %d tokens", text, len(got[i]))
			}
		}
		return l.asked
	}
	for _, step := range []struct {
		model string
		texts []string
		want  string // read anew
	}{
		{"m", []string{"abc", "def"}, "abc def"},
		{"m", []string{"def", "ghi", "abc"}, "ghi"},
		{"m", []string{"jkl"}, "jkl"},                       // the room of def is needed
		{"m", []string{"abc", "ghi"}, ""},                   // … and not of what was used later
		{"m", []string{"def"}, "def"},                       // jkl goes
		{"other", []string{"abc"}, "abc"},                   // another model reads otherwise
		{"m", []string{"abcdefghijklmn"}, "abcdefghijklmn"}, // kept though it is too long alone
		{"m", []string{"abcdefghijklmn"}, ""},
	} {
		if got := strings.Join(read(step.model, step.texts...), " "); got != step.want {
			t.Errorf("%q of %s: %q is read, want %q", step.texts, step.model, got, step.want)
		}
	}
}

func (l *letters) ReadQuery(ctx context.Context, text string) ([]float32, []late.Token, error) {
	tokens, err := l.Read(ctx, []string{"query: " + text})
	if err != nil {
		return nil, nil, err
	}
	return []float32{1, float32(len(text))}, tokens[0], nil
}

func (l *letters) ReadPassages(context.Context, []string) ([][]float32, [][]late.Token, error) {
	return nil, nil, errors.New("nobody asked for both")
}

func TestAQuestionIsReadOnceAndIsNoPassage(t *testing.T) {
	t.Parallel()
	l, k := &letters{}, &kept{most: keptBytes}
	for range 2 {
		vector, tokens, err := k.question(t.Context(), "m", l, "why")
		if err != nil || !slices.Equal(vector, []float32{1, 3}) || len(tokens) != len("query: why") {
			t.Errorf("%v, %d tokens, %v", vector, len(tokens), err)
		}
	}
	if got, err := k.read(t.Context(), "m", l, []string{"why"}); err != nil || len(got[0]) != 3 {
		t.Errorf("the passage has %d tokens, %v", len(got[0]), err)
	}
	if !slices.Equal(l.asked, []string{"query: why", "why"}) {
		t.Errorf("read %q", l.asked)
	}
}

func TestAReaderThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	l := &letters{fails: true}
	k := &kept{most: keptBytes}
	if _, err := k.read(t.Context(), "m", l, []string{"abc"}); err == nil {
		t.Fatal("no error")
	}
	l.fails = false
	if _, err := k.read(t.Context(), "m", l, []string{"abc"}); err != nil || !slices.Equal(l.asked, []string{"abc"}) {
		t.Errorf("%q is read after it failed, %v", l.asked, err)
	}
}
