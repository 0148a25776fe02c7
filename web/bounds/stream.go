package bounds

import (
	"net/http"
	"time"
)

// stall is how long a client may leave unread what a stream sends it.
const stall = time.Minute

// Stream is for a route whose answer has no end of its own. It may last as long
// as the client reads; to one that has stopped reading, writes fail after a
// minute, so that the handler ends.
func Stream(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		unpaced(r)
		next.ServeHTTP(&streaming{w, http.NewResponseController(w)}, r)
	})
}

type streaming struct {
	http.ResponseWriter
	connection *http.ResponseController
}

func (s *streaming) Write(p []byte) (int, error) {
	defer s.hold()()
	return s.ResponseWriter.Write(p)
}

// FlushError is what http.ResponseController looks for.
func (s *streaming) FlushError() error {
	defer s.hold()()
	return s.connection.Flush()
}

// hold sets the deadline of one write and returns what takes it away: between
// two writes a stream may be silent for hours.
func (s *streaming) hold() (release func()) {
	_ = s.connection.SetWriteDeadline(time.Now().Add(stall)) // in a test without a server there is none
	return func() { _ = s.connection.SetWriteDeadline(time.Time{}) }
}

// Unwrap lets http.ResponseController reach the connection.
func (s *streaming) Unwrap() http.ResponseWriter { return s.ResponseWriter }
