package ask

import (
	"errors"
	"strings"
	"testing"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/generation/llm"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

func (w *world) ask(question string) Answer {
	w.T.Helper()
	a, err := w.service.Ask(w.T.Context(), w.Owner, Request{Question: question}, nil)
	if err != nil {
		w.T.Fatal(err)
	}
	w.proven(a)
	return a
}

// proven checks what holds for every answer: quotes stand on their pages, each
// number of a sentence has its citation, and a refusal supports nothing.
func (w *world) proven(a Answer) {
	w.T.Helper()
	for i, c := range a.Citations {
		if c.N != i+1 || len(c.Segments) != 1 {
			w.T.Errorf("citation %d: %+v", i, c)
			continue
		}
		g := c.Segments[0]
		var text string
		err := w.Pool.QueryRow(w.T.Context(), `select text from document_pages where document_id = $1 and version = $2 and page = $3`, c.DocumentID, c.Version, g.Page).Scan(&text)
		if err != nil {
			w.T.Fatal(err)
		}
		if rs := []rune(text); string(rs[g.Start:g.End]) != c.Quote {
			w.T.Errorf("quote %q is not what stands at %v", c.Quote, g)
		}
		if c.Cited == !a.Answered && a.Status == "done" {
			w.T.Errorf("citation %d: cited %v, answered %v", c.N, c.Cited, a.Answered)
		}
	}
	for _, s := range a.Sentences {
		if !a.Answered && s.Support == Supported {
			w.T.Errorf("no answer, but supported: %q", s.Text)
		}
		if s.Support == Unsupported && len(s.Citations) > 0 || s.Support != Unsupported && len(s.Citations) == 0 {
			w.T.Errorf("%q is %s with citations %v", s.Text, s.Support, s.Citations)
		}
		for _, n := range s.Citations {
			if n < 1 || n > len(a.Citations) {
				w.T.Errorf("%q cites %d of %d", s.Text, n, len(a.Citations))
			}
		}
	}
}

func has(a Answer, text string) bool {
	for _, s := range a.Sentences {
		if s.Support != Supported || !strings.Contains(s.Text, text) {
			continue
		}
		for _, n := range s.Citations {
			if strings.Contains(a.Citations[n-1].Quote, text) {
				return strings.Contains(a.Answer, text)
			}
		}
	}
	return false
}

// golden are questions with what a supported sentence must say; empty means
// that the documents do not know.
var golden = []struct {
	question, want string
	without        Outcome
}{
	{"What were Harbour Mills' total net sales in the third quarter of 2022?", "3,959", ""},
	{"How much did Harbour Mills spend on research and development in the quarter ended June 25, 2022?", "97", ""},
	{"What was the net income of Harbour Mills for the three months ended June 25, 2022?", "942", ""},
	{"By how much did Harbour Mills' net sales fall in the third quarter of 2022?", "11%", ""},
	{"Who founded Harbour Mills?", "Ada Thorne", ""},
	{"How many people does Harbour Mills employ?", "1,240", ""},
	{"Why did Harbour Mills pay no dividend?", "repaired its oldest mill", ""},
	{"What is ownership?", "set of rules", ""},
	{"Why is pushing to the stack faster than allocating on the heap?", "never has to search", ""},
	{"What is a double free?", "free the same memory twice", ""},
	{"Who won the 1998 football world cup final?", "", Nothing},
	{"What is the boiling point of ethanol?", "", Nothing},
	{"Which enzyme unwinds DNA during replication?", "", Nothing},
	{"What were the total net sales of Tesla in the third quarter of 2022?", "", Nearest},
	{"What were Harbour Mills' total net sales in the year 1995?", "", Nearest},
	{"When was the treaty of Utrecht signed?", "", Nothing},
}

func TestAskAnswersFromTheDocumentsOrSaysNo(t *testing.T) {
	t.Parallel()
	for name, meaning := range map[string]bool{"by words and meaning": true, "by words only": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, _ := newWorld(t, evidencetest.Options{Meaning: meaning})
			w.Add(w.Owner, "2022 Q3 Harbour Mills", "pdf", evidencetest.Filing()...)
			w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
			for _, c := range golden {
				a := w.ask(c.question)
				if a.WordsOnly == meaning || a.Provider != llm.BuiltIn || a.Status != "done" {
					t.Errorf("%s: words only %v, provider %q, status %q", c.question, a.WordsOnly, a.Provider, a.Status)
				}
				switch {
				case c.want == "" && (a.Outcome != c.without || a.Answered):
					t.Errorf("%s: %s, want %s: %q", c.question, a.Outcome, c.without, a.Answer)
				case c.without == Nothing && (a.Answer != "Nothing about this in your 2 documents. Ask in other words, or add a document." || len(a.Citations) > 0):
					t.Errorf("%s: refused with %q, %d citations", c.question, a.Answer, len(a.Citations))
				case c.without == Nearest && (a.Answer != "These passages come nearest." || len(a.Citations) == 0 || len(a.Citations) > 3):
					t.Errorf("%s: %q, %d nearest passages", c.question, a.Answer, len(a.Citations))
				case c.want != "" && !has(a, c.want):
					t.Errorf("%s: %v %q, want %q", c.question, a.Answered, a.Answer, c.want)
				}
			}
		})
	}
}

