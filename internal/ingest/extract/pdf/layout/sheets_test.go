package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/ruled"
)

// A sheet of formulas has narrow columns of all kinds of lines, none of which need
// be full, on heights of their own.
func TestColumnsOfShortLinesAreReadOneAfterTheOther(t *testing.T) {
	t.Parallel()
	var want []string
	s := newSheet(1)
	for c := range 3 {
		y := 80 + 5*float32(c)
		for i := range 20 {
			text := []string{"Mean value", "m = a + b", "the sum by the number", "• for a > 0", "s = 4 r", "Median"}[(i*2+c)%6]
			s.line(40+180*float32(c), y, text)
			s.line(190+180*float32(c), y, "(1)")
			y += []float32{13, 16, 21, 14}[(i+c)%4]
			want = append(want, text, "(1)")
		}
	}
	if got, want := strings.Join(strings.Fields(s.compose().Text), " "), strings.Join(want, " "); got != want {
		t.Errorf("%q", got)
	}
}

// Two listings stand side by side on the same heights, one written after the other.
func TestListingsSideBySideAreReadOneAfterTheOther(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	mono := layout.Style{Size: 8, Mono: true}
	s.prose(60, 300)
	for c := range 2 {
		for i := range 12 {
			s.put(50+280*float32(c)+8*float32(i%3), 340+11*float32(i), fmt.Sprintf("take(%c%d); give(%c)", 'a'+c, i, 'a'+c), mono, .5)
		}
	}
	p := s.compose()
	if all := texts(p, extract.Code); strings.Count(strings.Join(all, "\n"), "\n") != 23 || strings.Index(p.Text, "take(b0)") < strings.Index(p.Text, "take(a11)") {
		t.Errorf("%q", p.Text)
	}
}

// The cells of a table stand on one height, and short ones are read row by row even
// if they were written column by column.
func TestATableWrittenByColumnsIsReadByRows(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for c := range 2 {
		for i := range 7 {
			s.line(60+160*float32(c), 100+14*float32(i), fmt.Sprintf("cell %c%d", 'a'+c, i))
		}
	}
	if p := s.compose(); !strings.Contains(p.Text, "cell a3 cell b3") {
		t.Errorf("%q", p.Text)
	}
}

// The names of a table's columns may take several lines each, written one after the
// other below a text as wide as the page: they are no columns of that text.
func TestTheHeadingOfATableIsNoColumns(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.prose(60, 400)
	for c, name := range []string{"Number of all the|cells that were in|the first of those|samples from there", "Approximate sum of|all of the values in|the second of those|samples from there"} {
		lines := strings.Split(name, "|")
		for i, l := range lines {
			s.line(140+180*float32(c), 452+12*float32(i-len(lines)), l)
		}
	}
	for i := range 5 {
		y := 460 + 14*float32(i)
		x := s.put(120, y, fmt.Sprintf("All that were counted of both in the year %d", i), layout.Style{}, .3)
		for c := range 2 {
			x = s.put(x+60, y, fmt.Sprintf("%d.5", i+c), layout.Style{}, .3)
		}
	}
	if p := s.compose(); !strings.Contains(p.Text, "Number of all the Approximate sum of") || !strings.Contains(p.Text, "year 3 3.5 4.5") {
		t.Errorf("%q", p.Text[len(p.Text)-300:])
	}
}

// Two lists stand side by side on a slide, item level with item.
func TestListsSideBySideAreReadOneAfterTheOther(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.put(40, 60, "What cells need", layout.Style{Size: 24}, .3)
	for c, items := range []string{"• Water|• Salt|• Light", "• No frost|• No fire|• No wind"} {
		for i, l := range strings.Split(items, "|") {
			s.put(40+300*float32(c), 140+30*float32(i), l, layout.Style{Size: 18}, .4)
		}
	}
	if got := texts(s.compose(), extract.ListItem); strings.Join(got, "|") != "• Water|• Salt|• Light|• No frost|• No fire|• No wind" {
		t.Errorf("%q", got)
	}
}

