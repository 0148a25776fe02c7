package askeval

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
)

// Question is a line of questions.jsonl.
type Question struct {
	Question string   `json:"question"`
	Kind     string   `json:"kind"`             // what is counted together: "definition", "place", …
	File     string   `json:"file,omitempty"`   // where the answer stands
	Page     int      `json:"page,omitempty"`   // and on which page of that file, from 1; 0: not looked at
	AnyOf    []string `json:"any_of,omitempty"` // one of these must be said; none: the documents have no answer
	After    string   `json:"after,omitempty"`  // the question that this one follows in a conversation
}

// Counts are what became of questions.
type Counts struct {
	Asked     int `json:"asked"`
	Right     int `json:"right"`      // answered, and the answer or one of its quotes says what it must
	RightPage int `json:"right_page"` // … in a quote of the file and page that the question names
	Near      int `json:"near"`       // refused, with what it must say in one of the nearest passages
	Refused   int `json:"refused"`    // not answered although the documents have the answer
	Invented  int `json:"invented"`   // answered although they have none
}

// Report is what `studyapp eval answers` prints.
type Report struct {
	Counts
	ByKind map[string]*Counts `json:"by_kind"`
}

// Reply is what the application says to a question.
type Reply struct {
	Conversation id.Conversation // that question and answer are in
	Answered     bool
	Text         string
	Citations    []evidence.Citation // not answered: the nearest passages
}

// Ask asks the application. conversation is zero for a question of its own.
type Ask func(ctx context.Context, question string, conversation id.Conversation) (Reply, error)

// Read reads questions, one JSON object a line. It returns errs.Invalid, with
// the line, for what is no question and for data without any.
func Read(path string) ([]Question, error) {
	data, err := os.ReadFile(path) //nolint:gosec // G304: the operator names it
	if err != nil {
		return nil, errs.Wrap(errs.NotFound, err, "The questions are looked for in "+path+".")
	}
	var questions []Question
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var q Question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil || q.Question == "" {
			return nil, errs.Newf(errs.Invalid, "Line %d of %s is no question: an object with at least \"question\".", n, path)
		}
		questions = append(questions, q)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(questions) == 0 {
		return nil, errs.Newf(errs.Invalid, "%s has no question.", path)
	}
	return questions, nil
}

// Run asks all questions. files are the names of the documents' files.
func Run(ctx context.Context, questions []Question, files map[id.Document]string, do Ask) (Report, error) {
	r := Report{ByKind: make(map[string]*Counts)}
	talks := make(map[string]id.Conversation)
	for _, q := range questions {
		conversation, err := begun(ctx, q, talks, do)
		if err != nil {
			return Report{}, err
		}
		a, err := do(ctx, q.Question, conversation)
		if err != nil {
			return Report{}, fmt.Errorf("asking %q: %w", q.Question, err)
		}
		talks[q.Question] = a.Conversation
		if r.ByKind[q.Kind] == nil {
			r.ByKind[q.Kind] = new(Counts)
		}
		r.count(q, a, files)
		r.ByKind[q.Kind].count(q, a, files)
	}
	return r, nil
}

// begun is the conversation that a question goes on with: the one in which the
// question before it was asked, or a new one where that was not.
func begun(ctx context.Context, q Question, talks map[string]id.Conversation, do Ask) (id.Conversation, error) {
	if q.After == "" {
		return id.Conversation{}, nil
	}
	if c, ok := talks[q.After]; ok {
		return c, nil
	}
	a, err := do(ctx, q.After, id.Conversation{})
	if err != nil {
		return id.Conversation{}, fmt.Errorf("asking %q first: %w", q.After, err)
	}
	return a.Conversation, nil
}

func (c *Counts) count(q Question, a Reply, files map[id.Document]string) {
	c.Asked++
	switch found, there := held(q, a, files); {
	case len(q.AnyOf) == 0:
		if a.Answered {
			c.Invented++
		}
	case !a.Answered:
		c.Refused++
		if found {
			c.Near++
		}
	case found || says(a.Text, q.AnyOf):
		c.Right++
		if there {
			c.RightPage++
		}
	}
}

// held reports whether a quote says what it must, and whether one does on the
// page that is named.
func held(q Question, a Reply, files map[id.Document]string) (found, there bool) {
	for _, c := range a.Citations {
		if a.Answered && !c.Cited || !says(c.Quote, q.AnyOf) {
			continue
		}
		found = true
		there = there || files[c.DocumentID] == q.File && (q.Page == 0 || c.Page != nil && *c.Page == q.Page)
	}
	return found, there
}

// says reports whether a text has one of the wordings, by letters and digits.
// Scripts without spaces have no words to end at.
func says(text string, anyOf []string) bool {
	have := " " + plain(text) + " "
	for _, w := range anyOf {
		w := plain(w)
		if w != "" && (strings.Contains(have, " "+w+" ") || unbroken(w) && strings.Contains(have, w)) {
			return true
		}
	}
	return false
}

// plain spells a text without marks and signs, one space between words.
func plain(text string) string {
	return strings.Join(strings.FieldsFunc(fold.Plain.Text(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

func unbroken(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}
