package doclist

import (
	"time"

	"studyapp/internal/ingest"
)

// pace measures how fast a document's stage goes, for the time left.
type pace struct {
	status ingest.Status
	seen   []point // at least paceStep apart, of the last paceWindow
}

// point is how much of a stage was done when.
type point struct {
	at   time.Time
	done int
}

// How much is measured before a time is told, how far back, and how densely.
const (
	paceLeast  = 5 * time.Second
	paceWindow = 20 * time.Second
	paceStep   = time.Second
)

// left is the time that remains, once the stage has gone on at a steady rate
// for 5 s: the newer half of what was seen is at most twice as fast or slow as
// the older one.
func (p *pace) left(d ingest.Document, now time.Time) time.Duration {
	done := d.Progress.Done
	if p.status != d.Status || len(p.seen) > 0 && done < p.seen[len(p.seen)-1].done {
		*p = pace{d.Status, []point{{now, done}}}
		return 0
	}
	for len(p.seen) > 2 && now.Sub(p.seen[1].at) > paceWindow {
		p.seen = p.seen[1:]
	}
	last := point{now, done}
	first, middle := p.seen[0], p.seen[len(p.seen)/2]
	if now.Sub(p.seen[len(p.seen)-1].at) >= paceStep {
		p.seen = append(p.seen, last)
	}
	whole := rate(first, last)
	if now.Sub(first.at) < paceLeast || whole <= 0 || d.Progress.Total <= done {
		return 0
	}
	if middle != first {
		if a, b := rate(first, middle), rate(middle, last); a > 2*b || b > 2*a {
			return 0
		}
	}
	return time.Duration(float64(d.Progress.Total-done) / whole * float64(time.Second))
}

// rate is how much was done a second between two points.
func rate(a, b point) float64 {
	spent := b.at.Sub(a.at).Seconds()
	if spent <= 0 {
		return 0
	}
	return float64(b.done-a.done) / spent
}
