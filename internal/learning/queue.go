package learning

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
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
	early                 // a card that falls due on a later day
)

// candidate is a card that could be asked now.
type candidate struct {
	card   id.Card
	note   id.Note
	course id.Course
	class  class
	key    float64 // orders a class: steps by due time, reviews by how much has faded, new cards by course
}

// today is the student's day, and which cards were answered in it.
type today struct {
	day
	done     map[id.Course]done
	answered map[id.Note][]id.Card
}

// done is how many cards of a course were met today, and how many known ones were
// asked again.
type done struct{ met, known int }

// allowance is how much of a course the day still allows.
type allowance struct{ reviews, fresh int }

func (t today) left(course id.Course) allowance {
	d := t.done[course]
	return allowance{max(0, t.reviewsPerDay-d.known), max(0, t.newPerDay-d.met)}
}

// unlimited is the day as if it had no limits.
func (t today) unlimited() today {
	t.newPerDay, t.reviewsPerDay = noLimit, noLimit
	return t
}

// noLimit is more cards than anybody has.
const noLimit = 1_000_000

const selectAnswered = `
select c.note_id, c.id from card_states st join cards c on c.id = st.card_id
where st.owner_id = @owner and st.last_review >= @day_start and st.last_review < @day_end`

// A card met today is one whose first review that counts was made today; a
// known one was reviewed before.
const selectDone = `
select course_id, count(*) filter (where not known), count(*) filter (where known)
from (
    select distinct r.card_id, n.course_id, exists (
        select from reviews b
        where b.card_id = r.card_id and b.owner_id = r.owner_id and b.reviewed_at < @day_start
          and not exists (select from review_voids v where v.review_id = b.id and v.owner_id = b.owner_id)
    ) as known
    from reviews r join cards c on c.id = r.card_id join notes n on n.id = c.note_id
    where r.owner_id = @owner and r.reviewed_at >= @day_start and r.reviewed_at < @day_end
      and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)
) t
group by course_id`

func (s *Service) today(ctx context.Context, owner id.User, now time.Time) (today, error) {
	d, err := s.day(ctx, s.pool, owner, now)
	if err != nil {
		return today{}, err
	}
	out := today{day: d, done: map[id.Course]done{}, answered: map[id.Note][]id.Card{}}
	args := pgx.NamedArgs{"owner": owner, "day_start": d.start, "day_end": d.end}
	batch := &pgx.Batch{}
	batch.Queue(selectDone, args).Query(func(rows pgx.Rows) error {
		var course id.Course
		var n done
		_, err := pgx.ForEachRow(rows, []any{&course, &n.met, &n.known}, func() error {
			out.done[course] = n
			return nil
		})
		return err
	})
	batch.Queue(selectAnswered, args).Query(func(rows pgx.Rows) error {
		var note id.Note
		var card id.Card
		_, err := pgx.ForEachRow(rows, []any{&note, &card}, func() error {
			out.answered[note] = append(out.answered[note], card)
			return nil
		})
		return err
	})
	if err := s.pool.SendBatch(ctx, batch).Close(); err != nil {
		return today{}, fmt.Errorf("reading what was answered today: %w", err)
	}
	return out, nil
}

// waiting is every card that could be asked now, siblings and all.
const waiting = `
with waiting as not materialized (
    select card_id, note_id, course_id, ordinal, state, due, last_review, stability
    from queue
    where owner_id = @owner and (buried_until is null or buried_until <= @now)
      and (state = 0 or (state = 2 and due < @day_end) or (state in (1, 3) and due <= @now))
)`

// holdsBack finds a card of w's note that waits too. It is looked up by its
// note, row by row, whatever the planner knows: right after an import it knows
// nothing, and would compare each with each. Hence the offset, which keeps the
// query apart, and the sums, which no index answers.
const holdsBack = `
select from queue o
where o.owner_id = @owner and o.note_id = w.note_id and (o.buried_until is null or o.buried_until <= @now)
  and (o.state + 0 = 0 or (o.state + 0 = 2 and o.due < @day_end) or (o.state + 0 in (1, 3) and o.due <= @now))`

