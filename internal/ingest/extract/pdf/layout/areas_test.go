package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestCaptionsAreNoRunningText(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.prose(60, 200)
	s.line(60, 300, "Figure 2.1: The cell and its walls, seen")
	s.line(60, 312, "from the left.")
	s.line(60, 340, "Figure 3 shows that cells divide when they are large enough for")
	s.line(60, 352, "it, and that they rest for some time when they are not.")
	s.put(60, 500, "Figure 4 The cell again", layout.Style{Size: 8}, .3)
	s.line(60, 530, "Table 1    ")
	s.line(160, 530, "Lengths of cells")
	for i, name := range []string{"Amber", "Birch", "Cedar"} {
		y := 550 + 12*float32(i)
		s.line(60, y, name)
		s.line(160, y, fmt.Sprint(3+i))
		s.line(260, y, fmt.Sprint(30+i))
	}
	p := s.compose()
	want := []string{"Figure 2.1: The cell and its walls, seen from the left.", "Figure 4 The cell again", "Table 1 Lengths of cells"}
	if got := texts(p, extract.Caption); !cmp.Equal(strings.Fields(strings.Join(got, " ")), strings.Fields(strings.Join(want, " "))) {
		t.Errorf("captions are %q in %q", got, p.Text)
	}
	if rows := texts(p, extract.TableRow); len(rows) != 3 {
		t.Errorf("rows are %q", rows)
	}
}

var worksSet = []string{
	"[1] J. Smith. Of cells. Journal of Cells, 12(3):45, 1998.",
	"[2] M. Weber. The growing book. Springer, Berlin, 2004.",
	"[3] L. Rossi. Light and water. Wiley, 2011.",
	"[4] T. Okada. Signals. arXiv:1203.4567, 2012.",
}

func TestWorksUnderTheirTitleAndOnTheNextPage(t *testing.T) {
	t.Parallel()
	first, second := newSheet(1), newSheet(2)
	first.prose(60, 300)
	first.put(60, 340, "References", layout.Style{Size: 14}, .3)
	first.line(60, 370, worksSet[0])
	first.line(60, 390, worksSet[1])
	second.line(60, 60, worksSet[2])
	second.line(60, 80, worksSet[3])
	second.put(60, 120, "Appendix", layout.Style{Size: 14}, .3)
	second.prose(150, 400)
	pages := document([]*sheet{first, second})
	for i, p := range pages {
		got := strings.Join(texts(p, extract.Bibliography), " ")
		if strings.Join(strings.Fields(got), " ") != strings.Join(worksSet[2*i:2*i+2], " ") {
			t.Errorf("works of page %d are %q in %q", i+1, got, p.Text)
		}
	}
	if got := texts(pages[0], extract.Heading); !cmp.Equal(got, []string{"References"}) {
		t.Errorf("headings are %q", got)
	}
}

func TestIndexIsARegion(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.put(60, 50, "Index", layout.Style{Size: 16}, .3)
	entries := []string{"anchor, 4, 12", "bark, 7", "cell", "wall of a, 3", "delta, 9–11", "ember, see fire", "fjord, 2", "glade, 15"}
	for i, e := range entries {
		x := float32(60)
		if e == "wall of a, 3" {
			x = 70
		}
		s.line(x, 90+12*float32(i), e)
	}
	p := s.compose()
	if got := texts(p, extract.Index); !cmp.Equal(got, []string{strings.Join(entries, "\n")}) {
		t.Errorf("index is %q in %q", got, p.Text)
	}
}

// A table in the order of the alphabet has numbers at the ends of its rows, too.
func TestTablesAreNoIndex(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i := range 24 {
		s.line(60, 90+12*float32(i), fmt.Sprintf("%c substance", 'a'+rune(i)))
		s.line(200, 90+12*float32(i), fmt.Sprint(i%5+3))
		s.line(300, 90+12*float32(i), fmt.Sprint(i%7))
	}
	if got := texts(s.compose(), extract.Index); len(got) > 0 {
		t.Errorf("index is %q", got)
	}
}

func TestEntriesOfWorksHangTogether(t *testing.T) {
	t.Parallel()
	for rule, entries := range map[string][][2]string{
		"keys":                           {{"[1] J. Smith and K. Brown. Of cells. Journal of Cells, 12(3):45,", "1998."}, {"[2] M. Weber. The growing book, and all that grows in it. Springer,", "2004."}},
		"keys that stand for themselves": {{"[1] Smith and Brown. Of cells and of lanterns in the hall, Berlin,", "1998, and of walls"}, {"[2] Weber and Stone. The growing book, and all that grows in it,", "2004, and of water"}},
		"names":                          {{"Smith, J. and Brown, K. (1998). Of cells and lanterns in the hall.", "Journal of Cells, 12."}, {"Weber, M. (2004). The growing book, and of all that grows in it.", "Berlin: Springer."}},
	} {
		s := newSheet(1)
		s.prose(60, 300)
		s.put(60, 340, "References", layout.Style{Size: 14}, .3)
		var want []string
		for i, e := range entries {
			s.line(60, 370+24*float32(i), e[0])
			s.line(75, 382+24*float32(i), e[1])
			want = append(want, e[0]+" "+e[1])
		}
		p := s.compose()
		got := texts(p, extract.Paragraph)
		if len(got) < 3 || !cmp.Equal(got[len(got)-2:], want) {
			t.Errorf("%s: entries are %q", rule, got[1:])
		}
	}
}

func TestNotesAtTheEnd(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.prose(60, 300)
	s.note(60, 330, "3", "Seen from the tower at noon.")
	s.put(60, 370, "References", layout.Style{Size: 14}, .3)
	s.prose(400, 500)
	p := s.compose()
	if got := texts(p, extract.Footnote); !cmp.Equal(got, []string{"³ Seen from the tower at noon."}) || marks(p)[0] != "³" {
		t.Errorf("notes are %q in %q", got, p.Text)
	}
}

// The text goes on right below a caption, in its type, and captions may have no
// full stop.
func TestACaptionDoesNotTakeTheTextBelowIt(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 100, "Figure 3: The parts of a cell")
	s.line(50, 112, "The mind takes hold of matter and forms it, as all of us have seen before now")
	s.line(50, 124, "and shall see again in this text, which says so more than once to its readers.")
	s.line(50, 200, "Figure 4: The parts of a nucleus, which is drawn here as large as it could be and")
	s.line(50, 212, "still be on this page")
	if d := cmp.Diff([]string{"Figure 3: The parts of a cell", "Figure 4: The parts of a nucleus, which is drawn here as large as it could be and still be on this page"}, texts(s.compose(), extract.Caption)); d != "" {
		t.Error(d)
	}
}
