package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"studyapp/internal/search/embed"
)

// watchedBy names how the run of the test that does the work is watched: in a
// network namespace of its own, or under strace. Without it the test starts
// that run and judges it.
const watchedBy = "STUDYAPP_TEST_WATCHED_BY"

const (
	byNamespace = "namespace"
	byStrace    = "strace"
)

// cannotWatch is the exit status of a run that was not allowed to look.
const cannotWatch = 77

// quietFor is how long the server is watched after it read a document. What
// phones home gathers for some seconds before it sends.
const quietFor = time.Minute

// A server that has its model loaded and has read a PDF looks up no name,
// connects to nobody and leaves no file but its own. Whatever is linked or
// loaded is watched, since the kernel is asked and not the library.
//
// It is started first and waited for last: it takes a minute, and almost none
// of a processor.
func TestTheServerTalksToNobody(t *testing.T) {
	if testing.Short() {
		t.Skip("watches a server for a minute")
	}
	switch os.Getenv(watchedBy) {
	case byNamespace:
		w := watchNamespace(t)
		readAndWait(t)
		w.verdict(t)
		return
	case byStrace:
		knock(strangerFirst)
		readAndWait(t)
		return
	}
	if _, err := embed.Find(os.Getenv("STUDYAPP_MODELS")); err != nil {
		skipUnlessCI(t, "the search model is not here: make setup")
	}
	run, err := beginInNamespace(t)
	t.Parallel()
	if err == nil {
		err = run.Wait()
	}
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() == cannotWatch) {
		t.Logf("a network namespace is not to be had (%v): strace watches\n%s", err, run.said())
		underStrace(t)
		return
	}
	if err != nil {
		t.Errorf("%v\n%s", err, run.said())
	}
}

// watchedRun is this test in a process of its own.
type watchedRun struct {
	*exec.Cmd
	out *bytes.Buffer
}

func newWatchedRun(t *testing.T, by string, command ...string) watchedRun {
	t.Helper()
	command = append(command, os.Args[0], "-test.run=^TestTheServerTalksToNobody$", "-test.v")
	r := watchedRun{exec.CommandContext(t.Context(), command[0], command[1:]...), new(bytes.Buffer)}
	r.Env = append(os.Environ(), watchedBy+"="+by)
	r.Stdout, r.Stderr = r.out, r.out
	r.WaitDelay = 10 * time.Second // what it started and could not end may hold its output open
	return r
}

func (r watchedRun) said() string {
	if r.ProcessState == nil {
		return ""
	}
	return r.out.String()
}

// readAndWait is what is watched: a server reads a PDF with the real model,
// finds it by meaning, is left alone for a minute, and stops.
func readAndWait(t *testing.T) {
	t.Helper()
	model, err := embed.Find(os.Getenv("STUDYAPP_MODELS"))
	if err != nil {
		t.Fatal(err)
	}
	home, temp := dataFolder(t), dataFolder(t)
	if err := os.Chmod(temp, 0o1777); err != nil { // also for the user whom PostgreSQL runs as
		t.Fatal(err)
	}
	s := startServer(t, "HOME="+home, "XDG_CACHE_HOME=", "TMPDIR="+temp, "STUDYAPP_MODELS="+model)
	pdf := s.upload("mill.pdf", string(manyPages([][]string{{"The mill of Grundholm has turned since 1871."}, {"Beeswax melts at about 63 degrees Celsius."}})))
	s.until(pdf.ID, "the PDF is read", func(d documentView) bool { return d.Status == "ready" })
	var found struct{ Results []struct{ Text string } }
	s.call("GET", "/search?k=1&q="+url.QueryEscape("Schmelzpunkt von Bienenwachs"), nil, "", &found) // shares no word with the page
	if len(found.Results) != 1 || !strings.Contains(found.Results[0].Text, "63 degrees") {
		t.Errorf("the model is not at work: %+v", found)
	}
	time.Sleep(quietFor)
	s.call("GET", "/documents/"+pdf.ID, nil, "", nil) // it is still there
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.wait(); err != nil {
		t.Errorf("the server ended with %v", err)
	}
	for _, file := range append(leftIn(t, home), leftIn(t, temp)...) {
		if !strings.HasPrefix(file, filepath.Join(home, ".cache", "studyapp")+"/") {
			t.Errorf("%s is left", file)
		}
	}
}

