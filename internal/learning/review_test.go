package learning

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

func TestAReviewSentTwiceCountsOnce(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	r := Review{ID: id.New[id.Review](), Card: c.ID, Rating: fsrs.Good, ReviewedAt: s.clock}
	first := s.review(r, r)
	again := s.review(r)
	if first[0].Status != Recorded || first[1].Status != Duplicate || again[0].Status != Duplicate {
		t.Errorf("%s %s %s", first[0].Status, first[1].Status, again[0].Status)
	}
	if n := s.card(c.ID).State.Reps; n != 1 || again[0].State == nil || again[0].State.Reps != 1 {
		t.Errorf("%d reps", n)
	}
}

func TestReviewsThatCannotCount(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	other := pgtest.User(t, s.pool)
	theirs, err := s.CreateNote(s.ctx, other, NewNote{Front: "x", Back: "y"})
	if err != nil {
		t.Fatal(err)
	}
	taken := Review{ID: id.New[id.Review](), Card: theirs[0].ID, Rating: 3, ReviewedAt: s.clock}
	if _, err := s.Review(s.ctx, other, []Review{taken}); err != nil {
		t.Fatal(err)
	}
	taken.Card = c.ID
	good := Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3, ReviewedAt: s.clock}
	results := s.review(
		Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3, ReviewedAt: s.clock.Add(25 * time.Hour)},
		Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3},
		Review{ID: id.New[id.Review](), Card: c.ID, Rating: 5, ReviewedAt: s.clock},
		Review{Card: c.ID, Rating: 3, ReviewedAt: s.clock},
		Review{ID: id.New[id.Review](), Card: theirs[0].ID, Rating: 3, ReviewedAt: s.clock},
		Review{ID: id.New[id.Review](), Card: id.New[id.Card](), Rating: 3, ReviewedAt: s.clock},
		taken,
		good,
	)
	for i, r := range results[:7] {
		if r.Status != Rejected || r.Reason == "" {
			t.Errorf("review %d is %s (%s)", i, r.Status, r.Reason)
		}
	}
	if results[7].Status != Recorded || s.card(c.ID).State.Reps != 1 {
		t.Errorf("the good one beside them: %+v", results[7])
	}
}

// Whatever the order and the batches in which reviews and undos arrive, the
// states are the same, and Rebuild leaves them as they are.
func TestStateIsAFunctionOfTheLog(t *testing.T) {
	s := newStudent(t)
	random := rand.New(rand.NewPCG(1, 2))
	var cards []id.Card
	for i := range 5 {
		cards = append(cards, s.basic(fmt.Sprint("q", i)).ID)
	}
	var log []Review
	var voids []Void
	at := noon.AddDate(0, -6, 0)
	for range 60 {
		r := Review{ID: id.New[id.Review](), Card: cards[random.IntN(len(cards))], Rating: fsrs.Rating(random.IntN(4) + 1), ReviewedAt: at}
		log = append(log, r)
		if random.IntN(8) == 0 {
			voids = append(voids, Void{ID: id.New[id.Void](), Review: r.ID, VoidedAt: at.Add(time.Minute)})
		}
		at = at.Add(time.Duration(random.IntN(200)+1) * time.Hour / 2)
	}
	s.clock = at.Add(time.Hour)
	s.review(log...)
	if err := s.Void(s.ctx, s.owner, voids); err != nil {
		t.Fatal(err)
	}
	want := s.states()
	if len(want) != len(cards) || len(voids) == 0 {
		t.Fatalf("%d states, %d voids", len(want), len(voids))
	}
	if n, err := s.Rebuild(s.ctx, s.owner); err != nil || n != len(cards) {
		t.Fatalf("rebuild: %d, %v", n, err)
	}
	if d := cmp.Diff(want, s.states()); d != "" {
		t.Errorf("after a rebuild: %s", d)
	}
	for round := range 3 {
		s.exec(`truncate reviews, review_voids, card_states`)
		random.Shuffle(len(log), func(i, j int) { log[i], log[j] = log[j], log[i] })
		if err := s.Void(s.ctx, s.owner, voids[:len(voids)/2]); err != nil {
			t.Fatal(err)
		}
		for len(log) > 0 {
			n := min(len(log), random.IntN(7)+1)
			s.review(log[:n]...)
			s.review(log[0])
			log = append(log[n:len(log):len(log)], log[:n]...)
			if n > 3 {
				break
			}
		}
		s.review(log...)
		for _, v := range voids {
			if err := s.Void(s.ctx, s.owner, []Void{v, v}); err != nil {
				t.Fatal(err)
			}
		}
		if d := cmp.Diff(want, s.states()); d != "" {
			t.Fatalf("round %d: %s", round, d)
		}
	}
}

