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
)

// candidate is a card that could be asked now.
type candidate struct {
	card   id.Card
	note   id.Note
	course id.Course
	class  class
	key    float64 // orders a class: steps by due time, reviews by how much has faded
}

// today is the student's day, what it still allows, and which cards were
// answered in it.
type today struct {
	day
	reviews, fresh int
	answered       map[id.Note][]id.Card
}

const selectAnswered = `
select c.note_id, c.id from card_states st join cards c on c.id = st.card_id
where st.owner_id = @owner and st.last_review >= @day_start and st.last_review < @day_end`

// A card met today is one whose first review that counts was made today; a
// known one was reviewed before.
const selectDone = `
select count(*) filter (where not known), count(*) filter (where known)
from (
    select distinct r.card_id, exists (
        select from reviews b
        where b.card_id = r.card_id and b.owner_id = r.owner_id and b.reviewed_at < @day_start
          and not exists (select from review_voids v where v.review_id = b.id and v.owner_id = b.owner_id)
    ) as known
    from reviews r
    where r.owner_id = @owner and r.reviewed_at >= @day_start and r.reviewed_at < @day_end
      and not exists (select from review_voids v where v.review_id = r.id and v.owner_id = r.owner_id)
) t`

func (s *Service) today(ctx context.Context, owner id.User, now time.Time) (today, error) {
	d, err := s.day(ctx, s.pool, owner, now)
	if err != nil {
		return today{}, err
	}
	out := today{day: d, answered: map[id.Note][]id.Card{}}
	args := pgx.NamedArgs{"owner": owner, "day_start": d.start, "day_end": d.end}
	var met, known int
	batch := &pgx.Batch{}
	batch.Queue(selectDone, args).QueryRow(func(row pgx.Row) error { return row.Scan(&met, &known) })
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
	out.reviews, out.fresh = max(0, d.reviewsPerDay-known), max(0, d.newPerDay-met)
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

// Reviews come by lowest chance of recall: that is by days since the last one
// over stability, whatever the weights.
const selectReviews = waiting + `
select card_id, note_id, course_id, 1, -extract(epoch from @now::timestamptz - last_review)::float8 / stability as key
from waiting
where state = 2 and due < @day_end and (@course::uuid is null or course_id = @course)
order by key, card_id limit @limit`

// Of a note's new cards the first gap comes first, whichever was made first,
// and none while another of its cards waits.
const selectFresh = waiting + `
select card_id, note_id, course_id, 2, 0
from waiting w
where state = 0 and (@course::uuid is null or course_id = @course)
  and not exists (` + holdsBack + ` and (o.state + 0 <> 0 or o.ordinal < w.ordinal) offset 0)
order by card_id limit @limit`

// head is the beginning of what could be asked now, in order, without those
// that wait for a sibling.
type head struct {
	cards                  []candidate
	moreReviews, moreFresh bool // there may be others behind those that were read
}

// head reads the first n of each class. Of a note's cards only one is asked a day: reviews and new cards are
// left out behind a sibling that was answered today or stands before them.
// Learning steps never are: n of them are all that is asked for.
func (s *Service) head(ctx context.Context, owner id.User, t today, now time.Time, ahead time.Duration, course id.Course, n int) (head, error) {
	args := pgx.NamedArgs{"owner": owner, "now": now, "ahead": now.Add(max(ahead, 0)), "day_end": t.end, "course": course, "limit": n}
	var found [3][]candidate
	batch := &pgx.Batch{}
	for i, query := range [3]string{selectSteps, selectReviews, selectFresh} {
		batch.Queue(query, args).Query(func(rows pgx.Rows) (err error) {
			found[i], err = pgx.CollectRows(rows, readCandidate)
			return err
		})
	}
	if err := s.pool.SendBatch(ctx, batch).Close(); err != nil {
		return head{}, fmt.Errorf("listing due cards: %w", err)
	}
	return head{
		cards:       withoutSiblings(slices.Concat(found[:]...), t.answered),
		moreReviews: len(found[1]) == n, moreFresh: len(found[2]) == n,
	}, nil
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
		return hidden && (c.class == reviewed || c.class == fresh)
	})
}

// tally counts what waits by class.
type tally struct{ steps, reviews, fresh int }

func (n tally) plus(m tally) tally {
	return tally{n.steps + m.steps, n.reviews + m.reviews, n.fresh + m.fresh}
}

// within is the tally as far as the day's limits go.
func (n tally) within(t today) tally {
	return tally{n.steps, min(n.reviews, t.reviews), min(n.fresh, t.fresh)}
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
            limit @reviews) r),
       (select count(*) from (
            select distinct w.note_id from waiting w
            where w.course_id = c.id and w.state = 0 and w.note_id <> all (@answered::uuid[])
              and not exists (` + holdsBack + ` and o.state + 0 <> 0 offset 0)
            limit @fresh) f)
from courses c
where c.owner_id = @owner`

const selectOfAnswered = waiting + `
select card_id, note_id, course_id, case when state = 0 then 2 when state = 2 then 1 else 0 end,
       case when state = 2 then -extract(epoch from @now::timestamptz - last_review)::float8 / stability else 0 end
from waiting w
where note_id = any (@answered::uuid[])
  and (state <> 0 or not exists (select from waiting o where o.note_id = w.note_id and o.state = 0 and o.ordinal < w.ordinal))`

// tallies counts what waits in each course, as far as the day allows.
func (s *Service) tallies(ctx context.Context, owner id.User, t today, now time.Time) (map[id.Course]tally, error) {
	args := pgx.NamedArgs{"owner": owner, "now": now, "day_end": t.end, "reviews": t.reviews, "fresh": t.fresh,
		"answered": slices.AppendSeq([]id.Note{}, maps.Keys(t.answered))} // a nil slice would be null
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
	return out, nil
}
