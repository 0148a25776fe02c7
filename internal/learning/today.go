package learning

import (
	"context"
	"fmt"
	"math"
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
select count(*) filter (where st.due >= @day_end and st.due < @tomorrow_end),
       min(st.due) filter (where st.state <> 2 and st.due > @now and st.due < @day_end)
from card_states st join cards c on c.id = st.card_id
where st.owner_id = @owner and c.deleted_at is null and c.status = 'active' and c.wrong_at is null`

// What an answer takes, from the last 200 that were timed; a minute at most,
// since a longer one was a pause.
const selectPace = `
select coalesce(avg(least(duration_ms, 60000)), 0), (select count(*) from reviews r where r.owner_id = @owner
       and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id))
from (select duration_ms from reviews where owner_id = @owner and duration_ms > 0 order by reviewed_at desc limit 200) t`

// usualPace is what an answer takes before the student's own times are known.
const usualPace = 12 * time.Second

// Today sums up the student's day so far.
func (s *Service) Today(ctx context.Context, owner id.User, now time.Time) (Summary, error) {
	d, err := s.day(ctx, s.pool, owner, now)
	if err != nil {
		return Summary{}, err
	}
	counts, err := s.DueCount(ctx, owner, now)
	if err != nil {
		return Summary{}, err
	}
	out := Summary{DayStart: d.start, DayEnd: d.end, Due: counts.Due, New: counts.New}
	args := pgx.NamedArgs{"owner": owner, "now": now, "day_start": d.start, "day_end": d.end,
		"tomorrow_end": d.end.AddDate(0, 0, 1)}
	var ms int64
	err = s.pool.QueryRow(ctx, selectToday, args).Scan(&out.DoneToday, &out.CardsToday, &ms, &out.RememberedToday, &out.KnownToday)
	if err != nil {
		return Summary{}, fmt.Errorf("summing up the day: %w", err)
	}
	out.TimeToday = time.Duration(ms) * time.Millisecond
	if err := s.pool.QueryRow(ctx, selectAhead, args).Scan(&out.DueTomorrow, &out.NextDue); err != nil {
		return Summary{}, fmt.Errorf("looking ahead: %w", err)
	}
	var pace float64
	if err := s.pool.QueryRow(ctx, selectPace, args).Scan(&pace, &out.Reviews); err != nil {
		return Summary{}, fmt.Errorf("reading the pace: %w", err)
	}
	if pace == 0 {
		pace = float64(usualPace.Milliseconds())
	}
	// A new card is answered about three times before it leaves its steps.
	out.MinutesDue = int(math.Ceil(float64(out.Due+3*out.New) * pace / 60_000))
	return out, nil
}
