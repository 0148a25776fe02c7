package llm

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"
)

// How long a provider that was silent is left alone before it is asked for a
// word, and at most, when it goes on being silent.
const (
	firstProbe = 30 * time.Second
	lastProbe  = 5 * time.Minute
)

// resized is how long the size of a context is believed: a server may be
// started anew with another one.
const resized = 10 * time.Minute

// entry is a provider with what is known of it.
type entry struct {
	provider Provider
	log      *slog.Logger
	paces    Paces // nil: nothing is kept
	breaker  circuitbreaker.CircuitBreaker[any]
	format   atomic.Uint32 // the strictest format that the server is known to take; 0 = unknown
	asked    atomic.Int32  // requests on their way
	silent   atomic.Bool   // it is asked for a word in the background until it says one

	mu      sync.Mutex
	pace    Pace
	loaded  bool
	last    []Message // the prompt before
	keeps   bool      // the server said that it kept a part of it
	context int
	sized   time.Time
	probed  time.Time // when it is asked for a word next
}

// room is what the model can read within a time.
func (e *entry) room(ctx context.Context, within time.Duration) Room {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.load(ctx)
	if time.Since(e.sized) > resized {
		e.context, e.sized = safeContext, time.Now()
		if s, ok := e.provider.(Sized); ok {
			e.context = s.Context(ctx)
		}
	}
	r := Room{Provider: e.provider.Name(), Model: e.provider.Model(), pace: e.pace, within: within, context: e.context}
	if e.keeps {
		r.kept = e.last
	}
	return r
}

func (e *entry) load(ctx context.Context) {
	if e.loaded || e.paces == nil {
		return
	}
	p, err := e.paces.Load(ctx, e.provider.Name(), e.provider.Model())
	if err != nil {
		e.log.WarnContext(ctx, "the pace of a model is not known", "model", e.provider.Model(), "error", err)
		return
	}
	e.pace, e.loaded = p, true
}

// complete asks the provider, with a limit that follows the forecast, and
// learns from what it took.
func (e *entry) complete(ctx context.Context, req Request, waiting func(Forecast), onToken func(string)) (Reply, error) {
	others := e.asked.Add(1) - 1
	defer e.asked.Add(-1)
	e.mu.Lock()
	e.load(ctx)
	pace, keeps, last := e.pace, e.keeps, e.last
	e.last = req.Messages
	e.mu.Unlock()
	estimate, again := promptTokens(req.Messages), alike(last, req.Messages)
	fresh := estimate
	if keeps {
		fresh -= again
	}
	fresh *= pace.ratio() * float64(1+others) // a small server answers one after the other
	if req.Silence == 0 {
		req.Silence = pace.limit(fresh)
	}
	if waiting != nil {
		waiting(Forecast{Provider: e.provider.Name(), Model: e.provider.Model(), First: pace.first(fresh), Sure: pace.Measured > 0})
	}
	begun := time.Now()
	reply, err := e.provider.Complete(ctx, req, onToken)
	m := measured(reply, estimate, again)
	switch {
	case errors.Is(err, ErrSilent) && reply.First == 0:
		m.fresh, m.first = fresh, time.Since(begun) // at least: the next prompt shall be shorter
	case others > 0:
		m.first = 0 // not the reading alone
	}
	e.learn(ctx, m, reply.Kept, again)
	return reply, err
}

// measured is what a reply tells of its model's pace. again are those tokens of
// the estimate that the prompt before had too. A server that does not say
// whether it read them anew measures its own way: the pace is then one of all
// tokens, unless most of them are the same.
func measured(reply Reply, estimate, again float64) measurement {
	m := measurement{estimate: estimate, told: float64(reply.InputTokens), fresh: float64(reply.InputTokens), first: reply.First,
		written: float64(reply.OutputTokens), took: reply.Took}
	if m.told == 0 {
		m.fresh = estimate
	}
	switch {
	case reply.Kept >= 0:
		m.fresh -= float64(reply.Kept)
	case again > estimate/2:
		m.first = 0
	}
	if reply.Thought {
		m.first = 0
	}
	return m
}

// learn takes a measurement, and whether the server said that it kept what this
// prompt shares with the one before.
func (e *entry) learn(ctx context.Context, m measurement, kept int, again float64) {
	e.mu.Lock()
	e.pace = e.pace.with(m)
	if kept > 0 || kept == 0 && again >= fewTokens {
		e.keeps = kept > 0
	}
	pace := e.pace
	e.mu.Unlock()
	if e.paces == nil || m.first == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := e.paces.Save(ctx, e.provider.Name(), e.provider.Model(), pace); err != nil {
		e.log.WarnContext(ctx, "the pace of a model is not kept", "model", e.provider.Model(), "error", err)
	}
}

// mute leaves a provider alone that was silent: no question waits for it again
// until it has said a word to a request of one token.
func (e *entry) mute(after time.Duration) {
	e.mu.Lock()
	e.probed = time.Now().Add(after)
	e.mu.Unlock()
	e.breaker.Open()
	e.silent.Store(true)
	time.AfterFunc(after, func() {
		if !e.silent.Load() {
			return // somebody wanted to try it
		}
		ctx, cancel := context.WithTimeout(context.Background(), firstProbe)
		defer cancel()
		_, err := e.provider.Complete(ctx, Request{Messages: []Message{{User, "Say yes."}}, MaxTokens: 1, Silence: firstProbe}, nil)
		if err != nil {
			e.log.Info("a model is still silent", "provider", e.provider.Name(), "error", err)
			e.mute(min(2*after, lastProbe))
			return
		}
		e.silent.Store(false)
		e.breaker.Close()
	})
}

func (e *entry) paused() bool { return e.silent.Load() || e.breaker.IsOpen() }

// pausedFor is how long nothing is asked of it.
func (e *entry) pausedFor() time.Duration {
	if !e.silent.Load() {
		return e.breaker.RemainingDelay()
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return max(0, time.Until(e.probed))
}
