package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// reexec makes this test binary behave as the program, so that a test can kill
// a real process.
const reexec = "STUDYAPP_TEST_RUNS_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(reexec) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// server is a `studyapp serve` in a process of its own.
type server struct {
	t     *testing.T
	dir   string
	addr  string
	env   []string
	token string
	cmd   *exec.Cmd
	said  *printed
}

// printed is what a process printed so far.
type printed struct {
	mu   sync.Mutex
	text strings.Builder
}

func (p *printed) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

func (p *printed) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// newServer starts a server on a folder of its own, where nobody has an account.
func newServer(t *testing.T, env ...string) *server {
	t.Helper()
	return serverOn(t, dataFolder(t), env...)
}

// serverOn starts a server on a folder, which no other one serves.
func serverOn(t *testing.T, dir string, env ...string) *server {
	t.Helper()
	s := &server{t: t, dir: dir, env: env}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.addr = l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	s.start()
	t.Cleanup(func() {
		if s.cmd.ProcessState == nil {
			_ = s.cmd.Process.Signal(os.Interrupt)
			_ = s.wait()
		}
	})
	return s
}

// startServer is newServer with an account and its token.
func startServer(t *testing.T, env ...string) *server {
	t.Helper()
	s := newServer(t, env...)
	environment := map[string]string{"STUDYAPP_DATA": s.dir}
	for _, setting := range env {
		name, value, _ := strings.Cut(setting, "=")
		environment[name] = value
	}
	if code, _, bad := execute(t, environment, "a long enough password\n", "user", "create", "--email", "ann@example.org", "--password-stdin"); code != exitOK {
		t.Fatal(bad)
	}
	code, token, bad := execute(t, environment, "", "token", "create")
	if code != exitOK {
		t.Fatal(bad)
	}
	s.token = strings.TrimSpace(token)
	return s
}

