//go:build engines

package ask

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"testing"
	"time"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
)

// A model's replies are dear and stay the same while its prompts do: what was
// asked, read, replied and said of it can be kept in a file, and judged anew
// from there without the model.
var (
	record = flag.String("record", "", "keep each question, prompt, reply and verdict in this file")
	replay = flag.String("replay", "", "take the replies from such a file, in place of the model's")
)

// recorded is a line of the file.
type recorded struct {
	Question string        `json:"question"`
	Messages []llm.Message `json:"messages,omitempty"` // none: the model was not asked
	Reply    llm.Reply     `json:"reply"`
	// Sentences are as they were settled, also those of an answer that was not
	// kept.
	Sentences []recordedSentence `json:"sentences,omitempty"`
	Outcome   Outcome            `json:"outcome"`
	Provider  string             `json:"provider"`
	Answer    string             `json:"answer"`
	Found     []string           `json:"found"` // texts of the passages, the nearest first
}

type recordedSentence struct {
	Sentence
	Quotes []string `json:"quotes,omitempty"`
}

// recorder is a provider that keeps what it was asked and what it said.
type recorder struct {
	llm.Provider
	last *recorded
}

func (r recorder) Context(ctx context.Context) int { return r.Provider.(llm.Sized).Context(ctx) }

func (r recorder) Complete(ctx context.Context, req llm.Request, onToken func(string)) (llm.Reply, error) {
	reply, err := r.Provider.Complete(ctx, req, onToken)
	r.last.Messages, r.last.Reply = req.Messages, reply
	return reply, err
}

// replayer is a provider that says again what was kept.
type replayer struct {
	replies map[string]llm.Reply // by question
	last    *recorded
}

func (replayer) Name() string  { return "record" }
func (replayer) Model() string { return "small" }

func (replayer) Context(context.Context) int { return 4096 }

func (r replayer) Complete(_ context.Context, _ llm.Request, onToken func(string)) (llm.Reply, error) {
	reply, ok := r.replies[r.last.Question]
	if !ok {
		return llm.Reply{}, errors.New("the model was not asked this")
	}
	if onToken != nil {
		onToken(reply.Text)
	}
	return reply, nil
}

func readRecord(t *testing.T, path string) map[string]llm.Reply {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]llm.Reply{}
	for lines := json.NewDecoder(f); lines.More(); {
		var r recorded
		if err := lines.Decode(&r); err != nil {
			t.Fatal(err)
		}
		if r.Messages != nil {
			out[r.Question] = r.Reply
		}
	}
	return out
}

// asked asks a question and keeps all that comes of it.
func (w *world) asked(question string, last *recorded) Answer {
	w.T.Helper()
	*last = recorded{Question: question}
	ctx, cancel := context.WithTimeout(w.T.Context(), time.Hour)
	defer cancel()
	sources := map[int]evidence.Citation{}
	a, err := w.service.Ask(ctx, w.Owner, Request{Question: question}, func(e Event) {
		switch d := e.Data.(type) {
		case Passages:
			for _, p := range d.Passages {
				last.Found = append(last.Found, p.Text)
			}
		case Settled:
			for _, c := range d.Sources {
				sources[c.N] = c
			}
			s := recordedSentence{Sentence: d.Sentence}
			for _, n := range d.Citations {
				s.Quotes = append(s.Quotes, sources[n].Quote)
			}
			if d.Quoted {
				return
			}
			if d.N < len(last.Sentences) {
				last.Sentences[d.N] = s
			} else {
				last.Sentences = append(last.Sentences, s)
			}
		}
	})
	if err != nil {
		w.T.Fatal(err)
	}
	w.proven(a)
	last.Outcome, last.Provider, last.Answer = a.Outcome, a.Provider, a.Answer
	if *record != "" {
		f, err := os.OpenFile(*record, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			w.T.Fatal(err)
		}
		if err := errors.Join(json.NewEncoder(f).Encode(last), f.Close()); err != nil {
			w.T.Fatal(err)
		}
	}
	return a
}
