package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
)

// tabulate sets a table: its lines, each with a step down before it and the
// texts of its columns.
func tabulate(at []float32, lines ...string) *sheet {
	s := newSheet(1)
	y := float32(100)
	for _, l := range lines {
		step := float32(12)
		if rest, ok := strings.CutPrefix(l, "^"); ok { // more white above
			l, step = rest, 17
		}
		y += step
		for i, text := range strings.Split(l, "|") {
			if text != "" {
				s.line(at[i], y, text)
			}
		}
	}
	return s
}

func TestLinesOfOneCellAreOneRow(t *testing.T) {
	t.Parallel()
	three := []float32{50, 130, 330}
	for _, c := range []struct {
		rule  string
		at    []float32
		lines []string
		want  []string
	}{
		{"the first column has a word for each row", three, []string{
			"Mitosis|Division of a nucleus of a cell into|Growth of skin",
			"|two that are just alike in their genes",
			"Meiosis|Division that halves the number of|Formation of sperm",
			"|chromosomes of the cells",
			"Lysis|Bursting of the membrane of a whole|Bacteria in a bath",
		}, []string{
			"Mitosis Division of a nucleus of a cell into two that are just alike in their genes Growth of skin",
			"Meiosis Division that halves the number of chromosomes of the cells Formation of sperm",
			"Lysis Bursting of the membrane of a whole Bacteria in a bath",
		}},
		{"white between rows", three, []string{
			"Mitosis|Division of a nucleus of a cell into|Growth of skin",
			"|two that are just alike in their genes",
			"^Meiosis|Division that halves the number of|Formation of the sperm",
			"|chromosomes of the cells|of frogs and of men",
			"^Lysis|Bursting of the membrane of a whole|Bacteria in a bath",
		}, []string{
			"Mitosis Division of a nucleus of a cell into two that are just alike in their genes Growth of skin",
			"Meiosis Division that halves the number of chromosomes of the cells Formation of the sperm of frogs and of men",
			"Lysis Bursting of the membrane of a whole Bacteria in a bath",
		}},
		{"names below each other are rows", []float32{50, 200, 330}, []string{
			"nearest neighbours|slow|twelve", "support vector machine|fast|nine", "random forest|fast|six",
		}, []string{"nearest neighbours slow twelve", "support vector machine fast nine", "random forest fast six"}},
		{"a group whose name stands once", []float32{50, 130, 250}, []string{
			"Fruit|red apple|5", "|green pear|6", "|blue plum|7", "Roots|red beet|8",
		}, []string{"Fruit red apple 5", "green pear 6", "blue plum 7", "Roots red beet 8"}},
		{"only the heading is set apart", three, []string{
			"Method|Used for|Known since the time",
			"^Sorting|Putting words into an order quickly|of Babbage and others",
			"Hashing|Finding words without looking at all|of Luhn and his friends",
		}, []string{
			"Method Used for Known since the time",
			"Sorting Putting words into an order quickly of Babbage and others",
			"Hashing Finding words without looking at all of Luhn and his friends",
		}},
	} {
		if d := cmp.Diff(c.want, texts(tabulate(c.at, c.lines...).compose(), extract.TableRow)); d != "" {
			t.Errorf("%s: %s", c.rule, d)
		}
	}
}

func TestColumnsOfATableMayStandNear(t *testing.T) {
	t.Parallel()
	p := tabulate([]float32{50, 102, 300},
		"Term|Definition|Example",
		"Apoptosis|Death of a cell that it brings about|Webs of fingers",
		"|itself when it is ill",
		"Mitosis|Division of a nucleus of a cell into|Growth of skin",
		"|two alike",
	).compose()
	want := []string{
		"Term", "Definition", "Example",
		"Apoptosis", "Death of a cell that it brings about itself when it is ill", "Webs of fingers",
		"Mitosis", "Division of a nucleus of a cell into two alike", "Growth of skin",
	}
	if d := cmp.Diff(want, texts(p, extract.TableCell)); d != "" {
		t.Error(d)
	}
	for i, s := range p.Spans {
		if s.Kind == extract.TableCell && (s.Level == 1) != (i < 5) {
			t.Errorf("cell %d is at level %d: the first row names the columns", i, s.Level)
		}
	}
}