func TestAskAcrossLanguages(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{Meaning: true})
	w.Add(w.Owner, "2022 Q3 Harbour Mills", "pdf", evidencetest.Filing()...)
	lesson := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	a := w.ask("Warum ist es schneller, etwas auf den Stack zu legen als auf dem Heap Speicher zu belegen?")
	if len(a.Citations) == 0 || a.Citations[0].DocumentID != lesson || !has(a, "never has to search") {
		t.Errorf("%v %q", a.Answered, a.Answer)
	}
	if a := w.ask("Wer gewann 1998 das Endspiel der Fußballweltmeisterschaft?"); a.Answered {
		t.Errorf("answered with %q", a.Answer)
	}
}

func TestQuotesOfAPDFHavePageAndBoxes(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "2022 Q3 Harbour Mills", "pdf", evidencetest.Filing()...)
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	a := w.ask("What were Harbour Mills' total net sales in the third quarter of 2022?")
	if len(a.Citations) < 2 {
		t.Fatalf("%+v", a.Citations)
	}
	// The row comes with the line that names its columns.
	if q := a.Citations[0].Quote; !strings.Contains(q, "Three Months Ended") || !strings.Contains(q, "June 25, 2022") {
		t.Errorf("columns: %q", q)
	}
	c := a.Citations[1]
	if c.Page == nil || *c.Page != 2 || len(c.Boxes) != 1 || c.Boxes[0][1] != 138 || c.Kind != "pdf" {
		t.Errorf("%+v", c)
	}
	again, err := w.service.Citation(t.Context(), w.Owner, c.ID)
	if err != nil || again.Quote != c.Quote || len(again.Boxes) != 1 || *again.Page != 2 {
		t.Errorf("%+v, %v", again, err)
	}
	b := w.ask("What is ownership?")
	if b.Citations[0].Page != nil || b.Citations[0].Boxes != nil || !strings.Contains(b.Citations[0].Context, "garbage collector") {
		t.Errorf("a document without pages: %+v", b.Citations[0])
	}
}

func TestAskWithoutDocuments(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	a := w.ask("What is ownership?")
	if a.Answered || a.Answer != "There is no document to answer from yet. Add one, then ask again." {
		t.Errorf("%q", a.Answer)
	}
}

