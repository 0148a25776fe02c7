package learning

import (
	"testing"
	"time"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
)

// What cards cost follows the student's own times, by kind of card; before
// there are enough of them, the usual one.
func TestTheCostOfCardsFollowsTheStudentsOwnTimes(t *testing.T) {
	w := newStudent(t)
	course, err := w.CreateCourse(w.ctx, w.owner, NewCourse{Title: "Optics"})
	if err != nil {
		t.Fatal(err)
	}
	usual, err := w.Cost(w.ctx, w.owner, course.ID)
	if err != nil || usual.Own || usual.Pace != 12*time.Second || usual.Days != 30 || !usual.Until.IsZero() {
		t.Fatalf("before any answer: %+v, %v", usual, err)
	}
	few, many := usual.PerDay(6), usual.PerDay(60)
	if few <= 0 || many < 8*few || many > 10*few {
		t.Errorf("6 cards take %v a day, 60 take %v", few, many)
	}
	answer := func(n NewNote, d time.Duration) {
		card := w.note(n)[0]
		for range leastTimed {
			w.clock = w.clock.Add(time.Hour)
			w.review(Review{ID: id.New[id.Review](), Card: card.ID, Rating: fsrs.Good, ReviewedAt: w.clock, Duration: d})
		}
	}
	answer(NewNote{Course: course.ID, Front: "question", Back: "answer"}, 20*time.Second)
	answer(NewNote{Course: course.ID, Kind: Cloze, Front: "a {{c1::gap}}"}, 8*time.Second)
	for _, c := range []struct {
		kinds []Kind
		want  time.Duration
	}{
		{[]Kind{Basic}, 20 * time.Second},
		{[]Kind{Cloze}, 8 * time.Second},
		{nil, 14 * time.Second},
	} {
		got, err := w.Cost(w.ctx, w.owner, course.ID, c.kinds...)
		if err != nil || !got.Own || got.Pace != c.want {
			t.Errorf("%v: %v, own %v, %v", c.kinds, got.Pace, got.Own, err)
		}
	}
	if _, err := w.Cost(w.ctx, w.owner, id.New[id.Course]()); err == nil {
		t.Error("the cost of a course that is not there is known")
	}
}

// An exam ends what is foretold, and cards that the limit of new ones does not
// let through before it cost nothing.
func TestTheCostOfCardsEndsWithTheExam(t *testing.T) {
	w := newStudent(t)
	exam := w.clock.Add(60 * 24 * time.Hour)
	far, err := w.CreateCourse(w.ctx, w.owner, NewCourse{Title: "Far", ExamAt: &exam})
	if err != nil {
		t.Fatal(err)
	}
	soon := w.clock.Add(24 * time.Hour)
	near, err := w.CreateCourse(w.ctx, w.owner, NewCourse{Title: "Near", ExamAt: &soon})
	if err != nil {
		t.Fatal(err)
	}
	inTwoMonths, err := w.Cost(w.ctx, w.owner, far.ID)
	if err != nil || !inTwoMonths.Until.Equal(exam) || inTwoMonths.Days < 60 || inTwoMonths.Days > 61 {
		t.Fatalf("%+v, %v", inTwoMonths, err)
	}
	tomorrow, err := w.Cost(w.ctx, w.owner, near.ID)
	if err != nil {
		t.Fatal(err)
	}
	if tomorrow.PerDay(20) <= inTwoMonths.PerDay(20) {
		t.Errorf("20 cards until tomorrow take %v a day, in two months %v", tomorrow.PerDay(20), inTwoMonths.PerDay(20))
	}
	if tomorrow.PerDay(100) != tomorrow.PerDay(200) {
		t.Error("cards that are not begun before the exam cost something")
	}
}