// The database itself refuses to change or lose a review; only an account that
// is deleted takes its own along.
func TestReviewsAreNeverUpdatedOrDeleted(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	r := Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3, ReviewedAt: s.clock}
	s.review(r)
	if err := s.Void(s.ctx, s.owner, []Void{{ID: id.New[id.Void](), Review: r.ID, VoidedAt: s.clock}}); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`update reviews set rating = 1`, `delete from reviews`, `delete from cards`, `delete from notes`,
		`update review_voids set reason = 'wrong'`, `delete from review_voids`,
	} {
		if _, err := s.pool.Exec(s.ctx, sql); err == nil || !strings.Contains(err.Error(), "never updated or deleted") {
			t.Errorf("%s: %v", sql, err)
		}
	}
	s.exec(`delete from users where id = $1`, s.owner)
	var left int
	if err := s.pool.QueryRow(s.ctx, `select (select count(*) from reviews) + (select count(*) from review_voids)`).Scan(&left); err != nil || left > 0 {
		t.Errorf("after the account went: %d, %v", left, err)
	}
}

func TestDevicesThatSendAtTheSameTime(t *testing.T) {
	s := newStudent(t)
	cards := []id.Card{s.basic("a").ID, s.basic("b").ID}
	var devices errgroup.Group
	for device := range 6 {
		devices.Go(func() error {
			for n := range 5 {
				batch := []Review{
					{ID: id.New[id.Review](), Card: cards[device%2], Rating: 3, ReviewedAt: s.clock.Add(-time.Duration(device*10+n) * time.Hour)},
					{ID: id.New[id.Review](), Card: cards[(device+1)%2], Rating: 2, ReviewedAt: s.clock.Add(-time.Duration(device*10+n) * time.Hour)},
				}
				if _, err := s.Review(s.ctx, s.owner, batch); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := devices.Wait(); err != nil {
		t.Fatal(err)
	}
	before := s.states()
	for _, c := range cards {
		if n := s.card(c).State.Reps; n != 30 {
			t.Errorf("%d reps, want 30", n)
		}
	}
	if _, err := s.Rebuild(s.ctx, s.owner); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, s.states()); d != "" {
		t.Error(d)
	}
}

func TestUndo(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	s.answer(c.ID, fsrs.Good)
	before := s.card(c.ID).State
	s.clock = s.clock.Add(time.Hour)
	r := s.answer(c.ID, fsrs.Again)
	undone, err := s.Undo(s.ctx, s.owner, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, undone.State); d != "" {
		t.Error(d)
	}
	if _, err := s.Undo(s.ctx, s.owner, r.ID); err != nil {
		t.Errorf("twice: %v", err)
	}
	if again := s.review(Review{ID: r.ID, Card: c.ID, Rating: 1, ReviewedAt: s.clock}); again[0].Status != Duplicate || again[0].State.Reps != 1 {
		t.Errorf("sent again after the undo: %+v", again[0])
	}
	_, err = s.Undo(s.ctx, s.owner, id.New[id.Review]())
	wantKind(t, err, errs.NotFound, "")
	_, err = s.Undo(s.ctx, pgtest.User(t, s.pool), r.ID)
	wantKind(t, err, errs.NotFound, "")
	h, err := s.History(s.ctx, s.owner, c.ID)
	if err != nil || len(h) != 2 || h[0].Voided || !h[1].Voided || h[1].VoidReason != "undo" || h[0].State.Reps != 1 {
		t.Errorf("history %+v, %v", h, err)
	}
}

func TestWrong(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	s.answer(c.ID, fsrs.Good)
	marked, err := s.Wrong(s.ctx, s.owner, c.ID)
	if err != nil || marked.WrongAt == nil || marked.State.Reps != 0 {
		t.Fatalf("%+v, %v", marked, err)
	}
	if n := len(s.due(DueFilter{})); n != 0 {
		t.Errorf("a wrong card is asked")
	}
	late := s.review(Review{ID: id.New[id.Review](), Card: c.ID, Rating: 3, ReviewedAt: s.clock.Add(-time.Hour)})
	if late[0].Status != Recorded || late[0].State.Reps != 0 {
		t.Errorf("a review from before the mark counts: %+v", late[0])
	}
	edited, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Back: new("right")})
	if err != nil || edited.WrongAt != nil || edited.Back != "right" {
		t.Fatalf("%+v, %v", edited, err)
	}
	if n := len(s.due(DueFilter{})); n != 1 {
		t.Errorf("%d cards due after the edit", n)
	}
}
