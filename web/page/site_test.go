package page_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"studyapp/internal/generation"
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
	"studyapp/internal/search"
	"studyapp/web"
	"studyapp/web/page"
	"studyapp/web/services"
)

// site is the pages over a database of the test's own, seen by one student.
type site struct {
	services.Services
	t       *testing.T
	url     string
	account auth.Account
	token   string
}

const mostUpload = 8 << 20

// newSite makes a site; each change is made to the services before it is built.
func newSite(t *testing.T, role string, changes ...func(*services.Services)) *site {
	t.Helper()
	t.Parallel()
	pool, log := pgtest.New(t), slog.New(slog.DiscardHandler)
	accounts := auth.New(pool, auth.Options{})
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
	s := services.Services{
		Config: config.Config{MaxUploadBytes: mostUpload}, Pool: pool, Auth: accounts, Search: finder, Jobs: queue, Bus: wakes, Log: log, Now: time.Now,
		Learning: learning.New(pool, log, time.Now),
		Ingest: ingest.New(ingest.Options{Pool: pool, Jobs: queue, Blobs: blobs, Bus: wakes, MaxUploadBytes: mostUpload, Decrypter: opener{},
			Extractors: map[ingest.Kind]extract.Extractor{ingest.Text: plaintext.New(), ingest.Markdown: markdown.New()}}),
	}
	s.Generation = generation.New(generation.Options{Pool: pool, Search: finder, Notes: s.Learning, Jobs: queue, Bus: wakes, Accounts: accounts, Log: log})
	for _, change := range changes {
		change(&s)
	}
	h, err := web.Handler(s, web.Mounts{Page: page.Mount, Problem: page.Problem})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	st := &site{Services: s, t: t, url: server.URL}
	if st.account, err = accounts.Create(t.Context(), "ann@example.org", "correct horse battery", role); err != nil {
		t.Fatal(err)
	}
	if st.token, _, err = accounts.CreateToken(t.Context(), st.account.ID, "test"); err != nil {
		t.Fatal(err)
	}
	return st
}

// send sends a request as the student, as the script does with fragment, and
// returns the status and the answer.
func (s *site) send(method, path, kind string, body io.Reader, fragment bool) (int, http.Header, string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, body)
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
	return s.do(r)
}

// do sends a request and reads the answer; a redirect is one.
func (s *site) do(r *http.Request) (status int, header http.Header, body string) {
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

// work works the jobs until the test ends.
func (s *site) work() {
	s.t.Helper()
	queue, err := jobs.New(s.Pool, s.Log, jobs.Options{Node: "test"})
	if err != nil {
		s.t.Fatal(err)
	}
	queue.Register(s.Ingest.Workers)
	queue.Register(s.Search.Workers)
	queue.Register(s.Generation.Workers)
	if err := queue.Start(context.Background()); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = queue.Stop(context.Background()) })
}

func (s *site) form(path string, fields url.Values) (int, string) {
	s.t.Helper()
	status, _, body := s.send("POST", path, "application/x-www-form-urlencoded", strings.NewReader(fields.Encode()), false)
	return status, body
}

func (s *site) upload(name, content string) (int, string) {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		s.t.Fatal(err)
	}
	_, _ = io.WriteString(part, content) // a buffer takes everything
	_ = form.Close()
	status, _, body := s.send("POST", "/documents", form.FormDataContentType(), &b, true)
	return status, body
}

func (s *site) onlyDocument() ingest.Document {
	s.t.Helper()
	all, _, err := s.Ingest.Documents(s.t.Context(), s.account.ID, ingest.Filter{})
	if err != nil || len(all) != 1 {
		s.t.Fatalf("%d documents, %v", len(all), err)
	}
	return all[0]
}

func TestCardsMoveWithTheirDocument(t *testing.T) {
	s := newSite(t, auth.RoleStudent)
	if status, body := s.upload("notes.txt", "Mitochondria make energy.\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	d := s.onlyDocument()
	_, err := s.Learning.CreateNote(t.Context(), s.account.ID, learning.NewNote{Kind: learning.Basic, Front: "q", Back: "a", Source: &learning.Source{Document: d.ID, Version: 1, Quote: "energy"}})
	if err != nil {
		t.Fatal(err)
	}
	course, err := s.Learning.CreateCourse(t.Context(), s.account.ID, learning.NewCourse{Title: "Biology"})
	if err != nil {
		t.Fatal(err)
	}
	if status, body := s.form("/documents/"+d.ID.String(), url.Values{"title": {"Cells"}, "course": {course.ID.String()}}); status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	cards, _, err := s.Learning.Cards(t.Context(), s.account.ID, learning.CardFilter{Document: d.ID})
	if err != nil || len(cards) != 1 || cards[0].Course != course.ID {
		t.Errorf("%+v, %v", cards, err)
	}
}

func TestRefusedUploadSaysWhy(t *testing.T) {
	s := newSite(t, auth.RoleStudent)
	status, body := s.upload("picture.png", "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00", 6<<20))
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "picture") {
		t.Errorf("%d %s", status, body)
	}
}

func TestTagOfAFileChangesWithItsBytes(t *testing.T) {
	s := newSite(t, auth.RoleStudent)
	if status, body := s.upload("notes.txt", "Mitochondria make energy.\n"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	d := s.onlyDocument()
	path := "/documents/" + d.ID.String() + "/file"
	status, header, _ := s.send("GET", path, "", nil, false)
	if status != 200 || header.Get("ETag") == "" || header.Get("Last-Modified") != "" || !strings.HasPrefix(header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d %v", status, header)
	}
	if _, err := s.Pool.Exec(t.Context(), `update documents set status = 'failed', failure_kind = 'locked' where id = $1`, d.ID); err != nil {
		t.Fatal(err)
	}
	if status, body := s.form("/documents/"+d.ID.String()+"/retry", url.Values{"password": {"secret"}}); status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	if _, after, body := s.send("GET", path, "", nil, false); body != "opened" || after.Get("ETag") == header.Get("ETag") {
		t.Errorf("%q has the tag %s, as the locked file", body, after.Get("ETag"))
	}
}

// opener "decrypts" a file by writing one word.
type opener struct{}

func (opener) Decrypt(_ context.Context, _, _, out string) error {
	return os.WriteFile(out, []byte("opened"), 0o600)
}

func TestOnlyAdminsSeeAdminPages(t *testing.T) {
	s := newSite(t, auth.RoleStudent)
	for _, c := range [][2]string{{"GET", "/admin"}, {"POST", "/admin/dead/1/retry"}} {
		if status, _, body := s.send(c[0], c[1], "", nil, false); status != http.StatusForbidden {
			t.Errorf("%v: %d %s", c, status, body)
		}
	}
}

// uploadAs puts a file in without the pages.
func (s *site) uploadAs(name, content string) ingest.Document {
	s.t.Helper()
	d, err := s.Ingest.Upload(s.t.Context(), s.account.ID, ingest.Upload{FileName: name, Body: strings.NewReader(content)})
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

func (s *site) exec(sql string, args ...any) {
	s.t.Helper()
	if _, err := s.Pool.Exec(s.t.Context(), sql, args...); err != nil {
		s.t.Fatal(err)
	}
}
