package learning

import (
	"errors"
	"slices"
	"testing"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

// shape is what a change may touch of a card.
func (s *student) shape(cards []id.Card) []string {
	s.t.Helper()
	var out []string
	for _, k := range cards {
		c, err := s.Card(s.ctx, s.owner, k)
		if err != nil {
			out = append(out, "gone")
			continue
		}
		shape := string(c.Status) + " " + c.Course.String()
		for _, t := range c.Tags {
			shape += " " + t
		}
		if c.WrongAt != nil {
			shape += " wrong"
		}
		out = append(out, shape)
	}
	return out
}

func TestEachChangeOfManyIsTakenBackWhole(t *testing.T) {
	s := newStudent(t)
	course, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Other", TargetRetention: 0.8})
	if err != nil {
		t.Fatal(err)
	}
	var cards []id.Card
	for _, n := range []NewNote{
		{Front: "a", Back: "b", Tags: []string{"x"}},
		{Front: "draft", Back: "b", Status: Draft},
		{Front: "off", Back: "b", Status: Suspended},
		{Kind: Cloze, Front: "{{c1::one}} {{c2::two}}"},
	} {
		for _, c := range s.note(n) {
			cards = append(cards, c.ID)
		}
	}
	s.answer(cards[0], 3)
	if _, err := s.Wrong(s.ctx, s.owner, cards[3]); err != nil {
		t.Fatal(err)
	}
	was, states, waits := s.shape(cards), s.states(), s.fronts(DueFilter{})
	for name, c := range map[string]Change{
		"suspend": {Status: Suspended}, "activate": {Status: Active}, "bury": {Status: Buried},
		"move": {Course: &course.ID}, "tag": {Tags: []string{"new", "x"}}, "delete": {Delete: true},
	} {
		done, err := s.ChangeCards(s.ctx, s.owner, cards, c)
		if err != nil || done.Cards != len(cards) {
			t.Fatalf("%s: %d cards, %v", name, done.Cards, err)
		}
		if slices.Equal(s.shape(cards), was) {
			t.Errorf("%s changes nothing", name)
		}
		if n, err := s.UndoChange(s.ctx, s.owner, done.ID); err != nil || n != len(cards) {
			t.Fatalf("undo of %s: %d cards, %v", name, n, err)
		}
		if got := s.shape(cards); !slices.Equal(got, was) {
			t.Errorf("after undo of %s:\n%q, want\n%q", name, got, was)
		}
		for k, v := range s.states() {
			if v != states[k] {
				t.Errorf("undo of %s leaves another state: %s, want %s", name, v, states[k])
			}
		}
		if got := s.fronts(DueFilter{}); !slices.Equal(got, waits) {
			t.Errorf("after undo of %s %q wait, want %q", name, got, waits)
		}
		_, err = s.UndoChange(s.ctx, s.owner, done.ID)
		wantKind(t, err, errs.NotFound, "")
	}
}

func TestUndoLeavesWhatWasChangedSince(t *testing.T) {
	s := newStudent(t)
	a, b := s.basic("a").ID, s.basic("b").ID
	done, err := s.ChangeCards(s.ctx, s.owner, []id.Card{a, b}, Change{Status: Suspended})
	if err != nil {
		t.Fatal(err)
	}
	draft := Draft
	if _, err := s.UpdateCard(s.ctx, s.owner, a, Patch{Status: &draft}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UndoChange(s.ctx, s.owner, done.ID); err != nil {
		t.Fatal(err)
	}
	if x, y := s.card(a).Status, s.card(b).Status; x != Draft || y != Active {
		t.Errorf("a is %s and b %s, want draft and active", x, y)
	}
}

func TestNobodyChangesOrRestoresAnothersCards(t *testing.T) {
	s := newStudent(t)
	mine := s.basic("mine").ID
	other := pgtest.User(t, s.pool)
	if done, err := s.ChangeCards(s.ctx, other, []id.Card{mine}, Change{Delete: true}); err != nil || done.Cards != 0 {
		t.Errorf("another owner changed %d cards, %v", done.Cards, err)
	}
	done, err := s.ChangeCards(s.ctx, s.owner, []id.Card{mine}, Change{Delete: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.UndoChange(s.ctx, other, done.ID)
	wantKind(t, err, errs.NotFound, "")
	_, err = s.ChangeCards(s.ctx, s.owner, nil, Change{Delete: true})
	wantKind(t, err, errs.Invalid, "card")
}

func TestAnEditThatAnotherDeviceOvertookIsRefused(t *testing.T) {
	s := newStudent(t)
	c := s.basic("question")
	seen, mine, theirs := c.Version(), "my text", "their text"
	if _, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Seen: seen, Front: &theirs}); err != nil {
		t.Fatal(err)
	}
	_, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Seen: seen, Front: &mine})
	wantKind(t, err, errs.Conflict, "")
	if got := s.card(c.ID).Text; got != theirs {
		t.Errorf("the refused text was stored: %q", got)
	}
	if _, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Seen: seen, Front: &theirs}); err != nil {
		t.Errorf("the same text sent twice is refused: %v", err)
	}
	if _, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Seen: s.card(c.ID).Version(), Front: &mine}); err != nil {
		t.Errorf("an edit of what is there now is refused: %v", err)
	}
}

// Nobody follows cards and reviews: their events would only fill the outbox.
func TestOnlyWhatSomebodyFollowsGoesToTheOutbox(t *testing.T) {
	s := newStudent(t)
	course, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Biology"})
	if err != nil {
		t.Fatal(err)
	}
	document := id.New[id.Document]()
	s.replaced(document, 2)
	card := s.quoting(document, "cells").ID
	answered := s.answer(card, 3)
	back := "other"
	_, undone := s.Undo(s.ctx, s.owner, answered.ID)
	_, edited := s.UpdateCard(s.ctx, s.owner, card, Patch{Back: &back})
	_, wrong := s.Wrong(s.ctx, s.owner, card)
	_, rechecked := s.Recheck(s.ctx, s.owner, document, 2, &version{text: "x", finds: -1})
	changed, moved := s.ChangeCards(s.ctx, s.owner, []id.Card{card}, Change{Course: &course.ID})
	_, takenBack := s.UndoChange(s.ctx, s.owner, changed.ID)
	deleted := s.DeleteCard(s.ctx, s.owner, card)
	if err := errors.Join(undone, edited, wrong, rechecked, moved, takenBack, deleted); err != nil {
		t.Fatal(err)
	}
	var topics string
	err = s.pool.QueryRow(s.ctx, `select string_agg(topic || ' ' || subject, ', ') from outbox where owner_id = $1`, s.owner).Scan(&topics)
	if want := "course.changed " + course.ID.String(); err != nil || topics != want {
		t.Errorf("the outbox holds %s (%v), want %s", topics, err, want)
	}
}
