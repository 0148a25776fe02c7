package learning

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// plainCard is a card of the definition below.
type plainCard struct {
	candidate
	ordinal int
}

// definition is what Due and DueCount promise, written without regard to cost:
// every card is read from the tables that the queue is derived from.
func (s *student) definition(ahead time.Duration, course id.Course) []candidate {
	s.t.Helper()
	d, err := s.day(s.ctx, s.pool, s.owner, s.clock)
	if err != nil {
		s.t.Fatal(err)
	}
	rows, err := s.pool.Query(s.ctx, `
		select c.id, c.note_id, n.course_id, c.ordinal, coalesce(st.state, 0), st.due, st.last_review, coalesce(st.stability, 0)
		from cards c join notes n on n.id = c.note_id left join card_states st on st.card_id = c.id
		where c.owner_id = @owner and c.deleted_at is null and c.status = 'active' and c.wrong_at is null
		  and (c.buried_until is null or c.buried_until <= @now)`,
		pgx.NamedArgs{"owner": s.owner, "now": s.clock})
	if err != nil {
		s.t.Fatal(err)
	}
	places := s.places(d)
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c plainCard, err error) {
		var phase fsrs.Phase
		var due, last *time.Time
		var stability float64
		if err := row.Scan(&c.card, &c.note, &c.course, &c.ordinal, &phase, &due, &last, &stability); err != nil {
			return c, err
		}
		switch {
		case phase == fsrs.New:
			c.class, c.key = fresh, places[c.course]
		case phase == fsrs.Reviewing && due.Before(d.end):
			c.class, c.key = reviewed, -s.clock.Sub(*last).Seconds()/stability
		case phase != fsrs.Reviewing && !due.After(s.clock):
			c.class, c.key = stepDue, float64(due.UnixMicro())
		case phase != fsrs.Reviewing && !due.After(s.clock.Add(ahead)):
			c.class, c.key = stepSoon, float64(due.UnixMicro())
		default:
			c.class = -1
		}
		return c, nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	answered := map[id.Note][]id.Card{}
	rows, err = s.pool.Query(s.ctx, `
		select c.note_id, c.id from card_states st join cards c on c.id = st.card_id
		where st.owner_id = $1 and st.last_review >= $2 and st.last_review < $3`, s.owner, d.start, d.end)
	if err != nil {
		s.t.Fatal(err)
	}
	var note id.Note
	var card id.Card
	if _, err := pgx.ForEachRow(rows, []any{&note, &card}, func() error { answered[note] = append(answered[note], card); return nil }); err != nil {
		s.t.Fatal(err)
	}

	before := func(a, b plainCard) bool { // is a asked before its sibling b?
		if a.class == fresh && b.class == fresh {
			return a.ordinal < b.ordinal
		}
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.key, b.key), bytes.Compare(a.card[:], b.card[:])) < 0
	}
	var out []candidate
	for _, c := range all {
		if c.class < 0 || !course.IsZero() && c.course != course {
			continue
		}
		hidden := slices.ContainsFunc(answered[c.note], func(other id.Card) bool { return other != c.card }) ||
			slices.ContainsFunc(all, func(o plainCard) bool { return o.note == c.note && o.class >= 0 && before(o, c) })
		if hidden && (c.class == reviewed || c.class == fresh) {
			continue
		}
		out = append(out, c.candidate)
	}
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.key, b.key), bytes.Compare(a.card[:], b.card[:]))
	})
	return out
}

// places are the courses in the order in which their new cards come.
func (s *student) places(d day) map[id.Course]float64 {
	s.t.Helper()
	courses, err := s.Courses(s.ctx, s.owner)
	if err != nil {
		s.t.Fatal(err)
	}
	slices.SortFunc(courses, func(a, b Course) int {
		soon := func(c Course) int64 {
			if c.ExamAt == nil || c.ExamAt.Before(d.start) {
				return math.MaxInt64
			}
			return c.ExamAt.UnixMicro()
		}
		return cmp.Or(cmp.Compare(soon(a), soon(b)), a.CreatedAt.Compare(b.CreatedAt), bytes.Compare(a.ID[:], b.ID[:]))
	})
	out := map[id.Course]float64{}
	for i, c := range courses {
		out[c.ID] = float64(i + 1)
	}
	return out
}

// within leaves out what is beyond the limits of the day, which each course has.
func within(all []candidate, reviews, news int) []candidate {
	var out []candidate
	taken := map[ofCourse]int{}
	for _, c := range all {
		of := ofCourse{c.course, c.class}
		taken[of]++
		if c.class == reviewed && taken[of] > reviews || c.class == fresh && taken[of] > news {
			continue
		}
		out = append(out, c)
	}
	return out
}

