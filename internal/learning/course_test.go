package learning

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

func TestTargetOfTheCourseMovesDueDates(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	s.answer(c.ID, fsrs.Easy)
	loose := s.card(c.ID).State
	if _, err := s.UpdateCourse(s.ctx, s.owner, c.Course, CoursePatch{TargetRetention: new(0.97)}); err != nil {
		t.Fatal(err)
	}
	strict := s.card(c.ID).State
	if !strict.Due.Before(loose.Due) || strict.Stability != loose.Stability {
		t.Errorf("0.9: %v, 0.97: %v", loose, strict)
	}
	other, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Other"})
	if err != nil {
		t.Fatal(err)
	}
	moved, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Course: &other.ID})
	if err != nil || !moved.State.Due.Equal(loose.Due) || moved.Course != other.ID {
		t.Errorf("moved to a course with 0.9: %+v, %v", moved.State, err)
	}
	before := s.states()
	if _, err := s.Rebuild(s.ctx, s.owner); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, s.states()); d != "" {
		t.Error(d)
	}
}

func TestCourses(t *testing.T) {
	s := newStudent(t)
	exam := noon.AddDate(0, 2, 0)
	c, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Biology", ExamAt: &exam, MinutesPerDay: new(30)})
	if err != nil || c.TargetRetention != 0.9 || !c.ExamAt.Equal(exam) || *c.MinutesPerDay != 30 {
		t.Fatalf("%+v, %v", c, err)
	}
	s.note(NewNote{Front: "q", Back: "a", Course: c.ID})
	all, err := s.Courses(s.ctx, s.owner)
	if err != nil || len(all) != 2 || !all[0].IsDefault || all[1].Cards != 1 || all[1].Due != 1 || all[0].Due != 0 {
		t.Fatalf("%+v, %v", all, err)
	}
	c, err = s.UpdateCourse(s.ctx, s.owner, c.ID, CoursePatch{Title: new("Biology II"), ClearExam: true, ClearMinutes: true})
	if err != nil || c.Title != "Biology II" || c.ExamAt != nil || c.MinutesPerDay != nil {
		t.Errorf("%+v, %v", c, err)
	}
	wantKind(t, s.DeleteCourse(s.ctx, s.owner, all[0].ID, id.Course{}), errs.Conflict, "")
	wantKind(t, s.DeleteCourse(s.ctx, s.owner, c.ID, c.ID), errs.Invalid, "move_to")
	wantKind(t, s.DeleteCourse(s.ctx, s.owner, c.ID, id.New[id.Course]()), errs.NotFound, "")
	if err := s.DeleteCourse(s.ctx, s.owner, c.ID, id.Course{}); err != nil {
		t.Fatal(err)
	}
	if left, err := s.Course(s.ctx, s.owner, all[0].ID); err != nil || left.Cards != 1 {
		t.Errorf("the card did not move: %+v, %v", left, err)
	}
	for _, bad := range []struct {
		n     NewCourse
		field string
	}{{NewCourse{Title: " "}, "title"}, {NewCourse{Title: "a", MinutesPerDay: new(0)}, "minutes_per_day"}, {NewCourse{Title: "a", TargetRetention: 0.5}, "target_retention"}} {
		_, err := s.CreateCourse(s.ctx, s.owner, bad.n)
		wantKind(t, err, errs.Invalid, bad.field)
	}
}

func TestCourseStaysWhereItsDocumentsStay(t *testing.T) {
	s := newStudent(t)
	c, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Biology"})
	if err != nil {
		t.Fatal(err)
	}
	card := s.note(NewNote{Front: "q", Back: "a", Course: c.ID})[0]
	failing := New(s.pool, shelf{fails: errKilled}, s.log, s.now)
	if err := failing.DeleteCourse(s.ctx, s.owner, c.ID, id.Course{}); !errors.Is(err, errKilled) {
		t.Errorf("deleted without its documents: %v", err)
	}
	if got := s.card(card.ID); got.Course != c.ID {
		t.Errorf("half done: %+v", got)
	}
}

func TestOnlyAnEmptyCourseIsDeletedByTheWay(t *testing.T) {
	s := newStudent(t)
	c, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Biology"})
	if err != nil {
		t.Fatal(err)
	}
	card := s.note(NewNote{Front: "q", Back: "a", Course: c.ID, Status: Suspended})[0]
	tryDelete := func() (gone bool) {
		t.Helper()
		err := postgres.InTx(s.ctx, s.pool, func(tx pgx.Tx) (err error) {
			gone, err = s.DeleteEmptyCourseTx(s.ctx, tx, s.owner, c.ID)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return gone
	}
	if tryDelete() {
		t.Error("a course with a suspended card is gone")
	}
	if err := s.DeleteCard(s.ctx, s.owner, card.ID); err != nil {
		t.Fatal(err)
	}
	if !tryDelete() {
		t.Error("an empty course is kept")
	}
}

func TestAnotherOwnersThingsAreNotFound(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	r := s.answer(c.ID, fsrs.Good)
	other := pgtest.User(t, s.pool)
	for name, call := range map[string]func() error{
		"course": func() error { _, err := s.Course(s.ctx, other, c.Course); return err },
		"change course": func() error {
			_, err := s.UpdateCourse(s.ctx, other, c.Course, CoursePatch{Title: new("x")})
			return err
		},
		"delete course": func() error { return s.DeleteCourse(s.ctx, other, c.Course, id.Course{}) },
		"card":          func() error { _, err := s.Card(s.ctx, other, c.ID); return err },
		"preview":       func() error { _, err := s.Preview(s.ctx, other, c.ID); return err },
		"change card":   func() error { _, err := s.UpdateCard(s.ctx, other, c.ID, Patch{Back: new("x")}); return err },
		"delete card":   func() error { return s.DeleteCard(s.ctx, other, c.ID) },
		"wrong":         func() error { _, err := s.Wrong(s.ctx, other, c.ID); return err },
		"history":       func() error { _, err := s.History(s.ctx, other, c.ID); return err },
		"undo":          func() error { _, err := s.Undo(s.ctx, other, r.ID); return err },
		"due of course": func() error { _, err := s.Due(s.ctx, other, DueFilter{Course: c.Course}); return err },
		"note in course": func() error {
			_, err := s.CreateNote(s.ctx, other, NewNote{Front: "a", Back: "b", Course: c.Course})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) { wantKind(t, call(), errs.NotFound, "") })
	}
	if err := s.Void(s.ctx, other, []Void{{ID: id.New[id.Void](), Review: r.ID, VoidedAt: s.clock}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Rebuild(s.ctx, s.owner); err != nil || s.card(c.ID).State.Reps != 1 {
		t.Errorf("another owner voided a review: %v", err)
	}
}