const selectSteps = `
select card_id, note_id, course_id, case when due <= @now then 0 else 3 end, extract(epoch from due)::float8
from queue
where owner_id = @owner and (buried_until is null or buried_until <= @now) and state in (1, 3) and due <= @ahead
  and (@course::uuid is null or course_id = @course)
order by due, card_id limit @limit`

// Each course is read by itself, since its limits are its own; the next exam comes
// first, then the courses in the order in which they were made.
const eachCourse = `
from (
    select id, row_number() over (order by case when exam_at >= @day_start then exam_at end nulls last, created_at, id)::float8 as place
    from courses
    where owner_id = @owner
) c`

// Reviews come by lowest chance of recall: that is by days since the last one
// over stability, whatever the weights.
const selectReviews = waiting + `
select w.*` + eachCourse + `
cross join lateral (
    select card_id, note_id, course_id, 1, -extract(epoch from @now::timestamptz - last_review)::float8 / stability as key
    from waiting
    where course_id = c.id and state = 2 and due < @day_end
    order by key, card_id limit @limit
) w
where @course::uuid is null or c.id = @course`

// Of a note's new cards the first gap comes first, whichever was made first,
// and none while another of its cards waits.
const selectFresh = waiting + `
select w.card_id, w.note_id, w.course_id, 2, c.place` + eachCourse + `
cross join lateral (
    select card_id, note_id, course_id
    from waiting w
    where course_id = c.id and state = 0
      and not exists (` + holdsBack + ` and (o.state + 0 <> 0 or o.ordinal < w.ordinal) offset 0)
    order by card_id limit @limit
) w
where @course::uuid is null or c.id = @course`

// What is not due yet, the first of it first, for who studies more than the day asks.
const selectEarly = `
select card_id, note_id, course_id, 4, extract(epoch from due)::float8
from queue
where owner_id = @owner and (buried_until is null or buried_until <= @now) and state = 2 and due >= @day_end
  and (@course::uuid is null or course_id = @course)
order by due, card_id limit @limit`

// head is the beginning of what could be asked now, in order, without those
// that wait for a sibling.
type head struct {
	cards []candidate
	more  map[ofCourse]bool // there may be others behind those that were read
}

// ofCourse is a class of a course's cards.
type ofCourse struct {
	course id.Course
	class  class
}

// head reads the first n of each class, of reviews and new cards in each course. Of a
// note's cards only one is asked a day: reviews and new cards are left out behind a
// sibling that was answered today or stands before them. Learning steps never are: n
// of them are all that is asked for.
func (s *Service) head(ctx context.Context, owner id.User, t today, f DueFilter, n int) (head, error) {
	args := pgx.NamedArgs{"owner": owner, "now": f.Now, "ahead": f.Now.Add(max(f.Ahead, 0)), "day_start": t.start, "day_end": t.end, "course": f.Course, "limit": n}
	queries := []string{selectSteps, selectReviews, selectFresh}
	if f.More {
		queries = append(queries, selectEarly)
	}
	found := make([][]candidate, len(queries))
	batch := &pgx.Batch{}
	for i, query := range queries {
		batch.Queue(query, args).Query(func(rows pgx.Rows) (err error) {
			found[i], err = pgx.CollectRows(rows, readCandidate)
			return err
		})
	}
	if err := s.pool.SendBatch(ctx, batch).Close(); err != nil {
		return head{}, fmt.Errorf("listing due cards: %w", err)
	}
	out, read := head{more: map[ofCourse]bool{}}, map[ofCourse]int{}
	for _, c := range slices.Concat(found[1:]...) {
		of := ofCourse{c.course, c.class}
		read[of]++
		out.more[of] = read[of] == n
	}
	out.cards = withoutSiblings(slices.Concat(found...), t.answered)
	return out, nil
}

func readCandidate(row pgx.CollectableRow) (c candidate, err error) {
	err = row.Scan(&c.card, &c.note, &c.course, &c.class, &c.key)
	return c, err
}

