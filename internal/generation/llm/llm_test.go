package llm_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/llm/llmtest"
)

var quiet = slog.New(slog.DiscardHandler)

func provider(s *llmtest.Server) *llm.OpenAI {
	return llm.NewOpenAI(llm.OpenAIOptions{BaseURL: s.URL, APIKey: "k", Model: "m", Silence: 300 * time.Millisecond})
}

func ask(text string) llm.Request {
	return llm.Request{Messages: []llm.Message{{Role: llm.User, Text: text}}}
}

func TestCompleteStreams(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, func(_ int, r llmtest.Request) llmtest.Reply {
		if r.Key != "k" || r.Model != "m" || !r.Stream || r.Format != "" {
			t.Errorf("sent %+v", r)
		}
		return llmtest.Say("The stack is faster than the heap.")
	})
	var tokens []string
	reply, err := llm.NewRouter(quiet, provider(s)).Complete(t.Context(), ask("Why?"), func(p string) { tokens = append(tokens, p) })
	if err != nil || reply.Text != "The stack is faster than the heap." || strings.Join(tokens, "") != reply.Text || len(tokens) < 3 {
		t.Fatalf("%+v, %v, %q", reply, err, tokens)
	}
	if reply.InputTokens == 0 || reply.OutputTokens != len(tokens) || reply.Model != "m" || reply.Cut {
		t.Errorf("%+v", reply)
	}
}

func TestReasonsAreTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reply llmtest.Reply
		want  error
		words string
	}{
		"key":                  {llmtest.Reply{Status: http.StatusUnauthorized, Error: "bad key"}, llm.ErrRefused, "refused the key"},
		"request":              {llmtest.Reply{Status: http.StatusBadRequest, Error: "no"}, llm.ErrRequest, "did not reply"},
		"silence":              {llmtest.Reply{Hang: true}, llm.ErrSilent, "did not reply in time"},
		"silence after a word": {llmtest.Reply{Pieces: []string{"Half"}, Hang: true}, llm.ErrSilent, "did not reply in time"},
		"cut off":              {llmtest.Reply{Pieces: []string{"Half"}, Break: true}, llm.ErrAway, "cannot be reached"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply { return c.reply })
			reply, err := llm.NewRouter(quiet, provider(s)).Complete(t.Context(), ask("?"), nil)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			var f *llm.Failure
			if !errors.As(err, &f) || !strings.Contains(f.Words(), c.words) {
				t.Errorf("words %q", f.Words())
			}
			if len(c.reply.Pieces) > 0 && reply.Text != "Half" {
				t.Errorf("what had come is lost: %q", reply.Text)
			}
		})
	}
}

func TestStopIsNoFailureOfTheProvider(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply { return llmtest.Reply{Pieces: []string{"Half"}, Hang: true} })
	r := llm.NewRouter(quiet, llm.NewOpenAI(llm.OpenAIOptions{BaseURL: s.URL, Silence: time.Minute}))
	for range 4 {
		ctx, stop := context.WithCancel(t.Context())
		reply, err := r.Complete(ctx, ask("?"), func(string) { stop() })
		if !errors.Is(err, context.Canceled) || reply.Text != "Half" {
			t.Fatalf("%+v, %v", reply, err)
		}
	}
	if r.Status()[0].Paused {
		t.Error("stopping four times opened the breaker")
	}
}

// A request that is stopped or given up ends at the server too: it would go on
// computing for minutes.
func TestTheServerLearnsThatNobodyWaits(t *testing.T) {
	t.Parallel()
	for name, pieces := range map[string][]string{"while it reads": nil, "while it writes": {"Half"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply { return llmtest.Reply{Pieces: pieces, Hang: true} })
			_, _ = llm.NewRouter(quiet, provider(s)).Complete(t.Context(), ask("?"), nil) // silent
			if n := <-s.Left; n != 0 {
				t.Errorf("request %d was left", n)
			}
			ctx, stop := context.WithCancel(t.Context())
			go func() {
				for len(s.Requests()) < 2 {
					runtime.Gosched()
				}
				stop()
			}()
			r := llm.NewRouter(quiet, llm.NewOpenAI(llm.OpenAIOptions{BaseURL: s.URL}))
			if _, err := r.Complete(ctx, ask("?"), nil); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			if n := <-s.Left; n != 1 {
				t.Errorf("request %d was left", n)
			}
			if n := len(s.Requests()); n != 2 {
				t.Errorf("%d requests: what was given up is sent again", n)
			}
		})
	}
}