func leftIn(t *testing.T, dir string) (files []string) {
	t.Helper()
	if err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

// Addresses that nobody has (RFC 5737), and a name (RFC 2606). A watch that
// does not see them being tried is blind.
const (
	strangerFirst = "192.0.2.7"
	strangerLast  = "192.0.2.8"
	strangerNamed = "192.0.2.53" // what the watching resolver answers
	nameFirst     = "first.watch.invalid"
	nameLast      = "last.watch.invalid"
)

// knock tries to connect to an address. Nobody is there.
func knock(address string) {
	c := http.Client{Timeout: time.Second}
	if w, err := c.Get("http://" + net.JoinHostPort(address, "9")); err == nil {
		_ = w.Body.Close()
	}
}

// underStrace runs the test under strace and reads what it wrote down.
func underStrace(t *testing.T) {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		skipUnlessCI(t, "neither a network namespace nor strace is here: make setup-test")
	}
	trace := filepath.Join(t.TempDir(), "trace")
	run := newWatchedRun(t, byStrace, strace, "--follow-forks", "--seccomp-bpf", "--quiet=all", "--trace=connect,sendto,sendmsg,sendmmsg", "--output="+trace)
	if err := run.Run(); err != nil {
		t.Errorf("%v\n%s", err, run.said())
	}
	b, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	sent := strangersIn(string(b))
	if !slices.Contains(sent, "192.0.2.7 port 9") {
		t.Fatal("strace did not see a connection that was tried")
	}
	for _, to := range sent {
		if to != "192.0.2.7 port 9" {
			t.Errorf("something was sent to %s", to)
		}
	}
}

// strangersIn returns the addresses beyond this machine, and the resolvers, to
// which the calls in strace's output sent something.
func strangersIn(trace string) (found []string) {
	for line := range strings.Lines(trace) {
		_, after, internet := strings.Cut(line, "{sa_family=AF_INET")
		if !internet {
			continue
		}
		port, address := between(after, "_port=htons(", ")"), between(after, `inet_addr("`, `"`)
		if address == "" {
			address = between(after, `inet_pton(AF_INET6, "`, `"`)
		}
		if ip := net.ParseIP(address); ip != nil && ip.IsLoopback() && port != "53" {
			continue
		}
		if to := fmt.Sprintf("%s port %s", address, port); !slices.Contains(found, to) {
			found = append(found, to)
		}
	}
	return found
}

func between(s, before, after string) string {
	_, s, _ = strings.Cut(s, before)
	s, _, _ = strings.Cut(s, after)
	return s
}

func TestStrangersAreSeenInATrace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, line, want string
	}{
		{"a socket of this machine", `7 connect(3, {sa_family=AF_UNIX, sun_path="/run/.s.PGSQL.5432"}, 110) = 0`, ""},
		{"loopback", `7 connect(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`, ""},
		{"loopback, version 6", `7 connect(3, {sa_family=AF_INET6, sin6_port=htons(8080), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0`, ""},
		{"a resolver of this machine", `7 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16 <unfinished ...>`, "127.0.0.53 port 53"},
		{"a stranger", `7 connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("203.0.113.5")}, 16) = -1 EINPROGRESS`, "203.0.113.5 port 443"},
		{"a stranger, version 6", `7 connect(3, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::5", &sin6_addr), sin6_scope_id=0}, 28) = -1`, "2001:db8::5 port 443"},
		{"a packet without a connection", `7 sendto(5, "\1\0", 2, MSG_NOSIGNAL, {sa_family=AF_INET, sin_port=htons(4433), sin_addr=inet_addr("203.0.113.5")}, 16) = 2`, "203.0.113.5 port 4433"},
	} {
		if got := strings.Join(strangersIn(c.line), ", "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
