package pagetest

import (
	"context"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/cards"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/recheck"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/markdown"
	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/runs"
	"studyapp/internal/search"
	"studyapp/web"
	"studyapp/web/page"
	"studyapp/web/services"
)

// Site is the pages over a database of the test's own, seen by one student.
type Site struct {
	services.Services
	t       *testing.T
	URL     string
	Account auth.Account // of the student
	token   string
}

const mostUpload = 8 << 20

// New makes a site; each change is made to the services before it is built.
func New(t *testing.T, role string, changes ...func(*services.Services)) *Site {
	t.Helper()
	t.Parallel()
	pool, log := pgtest.New(t), slog.New(slog.DiscardHandler)
	courses := learning.New(pool, ingest.Shelf{}, log, time.Now)
	accounts := auth.New(pool, auth.Options{Courses: courses})
	queue, err := jobs.New(pool, log, jobs.Options{InsertOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	wakes := bus.New(nil, log)
	finder, err := search.New(pool, queue, wakes, func() search.Embedder { return nil }, log, search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = finder.Close(context.Background()) })
	blobs, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	engine := runs.New(runs.Options{Pool: pool, Jobs: queue, Bus: wakes, Log: log, Node: "test"})
	s := services.Services{
		Config: config.Config{MaxUploadBytes: mostUpload}, Pool: pool, Auth: accounts, Search: finder, Jobs: queue, Bus: wakes, Log: log, Now: time.Now,
		Learning: courses, Runs: engine,
		Ingest: ingest.New(ingest.Options{Pool: pool, Courses: courses, Runs: engine, Jobs: queue, Blobs: blobs, Bus: wakes, MaxUploadBytes: mostUpload, Decrypter: opener{},
			Extractors: map[ingest.Kind]extract.Extractor{ingest.Text: plaintext.New(), ingest.Markdown: markdown.New()}}),
	}
	found := evidence.New(evidence.Options{Pool: pool, Search: finder, Log: log})
	s.Ask = ask.New(ask.Options{Pool: pool, Evidence: found, Courses: s.Learning, Runs: s.Runs, Log: log})
	s.MakeCards = cards.New(cards.Options{Pool: pool, Notes: s.Learning, Jobs: queue, Runs: s.Runs, Bus: wakes, Accounts: accounts, Log: log})
	s.Quotes = recheck.New(recheck.Options{Pool: pool, Search: finder, Notes: s.Learning, Jobs: queue, Bus: wakes, Log: log})
	for _, change := range changes {
		change(&s)
	}
	h, err := web.Handler(s, web.Mounts{Page: page.Mount, Problem: page.Problem})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	st := &Site{Services: s, t: t, URL: server.URL}
	if st.Account, err = accounts.Create(t.Context(), "ann@example.org", "correct horse battery", role); err != nil {
		t.Fatal(err)
	}
	if st.token, _, err = accounts.CreateToken(t.Context(), st.Account.ID, "test"); err != nil {
		t.Fatal(err)
	}
	return st
}

// Send sends a request as the student, as the script does with fragment, and
// returns the status and the answer.
func (s *Site) Send(method, path, kind string, body io.Reader, fragment bool) (int, http.Header, string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	r.Header.Set("Accept", "text/html")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if fragment {
		r.Header.Set("X-Fragment", "1")
	}
	return s.Do(r)
}

// Do sends a request and reads the answer; a redirect is one.
func (s *Site) Do(r *http.Request) (status int, header http.Header, body string) {
	s.t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	w, err := client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = w.Body.Close() }()
	b, err := io.ReadAll(w.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return w.StatusCode, w.Header, string(b)
}

// Work works the jobs until the test ends.
func (s *Site) Work() {
	s.t.Helper()
	queue, err := jobs.New(s.Pool, s.Log, jobs.Options{Node: "test"})
	if err != nil {
		s.t.Fatal(err)
	}
	queue.Register(s.Ingest.Workers)
	queue.Register(s.Search.Workers)
	queue.Register(s.Quotes.Workers)
	queue.Register(s.Runs.Workers)
	if err := queue.Start(context.Background()); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = queue.Stop(context.Background()) })
}

// Form posts a form without scripts.
func (s *Site) Form(path string, fields url.Values) (int, string) {
	s.t.Helper()
	status, _, body := s.Send("POST", path, "application/x-www-form-urlencoded", strings.NewReader(fields.Encode()), false)
	return status, body
}

// Get is a page that must be there.
func (s *Site) Get(path string) string {
	s.t.Helper()
	status, _, body := s.Send("GET", path, "", nil, false)
	if status != http.StatusOK {
		s.t.Fatalf("%s: %d %s", path, status, body)
	}
	return body
}

// Look gets a page with its entities resolved.
func (s *Site) Look(path string) (int, http.Header, string) {
	s.t.Helper()
	status, header, body := s.Send("GET", path, "", nil, false)
	return status, header, html.UnescapeString(body)
}

// Press posts a form and returns where it leads to.
func (s *Site) Press(path string, fields url.Values) string {
	s.t.Helper()
	status, header, body := s.Send("POST", path, "application/x-www-form-urlencoded", strings.NewReader(fields.Encode()), false)
	if status != http.StatusSeeOther {
		s.t.Fatalf("%s: %d %s", path, status, body)
	}
	return header.Get("Location")
}

// Visit sends a form as someone who is not signed in.
func (s *Site) Visit(method, path string, fields url.Values) (int, http.Header, string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.Do(r)
}

// Exec changes the database behind the services.
func (s *Site) Exec(sql string, args ...any) {
	s.t.Helper()
	if _, err := s.Pool.Exec(s.t.Context(), sql, args...); err != nil {
		s.t.Fatal(err)
	}
}

// opener "decrypts" a file by writing one word.
type opener struct{}

func (opener) Decrypt(_ context.Context, _, _, out string) error {
	return os.WriteFile(out, []byte("opened"), 0o600)
}