// randomStudent has notes of several gaps in three courses, with cards in
// every state.
func randomStudent(t *testing.T, r *rand.Rand) (*student, []id.Card, []id.Course) {
	s := newStudent(t)
	s.t.Helper()
	courses := []id.Course{{}}
	for i, title := range []string{"Two", "Three"} {
		exam := s.clock.AddDate(0, 0, 20-3*i)
		c, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: title, ExamAt: &exam})
		if err != nil {
			t.Fatal(err)
		}
		courses = append(courses, c.ID)
	}
	var cards []id.Card
	for i := range 120 {
		n := NewNote{Front: fmt.Sprint("q", i), Back: "a", Course: courses[r.IntN(3)]}
		if gaps := r.IntN(5); gaps > 0 {
			n.Kind, n.Front = Cloze, ""
			for g := range gaps {
				n.Front += fmt.Sprintf("{{c%d::gap}} ", g+1)
			}
		}
		for _, c := range s.note(n) {
			cards = append(cards, c.ID)
		}
	}
	hours := func(from, to int) time.Time {
		return s.clock.Add(time.Duration(from+r.IntN(to-from))*time.Hour + time.Duration(r.IntN(10))*time.Minute)
	}
	for _, c := range cards {
		phase, due, last := fsrs.Reviewing, hours(-2000, 60), hours(-4000, -30)
		switch r.IntN(10) {
		case 0, 1, 2:
			continue // new
		case 3:
			phase, due, last = fsrs.Phase(1+2*r.IntN(2)), s.clock.Add(time.Duration(r.IntN(40)-20)*time.Minute), hours(-3, 0)
			if r.IntN(2) == 0 {
				last = hours(-40, -20)
			}
		case 4:
			if r.IntN(3) == 0 {
				last = hours(-7, 0) // answered today, and due again or not
			}
		}
		s.exec(`insert into card_states (card_id, owner_id, due, stability, difficulty, state, step, reps, lapses, last_review) values ($1, $2, $3, $4, 5, $5, 1, 3, 0, $6)`,
			c, s.owner, due, 1+float64(r.IntN(20)), int(phase), last)
		if r.IntN(20) == 0 {
			s.exec(`delete from card_states where card_id = $1`, c)
		}
	}
	for _, change := range []string{
		`status = 'suspended'`, `status = 'draft'`, `wrong_at = now()`, `deleted_at = now()`,
		`buried_until = '2026-03-02 11:00Z'`, `buried_until = '2026-03-03 04:00Z'`,
	} {
		for range 12 {
			s.exec(`update cards set `+change+` where id = $1`, cards[r.IntN(len(cards))])
		}
	}
	for range 40 { // some come back
		s.exec(`update cards set status = 'active', wrong_at = null, deleted_at = null where id = $1`, cards[r.IntN(len(cards))])
	}
	all, err := s.Courses(s.ctx, s.owner)
	if err != nil {
		t.Fatal(err)
	}
	courses[0] = all[0].ID
	return s, cards, courses
}

func TestDueIsWhatTheDefinitionSays(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 9))
			s, _, courses := randomStudent(t, r)
			if len(s.definition(0, id.Course{})) < 40 {
				t.Fatal("too little waits for a test")
			}
			for range 12 {
				reviews, news := r.IntN(60), r.IntN(20)
				if r.IntN(3) == 0 {
					reviews, news = 500, 500
				}
				s.exec(`update users set settings = jsonb_build_object('new_per_day', $1::int, 'reviews_per_day', $2::int) where id = $3`, news, reviews, s.owner)
				f := DueFilter{Course: append(courses, id.Course{})[r.IntN(4)], Limit: []int{1, 3, 20, 500}[r.IntN(4)], Ahead: time.Duration(r.IntN(2)*15) * time.Minute}
				want := within(s.definition(f.Ahead, f.Course), reviews, news)
				want = want[:min(len(want), f.Limit)]
				got := s.due(f)
				if len(got) != len(want) {
					t.Fatalf("%+v of %d reviews and %d new: %d cards, want %d", f, reviews, news, len(got), len(want))
				}
				for i := range got {
					if got[i].ID != want[i].card {
						t.Fatalf("%+v of %d reviews and %d new: card %d is another one", f, reviews, news, i)
					}
				}

				counts := DueCounts{Course: map[id.Course]int{}}
				for _, c := range within(s.definition(0, id.Course{}), reviews, news) {
					if c.class == fresh {
						counts.New++
					} else {
						counts.Due++
					}
				}
				for _, c := range courses {
					if n := len(within(s.definition(0, c), reviews, news)); n > 0 {
						counts.Course[c] = n
					}
				}
				have, err := s.DueCount(s.ctx, s.owner, s.clock)
				if err != nil {
					t.Fatal(err)
				}
				if d := gocmp.Diff(counts, have); d != "" {
					t.Fatalf("%d reviews and %d new: %s", reviews, news, d)
				}
			}
		})
	}
}

