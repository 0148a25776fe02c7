package api

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// eventStream is the media type of server-sent events.
const eventStream = "text/event-stream"

// quiet is how long a stream may be silent before it says that it lives:
// proxies close what is silent for a minute.
const quiet = 15 * time.Second

// stream writes server-sent events. It begins with the first one, so that an
// error before it can still be answered with its status.
type stream struct {
	w     http.ResponseWriter
	begun bool
}

func (s *stream) begin() {
	if s.begun {
		return
	}
	s.begun = true
	h := s.w.Header()
	h.Set("Content-Type", eventStream)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx must pass events on at once
	s.w.WriteHeader(http.StatusOK)
}

// send writes one event. An error means that the client has gone.
func (s *stream) send(event string, data any) error {
	b, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("encoding the event %s: %w", event, err)
	}
	s.begin()
	return s.flush(fmt.Sprintf("event: %s\ndata: %s\n\n", event, b))
}

// alive writes a comment.
func (s *stream) alive() error {
	s.begin()
	return s.flush(": \n\n")
}

func (s *stream) flush(text string) error {
	if _, err := io.WriteString(s.w, text); err != nil {
		return err
	}
	return http.NewResponseController(s.w).Flush()
}
