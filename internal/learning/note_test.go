package learning

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/jackc/pgx/v5"
	"studyapp/internal/learning/fsrs"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

func TestClozeNoteMakesACardAGap(t *testing.T) {
	s := newStudent(t)
	cards := s.note(NewNote{Kind: Cloze, Front: "{{c1::Paris}} lies on the {{c2::Seine::river}}.", Back: "see a map", Tags: []string{" geo ", "geo", ""}})
	if len(cards) != 2 {
		t.Fatalf("%d cards", len(cards))
	}
	for i, want := range []string{"[…] lies on the Seine.", "Paris lies on the [river]."} {
		c := cards[i]
		if c.Front != want || c.Back != "Paris lies on the Seine.\n\nsee a map" || c.Ordinal != i+1 || c.Note != cards[0].Note {
			t.Errorf("card %d: %+v", i, c)
		}
	}
	if d := cmp.Diff([]string{"geo"}, cards[0].Tags); d != "" {
		t.Error(d)
	}
}

func TestNotesThatBreakARule(t *testing.T) {
	s := newStudent(t)
	for _, c := range []struct {
		rule  string
		note  NewNote
		kind  errs.Kind
		field string
	}{
		{"no front", NewNote{Front: " \n", Back: "b"}, errs.Invalid, "front"},
		{"no back", NewNote{Front: "a"}, errs.Invalid, "back"},
		{"cloze without a gap", NewNote{Kind: Cloze, Front: "a"}, errs.Invalid, "front"},
		{"unknown kind", NewNote{Kind: "x", Front: "a", Back: "b"}, errs.Invalid, "kind"},
		{"a character that cannot be kept", NewNote{Front: "a\x00", Back: "b"}, errs.Invalid, "front"},
		{"buried from the start", NewNote{Front: "a", Back: "b", Status: Buried}, errs.Invalid, "status"},
		{"a course that is not there", NewNote{Front: "a", Back: "b", Course: id.New[id.Course]()}, errs.NotFound, ""},
	} {
		_, err := s.CreateNote(s.ctx, s.owner, c.note)
		t.Run(c.rule, func(t *testing.T) { wantKind(t, err, c.kind, c.field) })
	}
}

func TestEditingGapsKeepsReviews(t *testing.T) {
	s := newStudent(t)
	cards := s.note(NewNote{Kind: Cloze, Front: "{{c1::a}} {{c2::b}}"})
	s.answer(cards[1].ID, fsrs.Good)
	edit := func(card id.Card, front string) Card {
		t.Helper()
		c, err := s.UpdateCard(s.ctx, s.owner, card, Patch{Front: &front})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := edit(cards[1].ID, "{{c1::a}} b {{c3::c}}"); c.ID != cards[0].ID {
		t.Errorf("the gap of the edited card is gone: got card %d, want the first one left", c.Ordinal)
	}
	if _, err := s.Card(s.ctx, s.owner, cards[1].ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("card without a gap: %v", err)
	}
	all, _, err := s.Cards(s.ctx, s.owner, CardFilter{})
	if err != nil || len(all) != 2 {
		t.Fatalf("%d cards, %v", len(all), err)
	}
	edit(cards[0].ID, "{{c1::a}} {{c2::B}} {{c3::c}}")
	if c := s.card(cards[1].ID); c.State.Reps != 1 {
		t.Errorf("the card that came back has %d reviews, want 1", c.State.Reps)
	}
	if err := s.DeleteCard(s.ctx, s.owner, cards[1].ID); err != nil {
		t.Fatal(err)
	}
	edit(cards[0].ID, "{{c1::a}} {{c2::B!}} {{c3::c}}")
	if _, err := s.Card(s.ctx, s.owner, cards[1].ID); !errors.Is(err, errs.NotFound) {
		t.Error("a deleted card came back with an edit of its note")
	}
	_, err = s.UpdateCard(s.ctx, s.owner, cards[0].ID, Patch{Front: new("no gap")})
	wantKind(t, err, errs.Invalid, "front")
}

func TestStatus(t *testing.T) {
	s := newStudent(t)
	c := s.basic("q")
	set := func(status Status) Card {
		t.Helper()
		c, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Status: &status})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, status := range []Status{Draft, Suspended, Buried, Active} {
		if got := set(status); got.Status != status {
			t.Errorf("status %s, want %s", got.Status, status)
		}
		if n := len(s.due(DueFilter{})); (n == 1) != (status == Active) {
			t.Errorf("%s: %d cards due", status, n)
		}
		listed, _, err := s.Cards(s.ctx, s.owner, CardFilter{Status: status})
		if err != nil || len(listed) != 1 {
			t.Errorf("list of %s cards: %d, %v", status, len(listed), err)
		}
	}
	set(Buried)
	s.clock = s.clock.Add(24 * time.Hour)
	if got := s.card(c.ID); got.Status != Active || len(s.due(DueFilter{})) != 1 {
		t.Errorf("on the next day the card is %s", got.Status)
	}
	_, err := s.UpdateCard(s.ctx, s.owner, c.ID, Patch{Status: new(Status("lost"))})
	wantKind(t, err, errs.Invalid, "status")
}

func TestCardsOfADocument(t *testing.T) {
	s := newStudent(t)
	document, page := id.New[id.Document](), 3
	source := &Source{Document: document, Version: 1, Quote: "the very words", Page: &page, Segments: json.RawMessage(`[{"page":3,"start":0,"end":14}]`)}
	first := s.note(NewNote{Front: "q1", Back: "a", Source: source})[0]
	second := s.note(NewNote{Front: "q2", Back: "a", Source: source, Status: Draft})[0]
	s.basic("by hand")
	cards, _, err := s.Cards(s.ctx, s.owner, CardFilter{Document: document})
	if err != nil || len(cards) != 2 || cards[0].ID != first.ID || cards[1].ID != second.ID {
		t.Fatalf("%+v, %v", cards, err)
	}
	if got := cards[0].Source; got.Quote != "the very words" || *got.Page != 3 || string(got.Segments) == "[]" || got.Title != "" {
		t.Errorf("%+v", got)
	}
	course, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Other"})
	if err != nil {
		t.Fatal(err)
	}
	err = postgres.InTx(s.ctx, s.pool, func(tx pgx.Tx) error { return s.MoveDocumentTx(s.ctx, tx, s.owner, document, course.ID) })
	if err != nil {
		t.Fatal(err)
	}
	if moved, _, err := s.Cards(s.ctx, s.owner, CardFilter{Course: course.ID}); err != nil || len(moved) != 2 {
		t.Errorf("%d cards moved, %v", len(moved), err)
	}
}

func TestCardList(t *testing.T) {
	s := newStudent(t)
	for i := range 7 {
		s.basic(fmt.Sprintf("Question %d", i))
	}
	var got []string
	cursor := ""
	for page := 0; ; page++ {
		cards, next, err := s.Cards(s.ctx, s.owner, CardFilter{Limit: 3, Cursor: cursor})
		if err != nil || page > 3 {
			t.Fatal(page, err)
		}
		for _, c := range cards {
			got = append(got, c.Front)
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	if len(got) != 7 || got[0] != "Question 6" || got[6] != "Question 0" {
		t.Errorf("%q", got)
	}
	found, _, err := s.Cards(s.ctx, s.owner, CardFilter{Text: "QUESTION 3 answer"})
	if err != nil || len(found) != 1 || found[0].Front != "Question 3" {
		t.Errorf("%+v, %v", found, err)
	}
	_, _, err = s.Cards(s.ctx, s.owner, CardFilter{Cursor: "x"})
	wantKind(t, err, errs.Invalid, "cursor")
}
