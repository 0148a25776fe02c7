package learning

import (
	"context"
	"fmt"
	"time"

	"studyapp/internal/platform/id"
)

// Due returns the cards to ask now: learning steps first by due time, then
// reviews by lowest chance of recall, then new cards, those of the next exam first
// and in the order in which they were made, as far as the day's limits of each
// course go. With DueFilter.More there are no limits, and what is due on later days
// follows.
func (s *Service) Due(ctx context.Context, owner id.User, f DueFilter) ([]DueCard, error) {
	if f.Now.IsZero() {
		f.Now = s.now()
	}
	if f.Limit == 0 {
		f.Limit = 50
	}
	f.Limit = min(max(f.Limit, 1), 500)
	if !f.Course.IsZero() {
		if _, err := ownCourse(ctx, s.pool, owner, f.Course); err != nil {
			return nil, err
		}
	}
	ids, err := s.inOrder(ctx, owner, f)
	if err != nil {
		return nil, err
	}
	cards, err := s.cardsByID(ctx, s.pool, owner, ids)
	if err != nil {
		return nil, err
	}
	sch := schedulers{}
	out := make([]DueCard, len(cards))
	for i, c := range cards {
		if out[i], err = preview(c, sch, f.Now); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// inOrder is which cards to ask now, at most as many as the filter says.
func (s *Service) inOrder(ctx context.Context, owner id.User, f DueFilter) ([]id.Card, error) {
	t, err := s.today(ctx, owner, f.Now)
	if err != nil {
		return nil, err
	}
	if f.More {
		t = t.unlimited()
	}
	for n := 2 * f.Limit; ; n *= 4 {
		head, err := s.head(ctx, owner, t, f, n)
		if err != nil {
			return nil, err
		}
		var ids []id.Card
		taken, steps := map[ofCourse]int{}, 0
		for _, c := range head.cards {
			of := ofCourse{c.course, c.class}
			taken[of]++
			switch {
			case c.class == stepDue:
				steps++
			case c.class == reviewed && taken[of] > t.left(c.course).reviews, c.class == fresh && taken[of] > t.left(c.course).fresh:
				continue
			}
			ids = append(ids, c.card)
		}
		// Siblings may have taken so many places that the head is too short.
		enough := true
		for of, more := range head.more {
			allowed := f.Limit
			switch of.class {
			case reviewed:
				allowed = min(allowed, t.left(of.course).reviews)
			case fresh:
				allowed = min(allowed, t.left(of.course).fresh)
			}
			enough = enough && (!more || taken[of] >= allowed)
		}
		if steps >= f.Limit || enough {
			return ids[:min(f.Limit, len(ids))], nil
		}
	}
}

// Preview returns a card with what each answer now would lead to.
func (s *Service) Preview(ctx context.Context, owner id.User, card id.Card) (DueCard, error) {
	c, err := s.Card(ctx, owner, card)
	if err != nil {
		return DueCard{}, err
	}
	sch := schedulers{}
	return preview(c, sch, s.now())
}

func preview(card Card, sch schedulers, now time.Time) (DueCard, error) {
	now = now.Truncate(time.Microsecond) // as it would be stored
	scheduler, m := sch.at(card.retention), card.memory()
	next, err := scheduler.Next(m, now, card.ID)
	if err != nil {
		return DueCard{}, fmt.Errorf("card %s: %w", card.ID, err)
	}
	out := DueCard{Card: card, Retrievability: scheduler.Retrievability(m, now)}
	for i, n := range next {
		out.Next[i], out.NextIn[i] = n.Due, n.Due.Sub(now)
	}
	return out, nil
}

// DueCount says how much waits now, within the day's limits.
func (s *Service) DueCount(ctx context.Context, owner id.User, now time.Time) (DueCounts, error) {
	counts, _, err := s.dueCount(ctx, owner, now)
	return counts, err
}

func (s *Service) dueCount(ctx context.Context, owner id.User, now time.Time) (DueCounts, today, error) {
	t, err := s.today(ctx, owner, now)
	if err != nil {
		return DueCounts{}, today{}, err
	}
	courses, err := s.tallies(ctx, owner, t, now)
	if err != nil {
		return DueCounts{}, today{}, err
	}
	var all tally
	out := DueCounts{Course: map[id.Course]int{}}
	for course, n := range courses {
		all = all.plus(n)
		if sum := n.steps + n.reviews + n.fresh; sum > 0 {
			out.Course[course] = sum
		}
	}
	out.Due, out.New = all.steps+all.reviews, all.fresh
	return out, t, nil
}
