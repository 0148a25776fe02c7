package learning

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

// The classes of what waits, in the order in which they are asked.
type class int

const (
	stepDue  class = iota // a learning step that is due
	reviewed              // a card that falls due on the student's day: nobody waits for an hour
	fresh                 // a new card
	stepSoon              // a learning step that falls due within DueFilter.Ahead
)

// candidate is a card that could be asked now.
type candidate struct {
	card    id.Card
	note    id.Note
	course  id.Course
	ordinal int
	class   class
	key     float64 // orders a class: steps by due time, reviews by how much has faded
}

// Reviews come by lowest chance of recall: that is by days since the last one
// over stability, whatever the weights.
const selectCandidates = `
select c.id, c.note_id, n.course_id, c.ordinal,
       case when st.card_id is null then 2 when st.state = 2 then 1 when st.due <= @now then 0 else 3 end,
       case when st.card_id is null then 0
            when st.state = 2 then -extract(epoch from @now::timestamptz - st.last_review)::float8 / st.stability
            else extract(epoch from st.due)::float8 end
from cards c
join notes n on n.id = c.note_id
left join card_states st on st.card_id = c.id
where c.owner_id = @owner and c.deleted_at is null and c.status = 'active' and c.wrong_at is null
  and (c.buried_until is null or c.buried_until <= @now)
  and (st.card_id is null or (st.state = 2 and st.due < @day_end) or (st.state <> 2 and st.due <= @ahead))
  and (@course::uuid is null or n.course_id = @course)`

const selectAnswered = `
select c.note_id, c.id from card_states st join cards c on c.id = st.card_id
where st.owner_id = @owner and st.last_review >= @day_start and st.last_review < @day_end`

// waiting is what could be asked now, in order, and what the day still allows.
type waiting struct {
	cards          []candidate
	reviews, fresh int
}

// waiting lists what could be asked now. Of a note's cards only one is asked a
// day: reviews and new cards are hidden behind a sibling that was answered
// today or stands before them. Learning steps are never hidden.
func (s *Service) waiting(ctx context.Context, owner id.User, now time.Time, ahead time.Duration, course id.Course) (waiting, error) {
	d, err := s.day(ctx, s.pool, owner, now)
	if err != nil {
		return waiting{}, err
	}
	args := pgx.NamedArgs{"owner": owner, "now": now, "ahead": now.Add(max(ahead, 0)), "day_start": d.start, "day_end": d.end, "course": course}
	var met, known int
	if err := s.pool.QueryRow(ctx, selectDone, args).Scan(&met, &known); err != nil {
		return waiting{}, fmt.Errorf("counting today's reviews: %w", err)
	}
	rows, err := s.pool.Query(ctx, selectAnswered, args)
	if err != nil {
		return waiting{}, fmt.Errorf("listing today's cards: %w", err)
	}
	answered := map[id.Note][]id.Card{}
	var note id.Note
	var card id.Card
	_, err = pgx.ForEachRow(rows, []any{&note, &card}, func() error {
		answered[note] = append(answered[note], card)
		return nil
	})
	if err != nil {
		return waiting{}, fmt.Errorf("listing today's cards: %w", err)
	}
	if rows, err = s.pool.Query(ctx, selectCandidates, args); err != nil {
		return waiting{}, fmt.Errorf("listing due cards: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c candidate, err error) {
		err = row.Scan(&c.card, &c.note, &c.course, &c.ordinal, &c.class, &c.key)
		return c, err
	})
	if err != nil {
		return waiting{}, fmt.Errorf("listing due cards: %w", err)
	}
	return waiting{
		cards:   withoutSiblings(all, answered),
		reviews: max(0, d.reviewsPerDay-known), fresh: max(0, d.newPerDay-met),
	}, nil
}

// withoutSiblings puts the candidates in order and leaves out those that wait
// for a sibling. The order of a note's gaps goes before that of their making.
func withoutSiblings(all []candidate, answered map[id.Note][]id.Card) []candidate {
	slices.SortFunc(all, func(a, b candidate) int {
		if a.class == fresh && b.class == fresh && a.note == b.note {
			return cmp.Compare(a.ordinal, b.ordinal)
		}
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.key, b.key), bytes.Compare(a.card[:], b.card[:]))
	})
	taken := make(map[id.Note]bool, len(all))
	return slices.DeleteFunc(all, func(c candidate) bool {
		hidden := taken[c.note] || slices.ContainsFunc(answered[c.note], func(other id.Card) bool { return other != c.card })
		taken[c.note] = true
		return hidden && (c.class == reviewed || c.class == fresh)
	})
}

// allowed calls f for each card that the day's limits let through.
func (w waiting) allowed(f func(candidate)) {
	reviews, news := w.reviews, w.fresh
	for _, c := range w.cards {
		switch c.class {
		case reviewed:
			reviews--
			if reviews < 0 {
				continue
			}
		case fresh:
			news--
			if news < 0 {
				continue
			}
		}
		f(c)
	}
}

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
	w, err := s.waiting(ctx, owner, now, f.Ahead, f.Course)
	if err != nil {
		return nil, err
	}
	var ids []id.Card
	w.allowed(func(c candidate) {
		if len(ids) < limit {
			ids = append(ids, c.card)
		}
	})
	cards, err := s.cardsByID(ctx, s.pool, owner, ids)
	if err != nil {
		return nil, err
	}
	sch, err := newSchedulers(ctx, s.pool, owner)
	if err != nil {
		return nil, err
	}
	out := make([]DueCard, len(cards))
	for i, c := range cards {
		if out[i], err = preview(c, sch, now); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Preview returns a card with what each answer now would lead to.
func (s *Service) Preview(ctx context.Context, owner id.User, card id.Card) (DueCard, error) {
	c, err := s.Card(ctx, owner, card)
	if err != nil {
		return DueCard{}, err
	}
	sch, err := newSchedulers(ctx, s.pool, owner)
	if err != nil {
		return DueCard{}, err
	}
	return preview(c, sch, s.now())
}

func preview(card Card, sch *schedulers, now time.Time) (DueCard, error) {
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
	w, err := s.waiting(ctx, owner, now, 0, id.Course{})
	if err != nil {
		return DueCounts{}, err
	}
	out := DueCounts{Course: map[id.Course]int{}}
	w.allowed(func(c candidate) {
		if c.class == fresh {
			out.New++
		} else {
			out.Due++
		}
	})
	alone := map[id.Course][]candidate{}
	for _, c := range w.cards {
		alone[c.course] = append(alone[c.course], c)
	}
	for course, cards := range alone {
		waiting{cards, w.reviews, w.fresh}.allowed(func(candidate) { out.Course[course]++ })
	}
	return out, nil
}

// A card met today is one whose first review that counts was made today; a
// known one was reviewed before.
const selectDone = `
select count(*) filter (where not known), count(*) filter (where known)
from (
    select distinct r.card_id, exists (
        select from reviews b
        where b.card_id = r.card_id and b.owner_id = r.owner_id and b.reviewed_at < @day_start
          and not exists (select from review_voids v where v.review_id = b.id and v.owner_id = b.owner_id)
    ) or exists (select from imported_states i where i.card_id = r.card_id and i.at < @day_start) as known
    from reviews r
    where r.owner_id = @owner and r.reviewed_at >= @day_start and r.reviewed_at < @day_end
      and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)
) t`
