package learning

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/id"
)

// examined makes a course whose exam is in so many days.
func (s *student) examined(title string, days int) id.Course {
	s.t.Helper()
	exam := s.clock.AddDate(0, 0, days)
	c, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: title, ExamAt: &exam})
	if err != nil {
		s.t.Fatal(err)
	}
	return c.ID
}

func TestNewCardsOfTheNextExamComeFirst(t *testing.T) {
	s := newStudent(t)
	s.exec(`update users set settings = '{"new_per_day": 2}' where id = $1`, s.owner)
	s.exec(`update courses set created_at = $1 where owner_id = $2`, s.clock.AddDate(-1, 0, 0), s.owner)
	for i := range 3 {
		s.basic(fmt.Sprint("no exam ", i))
	}
	later, soon, past := s.examined("Later", 30), s.examined("Soon", 2), s.examined("Past", -2)
	for _, c := range []struct {
		course id.Course
		front  string
	}{{past, "past"}, {later, "later"}, {soon, "soon 1"}, {soon, "soon 2"}, {soon, "soon 3"}} {
		s.note(NewNote{Course: c.course, Front: c.front, Back: "a"})
	}
	want := []string{"soon 1", "soon 2", "later", "no exam 0", "no exam 1", "past"}
	if d := cmp.Diff(want, s.fronts(DueFilter{})); d != "" {
		t.Error(d)
	}
	// What was met in one course takes nothing from another.
	for range 2 {
		s.answer(s.due(DueFilter{})[0].ID, fsrs.Easy)
	}
	if d := cmp.Diff(want[2:], s.fronts(DueFilter{})); d != "" {
		t.Errorf("after two of the next exam: %s", d)
	}
	counts, err := s.DueCount(s.ctx, s.owner, s.clock)
	if err != nil || counts.New != 4 || counts.Course[soon] != 0 || counts.Course[later] != 1 {
		t.Errorf("%+v, %v", counts, err)
	}
}

func TestStudyingMoreGoesBeyondTheDay(t *testing.T) {
	s := newStudent(t)
	s.exec(`update users set settings = '{"new_per_day": 1}' where id = $1`, s.owner)
	for _, q := range []string{"known", "known for long", "new 1", "new 2"} {
		s.basic(q)
	}
	all := s.due(DueFilter{More: true})
	for _, c := range all[:2] {
		s.answer(c.ID, fsrs.Easy)
		s.clock = s.clock.AddDate(0, 0, 1)
	}
	before := s.card(all[0].ID).State.Due
	if d := cmp.Diff([]string{"new 1"}, s.fronts(DueFilter{})); d != "" {
		t.Error(d)
	}
	// What is due first comes first: fuzz may have put the one before the other.
	want := func() []string {
		known := []Card{s.card(all[0].ID), s.card(all[1].ID)}
		slices.SortFunc(known, func(a, b Card) int { return a.State.Due.Compare(b.State.Due) })
		return []string{"new 1", "new 2", known[0].Front, known[1].Front}
	}
	if d := cmp.Diff(want(), s.fronts(DueFilter{More: true})); d != "" {
		t.Error(d)
	}
	left, err := s.Left(s.ctx, s.owner, DueFilter{More: true, Now: s.clock})
	if err != nil || left.New != 2 || left.Due != 2 {
		t.Errorf("%+v, %v", left, err)
	}
	// Answered ahead of time it waits longer than before.
	s.answer(all[0].ID, fsrs.Good)
	if due := s.card(all[0].ID).State.Due; !due.After(before) {
		t.Errorf("due %v, before %v", due, before)
	}
	if d := cmp.Diff(want(), s.fronts(DueFilter{More: true})); d != "" {
		t.Error(d)
	}
}
