package evidence

import (
	"context"
	"errors"
	"strings"
	"testing"

	"studyapp/internal/search/late"
)

// letters reads a question as one token a letter.
type letters struct {
	asked []string
	fails bool
}

func (l *letters) ReadQuery(_ context.Context, text string) ([]float32, []late.Token, error) {
	if l.fails {
		return nil, nil, errors.New("no memory")
	}
	l.asked = append(l.asked, text)
	var out []late.Token
	for k, r := range []rune(text) {
		out = append(out, late.Token{Start: k, End: k + 1, Vector: []float32{float32(r) / 200, 0.5, 0, 0, 0, 0, 0, 0}, Weight: 1})
	}
	return []float32{1, float32(len(text))}, out, nil
}

func (l *letters) PassagesAndTokens(context.Context, []string, []int) ([][]float32, [][]byte, error) {
	return nil, nil, errors.New("nobody asked for passages")
}

func (l *letters) Answers(context.Context, string, []string, []int) ([]*late.Reading, error) {
	return nil, errors.New("nobody asked for answers")
}

func (l *letters) Code() *late.Code {
	code, err := late.NewCode(make([]float32, 8*10), make([]float32, 8*10), make([]float32, 8), 0)
	if err != nil {
		panic(err)
	}
	return code
}

func TestAQuestionIsReadOnceUntilItsRoomIsNeeded(t *testing.T) {
	t.Parallel()
	l := &letters{}
	k := &kept{most: 10*(4*10+128) + 4*8} // ten letters in four questions
	for _, step := range []struct{ model, text, want string }{
		{"m", "abc", "abc"},
		{"m", "def", "def"},
		{"m", "abc", ""},
		{"m", "ghi", "ghi"},
		{"m", "jkl", "jkl"}, // the room of def is needed
		{"m", "abc", ""},    // … and not of what was used later
		{"m", "ghi", ""},
		{"m", "def", "def"},                       // jkl goes
		{"other", "abc", "abc"},                   // another model reads otherwise
		{"m", "abcdefghijklmn", "abcdefghijklmn"}, // kept though it is too long alone
		{"m", "abcdefghijklmn", ""},
	} {
		l.asked = nil
		q, err := k.question(t.Context(), step.model, l, step.text)
		if err != nil || len(q.vector) != 2 || len(q.tokens) != len(step.text) || len(q.tokens[0].Vector) != 10 {
			t.Fatalf("%q of %s: %v, %d tokens, %v", step.text, step.model, q.vector, len(q.tokens), err)
		}
		if got := strings.Join(l.asked, " "); got != step.want {
			t.Errorf("%q of %s: %q is read, want %q", step.text, step.model, got, step.want)
		}
	}
}

func TestAReaderThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	l := &letters{fails: true}
	k := &kept{most: keptBytes}
	if _, err := k.question(t.Context(), "m", l, "abc"); err == nil {
		t.Fatal("no error")
	}
	l.fails = false
	if _, err := k.question(t.Context(), "m", l, "abc"); err != nil || len(l.asked) != 1 {
		t.Errorf("%q is read after it failed, %v", l.asked, err)
	}
}
