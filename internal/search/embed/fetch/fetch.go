package fetch

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"studyapp/internal/platform/errs"
)

//go:embed fetch-model.sh
var script string

// Name is the folder that the script makes for the files.
const Name = "multilingual-e5-small"

// Phase says where a fetch stands.
type Phase string

// The phases. Failed is this process's own last try.
const (
	There    Phase = "there"
	Absent   Phase = "absent"
	Fetching Phase = "fetching"
	Failed   Phase = "failed"
)

// State is where the model's files are on their way to this machine.
type State struct {
	Phase   Phase
	Arrived int64  // bytes of the downloads that are here
	Total   int64  // bytes of all downloads; 0 where this kind of machine has none
	Problem string // why the last try failed, and what to do
}

// Left is how many bytes a fetch would bring.
func (s State) Left() int64 { return max(s.Total-s.Arrived, 0) }

// Options say where the files go.
type Options struct {
	Root    string      // the folder Name below it gets the files
	Present func() bool // whether the model is complete, also in another place
	Env     []string    // added to the environment of the script
	Log     *slog.Logger
}

// Fetcher fetches in the background. Close it to end what it began.
type Fetcher struct {
	o       Options
	dir     string
	sizes   func() []download
	arrived chan struct{}

	mu      sync.Mutex
	running *exec.Cmd
	done    chan struct{} // closed when running has ended
	problem string
}

// download is one package that the script gets, and the file that it keeps.
type download struct {
	file, pkg string
	bytes     int64
}

// New returns a fetcher; nothing is fetched until Start.
func New(o Options) *Fetcher {
	f := &Fetcher{o: o, dir: filepath.Join(o.Root, Name), arrived: make(chan struct{}, 1)}
	f.sizes = sync.OnceValue(f.readSizes)
	return f
}

// Folder is where the files come to lie.
func (f *Fetcher) Folder() string { return f.dir }

// Arrived receives after a fetch of this process has brought the files.
func (f *Fetcher) Arrived() <-chan struct{} { return f.arrived }

// readSizes asks the script, the one place where versions and sizes stand.
func (f *Fetcher) readSizes() []download {
	c := exec.CommandContext(context.Background(), "sh", "-c", script, "fetch-model", "--sizes") // takes milliseconds
	c.Env = append(c.Environ(), f.o.Env...)
	out, err := c.Output()
	if err != nil {
		f.o.Log.Warn("the search model cannot be fetched on this machine", "error", err)
		return nil
	}
	var list []download
	for line := range strings.Lines(string(out)) {
		var d download
		if n, err := fmt.Sscan(line, &d.file, &d.pkg, &d.bytes); n == 3 && err == nil {
			list = append(list, d)
		}
	}
	return list
}

// lockFile is held by the process that fetches and by the script itself, so
// that a fetch is known also after the process that began it was killed. It
// holds the script's process id.
const lockFile = ".fetch-lock"

// State says how far the fetch of this machine is, whoever began it.
func (f *Fetcher) State() State {
	s := State{Phase: Absent}
	pid, fetching := f.holder()
	for _, d := range f.sizes() {
		s.Total += d.bytes
		s.Arrived += f.size(d, pid)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.o.Present():
		s.Phase, s.Arrived = There, s.Total
	case fetching || f.running != nil:
		s.Phase = Fetching
	case f.problem != "":
		s.Phase, s.Problem = Failed, f.problem
	}
	return s
}

// holder returns the id of the script that runs, and whether one does. Between
// the lock and the first line of it the id is empty.
func (f *Fetcher) holder() (pid string, fetching bool) {
	file, err := os.Open(filepath.Join(f.dir, lockFile))
	if err != nil {
		return "", false
	}
	defer func() { _ = file.Close() }()
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB); !errors.Is(err, syscall.EWOULDBLOCK) {
		return "", false
	}
	b := make([]byte, 20)
	n, _ := file.Read(b)
	return strings.TrimSpace(string(b[:n])), true
}

