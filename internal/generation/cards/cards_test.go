package cards

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/riverqueue/river"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// work runs the job of a generation once, as River would.
func (w *world) work(ctx context.Context, g Generation, attempt int) error {
	return w.Work(ctx, id.Run(g.ID), attempt)
}

func (w *world) generate(document id.Document, count int) Generation {
	w.T.Helper()
	g, err := w.service.Generate(w.T.Context(), w.Owner, document, Flashcards, Wanted{Count: count})
	if err != nil {
		w.T.Fatal(err)
	}
	if err := w.work(w.T.Context(), g, 1); err != nil {
		w.T.Fatal(err)
	}
	if g, err = w.service.Generation(w.T.Context(), w.Owner, g.ID); err != nil {
		w.T.Fatal(err)
	}
	return g
}

func (w *world) cards(document id.Document) []learning.Card {
	w.T.Helper()
	cards, _, err := w.Notes.Cards(w.T.Context(), w.Owner, learning.CardFilter{Document: document, Limit: 200})
	if err != nil {
		w.T.Fatal(err)
	}
	return cards
}

// sound checks what holds for every card: its quote stands where it says, and
// question and answer differ.
func (w *world) sound(cards []learning.Card) {
	w.T.Helper()
	fronts := map[string]bool{}
	for _, c := range cards {
		if c.Source == nil || c.Source.Quote == "" {
			w.T.Errorf("%q has no quote", c.Front)
			continue
		}
		var at []evidence.Segment
		if err := json.Unmarshal(c.Source.Segments, &at); err != nil || len(at) != 1 {
			w.T.Fatalf("%s, %v", c.Source.Segments, err)
		}
		var text string
		if err := w.Pool.QueryRow(w.T.Context(), `select text from document_pages where document_id = $1 and page = $2`, c.Source.Document, at[0].Page).Scan(&text); err != nil {
			w.T.Fatal(err)
		}
		if got := string([]rune(text)[at[0].Start:at[0].End]); got != c.Source.Quote {
			w.T.Errorf("quote %q, at its place %q", c.Source.Quote, got)
		}
		if fronts[c.Front] || squeeze(strings.ToLower(c.Front)) == squeeze(strings.ToLower(c.Back)) {
			w.T.Errorf("%q twice, or answered by itself", c.Front)
		}
		fronts[c.Front] = true
	}
}

func TestCardsOfALesson(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{Meaning: true})
	document := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	g := w.generate(document, 8)
	if g.Status != "done" || g.Done != g.Total || g.Provider != llm.BuiltIn || g.FinishedAt == nil {
		t.Errorf("%+v", g)
	}
	cards := w.cards(document)
	w.sound(cards)
	if len(cards) != g.Produced {
		t.Errorf("%d cards, %d produced", len(cards), g.Produced)
	}
	got := map[string]string{}
	for _, c := range cards {
		if c.Status != learning.Active {
			t.Errorf("%q is %s", c.Front, c.Status)
		}
		got[c.Front] = c.Back
	}
	for front, back := range map[string]string{
		"What is ownership?":                             "A set of rules that govern how a program manages memory.",
		"What is a scope?":                               "The range within a program for which an item is valid.",
		"What is a pointer?":                             "The address of a location in memory.",
		"What happens when the owner goes out of scope?": "The value is dropped.",
		"Why is pushing to the stack faster than allocating on the heap?": "Because the allocator never has to search for a place to store new data.",
	} {
		if got[front] != back {
			t.Errorf("%s: %q, want %q", front, got[front], back)
		}
	}
	// A second run finds nothing that is not there already, in whatever words.
	before := len(cards)
	if g = w.generate(document, 20); g.Status != "done" {
		t.Errorf("%+v", g)
	}
	cards = w.cards(document)
	w.sound(cards)
	if len(cards) != before+g.Produced {
		t.Errorf("%d cards after the second run, %d before, %d produced", len(cards), before, g.Produced)
	}
	// The job of a run that has ended changes nothing.
	if err := w.work(t.Context(), g, 2); err != nil || len(w.cards(document)) != len(cards) {
		t.Errorf("worked again: %v, %d cards", err, len(w.cards(document)))
	}
	list, err := w.service.Generations(t.Context(), w.Owner, document)
	if err != nil || len(list) != 2 || list[0].ID != g.ID {
		t.Errorf("%+v, %v", list, err)
	}
}

