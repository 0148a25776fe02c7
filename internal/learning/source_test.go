package learning

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// library is a shelf that knows what its documents are called, and counts how
// often it is asked.
type library struct {
	shelf
	titles, languages map[id.Document]string
	headings          map[id.Chunk][]string
	asked             []string
}

func (l *library) Titles(context.Context, postgres.DB, id.User, []id.Document) (titles, languages map[id.Document]string, err error) {
	l.asked = append(l.asked, "titles")
	return l.titles, l.languages, nil
}

func (l *library) Headings(context.Context, postgres.DB, id.User, []id.Chunk) (map[id.Chunk][]string, error) {
	l.asked = append(l.asked, "headings")
	return l.headings, nil
}

func (l *library) PageLabels(_ context.Context, _ postgres.DB, _ id.User, documents []id.Document, versions, pages []int) ([]string, error) {
	l.asked = append(l.asked, "labels")
	labels := make([]string, len(documents))
	for i := range labels {
		labels[i] = fmt.Sprint(strings.Repeat("i", pages[i]), " of version ", versions[i])
	}
	return labels, nil
}

func (l *library) Titled(_ context.Context, _ postgres.DB, _ id.User, part string) (found []id.Document, err error) {
	l.asked = append(l.asked, "titled")
	for d, title := range l.titles {
		if strings.Contains(strings.ToLower(title), strings.ToLower(part)) {
			found = append(found, d)
		}
	}
	return found, nil
}

func (l *library) questions() string {
	all := strings.Join(l.asked, " ")
	l.asked = nil
	return all
}

func TestSourcesOfAPageAreDescribedTogether(t *testing.T) {
	s := newStudent(t)
	cells, gone := id.New[id.Document](), id.New[id.Document]()
	l := &library{
		titles:    map[id.Document]string{cells: "Cells"},
		languages: map[id.Document]string{cells: "en"},
		headings:  map[id.Chunk][]string{7: {"Energy", "ATP"}},
	}
	s.documents = l
	s.basic("by hand")
	if cards, _, err := s.Cards(s.ctx, s.owner, CardFilter{}); err != nil || len(cards) != 1 || cards[0].Source != nil || l.questions() != "" {
		t.Errorf("without a source: %v, %v", cards, err)
	}
	for i := range 3 {
		page := i + 1
		s.note(NewNote{Front: fmt.Sprint("cells ", i), Back: "b", Source: &Source{Document: cells, Version: i, Chunk: 7, Page: &page}})
	}
	s.note(NewNote{Front: "gone", Back: "b", Source: &Source{Document: gone, Version: 1, Chunk: 8}})
	l.questions()
	cards, _, err := s.Cards(s.ctx, s.owner, CardFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if asked := l.questions(); asked != "titles headings labels" {
		t.Errorf("a list asked for %s", asked)
	}
	described := func(cards []Card) (out []string) {
		for _, c := range cards {
			if c.Source != nil {
				out = append(out, fmt.Sprintf("%s: %q %q %q %q", c.Front, c.Source.Title, c.Source.Language, c.Source.HeadingPath, c.Source.PageLabel))
			}
		}
		slices.Sort(out)
		return out
	}
	want := []string{`cells 0: "Cells" "en" ["Energy" "ATP"] "i of version 0"`, `cells 1: "Cells" "en" ["Energy" "ATP"] "ii of version 1"`, `cells 2: "Cells" "en" ["Energy" "ATP"] "iii of version 2"`, `gone: "" "" [] ""`}
	if diff := cmp.Diff(want, described(cards)); diff != "" {
		t.Error(diff)
	}
	var due []Card
	for _, d := range s.due(DueFilter{}) {
		due = append(due, d.Card)
	}
	if diff := cmp.Diff(want, described(due)); diff != "" {
		t.Error(diff)
	}
	if asked := l.questions(); asked != "titles headings labels" {
		t.Errorf("what is due asked for %s", asked)
	}
}

func TestADocumentsTitleFindsItsCards(t *testing.T) {
	s := newStudent(t)
	cells, bees := id.New[id.Document](), id.New[id.Document]()
	s.documents = &library{titles: map[id.Document]string{cells: "Lecture 11: Cells", bees: "Lecture 12: Bees"}}
	s.note(NewNote{Front: "cell", Back: "b", Source: &Source{Document: cells, Version: 1}})
	s.note(NewNote{Front: "bee", Back: "b", Source: &Source{Document: bees, Version: 1}})
	s.basic("by hand")
	for filter, want := range map[string]string{
		`document:"lecture 11"`: "cell",
		`document:LECTURE`:      "bee cell",
		`document:wasps`:        "",
	} {
		f, cards := s.matching(filter)
		var fronts []string
		for _, c := range cards {
			fronts = append(fronts, c.Front)
		}
		slices.Sort(fronts)
		if got := strings.Join(fronts, " "); got != want {
			t.Errorf("%s finds %q, want %q", filter, got, want)
		}
		if n, err := s.CountCards(s.ctx, s.owner, f, 100); err != nil || n != len(cards) {
			t.Errorf("%s counts %d (%v), lists %d", filter, n, err, len(cards))
		}
	}
}
