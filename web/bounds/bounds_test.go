package bounds_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"studyapp/web/bounds"
	"studyapp/web/problem"
)

// wire is a server at the other end of a pipe, in a bubble whose time passes
// when everyone waits.
type wire struct {
	t *testing.T
	net.Conn
	answers *bufio.Reader
}

// one is a listener of a single connection.
type one struct {
	conn chan net.Conn
	done chan struct{}
}

func (l *one) Accept() (net.Conn, error) {
	select {
	case c := <-l.conn:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}
func (l *one) Close() error   { close(l.done); return nil }
func (l *one) Addr() net.Addr { return &net.UnixAddr{} }

func dial(t *testing.T, h http.Handler) *wire {
	t.Helper()
	here, there := net.Pipe()
	l := &one{make(chan net.Conn, 1), make(chan struct{})}
	l.conn <- there
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() {
		_ = here.Close()
		_ = server.Close()
		time.Sleep(time.Second) // the bubble's time: the server lets a connection linger before it ends
	})
	return &wire{t, here, bufio.NewReader(here)}
}

// post sends the head of a request and returns where its body goes.
func (w *wire) post(kind string, bytes int) {
	w.t.Helper()
	w.write(fmt.Sprintf("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", kind, bytes))
}

func (w *wire) write(s string) {
	w.t.Helper()
	if _, err := io.WriteString(w, s); err != nil {
		w.t.Fatal(err)
	}
}

// trickle sends bytes one after another, so long apart, until the server
// answers or takes no more.
func (w *wire) trickle(bytes int, apart time.Duration) {
	go func() {
		for range bytes {
			select {
			case <-w.t.Context().Done(): // the test is over
				return
			case <-time.After(apart):
			}
			if _, err := w.Conn.Write([]byte("x")); err != nil {
				return
			}
		}
	}()
}

// answer reads one answer. Where the server closes the connection behind it,
// closed is true.
func (w *wire) answer() (status int, body string, closed bool) {
	w.t.Helper()
	a, err := http.ReadResponse(w.answers, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return a.StatusCode, string(b), a.Close
}

// count answers how many bytes came.
func count(w http.ResponseWriter, r *http.Request) error {
	n, err := io.Copy(io.Discard, r.Body)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(w, n)
	return err
}

// small and file are the two rules as a router nests them.
func small(h problem.Handler) http.Handler { return bounds.Small.Middleware(h) }
func file(h problem.Handler) http.Handler {
	return bounds.Small.Middleware(bounds.Upload(3 << 20).Middleware(h))
}

func TestSmallBodyThatTricklesIsCutOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, kind string
		h          problem.Handler
	}{
		{"JSON", "application/json", count},
		{"a form, before its handler", "application/x-www-form-urlencoded", func(http.ResponseWriter, *http.Request) error {
			t.Error("the handler has half a form")
			return nil
		}},
		{"a body that nobody reads", "application/json", func(w http.ResponseWriter, _ *http.Request) error {
			w.WriteHeader(http.StatusUnprocessableEntity)
			return nil
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, begun := dial(t, small(c.h)), time.Now()
				w.post(c.kind, 1000)
				w.trickle(1000, 10*time.Second)
				status, body, closed := w.answer()
				if status != http.StatusUnprocessableEntity || !closed || time.Since(begun) > 2*time.Minute {
					t.Errorf("%d %s after %s, closed: %t", status, body, time.Since(begun), closed)
				}
			})
		})
	}
}

func TestUploadTakesAsLongAsBytesCome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := dial(t, file(count))
		const part = 256 << 10 // in 50 s, 5 KB a second
		w.post("multipart/form-data", 12*part)
		go func() {
			for range 12 {
				time.Sleep(50 * time.Second)
				_, _ = io.WriteString(w, strings.Repeat("x", part))
			}
		}()
		if status, body, _ := w.answer(); status != http.StatusOK || body != strconv.Itoa(12*part) {
			t.Errorf("ten minutes of it: %d %s", status, body)
		}
		w.post("multipart/form-data", 200)
		w.trickle(2, 2*time.Minute)
		if status, body, closed := w.answer(); status != http.StatusUnprocessableEntity || !closed {
			t.Errorf("two minutes of silence: %d %s", status, body)
		}
	})
}