// size is how much of a download is here. pip writes it into a folder of its
// own first and copies it, so the largest of its files counts.
func (f *Fetcher) size(d download, pid string) int64 {
	if regular(filepath.Join(f.dir, d.file)) {
		return d.bytes
	}
	if pid == "" {
		return 0
	}
	work := f.work(pid)
	if regular(filepath.Join(work, d.file)) { // being unpacked or compared
		return d.bytes
	}
	var most int64
	_ = filepath.WalkDir(work, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasPrefix(e.Name(), d.pkg+"-") {
			return nil //nolint:nilerr // files come and go meanwhile
		}
		if info, err := e.Info(); err == nil {
			most = max(most, info.Size())
		}
		return nil
	})
	return min(most, d.bytes)
}

func (f *Fetcher) work(pid string) string { return filepath.Join(f.dir, ".fetch-"+pid) }

func regular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// Start begins to fetch, unless the model is there or a fetch runs already. It
// returns errs.Unavailable when the folder cannot be written; everything later
// is told by State.
func (f *Fetcher) Start() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.running != nil || f.o.Present() {
		return nil
	}
	lock, err := f.lock()
	if err != nil || lock == nil {
		return err
	}
	f.sweep()
	c := exec.CommandContext(context.Background(), "sh", "-c", script, "fetch-model", f.o.Root) // ended by Close
	c.Env = append(c.Environ(), f.o.Env...)
	said := &tail{}
	c.Stderr = said
	c.ExtraFiles = []*os.File{lock}
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // pip is ended with the script
	c.WaitDelay = 10 * time.Second
	if err := c.Start(); err != nil {
		_ = lock.Close()
		return errs.Wrap(errs.Unavailable, err, "The script that fetches the search model does not start.")
	}
	_ = lock.Truncate(0)
	_, _ = lock.WriteAt([]byte(strconv.Itoa(c.Process.Pid)+"\n"), 0) // without it only the progress is unknown
	f.running, f.problem, f.done = c, "", make(chan struct{})
	f.o.Log.Info("the search model is being fetched", "folder", f.dir)
	go f.wait(c, lock, said, f.done)
	return nil
}

func (f *Fetcher) wait(c *exec.Cmd, lock *os.File, said *tail, done chan struct{}) {
	defer close(done)
	err := c.Wait()
	_ = lock.Close()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.running = nil
	if f.o.Present() {
		f.o.Log.Info("the search model was fetched", "folder", f.dir)
		select {
		case f.arrived <- struct{}{}:
		default:
		}
		return
	}
	f.problem = sentence(c.ProcessState.ExitCode(), said.String())
	f.o.Log.Warn("the search model was not fetched", "error", err, "said", said.String())
}

// lockWait is how long another's look at the lock, which takes it for an
// instant, may stand in the way.
const lockWait = 300 * time.Millisecond

// lock returns the held lock, or nil when another process fetches.
func (f *Fetcher) lock() (*os.File, error) {
	refused := func(err error) error {
		return errs.Wrap(errs.Unavailable, err, "studyapp cannot write into "+f.dir+". Make it writable, or set STUDYAPP_MODELS to another folder.")
	}
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return nil, refused(err)
	}
	file, err := os.OpenFile(filepath.Join(f.dir, lockFile), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, refused(err)
	}
	for begun := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return file, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			_ = file.Close()
			return nil, refused(err)
		}
		if time.Since(begun) > lockWait {
			_ = file.Close()
			return nil, nil //nolint:nilnil // nobody failed, another is at it
		}
	}
}

// sweep removes what killed fetches left. Only the holder of the lock may.
func (f *Fetcher) sweep() {
	left, _ := filepath.Glob(f.work("[0-9]*")) // the pattern is well formed
	for _, dir := range left {
		pid, err := strconv.Atoi(strings.TrimPrefix(filepath.Base(dir), ".fetch-"))
		if err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			_ = os.RemoveAll(dir)
		}
	}
}

// Close ends a fetch that this process began, and waits for its end.
func (f *Fetcher) Close() {
	f.mu.Lock()
	c, done := f.running, f.done
	f.mu.Unlock()
	if c == nil {
		return
	}
	_ = syscall.Kill(-c.Process.Pid, syscall.SIGTERM)
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL)
		<-done
	}
}
