package clock

import (
	"sync/atomic"
	"time"
)

// From returns a clock that stands at the given time now and goes on from
// there. The zero time gives the wall clock.
func From(at time.Time) func() time.Time {
	if at.IsZero() {
		return time.Now
	}
	begun := time.Now()
	return func() time.Time { return at.Add(time.Since(begun)) }
}

// Hands is a clock that stands still until it is set. Its zero value stands at
// the zero time. It may be read and set from many goroutines.
type Hands struct{ at atomic.Pointer[time.Time] }

// Set puts the hands to the time.
func (h *Hands) Set(at time.Time) { h.at.Store(&at) }

// Now is the time they show.
func (h *Hands) Now() time.Time {
	if at := h.at.Load(); at != nil {
		return *at
	}
	return time.Time{}
}
