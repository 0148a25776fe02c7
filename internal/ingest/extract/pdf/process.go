package pdf

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// process is a running child. It is used by one goroutine at a time.
type process struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	enc    *gob.Encoder
	dec    *gob.Decoder
	stderr *tail
	exited chan struct{} // closed when it is gone
	idle   time.Time     // since when it waits in the pool

	dead    bool // a call failed, or it asked to be replaced
	reading int  // page that it said it reads, 0 before the first
}

// errOverdue reports a call that took longer than its limit.
var errOverdue = errors.New("pdf: took too long")

func start() (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("pdf: finding our own program: %w", err)
	}
	if _, err := os.Stat(self); err != nil {
		self = "/proc/self/exe" // replaced by a newer version since we started
	}
	p := &process{stderr: &tail{}, exited: make(chan struct{})}
	// The child outlives the call that starts it, and needs none of our
	// settings: what parses strangers' files sees no keys.
	p.cmd = exec.Command(self, childName) //nolint:noctx // it outlives the request; killed by the pool
	p.cmd.Env = []string{"OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1", "GOGC=50", "GOTRACEBACK=none"}
	p.cmd.Dir = os.TempDir()
	p.cmd.Stderr = p.stderr
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("pdf: child: %w", err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("pdf: child: %w", err)
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("pdf: starting a child: %w", err)
	}
	p.enc, p.dec = gob.NewEncoder(p.in), gob.NewDecoder(out)
	return p, nil
}

// call sends a request and waits for its response. limits.Page is for each part
// of the work that the child announces, usually the reading of one page. After
// an error of its own (not a failure in the response) the process has been
// killed, and reading names the page that it was at.
func (p *process) call(ctx context.Context, limits Limits, req request) (response, error) {
	if err := ctx.Err(); err != nil {
		return response{}, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	// Killing the child ends its streams, which ends the blocking calls below.
	stop := context.AfterFunc(ctx, func() { _ = p.cmd.Process.Kill() })
	timer := time.AfterFunc(limits.Page, func() { cancel(errOverdue) })
	defer timer.Stop()
	p.reading = 0
	err := p.enc.Encode(req)
	for err == nil {
		var resp response
		if err = p.dec.Decode(&resp); err != nil {
			break
		}
		if resp.Reading != 0 {
			p.reading = resp.Reading
			limit := limits.Page
			if p.reading == readingFallback {
				limit = limits.Other
			}
			timer.Reset(limit)
			continue
		}
		if !stop() {
			break
		}
		return resp, nil
	}
	p.dead = true
	p.end()
	if cause := context.Cause(ctx); cause != nil {
		return response{}, cause
	}
	return response{}, fmt.Errorf("pdf: the child ended: %w; %s", err, p.stderr)
}

// end kills the child and waits until it is gone.
func (p *process) end() {
	select {
	case <-p.exited:
		return
	default:
	}
	_ = p.cmd.Process.Kill()
	_ = p.in.Close()
	_ = p.cmd.Wait()
	close(p.exited)
}

// tail keeps the last bytes written to it, for the log.
type tail struct {
	mu sync.Mutex
	b  []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, b...)
	if over := len(t.b) - 1024; over > 0 {
		t.b = t.b[over:]
	}
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
