package ask

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/generation/llm/llmtest"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/runs"
)

func TestInShortLeavesWhatStands(t *testing.T) {
	t.Parallel()
	token := func(s string) Event { return Event{EventToken, Token{s}} }
	settled := func(n int, text string, sources ...int) Event {
		e := Settled{N: n, Sentence: Sentence{Text: text}}
		for _, c := range sources {
			e.Sources = append(e.Sources, evidence.Citation{N: c})
		}
		return Event{EventSentence, e}
	}
	passages := Event{EventPassages, Passages{Documents: 1}}
	got := inShort([]Event{passages, token("Dropped. "), settled(0, "Dropped.", 1), {EventRestart, struct{}{}},
		token("One"), token(". "), settled(0, "One.", 1), token("Two. "), settled(1, "Two."), settled(0, "One, later.", 2), token("Th"), token("ree")})
	want := []Event{passages, settled(0, "One, later.", 1, 2), settled(1, "Two."), token("Three")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Who comes in the middle is told what is there, then what comes; another's
// answer is not there.
func TestAnAnswerIsFollowedFromTheMiddle(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{LLM: func(int, llmtest.Request) llmtest.Reply {
		return llmtest.Reply{Pieces: []string{"A pointer is the address of a location in memory [1]. ", "It is small. ", "And "}, Hang: true}
	}})
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	message := id.New[id.Message]()
	var followed []string
	done := make(chan error, 1)
	a, err := w.service.Ask(t.Context(), w.Owner, Request{Question: "What is a pointer?", Message: message}, func(e Event) {
		d, ok := e.Data.(Settled)
		if !ok || d.N != 0 {
			return
		}
		if _, ok := w.service.SoFar(id.New[id.User](), message); ok {
			t.Error("a stranger sees it")
		}
		if far, ok := w.service.SoFar(w.Owner, message); !ok || len(far.Sentences) != 1 || len(far.Citations) != 1 || far.Citations[0].ID != d.Sources[0].ID {
			t.Errorf("so far: %+v", far)
		}
		if err := w.service.Follow(t.Context(), id.New[id.User](), message, func(Event) {}); !errors.Is(err, errs.NotFound) {
			t.Errorf("a stranger follows: %v", err)
		}
		go func() {
			done <- w.service.Follow(t.Context(), w.Owner, message, func(e Event) {
				switch d := e.Data.(type) {
				case Settled:
					followed = append(followed, d.Text)
					if d.N == 1 {
						if err := w.service.Stop(t.Context(), w.Owner, message); err != nil {
							t.Error(err)
						}
					}
				case Token:
					followed = append(followed, "…"+strings.TrimSpace(d.Text))
				default:
					followed = append(followed, e.Name)
				}
			})
		}()
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	var sentences []string
	for _, f := range followed {
		if !strings.HasPrefix(f, "…") {
			sentences = append(sentences, f)
		}
	}
	want := []string{"passages"}
	for _, s := range a.Sentences {
		want = append(want, s.Text)
	}
	if diff := cmp.Diff(want, sentences); diff != "" || len(want) < 3 {
		t.Errorf("followed %q (-want +got):\n%s", followed, diff)
	}
	if err := w.service.Follow(t.Context(), w.Owner, message, func(Event) {}); !errors.Is(err, errs.NotFound) {
		t.Errorf("what is complete is followed: %v", err)
	}
}

// Stop reaches the process that writes, over the bus.
func TestAnotherProcessStopsTheWriting(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{LLM: func(int, llmtest.Request) llmtest.Reply {
		return llmtest.Reply{Pieces: []string{"A pointer is the address of a location in memory [1]. It "}, Hang: true}
	}})
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	open := func() *bus.Bus { // of a process
		o, err := redis.ParseURL(pgtest.Redis(t))
		if err != nil {
			t.Fatal(err)
		}
		c := redis.NewClient(o)
		t.Cleanup(func() { _ = c.Close() })
		b := bus.New(c, slog.New(slog.DiscardHandler))
		go b.Run(t.Context())
		return b
	}
	o := w.service.o
	o.Runs = runs.New(runs.Options{Pool: w.Pool, Bus: open(), Node: "one"})
	w.service = New(o)
	other := New(Options{Pool: w.Pool, Runs: runs.New(runs.Options{Pool: w.Pool, Bus: open(), Node: "two"})})
	message := id.New[id.Message]()
	a, err := w.service.Ask(t.Context(), w.Owner, Request{Question: "What is a pointer?", Message: message}, func(e Event) {
		if d, ok := e.Data.(Settled); ok && d.N == 0 {
			if err := other.Stop(t.Context(), id.New[id.User](), message); !errors.Is(err, errs.NotFound) {
				t.Errorf("a stranger stops it: %v", err)
			}
			if err := other.Stop(context.WithoutCancel(t.Context()), w.Owner, message); err != nil {
				t.Error(err)
			}
		}
	})
	if err != nil || a.Status != statusStopped || !has(a, "address of a location") {
		t.Fatalf("%v: %+v", err, a)
	}
	if err := other.Stop(t.Context(), w.Owner, message); !errors.Is(err, errs.NotFound) {
		t.Errorf("what is complete is stopped: %v", err)
	}
}
