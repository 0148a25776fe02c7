package learning

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// What waits, in classes: 0 a learning step that is due, 1 a review, 2 a new
// card, 3 a learning step that falls due soon. A review counts as due from the
// start of the student's day on which it falls due: nobody waits for an hour.
//
// Of a note's cards only one is asked a day: reviews and new cards are hidden
// behind a sibling that was answered today or stands before them. Learning
// steps are never hidden. Reviews come by lowest chance of recall, that is by
// time since the last one over stability.
//
// @reviews and @fresh are what today's limits leave. They hold for all courses
// together, and for one alone when it is studied alone: overall and in_course
// tell the two apart.
const waiting = `
with candidate as (
    select c.id, c.note_id, c.ordinal, n.course_id, st.due, st.step, st.last_review, st.stability,
           case when st.card_id is null then 2
                when st.state = 2 then 1
                when st.due <= @now then 0
                else 3 end as class,
           case when st.state = 2 then extract(epoch from @now::timestamptz - st.last_review) / 86400 / st.stability end as faded
    from cards c
    join notes n on n.id = c.note_id
    left join card_states st on st.card_id = c.id
    where c.owner_id = @owner and c.deleted_at is null and c.status = 'active' and c.wrong_at is null
      and (c.buried_until is null or c.buried_until <= @now)
      and (st.card_id is null or (st.state = 2 and st.due < @day_end) or (st.state <> 2 and st.due <= @ahead))
), answered as (
    select c.note_id, count(*) as n, min(c.id::text) as card
    from card_states st join cards c on c.id = st.card_id
    where st.owner_id = @owner and st.last_review >= @day_start
    group by c.note_id
), single as (
    select k.*, row_number() over (partition by k.note_id order by k.class, k.faded desc, k.ordinal) as turn,
           coalesce(a.n > 1 or a.card <> k.id::text, false) as sibling_answered
    from candidate k left join answered a on a.note_id = k.note_id
), ranked as (
    select *, row_number() over (partition by class order by key, id) as place,
           row_number() over (partition by class, course_id order by key, id) as course_place
    from (select *, case class when 1 then -faded when 2 then 0 else extract(epoch from due) end as key from single) t
    where class in (0, 3) or (turn = 1 and not sibling_answered)
), allowed as (
    select *, class in (0, 3) or place <= case class when 1 then @reviews::int else @fresh::int end as overall,
           class in (0, 3) or course_place <= case class when 1 then @reviews::int else @fresh::int end as in_course
    from ranked
)
`

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
	args, err := s.waitingArgs(ctx, s.pool, owner, now, f.Ahead)
	if err != nil {
		return nil, err
	}
	args["course"], args["limit"] = f.Course, limit
	if !f.Course.IsZero() {
		if _, err := ownCourse(ctx, s.pool, owner, f.Course); err != nil {
			return nil, err
		}
	}
	rows, err := s.pool.Query(ctx, waiting+`
		select a.id, coalesce(a.step, 0), k.target_retention from allowed a join courses k on k.id = a.course_id
		where case when @course::uuid is null then a.overall else a.in_course and a.course_id = @course end
		order by a.class, a.place limit @limit`, args)
	if err != nil {
		return nil, fmt.Errorf("listing due cards: %w", err)
	}
	type entry struct {
		card      id.Card
		step      int
		retention float64
	}
	entries, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e entry, err error) {
		var retention float32
		err = row.Scan(&e.card, &e.step, &retention)
		e.retention = fromReal(retention)
		return e, err
	})
	if err != nil {
		return nil, fmt.Errorf("listing due cards: %w", err)
	}
	ids := make([]id.Card, len(entries))
	for i, e := range entries {
		ids[i] = e.card
	}
	cards, err := s.cardsByID(ctx, s.pool, owner, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[id.Card]Card, len(cards))
	for _, c := range cards {
		byID[c.ID] = c
	}
	sch, err := newSchedulers(ctx, s.pool, owner)
	if err != nil {
		return nil, err
	}
	out := make([]DueCard, 0, len(entries))
	for _, e := range entries {
		card, ok := byID[e.card]
		if !ok { // deleted between the two queries
			continue
		}
		due, err := preview(card, e.step, sch.at(e.retention), now)
		if err != nil {
			return nil, err
		}
		out = append(out, due)
	}
	return out, nil
}

// Preview returns a card with what each answer now would lead to.
func (s *Service) Preview(ctx context.Context, owner id.User, card id.Card) (DueCard, error) {
	c, err := s.Card(ctx, owner, card)
	if err != nil {
		return DueCard{}, err
	}
	var step int
	var retention float32
	err = s.pool.QueryRow(ctx, `
		select coalesce((select step from card_states where card_id = $1), 0), target_retention from courses where id = $2 and owner_id = $3`,
		card, c.Course, owner).Scan(&step, &retention)
	if err != nil {
		return DueCard{}, fmt.Errorf("reading a card's step: %w", notFound(err, "card"))
	}
	sch, err := newSchedulers(ctx, s.pool, owner)
	if err != nil {
		return DueCard{}, err
	}
	return preview(c, step, sch.at(fromReal(retention)), s.now())
}

func preview(card Card, step int, scheduler *fsrs.Scheduler, now time.Time) (DueCard, error) {
	now = now.Truncate(time.Microsecond) // as it would be stored
	m := card.State.memory(step)
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
	args, err := s.waitingArgs(ctx, s.pool, owner, now, 0)
	if err != nil {
		return DueCounts{}, err
	}
	rows, err := s.pool.Query(ctx, waiting+`
		select course_id, class = 2, count(*) filter (where overall), count(*) filter (where in_course) from allowed group by 1, 2`, args)
	if err != nil {
		return DueCounts{}, fmt.Errorf("counting due cards: %w", err)
	}
	out := DueCounts{Course: map[id.Course]int{}}
	var course id.Course
	var fresh bool
	var n, inCourse int
	_, err = pgx.ForEachRow(rows, []any{&course, &fresh, &n, &inCourse}, func() error {
		out.Course[course] += inCourse
		if fresh {
			out.New += n
		} else {
			out.Due += n
		}
		return nil
	})
	if err != nil {
		return DueCounts{}, fmt.Errorf("counting due cards: %w", err)
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

// waitingArgs are the arguments of waiting.
func (s *Service) waitingArgs(ctx context.Context, db postgres.DB, owner id.User, now time.Time, ahead time.Duration) (pgx.NamedArgs, error) {
	d, err := s.day(ctx, db, owner, now)
	if err != nil {
		return nil, err
	}
	var met, known int
	err = db.QueryRow(ctx, selectDone, pgx.NamedArgs{"owner": owner, "day_start": d.start, "day_end": d.end}).Scan(&met, &known)
	if err != nil {
		return nil, fmt.Errorf("counting today's reviews: %w", err)
	}
	return pgx.NamedArgs{
		"owner": owner, "now": now, "ahead": now.Add(max(ahead, 0)), "day_start": d.start, "day_end": d.end,
		"reviews": max(0, d.reviewsPerDay-known), "fresh": max(0, d.newPerDay-met),
	}, nil
}
