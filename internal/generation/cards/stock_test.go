package cards

import (
	"context"
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"studyapp/internal/generation/cards/twin"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/generation/flashcard"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// counting counts the texts whose vectors are made.
type counting struct {
	search.Embedder
	texts int
}

func (c *counting) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	c.texts += len(texts)
	return c.Embedder.Passages(ctx, texts)
}

// A card that asks what another one of the student's asks, in other words and
// in another course, is left out and counted; one that only looks like it stays.
func TestCardsAreComparedWithAllOfTheStudentsByMeaning(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{Meaning: true})
	other, err := w.Notes.CreateCourse(t.Context(), w.Owner, learning.NewCourse{Title: "Another course"})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []learning.NewNote{
		{Course: other.ID, Front: "What does the word *scope* mean?", Back: "The range within a program for which an item is valid.", Status: learning.Draft},
		{Course: other.ID, Front: "What is a slow register?", Back: "A large store outside the processor."},
	} {
		if _, err := w.Notes.CreateNote(t.Context(), w.Owner, n); err != nil {
			t.Fatal(err)
		}
	}
	document := w.Add(w.Owner, "Memory", "markdown", evidencetest.Page("# Memory\n\nA *scope* is the range within a program for which an item is valid.\n\nA *register* is a small and fast store inside the processor."))
	g := w.generate(document, 10)
	fronts := ""
	for _, c := range w.cards(document) {
		fronts += c.Text + "\n"
	}
	if g.Reasons[flashcard.Repeats] == 0 || strings.Contains(fronts, "scope") || !strings.Contains(fronts, "register") {
		t.Errorf("%d repeated, made: %s", g.Reasons[flashcard.Repeats], fronts)
	}
}

// Vectors are made once: of a card that was edited anew, and those of texts
// that are gone are dropped.
func TestTheMeaningOfACardIsReadOnce(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{Meaning: true})
	e := &counting{Embedder: w.Model}
	read := func() (cards, made int) {
		t.Helper()
		before := e.texts
		stock, err := w.service.stock(t.Context(), w.Owner, e)
		if err != nil {
			t.Fatal(err)
		}
		return len(stock), e.texts - before
	}
	var last learning.Card
	for _, front := range []string{"What is a stack?", "What is a heap?", "What is a heap?"} {
		cards, err := w.Notes.CreateNote(t.Context(), w.Owner, learning.NewNote{Front: front, Back: "A part of memory."})
		if err != nil {
			t.Fatal(err)
		}
		last = cards[0]
	}
	if cards, made := read(); cards != 3 || made != 2 {
		t.Errorf("at first: %d cards, %d vectors made", cards, made)
	}
	if cards, made := read(); cards != 3 || made != 0 {
		t.Errorf("again: %d cards, %d vectors made", cards, made)
	}
	front := "What is a queue?"
	if _, err := w.Notes.UpdateCard(t.Context(), w.Owner, last.ID, learning.Patch{Front: &front}); err != nil {
		t.Fatal(err)
	}
	if cards, made := read(); cards != 3 || made != 1 {
		t.Errorf("after an edit: %d cards, %d vectors made", cards, made)
	}
	if _, err := w.Notes.ChangeCards(t.Context(), w.Owner, []id.Card{last.ID}, learning.Change{Delete: true}); err != nil {
		t.Fatal(err)
	}
	read()
	var kept int
	if err := w.Pool.QueryRow(t.Context(), `select count(*) from card_vectors where owner_id = $1`, w.Owner).Scan(&kept); err != nil || kept != 2 {
		t.Errorf("%d vectors are kept, %v", kept, err)
	}
}

// What the rule is worth: pairs that ask the same in other words, and pairs
// that look alike and do not.
func TestTwinsAreToldFromLookAlikes(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{Meaning: true})
	file, err := os.Open("twin/testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows := csv.NewReader(file)
	rows.Comma, rows.LazyQuotes = '\t', true
	pairs, err := rows.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	type tally struct{ found, missed, wrong, right int }
	got := map[string]*tally{"fit": {}, "held": {}, "across": {}}
	for _, p := range pairs[1:] {
		v, err := w.Model.Passages(t.Context(), []string{meaning(p[2], p[3]), meaning(p[4], p[5])})
		if err != nil {
			t.Fatal(err)
		}
		n := got[p[0]]
		switch same := twin.Same(asked(p[2], p[3]), asked(p[4], p[5]), evidence.Similarity(v[0], v[1])); {
		case same && p[1] == "1":
			n.found++
		case same:
			n.wrong++
		case p[1] == "1":
			n.missed++
		default:
			n.right++
		}
	}
	for set, n := range got {
		t.Logf("%s: %+v", set, *n)
		if float64(n.wrong) > 0.1*float64(n.wrong+n.right) || float64(n.found) < 0.8*float64(n.found+n.missed) {
			t.Errorf("%s: %+v", set, *n)
		}
	}
}
