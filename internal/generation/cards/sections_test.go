package cards

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/platform/errs"
)

// Sections go as deep as there is something to choose, and no deeper than can
// be overlooked.
func TestHowDeepTheSectionsOfADocumentGo(t *testing.T) {
	t.Parallel()
	many := func(n int, below ...string) (paths [][]string) {
		for i := range n {
			paths = append(paths, append(below[:len(below):len(below)], strings.Repeat("x", i+1)))
		}
		return paths
	}
	for _, c := range []struct {
		name  string
		paths [][]string
		want  int
	}{
		{"no headings", [][]string{nil, nil}, 1},
		{"chapters", [][]string{{"A"}, {"B"}}, 1},
		{"one title above all", [][]string{{"T", "A"}, {"T", "B"}}, 2},
		{"few sections in few chapters", [][]string{{"A", "1"}, {"A", "2"}, {"B", "1"}}, 2},
		{"many sections in few chapters", append(many(30, "A"), []string{"B"}), 1},
		{"many sections below one title", many(30, "T"), 2},
	} {
		if got := depthOf(c.paths); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// A student sees which sections are covered, and cards come from the chosen
// ones alone.
func TestCardsComeFromTheChosenSections(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	d := w.Add(w.Owner, "Programs", "markdown",
		evidencetest.Page("# Scopes\n\nA *scope* is the range within a program for which an item is valid."),
		evidencetest.Page("# Registers\n\nA *register* is a small and fast store inside the processor."))
	sections, err := w.service.Sections(t.Context(), w.Owner, d)
	if err != nil || len(sections) != 2 || sections[0].Title != "Scopes" || sections[1].Path != "Registers" || sections[1].Tokens == 0 {
		t.Fatalf("%+v, %v", sections, err)
	}
	if _, err := w.service.Generate(t.Context(), w.Owner, d, Flashcards, Wanted{Sections: []string{"Pointers"}}); !errors.Is(err, errs.Invalid) {
		t.Errorf("a section that is not there: %v", err)
	}
	g, err := w.service.Generate(t.Context(), w.Owner, d, Flashcards, Wanted{Sections: []string{"Registers"}})
	if err != nil || !slices.Equal(g.Sections, []string{"Registers"}) {
		t.Fatalf("%+v, %v", g, err)
	}
	if err := w.work(t.Context(), g, 1); err != nil {
		t.Fatal(err)
	}
	made := w.cards(d)
	for _, c := range made {
		if strings.Contains(c.Source.Quote, "scope") {
			t.Errorf("%q was not asked for", c.Source.Quote)
		}
	}
	if sections, err = w.service.Sections(t.Context(), w.Owner, d); err != nil || len(made) == 0 || sections[0].Cards != 0 || sections[1].Cards != len(made) {
		t.Errorf("%d cards, %+v, %v", len(made), sections, err)
	}
}
