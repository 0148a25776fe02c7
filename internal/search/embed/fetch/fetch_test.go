package fetch_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"studyapp/internal/search/embed/fetch"
)

// python stands in for Python with pip. A download writes a part of the
// package where pip would, waits until the file "go" is there, and then does
// what the test says; unpacking writes a line into the file asked for.
const python = `#!/bin/sh
here=$(dirname "$0")
case $1 in
-m)
	[ "$3" = --version ] && exit 0
	while [ "$1" != -d ]; do shift; done
	mkdir "$TMPDIR/pip-unpack-$$"
	part=$TMPDIR/pip-unpack-$$/${3%%=*}-1-any.whl
	head -c 1000000 /dev/zero >"$part"
	while [ ! -e "$here/go" ]; do sleep 0.02; done
	. "$here/then"
	mv "$part" "$2"
	;;
-) echo "a member" >"$4" ;;
esac
`

// machine is one on which the model can be fetched, or not.
type machine struct {
	t        *testing.T
	bin, dir string
}

func newMachine(t *testing.T, then string) *machine {
	t.Helper()
	m := &machine{t, t.TempDir(), t.TempDir()}
	m.program("python3", python)
	m.write("then", then)
	return m
}

func (m *machine) write(name, text string) {
	m.t.Helper()
	if err := os.WriteFile(filepath.Join(m.bin, name), []byte(text), 0o600); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) program(name, text string) {
	m.t.Helper()
	m.write(name, text)
	if err := os.Chmod(filepath.Join(m.bin, name), 0o700); err != nil {
		m.t.Fatal(err)
	}
}

// fetcher is one as each process has it.
func (m *machine) fetcher() *fetch.Fetcher {
	f := fetch.New(fetch.Options{
		Root: m.dir, Log: slog.New(slog.DiscardHandler),
		Env: []string{"PATH=" + m.bin + ":/usr/bin:/bin"},
		Present: func() bool {
			_, weights := os.Stat(filepath.Join(m.dir, fetch.Name, "weights.bin"))
			_, runtime := os.Stat(filepath.Join(m.dir, fetch.Name, "libonnxruntime.so"))
			return weights == nil && runtime == nil
		},
	})
	m.t.Cleanup(f.Close)
	return f
}

// until waits for the phase.
func until(t *testing.T, f *fetch.Fetcher, ok func(fetch.State) bool) fetch.State {
	t.Helper()
	end := time.Now().Add(30 * time.Second)
	for {
		s := f.State()
		if ok(s) {
			return s
		}
		if time.Now().After(end) {
			t.Fatalf("it stays %+v", s)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func phase(p fetch.Phase) func(fetch.State) bool {
	return func(s fetch.State) bool { return s.Phase == p }
}

// anyHash takes every file for the one that was pinned.
const anyHash = "#!/bin/sh\nexit 0\n"

func start(t *testing.T, f *fetch.Fetcher) {
	t.Helper()
	if err := f.Start(); err != nil {
		t.Fatal(err)
	}
}

func TestAFetchTellsHowFarItIsAndThenThatTheModelIsThere(t *testing.T) {
	t.Parallel()
	m := newMachine(t, "")
	m.program("sha256sum", anyHash)
	f := m.fetcher()
	if s := f.State(); s.Phase != fetch.Absent || s.Arrived != 0 || s.Total < 100<<20 {
		t.Errorf("before: %+v", s)
	}
	start(t, f)
	s := until(t, f, func(s fetch.State) bool { return s.Arrived > 0 })
	if s.Phase != fetch.Fetching || s.Arrived != 1_000_000 {
		t.Errorf("meanwhile: %+v", s)
	}
	m.write("go", "")
	s = until(t, f, phase(fetch.There))
	if s.Arrived != s.Total || s.Left() != 0 {
		t.Errorf("after: %+v", s)
	}
	<-f.Arrived()
	left, err := filepath.Glob(filepath.Join(m.dir, fetch.Name, ".fetch-[0-9]*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

func TestOneFetchRunsOnAMachineAndEveryProcessSeesIt(t *testing.T) {
	t.Parallel()
	m := newMachine(t, "")
	m.program("sha256sum", anyHash)
	one, other := m.fetcher(), m.fetcher()
	start(t, one)
	until(t, one, func(s fetch.State) bool { return s.Arrived > 0 })
	start(t, other)
	start(t, one)
	if s := other.State(); s.Phase != fetch.Fetching || s.Arrived != 1_000_000 {
		t.Errorf("another process sees %+v", s)
	}
	if works, _ := filepath.Glob(filepath.Join(m.dir, fetch.Name, ".fetch-[0-9]*")); len(works) != 1 {
		t.Errorf("%d fetches run", len(works))
	}
	m.write("go", "")
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
			m := newMachine(t, c.then)
			m.write("go", "")
			f := m.fetcher()
			start(t, f)
			if s := until(t, f, phase(fetch.Failed)); s.Problem != c.want {
				t.Errorf("%q", s.Problem)
			}
			m.write("then", "")
			m.program("sha256sum", anyHash)
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
			m := newMachine(t, "")
			env := "PATH=" + m.bin + ":/usr/bin:/bin"
			if c.python != "" {
				m.program("python3", c.python)
			} else {
				env = "PATH=" + bare(t)
			}
			f := fetch.New(fetch.Options{Root: m.dir, Log: slog.New(slog.DiscardHandler), Env: []string{env}, Present: func() bool { return false }})
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
	m := newMachine(t, "")
	f, other := m.fetcher(), m.fetcher()
	start(t, f)
	until(t, f, func(s fetch.State) bool { return s.Arrived > 0 })
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
	m := newMachine(t, "")
	m.dir = filepath.Join(m.bin, "python3") // a file
	if err := m.fetcher().Start(); err == nil || !strings.Contains(err.Error(), "studyapp cannot write into") {
		t.Error(err)
	}
}
