// Package sse writes server-sent events, for the pages and the API alike. What
// an event says is the matter of who sends it; the route that sends a stream is
// mounted with bounds.Stream. It imports nothing of the program.
package sse

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// MediaType is that of an event stream.
const MediaType = "text/event-stream"

// Quiet is how long a stream may be silent before it says that it lives:
// proxies close what is silent for a minute.
const Quiet = 15 * time.Second

// Wanted reports whether an Accept header asks for events.
func Wanted(accept string) bool { return strings.Contains(accept, MediaType) }

// Stream writes server-sent events. It begins with the first one, so that an
// error before it can still be answered with its status. It is for one
// goroutine.
type Stream struct {
	w     http.ResponseWriter
	begun bool
}

// New returns a stream to w; nothing is written yet.
func New(w http.ResponseWriter) *Stream { return &Stream{w: w} }

// Begun reports whether anything was sent: from then on an error can only be
// an event.
func (s *Stream) Begun() bool { return s.begun }

// Send writes one event with a text. An error means that the client has gone.
func (s *Stream) Send(event, text string) error {
	var b strings.Builder
	b.WriteString("event: " + event + "\n")
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString("data: " + line + "\n")
	}
	b.WriteString("\n")
	return s.write(b.String())
}

// SendJSON writes one event with a value. An error means that the client has
// gone or, with no event sent, that the value does not encode.
func (s *Stream) SendJSON(event string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encoding the event %s: %w", event, err)
	}
	return s.Send(event, string(b))
}

// Alive writes a comment, which keeps the connection open.
func (s *Stream) Alive() error { return s.write(": \n\n") }

func (s *Stream) write(text string) error {
	if !s.begun {
		s.begun = true
		h := s.w.Header()
		h.Set("Content-Type", MediaType)
		h.Set("Cache-Control", "no-store")
		h.Set("X-Accel-Buffering", "no") // nginx must pass events on at once
		s.w.WriteHeader(http.StatusOK)
	}
	if _, err := io.WriteString(s.w, text); err != nil {
		return err
	}
	return http.NewResponseController(s.w).Flush()
}
