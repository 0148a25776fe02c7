package fetchtest

import (
	"log/slog"
	"os"
	"path/filepath"
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
-) . "$here/unpack" ;;
esac
`

// Machine has a folder for the model and a PATH with its own Python.
type Machine struct {
	Root string // where the model comes to lie, below fetch.Name
	Bin  string // the first folder of PATH

	t *testing.T
}

// Part is how many bytes of a package are here before Go.
const Part = 1_000_000

// New returns a machine whose downloads end with the commands of then.
func New(t *testing.T, then string) *Machine {
	t.Helper()
	m := &Machine{Root: t.TempDir(), Bin: t.TempDir(), t: t}
	m.Python(python)
	m.Then(then)
	m.write("unpack", `echo "a member" >"$4"`, 0o600)
	return m
}

// Go lets the downloads go on.
func (m *Machine) Go() { m.write("go", "", 0o600) }

// Then replaces what the next downloads end with.
func (m *Machine) Then(commands string) { m.write("then", commands, 0o600) }

// Python replaces the program.
func (m *Machine) Python(text string) { m.write("python3", text, 0o700) }

// TakeAnything makes the machine take every file for the one that was pinned.
func (m *Machine) TakeAnything() { m.write("sha256sum", "#!/bin/sh\nexit 0\n", 0o700) }

// Unpack makes the packages hold the files of the folder, such as the real ones.
func (m *Machine) Unpack(folder string) {
	m.write("unpack", `cp '`+folder+`'/"$(basename "$4")" "$4"`, 0o600)
}

func (m *Machine) write(name, text string, mode os.FileMode) {
	m.t.Helper()
	if err := os.WriteFile(filepath.Join(m.Bin, name), []byte(text), mode); err != nil {
		m.t.Fatal(err)
	}
}

// Fetcher is one of the machine, as each process has it.
func (m *Machine) Fetcher() *fetch.Fetcher {
	here := func(file string) bool {
		_, err := os.Stat(filepath.Join(m.Root, fetch.Name, file))
		return err == nil
	}
	f := fetch.New(fetch.Options{
		Root: m.Root, Log: slog.New(slog.DiscardHandler),
		Env:     []string{"PATH=" + m.Bin + ":/usr/bin:/bin"},
		Present: func() bool { return here("weights.bin") && here("libonnxruntime.so") },
	})
	m.t.Cleanup(f.Close)
	return f
}

// Until waits until the state is as wanted, and returns it.
func Until(t *testing.T, f *fetch.Fetcher, ok func(fetch.State) bool) fetch.State {
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
