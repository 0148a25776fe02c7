package evidence

import (
	"strings"
	"testing"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/search"
)

func TestUnitsAreFoundAgainInTheTextOfAPassage(t *testing.T) {
	t.Parallel()
	first, second, third := "Ein Zeiger ist eine Adresse. Er zeigt auf einen Wert.", "Größe und Ort bleiben", "同じ。 Ende."
	pages := map[int]string{1: "Davor. " + first, 2: second, 3: third}
	h := search.Hit{Text: first + "\n" + second + third, Segments: []extract.Segment{ // a sentence runs on to a page without a space
		{Page: 1, Start: 7, End: 7 + len([]rune(first))}, {Page: 2, Start: 0, End: len([]rune(second))}, {Page: 3, Start: 0, End: len([]rune(third))},
	}}
	places := placesIn(h)
	points := []rune(h.Text)
	for _, c := range []struct {
		page int
		unit string
	}{{1, "Er zeigt auf einen Wert."}, {1, "Ein Zeiger ist eine Adresse."}, {2, "Größe und Ort bleiben"}, {3, "同じ。"}, {3, "Ende."}} {
		page := pages[c.page]
		at := len([]rune(page[:strings.Index(page, c.unit)]))
		s := stretches(places, quoted.Unit{Page: c.page, Start: at, End: at + len([]rune(c.unit))})
		if len(s) != 1 || string(points[s[0].Start:s[0].End]) != c.unit {
			t.Errorf("%q stands at %v", c.unit, s)
		}
	}
	row := stretches(places, quoted.Unit{Page: 1, Start: 36, End: 60, HeaderAt: [2]int{7, 17}})
	if len(row) != 2 || string(points[row[1].Start:row[1].End]) != "Ein Zeiger" {
		t.Errorf("a row with its header stands at %v", row)
	}
	if s := stretches(places, quoted.Unit{Page: 1, Start: 0, End: 6}); len(s) > 0 {
		t.Error("what was not read is found in what was")
	}
}
