package cards

import (
	"errors"
	"strings"
	"testing"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

// run makes what is wanted from a document.
func (w *world) run(document id.Document, want Wanted) Generation {
	w.T.Helper()
	g, err := w.service.Generate(w.T.Context(), w.Owner, document, Flashcards, want)
	if err == nil {
		err = w.work(w.T.Context(), g, 1)
	}
	if err == nil {
		g, err = w.service.Generation(w.T.Context(), w.Owner, g.ID)
	}
	if err != nil {
		w.T.Fatal(err)
	}
	return g
}

// twoPages is a PDF of two pages, each about something of its own.
func (w *world) twoPages() id.Document {
	w.T.Helper()
	document := w.Add(w.Owner, "Memory", "pdf",
		evidencetest.Page("A *scope* is the range within a program for which an item is valid.\n\nA *register* is a small and fast store inside the processor."),
		evidencetest.Page("A *pointer* is the address of a location in memory. A *heap* is the part of memory from which a program borrows."))
	if _, err := w.Pool.Exec(w.T.Context(), `update documents set pages = 2 where id = $1`, document); err != nil {
		w.T.Fatal(err)
	}
	return document
}

func TestARunMakesTheKindsAndPagesThatAreWanted(t *testing.T) {
	t.Parallel()
	byModel := func(int, llmtest.Request) llmtest.Reply {
		return cardReply(
			modelCard{"basic", "What is a scope?", "The range within a program for which an item is valid.", "A scope is the range within a program for which an item is valid.", 1},
			modelCard{"cloze", "A {{c1::register}} is a small and fast store inside the processor.", "", "A register is a small and fast store inside the processor.", 1},
			modelCard{"basic", "What is a pointer?", "The address of a location in memory.", "A pointer is the address of a location in memory.", 1},
			modelCard{"cloze", "A {{c1::heap}} is the part of memory from which a program borrows.", "", "A heap is the part of memory from which a program borrows.", 1},
		)
	}
	for name, answer := range map[string]func(int, llmtest.Request) llmtest.Reply{"built in": nil, "by a model": byModel} {
		for _, c := range []struct {
			name string
			want Wanted
		}{
			{"questions", Wanted{Count: 20, Kinds: []learning.Kind{learning.Basic}}},
			{"gaps", Wanted{Count: 20, Kinds: []learning.Kind{learning.Cloze}}},
			{"the second page", Wanted{Count: 20, Pages: Pages{2, 2}}},
			{"questions of the first page", Wanted{Count: 20, Kinds: []learning.Kind{learning.Basic}, Pages: Pages{1, 1}}},
		} {
			t.Run(name+", "+c.name, func(t *testing.T) {
				t.Parallel()
				w, server := newWorld(t, evidencetest.Options{LLM: answer})
				document := w.twoPages()
				g := w.run(document, c.want)
				cards := w.cards(document)
				if g.Status != "done" || g.Produced != len(cards) || len(cards) == 0 {
					t.Fatalf("%+v and %d cards", g, len(cards))
				}
				for _, card := range cards {
					if !c.want.wants(card.Kind) || card.Source.Page == nil || !c.want.Pages.holds(*card.Source.Page) {
						t.Errorf("not wanted: %s card %q of page %v", card.Kind, card.Text, card.Source.Page)
					}
				}
				if server != nil && c.want.Pages.From == 2 && strings.Contains(server.Requests()[0].Text(), "small and fast store") {
					t.Error("the model was given a page that was not wanted")
				}
			})
		}
	}
}

func TestWantedIsCheckedBeforeTheRunBegins(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	pdf, text := w.twoPages(), w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	for name, c := range map[string]struct {
		document id.Document
		want     Wanted
		field    string
	}{
		"no such kind":       {pdf, Wanted{Kinds: []learning.Kind{"poem"}}, "kinds"},
		"behind the end":     {pdf, Wanted{Pages: Pages{1, 3}}, "pages"},
		"before the first":   {pdf, Wanted{Pages: Pages{0, 1}}, "pages"},
		"the wrong way":      {pdf, Wanted{Pages: Pages{2, 1}}, "pages"},
		"pages of a text":    {text, Wanted{Pages: Pages{1, 1}}, "pages"},
		"less than no cards": {text, Wanted{Count: -1}, "count"},
	} {
		var e *errs.Error
		if _, err := w.service.Generate(t.Context(), w.Owner, c.document, Flashcards, c.want); !errors.As(err, &e) || !errors.Is(err, errs.Invalid) || e.Field != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n, err := w.service.Running(t.Context(), w.Owner); err != nil || len(n) != 0 {
		t.Errorf("%v runs began, %v", n, err)
	}
}

func TestAStoppedRunKeepsWhatItMade(t *testing.T) {
	t.Parallel()
	var w *world
	var g Generation
	second := make(chan struct{})
	w, _ = newWorld(t, evidencetest.Options{LLM: func(n int, r llmtest.Request) llmtest.Reply {
		if n == 1 {
			close(second)
			return llmtest.Reply{Hang: true} // until the run is stopped
		}
		s := "The town number 0 has 1000 inhabitants."
		return cardReply(modelCard{"basic", "How many inhabitants has the town number 0?", "1000 inhabitants", s, 1})
	}})
	document := w.Add(w.Owner, "Towns", "markdown", towns())
	g, err := w.service.Generate(t.Context(), w.Owner, document, Flashcards, Wanted{Count: 50})
	if err != nil {
		t.Fatal(err)
	}
	worked := make(chan error, 1)
	go func() { worked <- w.work(t.Context(), g, 1) }()
	select {
	case <-second:
	case err := <-worked:
		t.Fatalf("the run ended before its second batch: %v", err)
	}
	if _, err := w.service.StopGeneration(t.Context(), pgtest.User(t, w.Pool), g.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("another's: %v", err)
	}
	stopped, err := w.service.StopGeneration(t.Context(), w.Owner, g.ID)
	if err != nil || stopped.Status != "done" || !stopped.Stopped || stopped.Produced != 1 || stopped.FinishedAt == nil {
		t.Errorf("%+v, %v", stopped, err)
	}
	if err := <-worked; err != nil {
		t.Errorf("the work ended with %v", err)
	}
	if cards := w.cards(document); len(cards) != 1 {
		t.Errorf("%d cards", len(cards))
	}
	if err := w.work(t.Context(), g, 2); err != nil {
		t.Errorf("worked again: %v", err)
	}
	again, err := w.service.StopGeneration(t.Context(), w.Owner, g.ID)
	if err != nil || again.Produced != 1 || len(w.cards(document)) != 1 || !again.FinishedAt.Equal(*stopped.FinishedAt) {
		t.Errorf("stopped twice: %+v, %v", again, err)
	}
}