// The lines of each listing are numbered, in type so small that its boxes end above
// those of the code; the numbers are no exponents and no cells of a table.
func TestNumbersOfTheLinesOfListingsAreNotText(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.prose(60, 300)
	y := float32(340)
	for _, listing := range []string{"one", "two"} {
		s.line(40, y, "This is listing "+listing+" of the two:")
		for i := range 8 {
			y += 12
			s.put(50, y, fmt.Sprint(i+1), layout.Style{Size: 5}, 0)
			s.put(70, y, fmt.Sprintf("call(%s, %c)", listing, 'a'+i), layout.Style{Size: 9, Mono: true}, .5)
		}
		y += 20
	}
	p := s.compose()
	if all := texts(p, extract.Code); len(all) != 2 || !strings.Contains(all[1], "call(two, a)\ncall(two, b)\n") {
		t.Errorf("code is %q", all)
	}
}

func TestSmallFiguresOnTheLineAreNotRaised(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	x := s.put(50, 100, "3", layout.Style{Size: 4}, 0)
	s.put(x+6, 100, "cells divide", layout.Style{Size: 20}, .3)
	if p := s.compose(); p.Text != "3 cells divide" {
		t.Errorf("%q", p.Text)
	}
}

// Code in a frame stands beside a text: neither is read between the lines of the
// other, however short both are.
func TestWhatIsFramedIsReadApart(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(40, 100, "How can we visit all")
	s.line(40, 113, "of the cells once?")
	s.raw.Boxes = append(s.raw.Boxes, ruled.Box{X0: 195, Y0: 88, X1: 330, Y1: 140})
	for i, code := range []string{"visit(cell):", "for each beside it", "visit(that)", "done"} {
		s.line(200+6*float32(i%3), 98+12*float32(i), code)
	}
	s.line(40, 170, "Mark those that were seen.")
	want := "How can we visit all of the cells once? visit(cell): for each beside it visit(that) done Mark those that were seen."
	if got := strings.Join(strings.Fields(s.compose().Text), " "); got != want {
		t.Errorf("%q", got)
	}
}

// A grid may only lay out its page: each of its cells holds a text of its own, and
// those of one row are not read between each other's lines.
func TestCellsOfManyLinesAreReadApart(t *testing.T) {
	t.Parallel()
	var want []string
	s := newSheet(1)
	s.lattice([]float32{40, 300, 560}, []float32{90, 190, 290})
	for cell := range 4 {
		for i := range 5 {
			text := fmt.Sprintf("part %c line %d", 'a'+cell, i)
			x, y := 45+260*float32(cell%2), 105+100*float32(cell/2)+(13+float32(cell%2))*float32(i)
			s.line(x, y, text)
			want = append(want, text)
			if i == 2 {
				s.line(x+130, y, "as said")
				want = append(want, "as said")
			}
		}
	}
	if got, want := strings.Join(strings.Fields(s.compose().Text), " "), strings.Join(want, " "); got != want {
		t.Errorf("%q", got)
	}
}

// A heading in wide type does not make the figures of narrow type raised ones.
func TestFiguresOfNarrowTypeAreNotRaised(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.put(40, 100, "none 100", layout.Style{Size: 10}, .3)
	for i := range s.raw.Chars { // twice as wide as other type
		c := &s.raw.Chars[i]
		c.X0, c.X1 = 2*c.X0-40, 2*c.X1-40
	}
	s.put(40, 130, "5x is more than one or no x", layout.Style{Size: 9}, .3)
	if p := s.compose(); !strings.Contains(p.Text, "5x is") {
		t.Errorf("%q", p.Text)
	}
}

// Behind a comma formulas have less room than texts, and it is room all the same;
// in a number there may be as much.
func TestACommaOfAFormulaPartsItsLetters(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	mathematics := layout.Style{Math: true}
	x := float32(40)
	for _, r := range "f(x,y,1,5)" {
		x = s.put(x, 100, string(r), mathematics, 0) + .4
		if r == ',' {
			x += 1.2
		}
	}
	if p := s.compose(); p.Text != "f(x, y,1,5)" {
		t.Errorf("%q", p.Text)
	}
}
