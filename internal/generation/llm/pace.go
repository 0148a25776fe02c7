package llm

import (
	"context"
	"math"
	"time"
)

// Pace is how quickly a model was seen to work on its machine. The zero Pace is
// one that was not measured.
type Pace struct {
	Read     float64 // seconds that a new token of a prompt takes
	Write    float64 // seconds that a token of the reply takes
	Ratio    float64 // its tokens for each that Tokens estimates
	Measured int     // replies
}

// Paces keeps what was measured, so that a restart knows it. Load returns the
// zero Pace for a model that was not measured.
type Paces interface {
	Load(ctx context.Context, provider, model string) (Pace, error)
	Save(ctx context.Context, provider, model string, p Pace) error
}

// Before the first measurement: a prompt as for a laptop's two cores that read
// a model of 1.5 billion parameters, and time for a server to load its model.
const (
	carefulRead  = 1.0 / 40
	carefulWrite = 1.0 / 8
	loading      = 90 * time.Second
)

// How a measurement counts. One is never believed beyond a factor: the machine
// was busy with something else, or the model was loaded first.
const (
	newest     = 0.3 // the share of the newest one in the geometric mean
	believed   = 4.0 // the factor
	fewTokens  = 30  // a prompt of fewer new ones measures the way there
	quickWords = 4   // a reply of fewer measures no writing
)

// How long a server may be silent.
const (
	patience      = 4 // times the forecast
	leastPatience = 20 * time.Second
)

func (p Pace) read() float64 {
	if p.Measured == 0 {
		return carefulRead
	}
	return p.Read
}

func (p Pace) write() float64 {
	if p.Write == 0 {
		return carefulWrite
	}
	return p.Write
}

func (p Pace) ratio() float64 {
	if p.Ratio == 0 {
		return 1
	}
	return p.Ratio
}

// first forecasts the time to the first word of a prompt with so many new
// tokens.
func (p Pace) first(tokens float64) time.Duration {
	return time.Duration(tokens * p.read() * float64(time.Second))
}

// limit is how long the server may be silent then.
func (p Pace) limit(tokens float64) time.Duration {
	least := leastPatience
	if p.Measured == 0 {
		least = loading
	}
	return max(least, patience*p.first(tokens))
}

// measurement is what one reply told.
type measurement struct {
	estimate float64       // tokens of the prompt, by Tokens
	told     float64       // the same, by the server; 0 = not told
	fresh    float64       // those that it had not read before
	first    time.Duration // to the first word
	written  float64       // tokens of the reply
	took     time.Duration // from the first word to the last
}

// with is the pace after a measurement.
func (p Pace) with(m measurement) Pace {
	share := max(newest, 1/float64(p.Measured+1))
	mean := func(old, now float64) float64 {
		if old == 0 {
			return now
		}
		now = min(max(now, old/believed), old*believed)
		return math.Exp((1-share)*math.Log(old) + share*math.Log(now))
	}
	if m.told > 0 && m.estimate > 0 {
		p.Ratio = mean(p.Ratio, min(max(m.told/m.estimate, 0.25), 4))
	}
	if m.written >= quickWords && m.took > 0 {
		p.Write = mean(p.Write, m.took.Seconds()/m.written)
	}
	if m.fresh >= fewTokens && m.first > 0 {
		p.Read = mean(p.Read, m.first.Seconds()/m.fresh)
		p.Measured++
	}
	return p
}
