package askeval_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/ask/askeval"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

func read(t *testing.T, lines string) ([]askeval.Question, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "questions.jsonl")
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	return askeval.Read(path)
}

func TestAnswersAreCountedByWhatTheySayAndWhere(t *testing.T) {
	t.Parallel()
	questions, err := read(t, `{"question":"Where does the Inn rise?","kind":"fact","file":"rivers.pdf","page":2,"any_of":["Maloja Pass"]}
{"question":"Where does the Rhône rise?","kind":"fact","file":"rivers.pdf","page":3,"any_of":["glacier"]}

{"question":"What is a weir?","kind":"definition","file":"rivers.pdf","any_of":["low dam"]}
{"question":"What is a lock?","kind":"definition","file":"rivers.pdf","any_of":["chamber"]}
{"question":"Who won the cup?","kind":"absent"}
{"question":"And when?","kind":"absent","after":"Who won the cup?"}
{"question":"河在哪里?","kind":"fact","file":"rivers.pdf","any_of":["马洛亚"]}
`)
	if err != nil {
		t.Fatal(err)
	}
	rivers, talk := id.New[id.Document](), id.New[id.Conversation]()
	quote := func(page int, text string) []evidence.Citation {
		return []evidence.Citation{{DocumentID: rivers, Page: &page, Quote: text, Cited: true}}
	}
	answers := map[string]askeval.Reply{
		"Where does the Inn rise?":   {Answered: true, Citations: quote(2, "It rises at the\nMALOJA pass.")},
		"Where does the Rhône rise?": {Answered: true, Citations: quote(4, "A glacier feeds it.")},
		"What is a weir?":            {Citations: quote(1, "A weir is a low dam across a river.")},
		"What is a lock?":            {Answered: true, Citations: quote(1, "Chambers are rooms.")},
		"Who won the cup?":           {Conversation: talk},
		"And when?":                  {Answered: true, Citations: quote(1, "In 1999.")},
		"河在哪里?":                      {Answered: true, Citations: quote(1, "发源于马洛亚山口。")},
	}
	r, err := askeval.Run(t.Context(), questions, map[id.Document]string{rivers: "rivers.pdf"}, func(_ context.Context, q string, c id.Conversation) (askeval.Reply, error) {
		if follows := q == "And when?"; follows != (c == talk) {
			t.Errorf("%q was asked in the conversation %v", q, c)
		}
		return answers[q], nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := askeval.Report{
		Counts: askeval.Counts{Asked: 7, Right: 3, RightPage: 2, Near: 1, Refused: 1, Invented: 1},
		ByKind: map[string]*askeval.Counts{
			"fact":       {Asked: 3, Right: 3, RightPage: 2},
			"definition": {Asked: 2, Near: 1, Refused: 1},
			"absent":     {Asked: 2, Invented: 1},
		},
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
}

func TestLinesThatAreNoQuestionsAreNamed(t *testing.T) {
	t.Parallel()
	for lines, says := range map[string]string{"{\"question\":\"Why?\"}\n{": "Line 2", "{}": "Line 1", "\n": "no question"} {
		if _, err := read(t, lines); errs.KindOf(err) != errs.Invalid || !strings.Contains(errs.Message(err), says) {
			t.Errorf("%q: %v", lines, err)
		}
	}
}
