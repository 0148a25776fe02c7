package learning

import (
	"context"
	"fmt"
	"time"

	"studyapp/internal/platform/id"
)

// Due returns the cards to ask now: learning steps first by due time, then
// reviews by lowest chance of recall, then new cards in the order in which
// they were made, as far as the day's limits go.
func (s *Service) Due(ctx context.Context, owner id.User, f DueFilter) ([]DueCard, error) {
	now := f.Now
	if now.IsZero() {
		now = s.now()
	}
	limit := f.Limit
	if limit == 0 {
		limit = 50
	}
	limit = min(max(limit, 1), 500)
	if !f.Course.IsZero() {
		if _, err := ownCourse(ctx, s.pool, owner, f.Course); err != nil {
			return nil, err
		}
	}
	ids, err := s.inOrder(ctx, owner, now, f.Ahead, f.Course, limit)
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
		if out[i], err = preview(c, sch, now); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// inOrder is which cards to ask now, at most limit.
func (s *Service) inOrder(ctx context.Context, owner id.User, now time.Time, ahead time.Duration, course id.Course, limit int) ([]id.Card, error) {
	t, err := s.today(ctx, owner, now)
	if err != nil {
		return nil, err
	}
	for n := 2 * limit; ; n *= 4 {
		head, err := s.head(ctx, owner, t, now, ahead, course, n)
		if err != nil {
			return nil, err
		}
		var ids []id.Card
		steps, reviews, news := 0, 0, 0
		for _, c := range head.cards {
			switch c.class {
			case stepDue:
				steps++
			case reviewed:
				if reviews++; reviews > t.reviews {
					continue
				}
			case fresh:
				if news++; news > t.fresh {
					continue
				}
			}
			ids = append(ids, c.card)
		}
		// Siblings may have taken so many places that the head is too short.
		if steps >= limit || (!head.moreReviews || reviews >= min(limit, t.reviews)) && (!head.moreFresh || news >= min(limit, t.fresh)) {
			return ids[:min(limit, len(ids))], nil
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
		n = n.within(t)
		if sum := n.steps + n.reviews + n.fresh; sum > 0 {
			out.Course[course] = sum
		}
	}
	all = all.within(t)
	out.Due, out.New = all.steps+all.reviews, all.fresh
	return out, t, nil
}
