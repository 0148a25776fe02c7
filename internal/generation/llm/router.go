package llm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"

	"studyapp/internal/platform/errs"
)

// ErrNone says that no provider is configured.
var ErrNone = errors.New("no model is connected")

// ErrOpen says that a provider failed so often that it is left alone for a
// while.
var ErrOpen = errors.New("the provider is paused")

// How a breaker opens and how long it stays so.
const (
	failures = 3
	pause    = 30 * time.Second
)

// Router asks providers in order, passing over those whose breaker is open.
type Router struct {
	log     *slog.Logger
	entries []*entry
}

// NewRouter returns a router over the providers, best first. None is fine.
func NewRouter(log *slog.Logger, providers ...Provider) *Router {
	r := &Router{log: log}
	for _, p := range providers {
		r.entries = append(r.entries, &entry{provider: p, log: log, breaker: circuitbreaker.NewBuilder[any]().
			WithFailureThreshold(failures).WithDelay(pause).WithSuccessThreshold(1).Build()})
	}
	return r
}

// Keep lets the router know what was measured of its models before, and keep
// what it measures. Call it before anything is asked.
func (r *Router) Keep(p Paces) *Router {
	for _, e := range r.entries {
		e.paces = p
	}
	return r
}

// Available reports whether any model is configured, in whatever health.
func (r *Router) Available() bool { return r != nil && len(r.entries) > 0 }

// Status is a provider's health.
type Status struct {
	Name, Model string
	Paused      bool
	For         time.Duration // until it is tried again
}

// Status lists the providers in order; none when only the built-in one writes.
func (r *Router) Status() []Status {
	if r == nil {
		return nil
	}
	var out []Status
	for _, e := range r.entries {
		out = append(out, Status{Name: e.provider.Name(), Model: e.provider.Model(), Paused: e.paused(), For: e.pausedFor()})
	}
	return out
}

// TryNow lets the next request on this node go to the paused provider instead
// of waiting for the end of its pause. It returns errs.NotFound if none of that
// name is paused.
func (r *Router) TryNow(name string) error {
	if r != nil {
		for _, e := range r.entries {
			if e.provider.Name() == name && e.paused() {
				e.silent.Store(false)
				e.breaker.HalfOpen()
				return nil
			}
		}
	}
	return errs.New(errs.NotFound, "This model is not paused any more.")
}

// Failure says which provider failed and why; the last one tried.
type Failure struct {
	Provider string
	Err      error
}

func (f *Failure) Error() string { return f.Provider + ": " + f.Err.Error() }

// Unwrap gives the reason.
func (f *Failure) Unwrap() error { return f.Err }

// Words says the failure to a student.
func (f *Failure) Words() string { return Words(f.Provider, f.Err) }

// Complete asks the first healthy provider, and the next when it fails before
// its first word. After a word it does not start anew: the reply holds what
// came, with the error. The error is a *Failure, ErrNone or the context's.
func (r *Router) Complete(ctx context.Context, req Request, onToken func(string)) (Reply, error) {
	return r.each(ctx, func(e *entry) (Reply, error) { return e.complete(ctx, req, nil, onToken) })
}

// Writing is a request that is cut to the model that gets it.
type Writing struct {
	Within time.Duration // until the first word, as wished
	// Prompt makes the request for a model. Its error ends the asking; ErrSlow
	// passes the model over.
	Prompt  func(Room) (Request, error)
	Waiting func(Forecast) // told before a model is asked; may be nil
	Word    func(string)   // as Complete's onToken
}

// Write is Complete for a request that depends on how quickly a model reads.
func (r *Router) Write(ctx context.Context, w Writing) (Reply, error) {
	return r.each(ctx, func(e *entry) (Reply, error) {
		req, err := w.Prompt(e.room(ctx, w.Within))
		if err != nil {
			return Reply{}, fmt.Errorf("%w: %w", errPrompt, err)
		}
		return e.complete(ctx, req, w.Waiting, w.Word)
	})
}

var errPrompt = errors.New("no prompt is made")

func (r *Router) each(ctx context.Context, ask func(*entry) (Reply, error)) (Reply, error) {
	if !r.Available() {
		return Reply{}, ErrNone
	}
	var failure error
	for _, e := range r.entries {
		if e.silent.Load() || !e.breaker.TryAcquirePermit() {
			failure = &Failure{e.provider.Name(), ErrOpen}
			continue
		}
		reply, err := ask(e)
		if over, result := e.settle(ctx, err); over {
			return reply, result
		}
		if !errors.Is(err, ErrSlow) {
			r.log.Warn("model failed", "provider", e.provider.Name(), "model", e.provider.Model(), "error", err)
		}
		failure = &Failure{e.provider.Name(), err}
		if reply.Text != "" && !errors.Is(err, ErrInvalid) {
			return reply, failure
		}
	}
	return Reply{}, failure
}

// settle tells the breaker how a request ended. It reports whether that is the
// end, with its error, or the next provider may be asked.
func (e *entry) settle(ctx context.Context, err error) (over bool, result error) {
	switch {
	case err == nil:
		e.breaker.RecordSuccess()
		return true, nil
	case ctx.Err() != nil:
		e.breaker.RecordSuccess() // stopped by us, no fault of the provider
		return true, ctx.Err()
	case errors.Is(err, ErrRequest), errors.Is(err, ErrInvalid), errors.Is(err, ErrSlow):
		e.breaker.RecordSuccess() // it answers; it did not like the request
	case errors.Is(err, errPrompt):
		e.breaker.RecordSuccess()
		return true, err
	case errors.Is(err, ErrSilent):
		e.mute(firstProbe) // another question shall not wait as long
	default:
		e.breaker.RecordFailure()
	}
	return false, nil
}
