package learning

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
)

// Left is what a review session has before it.
type Left struct {
	Due, New int           // waiting now within the day's limits, see DueCounts
	Minutes  int           // what they will take, from the student's own times
	Pace     time.Duration // what one answer takes, from the student's own times
}

const countEarly = `
select count(*) from queue
where owner_id = @owner and (buried_until is null or buried_until <= @now) and state = 2 and due >= @day_end
  and (@course::uuid is null or course_id = @course)`

// Left counts what a session has before it that asks what the filter names, whatever
// its Limit and Ahead.
func (s *Service) Left(ctx context.Context, owner id.User, f DueFilter) (Left, error) {
	t, err := s.today(ctx, owner, f.Now)
	if err != nil {
		return Left{}, err
	}
	early := 0
	if f.More {
		t = t.unlimited()
		err := s.pool.QueryRow(ctx, countEarly, pgx.NamedArgs{"owner": owner, "now": f.Now, "day_end": t.end, "course": f.Course}).Scan(&early)
		if err != nil {
			return Left{}, fmt.Errorf("counting what is due later: %w", err)
		}
	}
	courses, err := s.tallies(ctx, owner, t, f.Now)
	if err != nil {
		return Left{}, err
	}
	var n tally
	for of, m := range courses {
		if f.Course.IsZero() || of == f.Course {
			n = n.plus(m)
		}
	}
	n.reviews += early
	var ms float64
	if err := s.pool.QueryRow(ctx, selectPace, pgx.NamedArgs{"owner": owner}).Scan(&ms); err != nil {
		return Left{}, fmt.Errorf("reading the student's pace: %w", err)
	}
	out := Left{Due: n.steps + n.reviews, New: n.fresh, Pace: paceOf(ms)}
	out.Minutes = minutesFor(out.Due, out.New, out.Pace)
	return out, nil
}

// paceOf is what an answer takes, given the mean in milliseconds or 0.
func paceOf(ms float64) time.Duration {
	if ms == 0 {
		return usualPace
	}
	return time.Duration(ms * float64(time.Millisecond))
}

// minutesFor is what the cards take. A new one is answered about three times
// before it leaves its steps.
func minutesFor(due, fresh int, pace time.Duration) int {
	return int(math.Ceil(float64(due+3*fresh) * pace.Minutes()))
}

// Answered is a review that counts, with its card.
type Answered struct {
	Review id.Review
	Card   id.Card
	Rating fsrs.Rating
}

// LastAnswer is the owner's latest review after a time that still counts, for
// undo. A zero Review means that there is none.
func (s *Service) LastAnswer(ctx context.Context, owner id.User, after time.Time) (Answered, error) {
	var a Answered
	err := s.pool.QueryRow(ctx, `
		select r.id, r.card_id, r.rating
		from reviews r join cards c on c.id = r.card_id
		where r.owner_id = $1 and r.reviewed_at > $2 and c.deleted_at is null
		  and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)
		order by r.reviewed_at desc, r.id desc limit 1`, owner, after).Scan(&a.Review, &a.Card, &a.Rating)
	if err == pgx.ErrNoRows { //nolint:errorlint // QueryRow returns it bare
		return Answered{}, nil
	}
	if err != nil {
		return Answered{}, fmt.Errorf("reading the last answer: %w", err)
	}
	return a, nil
}

const selectForgotten = `
select r.card_id
from reviews r
join cards c on c.id = r.card_id
join notes n on n.id = c.note_id
where r.owner_id = @owner and r.reviewed_at >= @day_start and r.reviewed_at < @day_end and r.rating = 1
  and c.deleted_at is null and (@course::uuid is null or n.course_id = @course)
  and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)
group by r.card_id order by max(r.reviewed_at) desc, r.card_id limit @limit`

// ForgottenToday lists the cards that were answered Again on the student's
// day, the latest first: of a course, or with no course of all.
func (s *Service) ForgottenToday(ctx context.Context, owner id.User, course id.Course, now time.Time, limit int) ([]Card, error) {
	d, err := s.day(ctx, s.pool, owner, now)
	if err != nil {
		return nil, err
	}
	rows, err := s.pool.Query(ctx, selectForgotten, pgx.NamedArgs{"owner": owner, "course": course, "day_start": d.start, "day_end": d.end, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("listing what was forgotten today: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[id.Card])
	if err != nil {
		return nil, fmt.Errorf("listing what was forgotten today: %w", err)
	}
	return s.cardsByID(ctx, s.pool, owner, ids)
}