// A move holds notes and a review holds cards when each comes to the queue.
func TestReviewsAndMovesAtOnceDoNotWaitForEachOther(t *testing.T) {
	s, cards, courses := randomStudent(t, rand.New(rand.NewPCG(3, 4)))
	cards = cards[:12]
	var group errgroup.Group
	for worker := range 4 {
		group.Go(func() error {
			r := rand.New(rand.NewPCG(uint64(worker), 5))
			for range 25 {
				var err error
				switch card := cards[r.IntN(len(cards))]; worker % 2 {
				case 0:
					_, err = s.UpdateCard(s.ctx, s.owner, card, Patch{Course: &courses[r.IntN(3)]})
				default:
					var log []Review
					for _, c := range cards {
						log = append(log, Review{ID: id.New[id.Review](), Card: c, Rating: fsrs.Rating(1 + r.IntN(4)), ReviewedAt: s.clock})
					}
					_, err = s.Review(s.ctx, s.owner, log)
				}
				if err != nil && !errors.Is(err, errs.NotFound) { // some cards are deleted
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := s.pool.QueryRow(s.ctx, `select count(*) from (`+queueDifference+`) d`).Scan(&n); err != nil || n > 0 {
		t.Errorf("%d differences, %v", n, err)
	}
}

// queueDifference lists what the queue has too much and what it lacks.
const queueDifference = `
with derived as (
    select c.id, c.owner_id, n.course_id, c.note_id, c.ordinal, coalesce(st.state, 0), st.due, st.last_review, st.stability, c.buried_until
    from cards c join notes n on n.id = c.note_id left join card_states st on st.card_id = c.id
    where c.status = 'active' and c.wrong_at is null and c.deleted_at is null
), kept as (
    select card_id, owner_id, course_id, note_id, ordinal, state::int, due, last_review, stability, buried_until from queue
)
select 'more ' || t::text from (table kept except table derived) t
union all select 'less ' || t::text from (table derived except table kept) t`

func TestTheQueueFollowsEveryChange(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	s, cards, courses := randomStudent(t, r)
	var reviews []id.Review
	for step := range 150 {
		card := cards[r.IntN(len(cards))]
		var err error
		var what string
		switch r.IntN(9) {
		case 0, 1:
			what = "review"
			review := Review{ID: id.New[id.Review](), Card: card, Rating: fsrs.Rating(1 + r.IntN(4)), ReviewedAt: s.clock}
			reviews = append(reviews, review.ID)
			_, err = s.Review(s.ctx, s.owner, []Review{review})
		case 2:
			what = "undo"
			if len(reviews) > 0 {
				_, err = s.Undo(s.ctx, s.owner, reviews[r.IntN(len(reviews))])
			}
		case 3:
			what = "status"
			status := []Status{Draft, Active, Suspended, Buried}[r.IntN(4)]
			_, err = s.UpdateCard(s.ctx, s.owner, card, Patch{Status: &status})
		case 4:
			what = "course"
			_, err = s.UpdateCard(s.ctx, s.owner, card, Patch{Course: &courses[r.IntN(3)]})
		case 5:
			what = "wrong"
			_, err = s.Wrong(s.ctx, s.owner, card)
		case 6:
			what = "text"
			front := []string{"{{c1::a}}", "{{c1::a}} {{c2::b}}", "{{c2::b}} {{c5::c}}"}[r.IntN(3)]
			_, err = s.UpdateCard(s.ctx, s.owner, card, Patch{Front: &front})
		case 7:
			what = "delete"
			if r.IntN(4) == 0 {
				err = s.DeleteCard(s.ctx, s.owner, card)
			}
		case 8:
			what = "time"
			s.clock = s.clock.Add(time.Duration(r.IntN(300)) * time.Minute)
		}
		_ = err // some changes are refused, for a deleted card say; the queue is right all the same
		rows, err := s.pool.Query(s.ctx, queueDifference)
		if err != nil {
			t.Fatal(err)
		}
		wrong, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		if len(wrong) > 0 {
			t.Fatalf("after step %d, %s: %s", step, what, wrong)
		}
	}
	if err := s.DeleteCourse(s.ctx, s.owner, courses[1], courses[2]); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Rebuild(s.ctx, s.owner); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := s.pool.QueryRow(s.ctx, `select count(*) from (`+queueDifference+`) d`).Scan(&n); err != nil || n > 0 {
		t.Errorf("after the course went: %d differences, %v", n, err)
	}
	s.exec(`delete from queue where ordinal = 0`) // as no writer would leave it
	s.exec(`update queue set state = 2, due = now(), course_id = gen_random_uuid()`)
	if _, err := s.Rebuild(s.ctx, s.owner); err != nil {
		t.Fatal(err)
	}
	if err := s.pool.QueryRow(s.ctx, `select count(*) from (`+queueDifference+`) d`).Scan(&n); err != nil || n > 0 {
		t.Errorf("a torn queue that was rebuilt: %d differences, %v", n, err)
	}
	s.exec(`delete from users where id = $1`, s.owner)
	if err := s.pool.QueryRow(s.ctx, `select count(*) from queue`).Scan(&n); err != nil || n > 0 {
		t.Errorf("after the account went: %d, %v", n, err)
	}
}
