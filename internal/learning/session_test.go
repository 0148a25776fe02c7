package learning

import (
	"testing"
	"time"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
)

func TestLeftCountsACourseAlone(t *testing.T) {
	s := newStudent(t)
	other, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Other"})
	if err != nil {
		t.Fatal(err)
	}
	s.basic("one")
	s.note(NewNote{Course: other.ID, Front: "two", Back: "b"})
	s.note(NewNote{Course: other.ID, Front: "three", Back: "b"})
	for course, want := range map[id.Course]int{{}: 3, other.ID: 2} {
		left, err := s.Left(s.ctx, s.owner, DueFilter{Course: course, Now: s.clock})
		if err != nil {
			t.Fatal(err)
		}
		// A new card takes three answers of the usual 12 s: 3 cards 108 s, 2 cards 72 s.
		if left.New != want || left.Due != 0 || left.Minutes != 2 || left.Pace != usualPace {
			t.Errorf("course %v: %+v, want %d new cards and 2 minutes", course, left, want)
		}
	}
}

func TestLastAnswerIsTheLatestThatCounts(t *testing.T) {
	s := newStudent(t)
	first, second := s.basic("first"), s.basic("second")
	s.answer(first.ID, fsrs.Good)
	s.clock = s.clock.Add(time.Minute)
	r := s.answer(second.ID, fsrs.Hard)
	last := func(after time.Time) Answered {
		t.Helper()
		a, err := s.LastAnswer(s.ctx, s.owner, after)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	if a := last(noon.Add(-time.Hour)); a.Review != r.ID || a.Card != second.ID || a.Rating != fsrs.Hard {
		t.Errorf("last answer %+v", a)
	}
	if _, err := s.Undo(s.ctx, s.owner, r.ID); err != nil {
		t.Fatal(err)
	}
	if a := last(noon.Add(-time.Hour)); a.Card != first.ID {
		t.Errorf("after undo the last answer is %+v, want that of the first card", a)
	}
	if a := last(noon); !a.Review.IsZero() {
		t.Errorf("an answer that was given before counts: %+v", a)
	}
}

func TestForgottenTodayLeavesOutWhatWasTakenBack(t *testing.T) {
	s := newStudent(t)
	kept, undone, known := s.basic("kept"), s.basic("undone"), s.basic("known")
	s.answer(kept.ID, fsrs.Again)
	r := s.answer(undone.ID, fsrs.Again)
	s.answer(known.ID, fsrs.Good)
	if _, err := s.Undo(s.ctx, s.owner, r.ID); err != nil {
		t.Fatal(err)
	}
	for when, want := range map[time.Time]int{s.clock: 1, s.clock.AddDate(0, 0, 1): 0} {
		list, err := s.ForgottenToday(s.ctx, s.owner, id.Course{}, when, 20)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != want || want == 1 && list[0].ID != kept.ID {
			t.Errorf("%v: %d forgotten, want %d", when, len(list), want)
		}
	}
}

// What a device buried while it was away is hidden until the end of the day
// on which that was done.
func TestBuryHoldsForTheDayItWasDone(t *testing.T) {
	s := newStudent(t)
	today, yesterday := s.basic("today"), s.basic("yesterday")
	status := Buried
	for card, at := range map[id.Card]time.Time{today.ID: {}, yesterday.ID: s.clock.AddDate(0, 0, -1)} {
		if _, err := s.UpdateCard(s.ctx, s.owner, card, Patch{Status: &status, BuriedAt: at}); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.fronts(DueFilter{}); len(got) != 1 || got[0] != "yesterday" {
		t.Errorf("due are %v, want only the card that was buried yesterday", got)
	}
	s.clock = s.clock.AddDate(0, 0, 1)
	if got := s.fronts(DueFilter{}); len(got) != 2 {
		t.Errorf("on the next day due are %v, want both", got)
	}
}
