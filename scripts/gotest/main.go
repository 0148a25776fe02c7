// Command gotest runs `go test -json` with its arguments, prints what failed and
// one line a package, and closes with a line that people and CI read:
//
//	412 passed, 0 failed, 3 skipped
//
// It exits as go test does.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// event is a line of `go test -json`; see `go doc test2json`.
type event struct {
	Action      string
	Package     string
	ImportPath  string // of a build's events, where there is no Package
	Test        string
	Output      string
	Elapsed     float64 // seconds
	FailedBuild string
}

// tally counts tests and keeps the output of those still running.
type tally struct {
	passed, failed, skipped int
	output                  map[string]*strings.Builder // by package and test, of those not yet ended
}

func main() {
	cmd := exec.Command("go", append([]string{"test", "-json"}, os.Args[1:]...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gotest:", err)
		os.Exit(1)
	}
	t := tally{output: map[string]*strings.Builder{}}
	t.read(out, os.Stdout)
	err = cmd.Wait()
	code := 0
	if err != nil {
		code = 1
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			code = exit.ExitCode()
		}
		if t.failed == 0 {
			t.failed = 1 // it failed outside any test
		}
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", t.passed, t.failed, t.skipped)
	os.Exit(code)
}

func (t *tally) read(r io.Reader, w io.Writer) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			_, _ = fmt.Fprintln(w, lines.Text()) // go's own words, such as a pattern that matches nothing
			continue
		}
		t.add(e, w)
	}
}

func (t *tally) add(e event, w io.Writer) {
	if e.Package == "" {
		e.Package = e.ImportPath
	}
	key := e.Package + "\x00" + e.Test
	switch e.Action {
	case "output", "build-output":
		if t.output[key] == nil {
			t.output[key] = &strings.Builder{}
		}
		t.output[key].WriteString(e.Output)
		return
	case "build-fail":
		_, _ = fmt.Fprint(w, t.taken(key))
		return
	case "pass", "fail", "skip":
	default:
		return
	}
	text := t.taken(key)
	if e.Test == "" {
		t.ended(e, text, w)
		return
	}
	switch e.Action {
	case "pass":
		t.passed++
	case "skip":
		t.skipped++
	case "fail":
		t.failed++
		_, _ = fmt.Fprintf(w, "%s: %s failed\n%s", e.Package, e.Test, text)
	}
}

// ended prints a package's line; of a failed one what it said outside its
// tests (a panic, a failed build) and in those it never ended: go test gives
// the goroutines of a run that took too long to one of them.
func (t *tally) ended(e event, text string, w io.Writer) {
	switch e.Action {
	case "fail":
		if e.FailedBuild != "" {
			t.failed++
			text = "it does not build\n"
		}
		_, _ = fmt.Fprintf(w, "FAIL %s (%.1f s)\n%s%s", e.Package, e.Elapsed, text, t.unended(e.Package))
	case "pass":
		_, _ = fmt.Fprintf(w, "ok   %s (%.1f s)\n", e.Package, e.Elapsed)
	}
}

// unended takes what the tests of a package said that never ended, those that
// said the least first, so that a long list of goroutines hides no name.
func (t *tally) unended(pkg string) string {
	var keys []string
	for key := range t.output {
		if strings.HasPrefix(key, pkg+"\x00") {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.output[a].Len(), t.output[b].Len()), cmp.Compare(a, b))
	})
	var b strings.Builder
	for _, key := range keys {
		_, test, _ := strings.Cut(key, "\x00")
		fmt.Fprintf(&b, "%s: %s did not end\n%s", pkg, test, t.taken(key))
	}
	return b.String()
}

func (t *tally) taken(key string) string {
	b := t.output[key]
	delete(t.output, key)
	if b == nil {
		return ""
	}
	return b.String()
}
