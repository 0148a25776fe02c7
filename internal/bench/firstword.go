package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/generation/llm/engine"
)

// wordsFrom is asked about; the first two questions let the program measure the
// model.
const wordsFrom = "internal/demo/texts/photosynthesis.md"

var wordQuestions = []string{"What is photorespiration?", "What is a stoma?", "What does ATP synthase do?", "Why do leaves look green?", "What does Rubisco bind?", "Where does the Calvin cycle take place?", "What limits the rate of photosynthesis?"}

// firstWord compares the time from a question to the first word of a model's
// answer with what the model itself takes for the same prompt. Neither side may
// use what the server kept of a prompt before.
func (b *bench) firstWord() error {
	ctx := context.Background()
	base, name, stop, err := smallModel(ctx)
	if err != nil {
		return err
	}
	defer stop()
	between := newBetween(base)
	defer between.Close()
	b.env = []string{"STUDYAPP_LLM_BASE_URL=" + between.URL + "/v1", "STUDYAPP_LLM_MODEL=small", "STUDYAPP_LLM_API_KEY="}
	defer func() { b.env = nil }()
	return b.withServer(func(ctx context.Context, s *server, _ *pgxpool.Pool) error {
		if _, err := s.untilReady(ctx, wordsFrom); err != nil {
			return err
		}
		var ours, alone []float64
		for i, q := range wordQuestions {
			whole, err := s.firstToken(ctx, q)
			if err != nil {
				return err
			}
			body := between.last()
			if i < 2 || body == nil {
				continue
			}
			own, err := firstOf(ctx, base+"/chat/completions", "", body, func(data string) bool { return strings.Contains(data, `"content":"`) })
			if err != nil {
				return err
			}
			ours, alone = append(ours, whole), append(alone, own)
		}
		if len(ours) == 0 {
			return errors.New("the model was never asked")
		}
		o, a := median(ours), median(alone)
		b.add(row{"question to first word, " + name, fmt.Sprintf("%.2f s p50", o), fmt.Sprintf("%.2f the same prompt alone", a), fmt.Sprintf("%.2f", o/a), "≤ 1.05", o/a <= 1.05})
		return nil
	})
}

// smallModel is the real small model where it was fetched, else a server that
// speaks its protocol and reads at the pace of two cores.
func smallModel(ctx context.Context) (base, name string, stop func(), err error) {
	e, err := engine.Start(ctx, 2)
	if err == nil {
		return e.URL, "a model of 1.5 B", func() { _ = e.Stop() }, nil
	}
	if !errors.Is(err, engine.ErrMissing) {
		return "", "", nil, err
	}
	s := httptest.NewServer(http.HandlerFunc(steadyModel))
	return s.URL + "/v1", "a server of the protocol (scripts/engine.sh fetches a model)", s.Close, nil
}

// steadyModel answers as a model does that reads 42 tokens a second.
func steadyModel(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/chat/completions") {
		http.NotFound(w, r)
		return
	}
	tokens := len(body) / 4
	select {
	case <-time.After(time.Duration(tokens) * time.Second / 42):
	case <-r.Context().Done():
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	for _, piece := range []string{`"choices":[{"index":0,"delta":{"content":"Energy is conserved."},"finish_reason":null}]`, `"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]`,
		fmt.Sprintf(`"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":4,"total_tokens":%d}`, tokens, tokens+4)} {
		fmt.Fprintf(w, "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"small\",%s}\n\n", piece)
	}
	fmt.Fprint(w, "data: [DONE]\n\n")
}

// between stands between the program and its model: it lets the server read
// each prompt from its beginning, and keeps the last one.
type between struct {
	*httptest.Server
	mu   sync.Mutex
	body []byte
}

func newBetween(base string) *between {
	m := &between{}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if strings.HasSuffix(r.URL.Path, "/chat/completions") {
			body = m.whole(body)
		}
		out, err := http.NewRequestWithContext(r.Context(), r.Method, strings.TrimSuffix(base, "/v1")+r.URL.Path, bytes.NewReader(body))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		out.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(out)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer func() { _ = answer.Body.Close() }()
		w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
		w.WriteHeader(answer.StatusCode)
		for piece := make([]byte, 4096); ; {
			n, err := answer.Body.Read(piece)
			_, _ = w.Write(piece[:n])
			_ = http.NewResponseController(w).Flush() // it fails where the program has left
			if err != nil {
				return
			}
		}
	}))
	return m
}

// whole asks the server to read the prompt from its beginning, and keeps it.
func (m *between) whole(body []byte) []byte {
	var request map[string]any
	if json.Unmarshal(body, &request) != nil {
		return body
	}
	request["cache_prompt"] = false
	changed, err := json.Marshal(request)
	if err != nil {
		return body
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.body = changed
	return changed
}

// last gives the last prompt, once.
func (m *between) last() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	body := m.body
	m.body = nil
	return body
}

// firstToken asks a question and returns the seconds until its first word.
func (s *server) firstToken(ctx context.Context, question string) (float64, error) {
	body, err := json.Marshal(map[string]any{"question": question})
	if err != nil {
		return 0, err
	}
	event := ""
	return firstOf(ctx, "http://"+s.address+"/api/v1/ask", s.token, body, func(line string) bool {
		if name, ok := strings.CutPrefix(line, "event: "); ok {
			event = name
		}
		return event == "token" || event == "answer"
	})
}

// firstOf posts and returns the seconds until a line is what is waited for; it
// reads the rest too, so that the model is free again.
func firstOf(ctx context.Context, url, token string, body []byte, wanted func(line string) bool) (float64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	begun := time.Now()
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s: %s", url, answer.Status)
	}
	first := 0.0
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		if first == 0 && wanted(lines.Text()) {
			first = time.Since(begun).Seconds()
		}
	}
	if err := lines.Err(); err != nil {
		return 0, err
	}
	if first == 0 {
		return 0, fmt.Errorf("%s: no word came", url)
	}
	return first, nil
}
