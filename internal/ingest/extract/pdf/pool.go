package pdf

import (
	"context"
	"sync"
	"time"
)

// pool keeps at most a number of children, lends each to one document at a
// time, and ends those that wait for too long.
type pool struct {
	slots chan struct{} // one token for each child that may run
	keep  time.Duration // how long an idle child waits

	mu     sync.Mutex
	idle   []*process
	timer  *time.Timer
	closed bool
}

func newPool(size int, keep time.Duration) *pool {
	return &pool{slots: make(chan struct{}, size), keep: keep}
}

// acquire lends a child, waiting for one to come free.
func (p *pool) acquire(ctx context.Context) (*process, error) {
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	proc, err := p.take()
	if err != nil {
		<-p.slots
	}
	return proc, err
}

func (p *pool) take() (*process, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		proc := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return proc, nil
	}
	p.mu.Unlock()
	return start()
}

// replace gives a fresh child for one that failed; the caller keeps its slot.
func (p *pool) replace(old *process) (*process, error) {
	old.end()
	return p.take()
}

// release takes a child back.
func (p *pool) release(proc *process, retire bool) {
	defer func() { <-p.slots }()
	if proc == nil {
		return
	}
	p.mu.Lock()
	if p.closed || retire || proc.dead {
		p.mu.Unlock()
		proc.end()
		return
	}
	proc.idle = time.Now()
	p.idle = append(p.idle, proc)
	if p.timer == nil {
		p.timer = time.AfterFunc(p.keep, p.sweep)
	}
	p.mu.Unlock()
}

// sweep ends the children that have waited long enough.
func (p *pool) sweep() {
	p.mu.Lock()
	var old, young []*process
	for _, proc := range p.idle {
		if time.Since(proc.idle) >= p.keep {
			old = append(old, proc)
		} else {
			young = append(young, proc)
		}
	}
	p.idle, p.timer = young, nil
	if len(young) > 0 {
		p.timer = time.AfterFunc(p.keep-time.Since(young[0].idle), p.sweep)
	}
	p.mu.Unlock()
	for _, proc := range old {
		proc.end()
	}
}

// close ends the idle children, and the lent ones when they come back.
func (p *pool) close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	if p.timer != nil {
		p.timer.Stop()
	}
	p.mu.Unlock()
	for _, proc := range idle {
		proc.end()
	}
}
