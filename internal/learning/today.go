package learning

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

// A known card is one that was reviewed on an earlier day; its first answer of
// the day says whether it was remembered, later ones repeat what was just read.
const selectToday = `
with counted as (
    select r.card_id, r.rating, r.reviewed_at, r.duration_ms, r.id
    from reviews r
    where r.owner_id = @owner and r.reviewed_at >= @day_start and r.reviewed_at < @day_end
      and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)
), first as (
    select distinct on (c.card_id) c.card_id, c.rating,
           exists (select from reviews b where b.card_id = c.card_id and b.owner_id = @owner and b.reviewed_at < @day_start
                   and not exists (select from review_voids v where v.review_id = b.id and v.owner_id = b.owner_id)) as known
    from counted c order by c.card_id, c.reviewed_at, c.id
)
select (select count(*) from counted), (select count(*) from first), (select coalesce(sum(duration_ms), 0) from counted),
       (select count(*) filter (where rating > 1 and known) from first), (select count(*) filter (where known) from first)`

const selectAhead = `
select (select count(*) from queue where owner_id = @owner and state in (1, 2, 3) and due >= @day_end and due < @tomorrow_end),
       (select min(due) from queue where owner_id = @owner and state in (1, 3) and due > @now and due < @day_end)`

// What an answer takes, from the last 200 that were timed; a minute at most,
// since a longer one was a pause.
const selectPace = `
select coalesce(avg(least(duration_ms, 60000)), 0)::float8
from (select duration_ms from reviews where owner_id = @owner and duration_ms > 0 order by reviewed_at desc limit 200) t`

// usualPace is what an answer takes before the student's own times are known.
const usualPace = 12 * time.Second

// Today sums up the student's day so far.
func (s *Service) Today(ctx context.Context, owner id.User, now time.Time) (Summary, error) {
	counts, t, err := s.dueCount(ctx, owner, now)
	if err != nil {
		return Summary{}, err
	}
	return s.summary(ctx, owner, now, t, counts)
}

// Overview is Today and Courses at once: what both need is counted once.
func (s *Service) Overview(ctx context.Context, owner id.User, now time.Time) (Summary, []Course, error) {
	counts, t, err := s.dueCount(ctx, owner, now)
	if err != nil {
		return Summary{}, nil, err
	}
	day, err := s.summary(ctx, owner, now, t, counts)
	if err != nil {
		return Summary{}, nil, err
	}
	courses, err := s.courses(ctx, owner, id.Course{}, counts)
	return day, courses, err
}

func (s *Service) summary(ctx context.Context, owner id.User, now time.Time, t today, counts DueCounts) (Summary, error) {
	out := Summary{DayStart: t.start, DayEnd: t.end, Due: counts.Due, New: counts.New}
	args := pgx.NamedArgs{"owner": owner, "now": now, "day_start": t.start, "day_end": t.end,
		"tomorrow_end": t.end.AddDate(0, 0, 1)}
	var ms int64
	var pace float64
	batch := &pgx.Batch{}
	batch.Queue(selectToday, args).QueryRow(func(row pgx.Row) error {
		return row.Scan(&out.DoneToday, &out.CardsToday, &ms, &out.RememberedToday, &out.KnownToday)
	})
	batch.Queue(selectAhead, args).QueryRow(func(row pgx.Row) error { return row.Scan(&out.DueTomorrow, &out.NextDue) })
	batch.Queue(selectPace, args).QueryRow(func(row pgx.Row) error { return row.Scan(&pace) })
	if err := s.pool.SendBatch(ctx, batch).Close(); err != nil {
		return Summary{}, fmt.Errorf("summing up the day: %w", err)
	}
	out.TimeToday = time.Duration(ms) * time.Millisecond
	out.Pace = paceOf(pace)
	out.MinutesDue = minutesFor(out.Due, out.New, out.Pace)
	return out, nil
}

const countReviews = `
select count(*) from reviews r
where r.owner_id = @owner and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)`

// ReviewCount is how many reviews count, ever. It reads the whole log.
func (s *Service) ReviewCount(ctx context.Context, owner id.User) (int, error) {
	var n int
	if err := s.pool.QueryRow(ctx, countReviews, pgx.NamedArgs{"owner": owner}).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting reviews: %w", err)
	}
	return n, nil
}