func TestAskRefusesBadInput(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	other := pgtest.User(t, w.Pool)
	foreign := w.Add(other, "Ownership", "markdown", evidencetest.Lesson()...)
	for name, c := range map[string]struct {
		r    Request
		kind errs.Kind
	}{
		"empty":                {Request{Question: " \n"}, errs.Invalid},
		"too long":             {Request{Question: strings.Repeat("x", 2001)}, errs.Invalid},
		"too many passages":    {Request{Question: "x", K: 51}, errs.Invalid},
		"another's document":   {Request{Question: "x", Documents: []id.Document{foreign}}, errs.NotFound},
		"no such course":       {Request{Question: "x", Course: id.New[id.Course]()}, errs.NotFound},
		"no such conversation": {Request{Question: "x", Conversation: id.New[id.Conversation]()}, errs.NotFound},
	} {
		if _, err := w.service.Ask(t.Context(), w.Owner, c.r, nil); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestConversation(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{Meaning: true})
	w.Add(w.Owner, "2022 Q3 Harbour Mills", "pdf", evidencetest.Filing()...)
	first := w.ask("Who founded Harbour Mills?")
	second, err := w.service.Ask(t.Context(), w.Owner, Request{Question: "How many people does it employ?", Conversation: first.ConversationID}, nil)
	if err != nil || !has(second, "1,240") || second.ConversationID != first.ConversationID {
		t.Fatalf("%v %q", err, second.Answer)
	}
	c, answers, err := w.service.Conversation(t.Context(), w.Owner, first.ConversationID)
	if err != nil || c.Messages != 2 || c.Title != "Who founded Harbour Mills?" || len(answers) != 2 {
		t.Fatalf("%+v, %d, %v", c, len(answers), err)
	}
	if a := answers[1]; a.Answer != second.Answer || len(a.Citations) != len(second.Citations) || a.Citations[0].ID != second.Citations[0].ID || len(a.Citations[0].Boxes) == 0 || a.Question != "How many people does it employ?" {
		t.Errorf("stored otherwise: %+v", a)
	}
	nothing := w.ask("What is the boiling point of ethanol?")
	if _, answers, err = w.service.Conversation(t.Context(), w.Owner, nothing.ConversationID); err != nil || answers[0].Outcome != Nothing || answers[0].Answered || nothing.Outcome != Nothing {
		t.Errorf("stored as %+v, %v", answers, err)
	}
	list, next, err := w.service.Conversations(t.Context(), w.Owner, 1, "")
	if err != nil || len(list) != 1 || next == "" || list[0].ID == first.ConversationID || list[0].Outcome != Nothing {
		t.Fatalf("%+v, %q, %v", list, next, err)
	}
	list, next, err = w.service.Conversations(t.Context(), w.Owner, 1, next)
	if err != nil || len(list) != 1 || next != "" || list[0].ID != first.ConversationID || list[0].Outcome != Answered {
		t.Fatalf("%+v, %q, %v", list, next, err)
	}
	if _, _, err := w.service.Conversations(t.Context(), w.Owner, 1, "nonsense"); !errors.Is(err, errs.Invalid) {
		t.Errorf("a bad cursor: %v", err)
	}
	other := pgtest.User(t, w.Pool)
	if _, _, err := w.service.Conversation(t.Context(), other, first.ConversationID); !errors.Is(err, errs.NotFound) {
		t.Errorf("another's conversation: %v", err)
	}
	if _, err := w.service.Citation(t.Context(), other, second.Citations[0].ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("another's citation: %v", err)
	}
	if err := w.service.DeleteConversation(t.Context(), other, first.ConversationID); !errors.Is(err, errs.NotFound) {
		t.Errorf("deleting another's: %v", err)
	}
	if _, err := w.service.Ask(t.Context(), other, Request{Question: "x", Conversation: first.ConversationID}, nil); !errors.Is(err, errs.NotFound) {
		t.Errorf("going on with another's: %v", err)
	}
	if err := w.service.DeleteConversation(t.Context(), w.Owner, first.ConversationID); err != nil {
		t.Error(err)
	}
	if _, err := w.service.Citation(t.Context(), w.Owner, second.Citations[0].ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("a deleted citation: %v", err)
	}
}

const written1 = `Pushing to the stack is faster than allocating on the heap [1]. A pointer never has a fixed size [1]. ` +
	`The stack stores values in order and multiplies them [1].

Bananas are rich in potassium [2].
---
[1] "Pushing to the stack is faster than allocating on the heap"
[2] "Bananas are rich"`
