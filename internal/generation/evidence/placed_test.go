package evidence

import (
	"strings"
	"testing"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/search"
	"studyapp/internal/search/late"
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

func TestThePartThatSaysMostOfTheQuestionIsRead(t *testing.T) {
	t.Parallel()
	sentences := []string{"One of five words here. ", "Two of five words here. ", "Three of five words here. ", "Four of five words here. ", "Five of five words here. "}
	text := strings.Join(sentences, "")
	var p quoted.Passage
	var tokens []late.Token
	at := 0
	for _, s := range sentences {
		p.Units = append(p.Units, quoted.Unit{Page: 1, Start: at, End: at + len(s) - 1})
		for range strings.Fields(s) {
			n := strings.IndexByte(text[at:], ' ')
			tokens = append(tokens, late.Token{Start: at, End: at + n})
			at += n + 1
		}
	}
	places := []placed{{Segment: extract.Segment{Page: 1, Start: 0, End: len(text)}}}
	for _, c := range []struct {
		best, most int
		want       string
	}{
		{2, 100, text},
		{2, 5, "Three of five words here."},
		{2, 10, "Three of five words here. Four of five words here."},
		{2, 16, "Two of five words here. Three of five words here. Four of five words here."},
		{4, 11, "Four of five words here. Five of five words here."},
		{0, 12, "One of five words here. Two of five words here."},
		{1, 3, "Two of five words here."}, // one that is longer is cut by the reader
	} {
		p.Said = make([]float64, len(p.Units))
		p.Said[c.best] = 1
		s := around(&p, places, tokens, c.most)
		if got := strings.TrimSpace(text[s.Start:s.End]); got != strings.TrimSpace(c.want) {
			t.Errorf("%d tokens around %q: %q", c.most, sentences[c.best], got)
		}
	}
}
