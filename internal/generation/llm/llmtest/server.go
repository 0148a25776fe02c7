// Package llmtest is an OpenAI-compatible server on the loopback interface
// that says what a test tells it to. It speaks the real protocol over HTTP:
// chat completions as server-sent events, errors as JSON.
package llmtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// Request is what the client sent.
type Request struct {
	Model    string
	Messages []struct{ Role, Content string }
	Format   string // response_format.type; empty when there was none
	Stream   bool
	Key      string
}

// Text is everything that was said to the model.
func (r Request) Text() string {
	var b strings.Builder
	for _, m := range r.Messages {
		b.WriteString(m.Content + "\n")
	}
	return b.String()
}

// Reply is what the server does. Pieces are sent one by one; Status other than
// 0 and 200 is an error.
type Reply struct {
	Status int
	Error  string
	Pieces []string
	Pause  time.Duration   // before each piece but the first
	Step   <-chan struct{} // received from before each piece but the first, where there is one
	Hang   bool            // after the pieces, until the client goes away
	Cut    bool            // finish_reason is length
	Break  bool            // the connection drops after the pieces
}

// Say is a reply of one text, in pieces of a few characters.
func Say(text string) Reply {
	var pieces []string
	for rs := []rune(text); len(rs) > 0; {
		n := min(7, len(rs))
		pieces = append(pieces, string(rs[:n]))
		rs = rs[n:]
	}
	return Reply{Pieces: pieces}
}

// Server answers each request with what Answer returns.
type Server struct {
	URL string // the base URL, with /v1

	// Left receives the number of each request whose client went away while the
	// server would have gone on.
	Left <-chan int

	mu       sync.Mutex
	requests []Request
	answer   func(n int, r Request) Reply
	left     chan int
}

// New starts a server that ends with the test. n counts requests from 0.
func New(t testing.TB, answer func(n int, r Request) Reply) *Server {
	s := &Server{answer: answer, left: make(chan int, 100)}
	s.Left = s.left
	h := httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(func() {
		h.CloseClientConnections()
		h.Close()
	})
	s.URL = h.URL + "/v1"
	return s
}

// Requests are those served so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/v1/chat/completions" || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	var body struct {
		Model          string
		Messages       []struct{ Role, Content string }
		ResponseFormat struct{ Type string } `json:"response_format"`
		Stream         bool
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	req := Request{Model: body.Model, Messages: body.Messages, Format: body.ResponseFormat.Type, Stream: body.Stream,
		Key: strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")}
	s.mu.Lock()
	n := len(s.requests)
	s.requests = append(s.requests, req)
	s.mu.Unlock()
	reply := s.answer(n, req)
	if reply.Status != 0 && reply.Status != http.StatusOK {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(reply.Status)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": reply.Error, "type": "error", "code": "", "param": ""}})
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	flush := func() { _ = http.NewResponseController(w).Flush() }
	send := func(delta map[string]any, finish any, usage any) {
		chunk := map[string]any{"id": "x", "object": "chat.completion.chunk", "created": 1, "model": body.Model,
			"choices": []any{map[string]any{"index": 0, "delta": delta, "finish_reason": finish}}}
		if usage != nil {
			chunk["choices"], chunk["usage"] = []any{}, usage
		}
		b, _ := json.Marshal(chunk)
		_, _ = fmt.Fprintf(w, "data: %s\n\n", b)
		flush()
	}
	flush()
	words := 0
	for i, p := range reply.Pieces {
		if i > 0 && reply.Pause > 0 {
			select {
			case <-time.After(reply.Pause):
			case <-r.Context().Done():
				return
			}
		}
		if i > 0 && reply.Step != nil {
			select {
			case <-reply.Step:
			case <-r.Context().Done():
				s.left <- n
				return
			}
		}
		send(map[string]any{"role": "assistant", "content": p}, nil, nil)
		words++
	}
	if reply.Hang {
		<-r.Context().Done()
		s.left <- n
		return
	}
	if reply.Break {
		panic(http.ErrAbortHandler)
	}
	read := 10 + len(req.Text())/4
	finish := "stop"
	if reply.Cut {
		finish = "length"
	}
	send(map[string]any{}, finish, nil)
	send(nil, nil, map[string]any{"prompt_tokens": read, "completion_tokens": words, "total_tokens": read + words})
	_, _ = fmt.Fprint(w, "data: [DONE]\n\n")
	flush()
}
