package llm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
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

type entry struct {
	provider Provider
	breaker  circuitbreaker.CircuitBreaker[any]
	format   atomic.Uint32 // the strictest format that the server is known to take; 0 = unknown
}

// NewRouter returns a router over the providers, best first. None is fine.
func NewRouter(log *slog.Logger, providers ...Provider) *Router {
	r := &Router{log: log}
	for _, p := range providers {
		r.entries = append(r.entries, &entry{provider: p, breaker: circuitbreaker.NewBuilder[any]().
			WithFailureThreshold(failures).WithDelay(pause).WithSuccessThreshold(1).Build()})
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
		out = append(out, Status{Name: e.provider.Name(), Model: e.provider.Model(), Paused: e.breaker.IsOpen(), For: e.breaker.RemainingDelay()})
	}
	return out
}

// TryNow lets the next request on this node go to the paused provider instead
// of waiting for the end of its pause. It returns errs.NotFound if none of that
// name is paused.
func (r *Router) TryNow(name string) error {
	if r != nil {
		for _, e := range r.entries {
			if e.provider.Name() == name && e.breaker.IsOpen() {
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
	return r.each(ctx, func(e *entry) (Reply, error) { return e.provider.Complete(ctx, req, onToken) })
}

func (r *Router) each(ctx context.Context, ask func(*entry) (Reply, error)) (Reply, error) {
	if !r.Available() {
		return Reply{}, ErrNone
	}
	var failure error
	for _, e := range r.entries {
		if !e.breaker.TryAcquirePermit() {
			failure = &Failure{e.provider.Name(), fmt.Errorf("%w for %s", ErrOpen, e.breaker.RemainingDelay().Round(time.Second))}
			continue
		}
		reply, err := ask(e)
		switch {
		case err == nil:
			e.breaker.RecordSuccess()
			return reply, nil
		case ctx.Err() != nil:
			e.breaker.RecordSuccess() // stopped by us, no fault of the provider
			return reply, ctx.Err()
		case errors.Is(err, ErrRequest), errors.Is(err, ErrInvalid):
			e.breaker.RecordSuccess() // it answers; it did not like the request
		default:
			e.breaker.RecordFailure()
		}
		r.log.Warn("model failed", "provider", e.provider.Name(), "model", e.provider.Model(), "error", err)
		failure = &Failure{e.provider.Name(), err}
		if reply.Text != "" && !errors.Is(err, ErrInvalid) {
			return reply, failure
		}
	}
	return Reply{}, failure
}
