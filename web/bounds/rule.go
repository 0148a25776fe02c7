package bounds

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"studyapp/internal/platform/errs"
	"studyapp/web/problem"
)

// Rule is what one request may send.
type Rule struct {
	Bytes int64         // the most that its body may hold
	Whole time.Duration // how long all of the body may take; zero: as long as it likes
	Pause time.Duration // how long nothing of the body may come; zero: as long as it likes. The slowest pace holds too
}

// formBytes is the most that a form or a JSON body may hold, and what an
// upload may hold beside its file.
const formBytes = 2 << 20

// Small is the rule of every route that says no other: what a person types,
// a form or JSON. Who sends it byte by byte is not waited for.
var Small = Rule{Bytes: formBytes, Whole: time.Minute}

// Upload is the rule of a route that takes in a file of at most so many bytes,
// as it streams in. It may take as long as bytes keep coming, at no less than
// 4 KB a second.
func Upload(most int64) Rule { return Rule{Bytes: most + formBytes, Pause: time.Minute} }

type bodyKey struct{}

// Middleware holds requests to the rule. Inside another rule's it replaces
// that one, as long as nothing of the body was read.
//
// A form in the address's encoding is read here, before its handler: a handler
// that asks it for a field could not tell a field that is missing from a form
// that broke off.
func (rule Rule) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b, ok := r.Context().Value(bodyKey{}).(*body); ok {
			b.rule = rule
			b.arm()
			next.ServeHTTP(w, r)
			return
		}
		if r.Body == nil || r.Body == http.NoBody {
			next.ServeHTTP(w, r)
			return
		}
		b := &body{raw: r.Body, w: w, connection: http.NewResponseController(w), rule: rule, begun: time.Now()}
		b.arm() // also for a handler that does not read: the server then reads the rest
		r = r.WithContext(context.WithValue(r.Context(), bodyKey{}, b))
		r.Body = b
		if err := b.readForm(r); err != nil {
			problem.Write(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// readForm reads a form that is all fields. It returns why it did not come
// whole; what is wrong inside it is the handler's matter.
func (b *body) readForm(r *http.Request) error {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return nil
	}
	_ = r.ParseForm()
	var large *http.MaxBytesError
	switch {
	case b.ended == nil, errors.Is(b.ended, io.EOF):
		return nil
	case errors.As(b.ended, &large), errors.Is(b.ended, errs.Invalid):
		return b.ended
	}
	return errs.Wrap(errs.Invalid, b.ended, "The request broke off. Send it again.")
}

// body is a request's body under a rule.
type body struct {
	raw        io.ReadCloser
	bounded    io.ReadCloser // raw, cut at the rule's bytes; from the first read on
	w          http.ResponseWriter
	connection *http.ResponseController
	rule       Rule
	begun      time.Time
	read       int64
	ended      error // io.EOF, or why the body could not be read to its end
}

// arm sets until when the next bytes must come. A connection that cannot do
// that (in a test without a server) waits as long as it takes.
func (b *body) arm() {
	var until time.Time
	switch {
	case b.rule.Pause > 0:
		until = time.Now().Add(b.rule.Pause)
		if last := due(b.begun, b.read); last.Before(until) {
			until = last
		}
	case b.rule.Whole > 0:
		until = b.begun.Add(b.rule.Whole)
	}
	_ = b.connection.SetReadDeadline(until)
}

func (b *body) Read(p []byte) (int, error) {
	if b.bounded == nil {
		b.bounded = http.MaxBytesReader(b.w, b.raw, b.rule.Bytes)
	}
	// From its end on the server listens whether the client is still there, and
	// would take a deadline that passes for its leaving.
	if b.ended == nil {
		b.arm() // each time: the API's framework takes the deadline away before it reads
	}
	n, err := b.bounded.Read(p)
	b.read += int64(n)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = errs.Wrap(errs.Invalid, err, "The request came too slowly and was cut off. Send it again.")
	}
	b.ended = err
	return n, err
}

func (b *body) Close() error { return b.raw.Close() }
