package demo

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
)

// The habits of the student.
const (
	newPerDay     = 2
	reviewsPerDay = 110
	missWeekday   = 0.10 // chance of a day without study
	missWeekend   = 0.42
	away          = 2    // the last days before now, so that something waits
	typicalAnswer = 8.5  // seconds, the median
	answerSpread  = 0.55 // of its logarithm
	longestAnswer = 60.0
	readAhead     = 20 * time.Minute // a step that comes back this soon is waited for
)

// studied is a card as the student meets it.
type studied struct {
	card  learning.Card
	state fsrs.State
	met   time.Time // when it was answered last; zero: never
}

// study lets the student review day by day, and gives the reviews to learning
// as a device would. Whether a card is recalled is drawn with the chance that
// FSRS predicts.
func (f *filler) study(ctx context.Context) (reviews, days int, err error) {
	all, err := f.everyCard(ctx)
	if err != nil {
		return 0, 0, err
	}
	cards := make([]*studied, len(all))
	for i, c := range all {
		cards[i] = &studied{card: c}
	}
	scheduler := fsrs.NewScheduler(fsrs.Options{}) // all courses of the plan have the usual target
	ill := f.o.Days * 2 / 5                        // a few days in bed
	for n := range f.o.Days + 1 {
		day := f.day(n)
		weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
		miss, draw := missWeekday, f.random.Float64()
		if weekend {
			miss = missWeekend
		}
		if draw < miss || (n >= ill && n < ill+f.o.Days/22) || (n >= f.o.Days-away && n < f.o.Days) {
			continue
		}
		begin := f.evening(day, weekend)
		if !begin.Before(f.o.Until) {
			continue
		}
		log, err := f.session(cards, scheduler, begin)
		if err != nil {
			return 0, 0, err
		}
		if len(log) == 0 {
			continue
		}
		f.Progress(fmt.Sprintf("Studying, day %d of %d", n, f.o.Days))
		f.Clock.Set(log[len(log)-1].ReviewedAt)
		results, err := f.Learning.Review(ctx, f.owner.ID, log)
		if err != nil {
			return 0, 0, err
		}
		for _, r := range results {
			if r.Status != learning.Recorded {
				return 0, 0, fmt.Errorf("a review was not recorded but %s: %s", r.Status, r.Reason)
			}
		}
		reviews, days = reviews+len(log), days+1
	}
	return reviews, days, f.touch(ctx, cards)
}

// evening is when the student sits down on a day: mostly around half past
// seven, at weekends some time from late morning on.
func (f *filler) evening(day time.Time, weekend bool) time.Time {
	hour := 19.5 + 0.8*f.random.NormFloat64()
	if weekend {
		hour = 11.5 + 6*f.random.Float64()
	}
	hour = min(max(hour, 8), 22)
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, 0, int(hour*3600), 0, day.Location())
}

// session is one sitting: the learning steps that are due, then reviews by
// lowest chance of recall, then some new cards. It ends when nothing comes back
// soon, or at the story's now.
func (f *filler) session(cards []*studied, scheduler *fsrs.Scheduler, begin time.Time) ([]learning.Review, error) {
	start, end := f.owner.Day(begin)
	now := begin
	var log []learning.Review
	known, fresh := 0, 0
	for {
		c := f.choose(cards, scheduler, now, start, end, known < reviewsPerDay, fresh < newPerDay)
		if c == nil {
			back := nextStep(cards)
			if back.IsZero() || back.After(now.Add(readAhead)) {
				return log, nil
			}
			now = back
			continue
		}
		seconds := min(longestAnswer, typicalAnswer*math.Exp(answerSpread*f.random.NormFloat64()))
		took := time.Duration(math.Round(seconds*1000)) * time.Millisecond
		now = now.Add(took)
		if now.After(f.o.Until) {
			return log, nil
		}
		switch c.state.Phase {
		case fsrs.New:
			fresh++
		case fsrs.Reviewing:
			known++
		}
		rating := f.rate(c.state, scheduler.Retrievability(c.state, now))
		var err error
		if c.state, err = scheduler.Review(c.state, rating, now, c.card.ID); err != nil {
			return nil, err
		}
		c.met = now
		log = append(log, learning.Review{ID: id.Review(f.namer.next()), Card: c.card.ID, Rating: rating, ReviewedAt: now, Duration: took, Device: "web"})
		now = now.Add(time.Duration(600+f.random.IntN(1500)) * time.Millisecond)
	}
}

