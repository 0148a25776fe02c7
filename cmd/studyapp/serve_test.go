package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"studyapp/web/services"
)

// What a newcomer may do by command line without any server: put a file in,
// ask it, have its index built anew.
func TestFilesAreReadAndAskedByCommandLine(t *testing.T) {
	t.Parallel()
	env := map[string]string{"STUDYAPP_DATA": dataFolder(t)}
	must := func(stdin string, args ...string) string {
		t.Helper()
		code, out, bad := execute(t, env, stdin, args...)
		if code != exitOK {
			t.Fatalf("%v: exit %d, %s", args, code, bad)
		}
		return out
	}
	must("a long enough password\n", "user", "create", "--email", "ann@example.org", "--password-stdin")
	file := filepath.Join(t.TempDir(), "bees.md")
	text := "# Bees\n\nThe queen bee lays up to 2,000 eggs a day in spring.\n\n# Wax\n\nBeeswax melts at about 63 degrees Celsius.\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := must("", "ingest", file, "--course", "Biology", "--wait"); !strings.Contains(out, "ready") {
		t.Errorf("ingest printed %s", out)
	}
	if code, _, bad := execute(t, env, "", "ingest", file); code != exitFailed || !strings.Contains(bad, "You have this document already") {
		t.Errorf("the same file again: exit %d, %s", code, bad)
	}
	const question = "How many eggs does a queen bee lay a day?"
	const quote = "[1] Bees: “The queen bee lays up to 2,000 eggs a day in spring.”"
	if out := must("", "ask", question); !strings.Contains(out, quote) {
		t.Errorf("the answer is %s", out)
	}
	if out := must("", "reindex"); !strings.HasPrefix(out, "1 search indexes") || !strings.Contains(out, "0 cards were scheduled anew") {
		t.Errorf("reindex printed %s", out)
	}
	if out := must("", "ask", question); !strings.Contains(out, quote) {
		t.Errorf("after reindex the answer is %s", out)
	}
}

// A data folder serves one process; the second says which one has it. The
// first, told to stop, leaves no process behind.
func TestASecondServerIsRefusedAndTheFirstLeavesNothing(t *testing.T) {
	t.Parallel()
	s := startServer(t)
	code, _, bad := execute(t, map[string]string{"STUDYAPP_DATA": s.dir}, "", "serve", "--addr", "127.0.0.1:0")
	if pid := fmt.Sprintf("process %d", s.cmd.Process.Pid); code != exitFailed || !strings.Contains(bad, "already served") || !strings.Contains(bad, pid) {
		t.Errorf("exit %d, %s; want %s", code, bad, pid)
	}
	w, err := http.Get("http://" + s.addr + "/")
	if err != nil {
		t.Fatal(err)
	}
	_ = w.Body.Close()
	if got := w.Request.URL.Path; got != "/" && got != services.PathSignIn {
		t.Errorf("a visitor lands on %s", got)
	}
	children := childrenOf(t, s.cmd.Process.Pid)
	if len(children) < 2 {
		t.Fatalf("the server has the children %v", children)
	}
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.wait(); err != nil {
		t.Errorf("the server ended with %v", err)
	}
	for _, pid := range children {
		if err := syscall.Kill(pid, 0); err == nil {
			t.Errorf("child %d is still there", pid)
		}
	}
}

func childrenOf(t *testing.T, parent int) []int {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	var found []int
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // ended meanwhile
		}
		_, rest, _ := strings.Cut(string(b), ") ")
		var state string
		var pid, of int
		if _, err := fmt.Sscanf(rest, "%s %d", &state, &of); err != nil || of != parent {
			continue
		}
		if _, err := fmt.Sscanf(string(b), "%d", &pid); err == nil {
			found = append(found, pid)
		}
	}
	return found
}