// start runs the server and returns when it is ready.
func (s *server) start() {
	s.t.Helper()
	s.cmd = exec.Command(os.Args[0], "serve", "--addr", s.addr, "--data", s.dir)
	s.cmd.Env = append(append(os.Environ(), reexec+"=1"), s.env...)
	s.said = &printed{}
	s.cmd.Stdout, s.cmd.Stderr = s.said, s.said
	s.cmd.WaitDelay = 10 * time.Second // what it started and left may hold its output open
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for range 600 {
		if w, err := http.Get("http://" + s.addr + "/readyz"); err == nil {
			_ = w.Body.Close()
			if w.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("the server is not ready after 30 s:\n%s", s.said)
}

var setUpLink = regexp.MustCompile(`(?m)^Open this link to make the first account: http://[^/]+(/setup\?code=[A-Z2-9-]+)$`)

// setUpPath is the path of the link that the server printed for the first
// account, with its code.
func (s *server) setUpPath() string {
	s.t.Helper()
	for range 600 { // it answers a moment before all that it printed is read
		if m := setUpLink.FindStringSubmatch(s.said.String()); m != nil {
			return m[1]
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("the server prints no link for the first account:\n%s", s.said)
	return ""
}

// patience is how long a server that was asked to end may take: many times what
// it does.
const patience = 2 * time.Minute

// wait waits until the server has ended, as exec.Cmd.Wait does. One that does not end is made to say
// where its goroutines stand, and ended by force: the others run on.
func (s *server) wait() error {
	s.t.Helper()
	ask := time.AfterFunc(patience, func() { _ = s.cmd.Process.Signal(syscall.SIGQUIT) })
	force := time.AfterFunc(patience+10*time.Second, func() { _ = s.cmd.Process.Kill() })
	err := s.cmd.Wait()
	if force.Stop(); !ask.Stop() {
		s.t.Errorf("the server did not end:\n%s", s.said)
	}
	return err
}

// kill ends the server as a power cut would: no signal that it could catch.
func (s *server) kill() {
	s.t.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	_ = s.cmd.Wait()
}

func (s *server) call(method, path string, body io.Reader, contentType string, into any) int {
	s.t.Helper()
	r, err := http.NewRequest(method, "http://"+s.addr+"/api/v1"+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer w.Body.Close()
	b, err := io.ReadAll(w.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if w.StatusCode >= 400 {
		s.t.Fatalf("%s %s: %d %s", method, path, w.StatusCode, b)
	}
	if into != nil {
		if err := json.Unmarshal(b, into); err != nil {
			s.t.Fatalf("%v in %s", err, b)
		}
	}
	return w.StatusCode
}

type documentView struct {
	ID       string
	Status   string
	Chunks   int
	Progress struct{ Done, Total int }
	Failure  *struct{ Kind, Message string }
}

func (s *server) upload(name, text string) documentView {
	s.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	f, err := m.CreateFormFile("file", name)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := io.WriteString(f, text); err != nil {
		s.t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		s.t.Fatal(err)
	}
	var d documentView
	s.call("POST", "/documents", &b, m.FormDataContentType(), &d)
	return d
}

// until polls the document until the condition holds.
func (s *server) until(doc string, what string, holds func(documentView) bool) documentView {
	s.t.Helper()
	var d documentView
	for range 2400 {
		s.call("GET", "/documents/"+doc, nil, "", &d)
		if holds(d) {
			return d
		}
		if d.Failure != nil {
			s.t.Fatalf("waiting until %s: %+v", what, *d.Failure)
		}
		time.Sleep(25 * time.Millisecond)
	}
	s.t.Fatalf("waited a minute until %s: %+v", what, d)
	return d
}

// chunks returns the document's chunks as their texts, in order.
func (s *server) chunks(doc string) []string {
	s.t.Helper()
	var all []string
	for cursor := ""; ; {
		var page struct {
			Items []struct {
				Ordinal int
				Text    string
			}
			NextCursor string `json:"next_cursor"`
		}
		s.call("GET", "/documents/"+doc+"/chunks?limit=200&cursor="+cursor, nil, "", &page)
		for _, c := range page.Items {
			all = append(all, fmt.Sprint(c.Ordinal, " ", c.Text))
		}
		if cursor = page.NextCursor; cursor == "" {
			return all
		}
	}
}

// book is a text of so many chapters, each a few paragraphs that differ.
func book(chapters int) string {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	for c := range chapters {
		fmt.Fprintf(w, "# Chapter %d\n\n", c)
		for p := range 6 {
			for sentence := range 8 {
				fmt.Fprintf(w, "In chapter %d the %dth gardener plants tree number %d beside the river and waters it %d times. ", c, p, c*100+p*10+sentence, sentence+2)
			}
			fmt.Fprint(w, "\n\n")
		}
	}
	_ = w.Flush()
	return b.String()
}

// A power cut at any moment costs no work that was committed, loses nothing and
// doubles nothing: the chunks are those of a run that nobody disturbed.
func TestAKilledServerGoesOnWhereItStopped(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills servers")
	}
	t.Parallel()
	text := book(24)

	calm := startServer(t)
	d := calm.upload("calm.md", text)
	calm.until(d.ID, "the undisturbed document is ready", func(d documentView) bool { return d.Status == "ready" })
	want := calm.chunks(d.ID)
	if len(want) < 50 {
		t.Fatalf("the book has only %d chunks; the kills would come too late", len(want))
	}

	s := startServer(t)
	d = s.upload("calm.md", text)
	s.until(d.ID, "it is being extracted", func(d documentView) bool { return d.Status != "queued" })
	s.kill()
	s.start()
	before := s.until(d.ID, "some vectors are there", func(d documentView) bool {
		return d.Status == "ready" || d.Status == "embedding" && d.Progress.Done > 0
	})
	s.kill()
	s.start()
	begun := time.Now()
	s.until(d.ID, "the work goes on", func(d documentView) bool { return d.Status == "ready" || d.Progress.Done > before.Progress.Done })
	t.Logf("the work went on %v after the second start", time.Since(begun).Round(time.Millisecond))
	s.until(d.ID, "the killed document is ready", func(d documentView) bool { return d.Status == "ready" })
	if diff := cmp.Diff(want, s.chunks(d.ID)); diff != "" {
		t.Errorf("chunks after two kills (-undisturbed +killed):\n%s", diff)
	}
	var found struct{ Results []struct{ Text string } }
	s.call("GET", "/search?q=gardener+tree+number+2313&k=3", nil, "", &found)
	if len(found.Results) == 0 || !strings.Contains(found.Results[0].Text, "2313") {
		t.Errorf("search finds %+v", found.Results)
	}
}
