package evidence

import (
	"strings"
	"testing"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/search"
)

func TestUnitsAreFoundAgainInTheTextThatIsRead(t *testing.T) {
	t.Parallel()
	first, second := "Ein Zeiger ist eine Adresse. Er zeigt auf einen Wert.", "Größe und Ort bleiben 同じ。 Ende."
	f := &Found{Pages: map[passage.PageKey]*passage.Page{
		{Page: 1}: {Text: []rune("Davor. " + first)},
		{Page: 2}: {Text: []rune(second)},
	}}
	h := search.Hit{Title: "Speicher", HeadingPath: []string{"Speicher", "Zeiger"}, Segments: []extract.Segment{
		{Page: 1, Start: 7, End: 7 + len([]rune(first))}, {Page: 2, Start: 0, End: len([]rune(second))},
		{Page: 3, Start: 0, End: 5}, // gone meanwhile
	}}
	text, places := f.closeText(h)
	if !strings.HasPrefix(text, "Speicher\nZeiger\n") {
		t.Errorf("%q says not what it stands under", text)
	}
	points := []rune(text)
	for _, c := range []struct {
		page int
		unit string
	}{{1, "Er zeigt auf einen Wert."}, {1, "Ein Zeiger ist eine Adresse."}, {2, "Größe und Ort bleiben 同じ。"}, {2, "Ende."}} {
		page := string(f.Pages[passage.PageKey{Page: c.page}].Text)
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
