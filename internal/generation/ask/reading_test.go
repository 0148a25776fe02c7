package ask

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/prompts"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/search"
)

// countWords counts the words of a text as tokens.
func countWords(text string) int { return len(strings.Fields(text)) }

func TestABestSentenceIsReadWithItsNeighbours(t *testing.T) {
	t.Parallel()
	unit := func(text string) quoted.Unit { return quoted.Unit{Page: 1, Text: text} }
	prose := quoted.Passage{Units: []quoted.Unit{
		{Page: 1, Text: "Bees", Kind: quoted.Label}, unit("One came first."), unit("Two is before."), unit("Bees make\nwax."), unit("Four is behind."), unit("Five too."), unit("Six is far."), {Page: 2, Text: "Seven."}}}
	table := quoted.Passage{Units: []quoted.Unit{{Page: 3, Text: "Queen 5 years", Kind: quoted.Row, Header: "Bee Age"}, unit("Bees make wax.")}}
	f := &evidence.Found{
		Hits: []search.Hit{{Title: "Hive"}, {Title: "Ages"}},
		Ranking: &quoted.Ranking{Passages: []quoted.Passage{prose, table},
			Candidates: []quoted.Candidate{{Passage: 0, Unit: 3}, {Passage: 1, Unit: 1}, {Passage: 1, Unit: 0}, {Passage: 0, Unit: 6}}},
	}
	f.Hits[0].Text, f.Hits[1].Text = strings.Repeat("word ", 100), "Bee Age\nQueen 5 years"
	for name, c := range map[string]struct {
		room int
		want []prompts.Passage
	}{
		"the best alone":      {tokensOfHead + 1 + 3, []prompts.Passage{{N: 1, Title: "Hive", Text: "Bees make wax."}}},
		"with neighbours":     {tokensOfHead + 1 + 3 + 3 + 3 + 2, []prompts.Passage{{N: 1, Title: "Hive", Text: "Two is before. Bees make wax. Four is behind. Five too."}}},
		"what is said twice":  {2*tokensOfHead + 2 + 11 + 5, []prompts.Passage{{N: 1, Title: "Hive", Text: "Two is before. Bees make wax. Four is behind. Five too."}, {N: 2, Title: "Ages", Text: "Bee Age: Queen 5 years"}}},
		"more of the passage": {2*tokensOfHead + 2 + 11 + 5 + 3, []prompts.Passage{{N: 1, Title: "Hive", Text: "Two is before. Bees make wax. Four is behind. Five too. Six is far."}, {N: 2, Title: "Ages", Text: "Bee Age: Queen 5 years"}}},
		"nothing fits":        {5, nil},
	} {
		if diff := cmp.Diff(c.want, pick(f, c.room, len(f.Hits), countWords)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got := pick(f, 1000, len(f.Hits), countWords); len(got) != 2 || got[0].Text != f.Hits[0].Text {
		t.Errorf("there is room for all: %+v", got)
	}
}
