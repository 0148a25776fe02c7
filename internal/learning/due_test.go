package learning

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/learning/fsrs"
)

func TestPreviewIsWhatReviewStores(t *testing.T) {
	s := newStudent(t)
	course, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Strict", TargetRetention: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	c := s.note(NewNote{Front: "q", Back: "a", Course: course.ID})[0]
	// Each step tries all four answers, undoes them, and goes on with one.
	for step, rating := range []fsrs.Rating{3, 3, 3, 1, 3, 4, 2, 3} {
		due := s.due(DueFilter{})
		if len(due) != 1 {
			t.Fatalf("step %d: %d due at %v, state %+v", step, len(due), s.clock, s.card(c.ID).State)
		}
		for _, r := range fsrs.Ratings {
			result := s.answer(c.ID, r)
			if got := result.State.Due; !got.Equal(due[0].Next[r-1]) {
				t.Errorf("step %d, rating %d: due %v, the button said %v", step, r, got, due[0].Next[r-1])
			}
			if _, err := s.Undo(s.ctx, s.owner, result.ID); err != nil {
				t.Fatal(err)
			}
		}
		s.clock = s.answer(c.ID, rating).State.Due
	}
}

func TestDueOrder(t *testing.T) {
	s := newStudent(t)
	s.exec(`update users set settings = '{"new_per_day": 2}' where id = $1`, s.owner)
	var cards []Card
	for _, q := range []string{"weak", "strong", "step", "later step", "new 1", "new 2", "new 3"} {
		cards = append(cards, s.basic(q))
	}
	state := func(c Card, phase int, last, due time.Duration, stability float64) {
		s.exec(`insert into card_states (card_id, owner_id, due, stability, difficulty, state, step, reps, lapses, last_review) values ($1, $2, $3, $4, 5, $5, 1, 3, 0, $6)`,
			c.ID, s.owner, s.clock.Add(due), stability, phase, s.clock.Add(last))
	}
	day := 24 * time.Hour
	state(cards[0], 2, -20*day, -10*day, 5)
	state(cards[1], 2, -40*day, 10*time.Hour, 39) // later on the student's day
	state(cards[2], 1, -10*time.Minute, 0, 1)
	state(cards[3], 3, -time.Minute, 5*time.Minute, 1)
	want := []string{"step", "weak", "strong", "new 1", "new 2"}
	if d := cmp.Diff(want, s.fronts(DueFilter{})); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(append(want, "later step"), s.fronts(DueFilter{Ahead: 20 * time.Minute})); d != "" {
		t.Error(d)
	}
	counts, err := s.DueCount(s.ctx, s.owner, s.clock)
	if err != nil || counts.Due != 3 || counts.New != 2 || counts.Course[cards[0].Course] != 5 {
		t.Errorf("counts %+v, %v", counts, err)
	}
	s.exec(`update users set settings = '{"new_per_day": 2, "reviews_per_day": 1}' where id = $1`, s.owner)
	if d := cmp.Diff([]string{"step", "weak", "new 1", "new 2"}, s.fronts(DueFilter{})); d != "" {
		t.Error(d)
	}
}

func TestNewCardsADayAreCounted(t *testing.T) {
	s := newStudent(t)
	s.exec(`update users set settings = '{"new_per_day": 2}' where id = $1`, s.owner)
	for i := range 5 {
		s.basic(fmt.Sprint("q", i))
	}
	s.answer(s.due(DueFilter{})[0].ID, fsrs.Easy)
	if d := cmp.Diff([]string{"q1"}, s.fronts(DueFilter{})); d != "" {
		t.Error(d)
	}
	last := s.answer(s.due(DueFilter{})[0].ID, fsrs.Easy)
	if n := len(s.due(DueFilter{})); n != 0 {
		t.Errorf("%d due after the day's new cards", n)
	}
	if _, err := s.Undo(s.ctx, s.owner, last.ID); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"q1"}, s.fronts(DueFilter{})); d != "" {
		t.Errorf("after an undo: %s", d)
	}
	s.clock = time.Date(2026, 3, 3, 3, 59, 0, 0, time.UTC) // before the rollover
	if n := len(s.due(DueFilter{})); n != 1 {
		t.Errorf("before the rollover: %d due", n)
	}
	s.clock = s.clock.Add(2 * time.Minute)
	if d := cmp.Diff([]string{"q1", "q2"}, s.fronts(DueFilter{})); d != "" {
		t.Errorf("on the next day: %s", d)
	}
}

func TestSiblingsAreBuriedForTheDay(t *testing.T) {
	s := newStudent(t)
	cards := s.note(NewNote{Kind: Cloze, Front: "{{c1::a}} {{c2::b}} {{c3::c}}"})
	if n := len(s.due(DueFilter{})); n != 1 {
		t.Errorf("%d siblings are asked together", n)
	}
	s.answer(cards[0].ID, fsrs.Good)
	if n := len(s.due(DueFilter{})); n != 0 {
		t.Errorf("%d siblings are asked after the first on the same day", n)
	}
	s.clock = s.clock.Add(15 * time.Minute)
	if due := s.due(DueFilter{}); len(due) != 1 || due[0].ID != cards[0].ID {
		t.Errorf("the learning step is not asked")
	}
	s.answer(cards[0].ID, fsrs.Easy)
	s.clock = s.clock.Add(24 * time.Hour)
	if due := s.due(DueFilter{}); len(due) != 1 || due[0].ID != cards[1].ID {
		t.Errorf("the next day: %+v", due)
	}
}

func TestToday(t *testing.T) {
	s := newStudent(t)
	a, b := s.basic("a"), s.basic("b")
	s.answer(a.ID, fsrs.Easy)
	s.answer(b.ID, fsrs.Good)
	sum, err := s.Today(s.ctx, s.owner, s.clock)
	if err != nil || sum.DoneToday != 2 || sum.CardsToday != 2 || sum.TimeToday != 8*time.Second || sum.KnownToday != 0 || sum.Due != 0 || sum.NextDue == nil {
		t.Fatalf("%+v, %v", sum, err)
	}
	s.clock = s.card(a.ID).State.Due
	if sum, err = s.Today(s.ctx, s.owner, s.clock.AddDate(0, 0, -1)); err != nil || sum.DueTomorrow != 1 {
		t.Errorf("the day before: %+v, %v", sum, err)
	}
	s.answer(a.ID, fsrs.Again)
	sum, err = s.Today(s.ctx, s.owner, s.clock)
	if err != nil || sum.DoneToday != 1 || sum.KnownToday != 1 || sum.RememberedToday != 0 || sum.Due != 1 || sum.MinutesDue != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
	if n, err := s.ReviewCount(s.ctx, s.owner); err != nil || n != 3 {
		t.Errorf("%d reviews, %v", n, err)
	}
}