// choose is the card to ask now, or nil. The order is that of learning.Due.
func (f *filler) choose(cards []*studied, scheduler *fsrs.Scheduler, now, start, end time.Time, reviews, fresh bool) *studied {
	met := map[id.Note]id.Card{} // notes answered today: their other cards wait
	for _, c := range cards {
		if !c.met.IsZero() && !c.met.Before(start) {
			met[c.card.Note] = c.card.ID
		}
	}
	waits := func(c *studied) bool { by, ok := met[c.card.Note]; return ok && by != c.card.ID }
	var step, review, unseen *studied
	lowest := 2.0
	for _, c := range cards {
		switch s := c.state; {
		case (s.Phase == fsrs.Learning || s.Phase == fsrs.Relearning) && !s.Due.After(now):
			if step == nil || s.Due.Before(step.state.Due) {
				step = c
			}
		case s.Phase == fsrs.Reviewing && s.Due.Before(end) && reviews && !waits(c):
			if r := scheduler.Retrievability(s, now); r < lowest {
				lowest, review = r, c
			}
		case s.Phase == fsrs.New && fresh && unseen == nil && c.card.CreatedAt.Before(now) && !waits(c):
			unseen = c
		}
	}
	return cmp.Or(step, review, unseen)
}

// nextStep is when the next card comes back that is being learned, zero if none.
func nextStep(cards []*studied) (at time.Time) {
	for _, c := range cards {
		if p := c.state.Phase; (p == fsrs.Learning || p == fsrs.Relearning) && (at.IsZero() || c.state.Due.Before(at)) {
			at = c.state.Due
		}
	}
	return at
}

// rate draws the answer: recalled with the chance that is predicted.
func (f *filler) rate(s fsrs.State, recall float64) fsrs.Rating {
	lapse := 1 - recall
	switch s.Phase {
	case fsrs.New:
		lapse = 0.30
	case fsrs.Learning, fsrs.Relearning:
		lapse = 0.12
	}
	if f.random.Float64() < lapse {
		return fsrs.Again
	}
	switch draw := f.random.Float64(); {
	case draw < 0.11:
		return fsrs.Hard
	case draw > 0.89:
		return fsrs.Easy
	}
	return fsrs.Good
}

// touch leaves the traces of a student who looks after the cards: the one that
// is forgotten most is suspended, the next one called wrong.
func (f *filler) touch(ctx context.Context, cards []*studied) error {
	hardest := slices.Clone(cards)
	slices.SortStableFunc(hardest, func(a, b *studied) int { return cmp.Compare(b.state.Lapses, a.state.Lapses) })
	if len(hardest) < 2 || hardest[1].met.IsZero() {
		return nil
	}
	f.Clock.Set(f.at(0.99, 18.6))
	suspended := learning.Suspended
	if _, err := f.Learning.UpdateCard(ctx, f.owner.ID, hardest[0].card.ID, learning.Patch{Status: &suspended}); err != nil {
		return err
	}
	_, err := f.Learning.Wrong(ctx, f.owner.ID, hardest[1].card.ID)
	return err
}

// sortByID puts cards in the order in which they were made.
func sortByID(cards []learning.Card) {
	slices.SortFunc(cards, func(a, b learning.Card) int { return bytes.Compare(a.ID[:], b.ID[:]) })
}