func TestBodyIsBoundedByTheRuleOfItsRoute(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		h      http.Handler
		kind   string
		bytes  int
		status int
	}{
		{"a form", small(count), "text/plain", 2 << 20, 200},
		{"a form that is too large", small(count), "text/plain", 2<<20 + 1, 413},
		{"one that is read before its handler", small(count), "application/x-www-form-urlencoded", 2<<20 + 1, 413},
		{"a file", file(count), "text/plain", 5 << 20, 200},
		{"a file that is too large", file(count), "text/plain", 5<<20 + 1, 413},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := dial(t, c.h)
				w.post(c.kind, c.bytes)
				go func() { _, _ = io.WriteString(w, strings.Repeat("x", c.bytes)) }() // the server may close before its end
				if status, body, _ := w.answer(); status != c.status {
					t.Errorf("%d %s", status, body)
				}
			})
		})
	}
}

func TestFormThatBreaksOffIsNoForm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := dial(t, small(func(http.ResponseWriter, *http.Request) error {
			t.Error("the handler has half a form")
			return nil
		}))
		w.post("application/x-www-form-urlencoded", 100)
		w.write("title=Bio")
		_ = w.Close()
		synctest.Wait()
	})
}

// A byte now and then would hold a connection, and a place in a temporary file,
// for days.
func TestUploadThatTricklesIsCutOff(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w, begun := dial(t, file(count)), time.Now()
		w.post("multipart/form-data", 2000)
		w.trickle(2000, 10*time.Second)
		if status, body, closed := w.answer(); status != http.StatusUnprocessableEntity || !closed || time.Since(begun) > 2*time.Minute {
			t.Errorf("%d %s after %s, closed: %t", status, body, time.Since(begun), closed)
		}
	})
}

// An answer goes out as fast as it is read, but not to who hardly reads it.
func TestAnswerGoesOutAtAPace(t *testing.T) {
	t.Parallel()
	const size = 1 << 20
	for _, c := range []struct {
		name  string
		every time.Duration // between two reads of 64 KB
		whole bool
	}{
		{"a slow client", 10 * time.Second, true},
		{"one that hardly reads", time.Minute, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				failed := make(chan error, 1)
				w := dial(t, bounds.Pace(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					time.Sleep(time.Hour) // what a handler does before is not the client's
					_, err := io.Copy(w, strings.NewReader(strings.Repeat("x", size)))
					failed <- err
				})))
				w.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
				got, part := 0, make([]byte, 64<<10)
				for got < size {
					time.Sleep(c.every)
					n, err := io.ReadFull(w.answers, part)
					if got += n; err != nil {
						break
					}
				}
				go func() { _, _ = io.Copy(io.Discard, w.answers) }() // the head counted too
				if err := <-failed; (err == nil) != c.whole || (got >= size) != c.whole {
					t.Errorf("%d bytes came, and the handler was told %v", got, err)
				}
			})
		})
	}
}

// A stream's own rule is the only one that holds for it.
func TestPaceDoesNotCutAStream(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := dial(t, bounds.Pace(bounds.Stream(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for range 3 {
				_, _ = io.WriteString(w, "still here\n")
				if err := http.NewResponseController(w).Flush(); err != nil {
					t.Errorf("the stream was cut: %v", err)
				}
				time.Sleep(10 * time.Minute)
			}
		}))))
		w.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		if status, body, _ := w.answer(); status != http.StatusOK || strings.Count(body, "still here\n") != 3 {
			t.Errorf("%d %q", status, body)
		}
	})
}

// A stream outlives the time that the body of its request had.
func TestLongStreamIsNotCut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := dial(t, bounds.Small.Middleware(bounds.Stream(problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
			for range 2 { // as one does who wants to be sure that nothing is left
				if _, err := io.Copy(io.Discard, r.Body); err != nil {
					return err
				}
			}
			for range 20 {
				select {
				case <-r.Context().Done():
					return fmt.Errorf("the stream was cut: %w", r.Context().Err())
				case <-time.After(10 * time.Minute):
				}
				_, _ = io.WriteString(w, "still here\n")
				if err := http.NewResponseController(w).Flush(); err != nil {
					return err
				}
			}
			return nil
		}))))
		w.post("application/json", 2)
		w.write("{}")
		if status, body, _ := w.answer(); status != http.StatusOK || strings.Count(body, "still here\n") != 20 {
			t.Errorf("%d %q", status, body)
		}
	})
}

// A client that has stopped reading does not hold a stream's handler for ever.
func TestStreamEndsWhereNobodyReads(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan error, 1)
		w := dial(t, bounds.Stream(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "data: first\n\n")
			ended <- http.NewResponseController(w).Flush()
		})))
		w.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		wait, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		select {
		case err := <-ended:
			var late net.Error
			if !errors.As(err, &late) || !late.Timeout() {
				t.Errorf("the handler was told %v", err)
			}
		case <-wait.Done():
			t.Error("the handler still waits after an hour")
		}
	})
}