type drafts struct{ on bool }

func (d drafts) ByID(context.Context, id.User) (auth.Account, error) {
	return auth.Account{Settings: auth.Settings{DraftCards: d.on}}, nil
}

func TestCardsAreDraftsWhenTheAccountSaysSo(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.service.o.Accounts = drafts{true}
	document := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	w.generate(document, 3)
	cards := w.cards(document)
	if len(cards) != 3 {
		t.Errorf("%d cards", len(cards))
	}
	for _, c := range cards {
		if c.Status != learning.Draft {
			t.Errorf("%q is %s", c.Front, c.Status)
		}
	}
}

func TestGenerateRefuses(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	document := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	other := pgtest.User(t, w.Pool)
	g, err := w.service.Generate(t.Context(), w.Owner, document, Flashcards, Wanted{Count: 0})
	if err != nil || g.Status != "queued" || g.Total == 0 {
		t.Fatalf("%+v, %v", g, err)
	}
	if again, err := w.service.Generate(t.Context(), w.Owner, document, Flashcards, Wanted{Count: 5}); err != nil || again.ID != g.ID {
		t.Errorf("a second run beside the first: %+v, %v", again, err)
	}
	for name, c := range map[string]struct {
		err  error
		kind errs.Kind
	}{
		"unknown task":       {second(w.service.Generate(t.Context(), w.Owner, document, "poems", Wanted{Count: 1})), errs.Invalid},
		"too many":           {second(w.service.Generate(t.Context(), w.Owner, document, Flashcards, Wanted{Count: 201})), errs.Invalid},
		"another's document": {second(w.service.Generate(t.Context(), other, document, Flashcards, Wanted{Count: 1})), errs.NotFound},
		"another's run":      {second(w.service.Generation(t.Context(), other, g.ID)), errs.NotFound},
		"runs of another's":  {second(w.service.Generations(t.Context(), other, document)), errs.NotFound},
	} {
		if !errors.Is(c.err, c.kind) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
	if _, err := w.Pool.Exec(t.Context(), `update documents set status = 'extracting'; delete from runs`); err != nil {
		t.Fatal(err)
	}
	if _, err := w.service.Generate(t.Context(), w.Owner, document, Flashcards, Wanted{Count: 1}); !errors.Is(err, errs.Conflict) {
		t.Errorf("while the document is read: %v", err)
	}
	if _, err := w.Pool.Exec(t.Context(), `delete from documents`); err != nil {
		t.Fatal(err)
	}
	if err := w.work(t.Context(), g, 1); !errors.Is(err, errs.NotFound) {
		t.Errorf("the document is gone: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

func cardReply(cards ...modelCard) llmtest.Reply {
	b, _ := json.Marshal(map[string]any{"cards": cards})
	return llmtest.Say(string(b))
}

func TestAModelsCardsAreChecked(t *testing.T) {
	t.Parallel()
	const scope = "A scope is the range within a program for which an item is valid."
	w, server := newWorld(t, evidencetest.Options{LLM: func(int, llmtest.Request) llmtest.Reply {
		return cardReply(
			modelCard{"basic", "What is a scope?", "The range within a program for which an item is valid.", scope, 1},
			modelCard{"basic", "What is the scope of an item?", "The range within a program for which an item is valid.", scope, 1},
			modelCard{"cloze", "Each value has exactly one {{c1::owner}}.", "", "Each value has exactly one owner.", 9},
			modelCard{"basic", "What is a heap?", "A tree.", "A heap is a tree.", 1},                                        // no such words
			modelCard{"basic", "How many owners has a value?", "Exactly 3 owners.", "Each value has exactly one owner.", 1}, // not what the quote says
			modelCard{"basic", "It is what?", "A pointer to memory.", "A pointer is the address of a location in memory.", 1},
		)
	}})
	document := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	g := w.generate(document, 8)
	cards := w.cards(document)
	w.sound(cards)
	if len(cards) != 2 || g.Produced != 2 || g.Rejected != 4 || g.Model != "fake" {
		t.Errorf("%d cards, %+v", len(cards), g)
	}
	if f := server.Requests()[0].Format; f != "json_schema" {
		t.Errorf("asked with the format %q", f)
	}
}

func TestMalformedRepliesAreDroppedWithACount(t *testing.T) {
	t.Parallel()
	w, server := newWorld(t, evidencetest.Options{LLM: func(int, llmtest.Request) llmtest.Reply { return llmtest.Say("I would rather not.") }})
	document := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	g := w.generate(document, 8)
	if g.Status != "done" || g.Produced != 0 || g.Rejected != 1 || len(server.Requests()) != 2 {
		t.Errorf("%+v after %d requests", g, len(server.Requests()))
	}
}

func TestTheBuiltInPatternsStandInForAModel(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{LLM: func(int, llmtest.Request) llmtest.Reply { return llmtest.Reply{Status: 401} }})
	document := w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	g := w.generate(document, 4)
	if g.Status != "done" || g.Produced != 4 || g.Provider != llm.BuiltIn {
		t.Errorf("%+v", g)
	}
	w.sound(w.cards(document))
}

func TestAStoppedRunGoesOnBehindItsLastBatch(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	w, server := newWorld(t, evidencetest.Options{LLM: func(n int, r llmtest.Request) llmtest.Reply {
		if n == 1 {
			stop() // the server is stopped while the second batch is written
			return llmtest.Reply{Hang: true}
		}
		for i := range 60 {
			if s := fmt.Sprintf("The town number %d has %d inhabitants.", i, 1000+i); strings.Contains(r.Text(), s) {
				return cardReply(modelCard{"basic", fmt.Sprintf("How many inhabitants has the town number %d?", i), fmt.Sprintf("%d inhabitants", 1000+i), s, 0})
			}
		}
		return cardReply()
	}})
	document := w.Add(w.Owner, "Towns", "markdown", towns())
	g, err := w.service.Generate(t.Context(), w.Owner, document, Flashcards, Wanted{Count: 50})
	if err != nil {
		t.Fatal(err)
	}
	var later *river.JobSnoozeError
	if err := w.work(ctx, g, 1); !errors.As(err, &later) || later.Duration != 0 {
		t.Fatalf("stopped: %v", err)
	}
	half, err := w.service.Generation(t.Context(), w.Owner, g.ID)
	if err != nil || half.Status != "running" || half.Produced != 1 || half.Done == 0 || half.Done == half.Total {
		t.Fatalf("%+v, %v", half, err)
	}
	if err := w.work(t.Context(), g, 2); err != nil {
		t.Fatal(err)
	}
	end, err := w.service.Generation(t.Context(), w.Owner, g.ID)
	cards := w.cards(document)
	w.sound(cards)
	if err != nil || end.Status != "done" || end.Done != end.Total || end.Produced != len(cards) || len(cards) < 3 {
		t.Errorf("%+v, %d cards, %v", end, len(cards), err)
	}
	first, third := server.Requests()[0].Text(), server.Requests()[2].Text()
	if !strings.Contains(first, "town number 0 ") || strings.Contains(third, "town number 0 ") {
		t.Error("the second try began at the start again")
	}
}

// towns is a text that a model reads in several batches.
func towns() extract.Page {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "# Town %d\n\nThe town number %d has %d inhabitants. %s\n\n", i, i, 1000+i, strings.Repeat("People there like to walk along the river in the evening. ", 12))
	}
	return evidencetest.Page(b.String())
}
