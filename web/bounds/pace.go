package bounds

import (
	"context"
	"net/http"
	"time"
)

// A client may take an answer, and give a file, as slowly as slowest bytes a
// second on average, and has patience more on top: below that it holds a
// connection for nothing.
const (
	slowest  = 4 << 10
	patience = time.Minute
)

// due is until when so many bytes must have passed that began to at begun.
func due(begun time.Time, bytes int64) time.Time {
	return begun.Add(patience + time.Duration(bytes)*time.Second/slowest)
}

type paceKey struct{}

// Pace ends answers to clients that hardly read them. It stands before every
// route; a route of Stream has a rule of its own instead.
func Pace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := &paced{ResponseWriter: w, connection: http.NewResponseController(w)}
		_ = p.connection.SetWriteDeadline(time.Time{}) // that of the request before on this connection
		next.ServeHTTP(p, r.WithContext(context.WithValue(r.Context(), paceKey{}, p)))
	})
}

// unpaced takes the deadlines of Pace off a request.
func unpaced(r *http.Request) {
	if p, ok := r.Context().Value(paceKey{}).(*paced); ok {
		p.free = true
		_ = p.connection.SetWriteDeadline(time.Time{})
	}
}

type paced struct {
	http.ResponseWriter
	connection *http.ResponseController
	free       bool
	begun      time.Time // of the answer; what a handler does before takes as long as it does
	bytes      int64
}

// hold sets until when the next bytes must be gone, also those that the server
// sends by itself after the handler.
func (p *paced) hold(more int) {
	if p.free {
		return
	}
	if p.begun.IsZero() {
		p.begun = time.Now()
	}
	p.bytes += int64(more)
	_ = p.connection.SetWriteDeadline(due(p.begun, p.bytes)) // in a test without a server there is none
}

func (p *paced) WriteHeader(status int) {
	p.hold(0)
	p.ResponseWriter.WriteHeader(status)
}

func (p *paced) Write(b []byte) (int, error) {
	p.hold(len(b))
	return p.ResponseWriter.Write(b)
}

// FlushError is what http.ResponseController looks for.
func (p *paced) FlushError() error {
	p.hold(0)
	return p.connection.Flush()
}

// Flush is what middleware looks for.
func (p *paced) Flush() { _ = p.FlushError() }

// Unwrap lets http.ResponseController reach the connection.
func (p *paced) Unwrap() http.ResponseWriter { return p.ResponseWriter }
