package supervise

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// spec is how to run one server.
type spec struct {
	name string
	path string
	args []string
	user account
	log  string // the file its output is appended to

	term  syscall.Signal                  // asks for an orderly end; sent when the parent dies too
	abort syscall.Signal                  // asks for a fast end, when the orderly one takes too long
	clean func(ctx context.Context) error // clears what a crash left, before each start
	ready func(ctx context.Context) error // nil when the server answers
}

// Back-off between the end of a child and its next start: doubled each time,
// and begun anew once a child has lived for calm.
const (
	firstPause = 100 * time.Millisecond
	longPause  = 10 * time.Second
	calm       = time.Minute
)

// child keeps one server running until it is stopped.
type child struct {
	spec
	slog  *slog.Logger
	life  context.Context // ends when stop is called
	end   context.CancelFunc
	hurry chan struct{} // closed when stop has no more time
	done  chan struct{} // closed when the server is gone for good
	pid   atomic.Int64  // 0 while none runs
}

// startChild runs the server and returns when it answers; ctx bounds that wait.
func startChild(ctx context.Context, s spec, log *slog.Logger) (*child, error) {
	c := &child{spec: s, slog: log, hurry: make(chan struct{}), done: make(chan struct{})}
	c.life, c.end = context.WithCancel(context.Background())
	first := make(chan error, 1)
	go c.run(ctx, first)
	if err := <-first; err != nil {
		c.end()
		return nil, err
	}
	return c, nil
}

// stop ends the server and waits for that; when ctx ends first it is killed.
func (c *child) stop(ctx context.Context) {
	c.end()
	select {
	case <-c.done:
	case <-ctx.Done():
		close(c.hurry)
		<-c.done
	}
}

// run starts the server again and again until stop. The outcome of the first
// start goes to first; when that one fails, run gives up.
//
// The parent-death signal belongs to the thread that forks, so this goroutine
// keeps its thread for the life of the child.
func (c *child) run(ctx context.Context, first chan<- error) {
	runtime.LockOSThread()
	defer close(c.done)
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		begun := time.Now()
		p, err := c.launch(ctx)
		if first != nil {
			first <- err
			if err != nil {
				return
			}
			first, ctx = nil, c.life
		}
		if err == nil {
			c.pid.Store(int64(p.cmd.Process.Pid))
			c.slog.Info("server ready", "server", c.name, "pid", p.cmd.Process.Pid, "after", time.Since(begun).Round(time.Millisecond))
			select {
			case <-p.exited:
				err = p.err
			case <-c.life.Done():
				c.finish(p)
				return
			}
			c.pid.Store(0)
		}
		if time.Since(begun) > calm {
			pause = firstPause
		}
		if c.life.Err() == nil {
			c.slog.Warn("a server ended and is started again", "server", c.name, "err", err, "pause", pause)
		}
		select {
		case <-time.After(pause):
		case <-c.life.Done():
			return
		}
	}
}

// process is one run of a server.
type process struct {
	cmd    *exec.Cmd
	exited chan struct{} // closed when it has ended and been waited for
	err    error         // how it ended; to be read after exited
}

// launch clears what a crash left, starts the server and waits until it
// answers. After an error nothing runs.
func (c *child) launch(ctx context.Context) (*process, error) {
	if err := c.clean(ctx); err != nil {
		return nil, fmt.Errorf("%s: clearing what the last run left: %w", c.name, err)
	}
	out, err := c.openLog()
	if err != nil {
		return nil, err
	}
	defer func() { _ = out.Close() }() // the child has its own copy
	cmd := exec.Command(c.path, c.args...)
	cmd.Dir = "/"
	cmd.Stdout, cmd.Stderr = out, out
	cmd.Env = childEnv()
	cmd.SysProcAttr = processAttr(c.user, c.term)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s: starting %s: %w", c.name, c.path, err)
	}
	p := &process{cmd: cmd, exited: make(chan struct{})}
	go func() {
		p.err = cmd.Wait()
		close(p.exited)
	}()
	for {
		err := c.ready(ctx)
		if err == nil {
			return p, nil
		}
		select {
		case <-p.exited:
			return nil, fmt.Errorf("%s ended at its start (%w); the end of %s:\n%s", c.name, p.err, c.log, tail(c.log))
		case <-ctx.Done():
			c.finish(p)
			return nil, fmt.Errorf("%s does not answer: %w", c.name, errors.Join(ctx.Err(), err))
		case <-time.After(15 * time.Millisecond):
		}
	}
}

// finish ends a run: orderly, fast after stop's time is up, and by force when
// that does not help either.
func (c *child) finish(p *process) {
	_ = p.cmd.Process.Signal(c.term)
	select {
	case <-p.exited:
		return
	case <-c.hurry:
	case <-time.After(30 * time.Second):
	}
	_ = p.cmd.Process.Signal(c.abort)
	select {
	case <-p.exited:
	case <-time.After(2 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.exited
	}
}

// maxLog is the size in bytes from which a log is begun anew; one old log is
// kept.
const maxLog = 8 << 20

func (c *child) openLog() (*os.File, error) {
	if info, err := os.Stat(c.log); err == nil && info.Size() > maxLog {
		if err := os.Rename(c.log, c.log+".1"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(c.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// tail is the last lines of a log, for an error message.
func tail(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	const most = 2000
	if info, err := f.Stat(); err == nil && info.Size() > most {
		_, _ = f.Seek(-most, io.SeekEnd)
	}
	b, _ := io.ReadAll(f)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return strings.Join(lines[max(0, len(lines)-8):], "\n")
}

// childEnv is the environment of the children: fixed, so that nothing in ours
// (PGDATA, LANG, …) changes how they run.
func childEnv() []string {
	return []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "TZ=UTC", "HOME=/"}
}