func TestAPausedProviderCanBeTriedNow(t *testing.T) {
	t.Parallel()
	var well atomic.Bool
	s := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply {
		if well.Load() {
			return llmtest.Say("Here.")
		}
		return llmtest.Reply{Status: http.StatusUnauthorized}
	})
	r := llm.NewRouter(quiet, provider(s))
	name := r.Status()[0].Name
	if r.TryNow(name) == nil {
		t.Error("one that is not paused was tried")
	}
	for range 3 {
		_, _ = r.Complete(t.Context(), ask("?"), nil) // fails
	}
	if r.TryNow("another") == nil || r.TryNow(name) != nil {
		t.Error("the paused one was not let go on, or another was")
	}
	well.Store(true)
	if reply, err := r.Complete(t.Context(), ask("?"), nil); err != nil || reply.Text != "Here." || r.Status()[0].Paused {
		t.Errorf("%+v, %v, %+v", reply, err, r.Status())
	}
}

func TestBreakerAndNextProvider(t *testing.T) {
	t.Parallel()
	bad := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply { return llmtest.Reply{Status: http.StatusUnauthorized} })
	good := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply { return llmtest.Say("Here.") })
	r := llm.NewRouter(quiet, provider(bad), provider(good))
	for range 5 {
		reply, err := r.Complete(t.Context(), ask("?"), nil)
		if err != nil || reply.Text != "Here." {
			t.Fatalf("%+v, %v", reply, err)
		}
	}
	if n := len(bad.Requests()); n != 3 {
		t.Errorf("the failing provider was asked %d times, want 3", n)
	}
	if s := r.Status(); !s[0].Paused || s[1].Paused {
		t.Errorf("%+v", s)
	}
	if _, err := llm.NewRouter(quiet).Complete(t.Context(), ask("?"), nil); !errors.Is(err, llm.ErrNone) {
		t.Errorf("without providers: %v", err)
	}
}

type shape struct{ Cards []string }

func accept(into *shape) func([]byte) error {
	return func(raw []byte) error {
		if err := json.Unmarshal(raw, into); err != nil {
			return err
		}
		if len(into.Cards) == 0 {
			return errors.New("no cards")
		}
		return nil
	}
}

func TestJSONGoesDownTheLadder(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, func(_ int, r llmtest.Request) llmtest.Reply {
		switch r.Format {
		case "json_schema":
			return llmtest.Reply{Status: http.StatusBadRequest, Error: "unknown format"}
		case "json_object":
			return llmtest.Reply{Status: http.StatusUnprocessableEntity, Error: "unknown format"}
		}
		return llmtest.Say("Sure!\n```json\n{\"cards\":[\"a\"]}\n```")
	})
	r := llm.NewRouter(quiet, provider(s))
	for range 2 {
		var got shape
		if _, err := r.JSON(t.Context(), ask("cards"), accept(&got)); err != nil || len(got.Cards) != 1 {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	if n := len(s.Requests()); n != 4 {
		t.Errorf("%d requests; the format that works is not remembered", n)
	}
}

func TestJSONIsRepairedOnce(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, func(n int, r llmtest.Request) llmtest.Reply {
		if n == 0 {
			return llmtest.Say(`{"cards":[`)
		}
		if last := r.Messages[len(r.Messages)-1]; !strings.Contains(last.Content, "holds no JSON object") {
			t.Errorf("the reason is not told: %q", last.Content)
		}
		return llmtest.Say(`{"cards":["b"]}`)
	})
	var got shape
	reply, err := llm.NewRouter(quiet, provider(s)).JSON(t.Context(), ask("cards"), accept(&got))
	if err != nil || len(got.Cards) != 1 || reply.InputTokens < 2*10 {
		t.Fatalf("%+v, %+v, %v", got, reply, err)
	}
	stubborn := llmtest.New(t, func(int, llmtest.Request) llmtest.Reply { return llmtest.Say("I cannot.") })
	if _, err := llm.NewRouter(quiet, provider(stubborn)).JSON(t.Context(), ask("cards"), accept(&got)); !errors.Is(err, llm.ErrInvalid) {
		t.Errorf("got %v", err)
	}
	if n := len(stubborn.Requests()); n != 2 {
		t.Errorf("asked %d times, want 2", n)
	}
}
