package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

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
	"studyapp/web/api"
	"studyapp/web/services"
)

// site is the program's web server over a database of the test's own.
type site struct {
	services.Services
	t   *testing.T
	url string
}

const mostUpload = 4 << 20

// client makes calls as one account; without a token as nobody.
type client struct {
	*site
	token   string
	account auth.Account
}

// newSite returns a server whose jobs wait.
func newSite(t *testing.T) *site {
	t.Helper()
	return newSiteWith(t, jobs.Options{Node: "test", InsertOnly: true})
}

// newWorkingSite returns a server that works its jobs. It has no search model,
// so documents are found by their words.
func newWorkingSite(t *testing.T, changes ...func(*services.Services)) *site {
	t.Helper()
	s := newSiteWith(t, jobs.Options{Node: "test"}, changes...)
	if err := s.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Jobs.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newSiteWith(t *testing.T, o jobs.Options, changes ...func(*services.Services)) *site {
	t.Helper()
	t.Parallel()
	pool := pgtest.New(t)
	log := slog.New(slog.DiscardHandler)
	courses := learning.New(pool, ingest.Shelf{}, log, time.Now)
	accounts := auth.New(pool, auth.Options{Courses: courses})
	queue, err := jobs.New(pool, log, o)
	if err != nil {
		t.Fatal(err)
	}
	wakes := bus.New(nil, log)
	finder, err := search.New(pool, queue, wakes, func() search.Embedder { return nil }, log, search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := finder.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	blobs, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	engine := runs.New(runs.Options{Pool: pool, Jobs: queue, Bus: wakes, Log: log, Node: "test"})
	documents := ingest.New(ingest.Options{Pool: pool, Courses: courses, Runs: engine, Jobs: queue, Blobs: blobs, Bus: wakes, Log: log, MaxUploadBytes: mostUpload,
		Extractors: map[ingest.Kind]extract.Extractor{ingest.Text: plaintext.New(), ingest.Markdown: markdown.New()}})
	documents.SetProber(finder)
	queue.Register(documents.Workers)
	queue.Register(finder.Workers)
	s := services.Services{
		Config: config.Config{MaxUploadBytes: mostUpload},
		Jobs:   queue, Bus: wakes, Search: finder, Ingest: documents,
		Pool: pool, Auth: accounts, Log: log, Version: "test", Now: time.Now,
		Learning: courses, Runs: engine,
	}
	found := evidence.New(evidence.Options{Pool: pool, Search: finder, Log: log})
	s.Ask = ask.New(ask.Options{Pool: pool, Evidence: found, Courses: s.Learning, Runs: s.Runs, Log: log})
	s.MakeCards = cards.New(cards.Options{Pool: pool, Notes: s.Learning, Jobs: queue, Runs: s.Runs, Bus: wakes, Accounts: accounts, Log: log})
	s.Quotes = recheck.New(recheck.Options{Pool: pool, Search: finder, Notes: s.Learning, Jobs: queue, Bus: wakes, Log: log})
	for _, change := range changes {
		change(&s)
	}
	queue.Register(s.Quotes.Workers)
	queue.Register(s.Runs.Workers)
	h, err := web.Handler(s, web.Mounts{API: api.Mount})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return &site{Services: s, t: t, url: server.URL + api.Prefix}
}

// user makes an account and a token for it.
func (s *site) user(email, role string) *client {
	s.t.Helper()
	a, err := s.Auth.Create(s.t.Context(), email, "correct horse battery", role)
	if err != nil {
		s.t.Fatal(err)
	}
	token, _, err := s.Auth.CreateToken(s.t.Context(), a.ID, "test")
	if err != nil {
		s.t.Fatal(err)
	}
	return &client{s, token, a}
}

type response struct {
	status int
	header http.Header
	body   []byte
}

func (c *client) do(method, path string, body any) response {
	c.t.Helper()
	var r io.Reader
	kind := "application/json"
	switch b := body.(type) {
	case nil:
	case raw:
		r, kind = bytes.NewReader(b.body), b.kind
	default:
		encoded, err := json.Marshal(b)
		if err != nil {
			c.t.Fatal(err)
		}
		r = bytes.NewReader(encoded)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, r)
	if err != nil {
		c.t.Fatal(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", kind)
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	return c.send(req)
}

func (c *client) send(req *http.Request) response {
	c.t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return response{res.StatusCode, res.Header, b}
}

// raw is a body that is not JSON of a value.
type raw struct {
	kind string
	body []byte
}

// want makes a call, checks its status and decodes the answer.
func want[T any](c *client, status int, method, path string, body any) T {
	c.t.Helper()
	var v T
	r := c.do(method, path, body)
	if r.status != status {
		c.t.Fatalf("%s %s: %d %s, want %d", method, path, r.status, r.body, status)
	}
	if status != http.StatusNoContent {
		if err := json.Unmarshal(r.body, &v); err != nil {
			c.t.Fatalf("%s %s: %v in %s", method, path, err, r.body)
		}
	}
	return v
}

// object is any JSON object.
type object = map[string]any

type items[T any] struct {
	Items      []T    `json:"items"`
	NextCursor string `json:"next_cursor"`
}

// refused checks that a call ends with a problem of the status and kind.
func refused(c *client, status int, kind, method, path string, body any) api.Problem {
	c.t.Helper()
	r := c.do(method, path, body)
	var p api.Problem
	if err := json.Unmarshal(r.body, &p); err != nil {
		c.t.Errorf("%s %s: %d with %q, want a problem", method, path, r.status, r.body)
		return p
	}
	if r.status != status || p.Status != status || p.Kind != kind || len(p.Detail) < 12 || p.Title == "" {
		c.t.Errorf("%s %s: %d %s, want %d %s", method, path, r.status, r.body, status, kind)
	}
	if got := r.header.Get("Content-Type"); got != "application/problem+json" {
		c.t.Errorf("%s %s: content type %q", method, path, got)
	}
	return p
}

func newID() string { return uuid.NewString() }
