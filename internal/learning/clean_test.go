package learning

import (
	"testing"
	"time"

	"studyapp/internal/platform/id"
)

func TestWhatCanNoMoreBeTakenBackIsForgotten(t *testing.T) {
	s := newStudent(t)
	card := s.note(NewNote{Front: "a", Back: "b"})[0].ID
	change := func() id.Change {
		t.Helper()
		done, err := s.ChangeCards(s.ctx, s.owner, []id.Card{card}, Change{Tags: []string{id.New[id.Change]().String()}})
		if err != nil {
			t.Fatal(err)
		}
		return done.ID
	}
	old, young := change(), change()
	for c, age := range map[id.Change]time.Duration{old: keepChanges + time.Minute, young: keepChanges - time.Minute} {
		if _, err := s.pool.Exec(s.ctx, `update card_changes set made_at = $2 where id = $1`, c, s.now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.CleanChanges(s.ctx); err != nil || n != 1 {
		t.Errorf("forgot %d changes, %v", n, err)
	}
	if _, err := s.UndoChange(s.ctx, s.owner, young); err != nil {
		t.Error("the change of the last day:", err)
	}
	if _, err := s.UndoChange(s.ctx, s.owner, old); err == nil {
		t.Error("the older change was taken back")
	}
}
