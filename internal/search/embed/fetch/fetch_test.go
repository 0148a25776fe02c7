package fetch_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"studyapp/internal/search/embed/fetch"
	"studyapp/internal/search/embed/fetch/fetchtest"
)

func until(t *testing.T, f *fetch.Fetcher, ok func(fetch.State) bool) fetch.State {
	t.Helper()
	return fetchtest.Until(t, f, ok)
}

func phase(p fetch.Phase) func(fetch.State) bool {
	return func(s fetch.State) bool { return s.Phase == p }
}

func start(t *testing.T, f *fetch.Fetcher) {
	t.Helper()
	if err := f.Start(); err != nil {
		t.Fatal(err)
	}
}

func TestAFetchTellsHowFarItIsAndThenThatTheModelIsThere(t *testing.T) {
	t.Parallel()
	m := fetchtest.New(t, "")
	m.TakeAnything()
	f := m.Fetcher()
	if s := f.State(); s.Phase != fetch.Absent || s.Arrived != 0 || s.Total < 100<<20 {
		t.Errorf("before: %+v", s)
	}
	start(t, f)
	s := until(t, f, func(s fetch.State) bool { return s.Arrived >= fetchtest.Part })
	if s.Phase != fetch.Fetching || s.Arrived != fetchtest.Part {
		t.Errorf("meanwhile: %+v", s)
	}
	m.Go()
	s = until(t, f, phase(fetch.There))
	if s.Arrived != s.Total || s.Left() != 0 {
		t.Errorf("after: %+v", s)
	}
	<-f.Arrived()
	left, err := filepath.Glob(filepath.Join(m.Root, fetch.Name, ".fetch-[0-9]*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

func TestOneFetchRunsOnAMachineAndEveryProcessSeesIt(t *testing.T) {
	t.Parallel()
	m := fetchtest.New(t, "")
	m.TakeAnything()
	one, other := m.Fetcher(), m.Fetcher()
	start(t, one)
	until(t, one, func(s fetch.State) bool { return s.Arrived >= fetchtest.Part })
	start(t, other)
	start(t, one)
	if s := other.State(); s.Phase != fetch.Fetching || s.Arrived != fetchtest.Part {
		t.Errorf("another process sees %+v", s)
	}
	if works, _ := filepath.Glob(filepath.Join(m.Root, fetch.Name, ".fetch-[0-9]*")); len(works) != 1 {
		t.Errorf("%d fetches run", len(works))
	}
	m.Go()
	until(t, other, phase(fetch.There))
}

func TestAFailureIsASentenceAndCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, then, want string }{
		{"no network", `echo "WARNING: Retrying after connection broken by 'NewConnectionError'" >&2; echo "ERROR: No matching distribution found" >&2; exit 1`,
			"The package registry cannot be reached. Check this machine’s network and try again."},
		{"the registry refuses", `echo "ERROR: 403 Client Error for url: https://user:secret@registry.invalid/x." >&2; exit 1`,
			"The fetch failed: 403 Client Error for url: the registry. Try again."},
		{"a full disk", `echo "OSError: [Errno 28] No space left on device" >&2; exit 2`, "The disk is full. Make room and try again."},
		{"another package", "", "What came is not the model that was pinned (its hash differs), so nothing was kept. Try again."},
		{"killed", "kill -9 $PPID", "The fetch was broken off. Try again."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := fetchtest.New(t, c.then)
			m.Go()
			f := m.Fetcher()
			start(t, f)
			if s := until(t, f, phase(fetch.Failed)); s.Problem != c.want {
				t.Errorf("%q", s.Problem)
			}
			m.Then("")
			m.TakeAnything()
			start(t, f)
			until(t, f, phase(fetch.There))
		})
	}
}

func TestAMachineWithoutPythonOrPipIsToldWhatToInstall(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ python, want string }{
		"no pip": {"#!/bin/sh\nexit 1\n", "python3-pip) and try again."},
		// PATH holds only what the script needs, and no Python.
		"no Python": {"", "Python is not installed here."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := fetchtest.New(t, "")
			env := "PATH=" + m.Bin + ":/usr/bin:/bin"
			if c.python != "" {
				m.Python(c.python)
			} else {
				env = "PATH=" + bare(t)
			}
			f := fetch.New(fetch.Options{Root: m.Root, Log: slog.New(slog.DiscardHandler), Env: []string{env}, Present: func() bool { return false }})
			t.Cleanup(f.Close)
			start(t, f)
			if s := until(t, f, phase(fetch.Failed)); !strings.Contains(s.Problem, c.want) {
				t.Errorf("%q", s.Problem)
			}
		})
	}
}

// bare is a folder of programs without Python.
func bare(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"sh", "uname", "mkdir", "rm"} {
		if err := os.Symlink(filepath.Join("/bin", name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestClosingEndsTheFetch(t *testing.T) {
	t.Parallel()
	m := fetchtest.New(t, "")
	f, other := m.Fetcher(), m.Fetcher()
	start(t, f)
	until(t, f, func(s fetch.State) bool { return s.Arrived >= fetchtest.Part })
	f.Close()
	if s := f.State(); s.Phase != fetch.Failed || s.Arrived != 0 {
		t.Errorf("%+v", s)
	}
	if s := other.State(); s.Phase != fetch.Absent { // also the last of its children let the lock go
		t.Errorf("another process sees %+v", s)
	}
}

func TestAFolderThatCannotBeMadeIsToldAtOnce(t *testing.T) {
	t.Parallel()
	m := fetchtest.New(t, "")
	m.Root = filepath.Join(m.Bin, "python3") // a file
	if err := m.Fetcher().Start(); err == nil || !strings.Contains(err.Error(), "studyapp cannot write into") {
		t.Error(err)
	}
}