// withoutSiblings puts the candidates in order and leaves out those that wait
// for a sibling. No two new ones are siblings.
func withoutSiblings(all []candidate, answered map[id.Note][]id.Card) []candidate {
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.key, b.key), bytes.Compare(a.card[:], b.card[:]))
	})
	taken := make(map[id.Note]bool, len(all))
	return slices.DeleteFunc(all, func(c candidate) bool {
		hidden := taken[c.note] || slices.ContainsFunc(answered[c.note], func(other id.Card) bool { return other != c.card })
		taken[c.note] = true
		return hidden && (c.class == reviewed || c.class == fresh || c.class == early)
	})
}

// tally counts what waits by class.
type tally struct{ steps, reviews, fresh int }

func (n tally) plus(m tally) tally {
	return tally{n.steps + m.steps, n.reviews + m.reviews, n.fresh + m.fresh}
}

// within is the tally as far as the day's limits go.
func (n tally) within(a allowance) tally {
	return tally{n.steps, min(n.reviews, a.reviews), min(n.fresh, a.fresh)}
}

// Each count stops at what the day allows, so that a long queue costs no more
// than a short one. Notes of which a card was answered today are counted apart.
const countWaiting = waiting + `
select c.id,
       (select count(*) from waiting w where w.course_id = c.id and w.state in (1, 3) and w.due <= @now),
       (select count(*) from (
            select distinct w.note_id from waiting w
            where w.course_id = c.id and w.state = 2 and w.due < @day_end and w.note_id <> all (@answered::uuid[])
              and not exists (` + holdsBack + ` and o.state + 0 in (1, 3) offset 0)
            limit greatest(@reviews - coalesce(d.known, 0), 0)) r),
       (select count(*) from (
            select distinct w.note_id from waiting w
            where w.course_id = c.id and w.state = 0 and w.note_id <> all (@answered::uuid[])
              and not exists (` + holdsBack + ` and o.state + 0 <> 0 offset 0)
            limit greatest(@fresh - coalesce(d.met, 0), 0)) f)
from courses c left join unnest(@courses::uuid[], @met::int[], @known::int[]) d (course_id, met, known) on d.course_id = c.id
where c.owner_id = @owner`

const selectOfAnswered = waiting + `
select card_id, note_id, course_id, case when state = 0 then 2 when state = 2 then 1 else 0 end,
       case when state = 2 then -extract(epoch from @now::timestamptz - last_review)::float8 / stability else 0 end
from waiting w
where note_id = any (@answered::uuid[])
  and (state <> 0 or not exists (select from waiting o where o.note_id = w.note_id and o.state = 0 and o.ordinal < w.ordinal))`

// tallies counts what waits in each course, as far as the day allows.
func (s *Service) tallies(ctx context.Context, owner id.User, t today, now time.Time) (map[id.Course]tally, error) {
	courses, met, known := []id.Course{}, []int{}, []int{} // nil slices would be null
	for course, d := range t.done {
		courses, met, known = append(courses, course), append(met, d.met), append(known, d.known)
	}
	args := pgx.NamedArgs{"owner": owner, "now": now, "day_end": t.end, "reviews": t.reviewsPerDay, "fresh": t.newPerDay,
		"courses": courses, "met": met, "known": known, "answered": slices.AppendSeq([]id.Note{}, maps.Keys(t.answered))}
	out := map[id.Course]tally{}
	batch := &pgx.Batch{}
	batch.Queue(countWaiting, args).Query(func(rows pgx.Rows) error {
		var course id.Course
		var n tally
		_, err := pgx.ForEachRow(rows, []any{&course, &n.steps, &n.reviews, &n.fresh}, func() error {
			out[course] = n
			return nil
		})
		return err
	})
	if len(t.answered) > 0 {
		batch.Queue(selectOfAnswered, args).Query(func(rows pgx.Rows) error {
			found, err := pgx.CollectRows(rows, readCandidate)
			for _, c := range withoutSiblings(found, t.answered) {
				n := out[c.course]
				switch c.class {
				case reviewed:
					n.reviews++
				case fresh:
					n.fresh++
				}
				out[c.course] = n // its steps are counted already
			}
			return err
		})
	}
	if err := s.pool.SendBatch(ctx, batch).Close(); err != nil {
		return nil, fmt.Errorf("counting due cards: %w", err)
	}
	for course, n := range out {
		out[course] = n.within(t.left(course))
	}
	return out, nil
}
