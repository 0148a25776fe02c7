package fsrs

import (
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"time"

	gofsrs "github.com/open-spaced-repetition/go-fsrs/v4"
)

// Weights are the 21 parameters of FSRS-6.
type Weights [21]float64

// DefaultWeights returns the published FSRS-6 defaults.
func DefaultWeights() Weights { return Weights(gofsrs.DefaultWeights()) }

// DefaultRetention is the chance of recall at which a card falls due.
const DefaultRetention = 0.9

const day = 24 * time.Hour

// Ratings lists the four answers in order; arrays of four are indexed by
// rating − 1.
var Ratings = [4]Rating{Again, Hard, Good, Easy}

// Options set up a Scheduler.
type Options struct {
	Weights   Weights // all zero means DefaultWeights
	Retention float64 // target; 0 means DefaultRetention
	NoFuzz    bool    // intervals exactly as FSRS gives them, to compare with other implementations
}

// Scheduler computes states. It has none of its own and may be shared.
type Scheduler struct {
	fsrs   *gofsrs.FSRS
	ranges []fuzzRange
}

type fuzzRange struct{ start, end, factor float64 }

// NewScheduler returns a scheduler; weights outside FSRS's bounds are clipped
// to them.
func NewScheduler(o Options) *Scheduler {
	p := gofsrs.DefaultParam()
	if o.Weights != (Weights{}) {
		p.W = gofsrs.Weights(o.Weights)
	}
	if o.Retention != 0 {
		p.RequestRetention = o.Retention
	}
	s := &Scheduler{fsrs: gofsrs.NewFSRS(p)}
	if !o.NoFuzz {
		for _, r := range gofsrs.FuzzRanges() {
			s.ranges = append(s.ranges, fuzzRange{r.Start, r.End, r.Factor})
		}
	}
	return s
}

// epoch stands for the last review when go-fsrs is asked. It counts days
// between calendar dates in UTC; from a midnight on these are whole spans of
// 24 hours, which do not depend on anybody's time zone.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// Next returns the states after each of the four answers at the given time.
// The key is the card's id; it and the number of reviews seed the fuzz. A time
// before the last review counts as the time of the last review.
func (s *Scheduler) Next(st State, at time.Time, key [16]byte) ([4]State, error) {
	var out [4]State
	elapsed := time.Duration(0)
	card := gofsrs.Card{Due: epoch}
	if st.Phase != New {
		elapsed = max(0, at.Sub(st.LastReview))
		card = gofsrs.Card{
			Due: epoch, Stability: st.Stability, Difficulty: st.Difficulty,
			Reps: uint64(st.Reps), Lapses: uint64(st.Lapses),
			State: gofsrs.State(st.Phase), LastReview: epoch, RemainingSteps: st.Step,
		}
	}
	now := epoch.Add(elapsed)
	log, err := s.fsrs.Repeat(card, now)
	if err != nil {
		return out, fmt.Errorf("scheduling: %w", err)
	}
	for i, r := range Ratings {
		c := log[gofsrs.Rating(r)].Card
		out[i] = State{
			Due:       at.Add(c.Due.Sub(now)),
			Stability: c.Stability, Difficulty: c.Difficulty,
			Phase: Phase(c.State), Step: c.RemainingSteps,
			Reps: int(c.Reps), Lapses: int(c.Lapses), LastReview: at,
		}
	}
	s.fuzz(&out, at, elapsed, key)
	return out, nil
}

// fuzz spreads the intervals of the four answers with one random number, so
// that cards learned together do not stay together and the order of the
// buttons is kept.
func (s *Scheduler) fuzz(next *[4]State, at time.Time, elapsed time.Duration, key [16]byte) {
	if s.ranges == nil {
		return
	}
	random := gofsrs.Alea(hex.EncodeToString(key[:]) + "_" + strconv.Itoa(next[0].Reps)).Double()
	before := 0.0
	for i := range next {
		n := &next[i]
		if n.Phase != Reviewing {
			continue
		}
		days := math.Round(n.Due.Sub(at).Hours() / 24)
		days = s.fuzzed(days, math.Floor(elapsed.Hours()/24), random)
		if Ratings[i] >= Good && before > 0 {
			days = max(days, before+1)
		}
		before = days
		n.Due = at.Add(time.Duration(min(days, s.fsrs.MaximumInterval)) * day)
	}
}

// fuzzed picks a day around an interval, as FSRS does: within 15 % of the part
// between 2.5 and 7 days, 10 % of that to 20 and 5 % above, plus one day.
func (s *Scheduler) fuzzed(days, elapsed, random float64) float64 {
	if days < 2.5 {
		return days
	}
	delta := 1.0
	for _, r := range s.ranges {
		delta += r.factor * max(min(days, r.end)-r.start, 0)
	}
	low := max(2, math.Round(days-delta))
	high := min(math.Round(days+delta), s.fsrs.MaximumInterval)
	if days > elapsed {
		low = max(low, elapsed+1)
	}
	low = min(low, high)
	return math.Floor(random*(high-low+1)) + low
}

// Review returns the state after one answer.
func (s *Scheduler) Review(st State, r Rating, at time.Time, key [16]byte) (State, error) {
	if r < Again || r > Easy {
		return st, fmt.Errorf("scheduling: rating %d", r)
	}
	next, err := s.Next(st, at, key)
	if err != nil {
		return st, err
	}
	return next[r-1], nil
}

// Retrievability is the chance that the card is recalled at the time, between
// 0 and 1; 0 for a new card. The time since the last review counts in
// fractions of a day.
func (s *Scheduler) Retrievability(st State, at time.Time) float64 {
	if st.Phase == New || st.Stability <= 0 {
		return 0
	}
	return s.fsrs.ForgettingCurve(max(0, at.Sub(st.LastReview).Hours()/24), st.Stability)
}

// An Entry is one answer in a card's log.
type Entry struct {
	Rating Rating
	At     time.Time
}

// Replay computes the state that a log leads to, from start on. The entries
// are in order of time.
func (s *Scheduler) Replay(start State, log []Entry, key [16]byte) (State, error) {
	st := start
	for _, e := range log {
		next, err := s.Review(st, e.Rating, e.At, key)
		if err != nil {
			return State{}, err
		}
		st = next
	}
	return st, nil
}
