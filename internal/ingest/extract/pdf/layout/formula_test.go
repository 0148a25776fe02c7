package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

var (
	letters = layout.Style{Size: 10, Math: true, Italic: true}
	small   = layout.Style{Size: 7, Math: true, Italic: true}
	smaller = layout.Style{Size: 5, Math: true, Italic: true}
)

// tall sets a sign of mathematics that reaches from y0 to y1 and hangs from
// its top, as those of TeX do.
func (s *sheet) tall(x, y0, y1 float32, r rune) float32 {
	k := s.style(letters)
	s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + 5, Y0: y0, Y1: y1, Depth: y1 - y0, Style: k})
	return x + 5
}

func (s *sheet) rule(x0, x1, y float32) {
	s.raw.Rules = append(s.raw.Rules, layout.Rule{X0: x0, X1: x1, Y: y})
}

// Each formula stands after "We see that" with its baseline at y 100, from x on.
func TestFormulasAreReadAsTheyAreSaid(t *testing.T) {
	t.Parallel()
	for want, set := range map[string]func(s *sheet, x float32){
		"x_i^{n−1}": func(s *sheet, x float32) {
			x = s.put(x, 100, "x", letters, 0)
			s.put(x, 96, "n−1", small, 0)
			s.put(x, 103, "i", small, 0)
		},
		"e^{−x²}": func(s *sheet, x float32) {
			x = s.put(x, 100, "e", letters, 0)
			x = s.put(x, 96, "−x", small, 0)
			s.put(x, 93, "2", smaller, 0)
		},
		"A⁻¹B": func(s *sheet, x float32) {
			x = s.put(x, 100, "A", letters, 0)
			x = s.put(x, 96, "−1", small, 0)
			s.put(x, 100, "B", letters, 0)
		},
		"f′(t)": func(s *sheet, x float32) {
			x = s.put(x, 100, "f", letters, 0)
			x = s.put(x, 96, "′", small, 0)
			s.put(x, 100, "(t)", letters, 0)
		},
		"θ̂n": func(s *sheet, x float32) { // the hat stands before its letter in the file
			s.put(x, 98, "ˆ", layout.Style{}, 0)
			x = s.put(x, 100, "θ", letters, 0)
			s.put(x, 102, "n", small, 0)
		},
		"(a+b)/c=d": func(s *sheet, x float32) {
			s.put(x, 93, "a+b", letters, 0)
			s.put(x+5, 107, "c", letters, 0)
			s.rule(x, x+15, 97.5)
			s.put(x+16, 100, "=d", letters, 0)
		},
		"(a/b)/(c/d)": func(s *sheet, x float32) { // all four in one piece of the content
			s.put(x+1, 84, "a", letters, 0)
			s.put(x+1, 95, "b", letters, 0)
			s.put(x+1, 108, "c", letters, 0)
			s.put(x+1, 119, "d", letters, 0)
			s.rule(x+1, x+6, 87.5)
			s.rule(x, x+7, 98.5)
			s.rule(x+1, x+6, 111.5)
		},
		"X̄, x": func(s *sheet, x float32) { // the bar is as long as a slanted letter reaches
			s.rule(x, x+7, 91)
			x = s.put(x, 100, "X", letters, 0)
			x = s.put(x, 100, ",", letters, 0)
			s.put(x+2, 100, "x", letters, 0)
		},
		"1/2 k": func(s *sheet, x float32) { // a small one, in a line of text
			s.put(x, 96, "1", small, 0)
			s.put(x, 104, "2", small, 0)
			s.rule(x, x+3.5, 97.5)
			s.put(x+4, 100, "k", letters, 0)
		},
		"√(a+b)": func(s *sheet, x float32) {
			x = s.tall(x, 91, 102, '√')
			s.put(x, 100, "a+b", letters, 0)
			s.rule(x, x+15, 91)
		},
		"∑_{i=1}^n xi": func(s *sheet, x float32) {
			s.put(x+4, 88, "n", small, 0)
			s.tall(x+3, 91, 105, '∑')
			s.put(x, 113, "i=1", small, 0)
			x = s.put(x+11, 100, "x", letters, 0)
			s.put(x, 102, "i", small, 0)
		},
		"∫_a^b ∑_i^n k": func(s *sheet, x float32) { // the scripts of one beside the limits of the other
			x = s.tall(x, 89, 108, '∫')
			s.put(x, 92, "b", small, 0)
			s.put(x-2, 108, "a", small, 0)
			x = s.tall(x+6, 91, 105, '∑')
			s.put(x-4, 88, "n", small, 0)
			s.put(x-4, 112, "i", small, 0)
			s.put(x+2, 100, "k", letters, 0)
		},
		"(ab; cd)": func(s *sheet, x float32) { // parts of a bracket are one bracket
			s.tall(x, 85, 95, '⎛')
			s.tall(x, 95, 100, '⎜')
			s.tall(x, 100, 110, '⎝')
			s.put(x+6, 93, "ab", letters, 0)
			s.put(x+6, 105, "cd", letters, 0)
			s.tall(x+17, 85, 95, '⎞')
			s.tall(x+17, 95, 100, '⎟')
			s.tall(x+17, 100, 110, '⎠')
		},
		"A⇒B": func(s *sheet, x float32) { // a long arrow is made of short ones
			x = s.put(x, 100, "A", letters, 0)
			s.put(x, 100, "=", letters, 0)
			s.put(x+4, 100, "=", letters, 0)
			s.put(x+8, 100, "⇒", letters, 0)
			s.put(x+14, 100, "B", letters, 0)
		},
		"1/n": func(s *sheet, x float32) {
			x = s.put(x, 96, "1", small, 0)
			x = s.put(x, 100, "/", letters, 0)
			s.put(x, 102, "n", small, 0)
		},
	} {
		s := newSheet(1)
		s.line(50, 60, "Some words that stand in a line above the formula")
		set(s, s.put(50, 100, "We see that ", layout.Style{}, .3))
		s.line(50, 140, "and some more in a line that stands below it.")
		text := "Some words that stand in a line above the formula\n\nWe see that " + want + "\n\nand some more in a line that stands below it."
		if got := s.compose().Text; got != text {
			t.Errorf("%s is read as %q", want, got)
		}
	}
}

// What is raised or lowered in text, beside no sign of mathematics, is text.
func TestRaisedTextIsText(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	x := s.put(50, 100, "The formula ", layout.Style{}, .3)
	x = s.put(x, 100, "x", letters, 0)
	x = s.put(x, 100, " of the 1", layout.Style{}, .3)
	x = s.put(x, 96, "st", layout.Style{Size: 7}, .3)
	x = s.put(x, 100, " kind of H", layout.Style{}, .3)
	x = s.put(x, 102, "2", layout.Style{Size: 7}, .3)
	x = s.put(x, 100, "O", layout.Style{}, .3)
	s.put(x, 96, "3", layout.Style{Size: 7}, .3)
	if got, want := s.compose().Text, "The formula x of the 1st kind of H2O³"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// maths gives the formulas of a page by level: "1 TeX" for one that stands by
// itself, "0 TeX" for one in a line.
func maths(p extract.Page) []string {
	var out []string
	for _, s := range p.Spans {
		if s.Kind == extract.Math {
			out = append(out, fmt.Sprint(s.Level, " ", s.Text))
		}
	}
	return out
}

func TestFormulasAreMarkedWithTheirTeX(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 60, "The text of this page begins in a line that is as long as the others of this book are set")
	x := s.put(50, 72, "and says of ", layout.Style{}, .3)
	x = s.put(x, 72, "x", letters, 0)
	s.put(x, 74, "i", small, 0)
	s.put(x, 68, "2", small, 0)
	x = s.put(x+4, 72, " ≥ 0", layout.Style{}, .3)
	s.put(x, 72, " that it is a square, so that", layout.Style{}, .3)
	x = s.put(200, 96, "S", letters, 0)
	x = s.put(x+3, 96, "=", letters, 0)
	x = s.put(x+3, 96, "{x", letters, 0)
	s.put(x, 98, "i", small, 0)
	s.put(x+4, 96, "}", letters, 0)
	s.put(450, 96, "(1)", layout.Style{}, 0)
	s.line(50, 120, "where the text goes on as it would without the formula.")
	p := s.compose()
	want := "The text of this page begins in a line that is as long as the others of this book are set and says of xi² ≥ 0 that it is a square, so that\n\n" +
		"S = {xi} (1)\n\nwhere the text goes on as it would without the formula."
	if p.Text != want {
		t.Errorf("got %q, want %q", p.Text, want)
	}
	if diff := cmp.Diff([]string{"0 x_i^{2} ≥ 0", `1 S = \{x_i\} (1)`}, maths(p)); diff != "" {
		t.Error(diff)
	}
}

// Large type makes a heading of a line, and no heading of a formula.
func TestAFormulaIsNoHeading(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i := range 8 {
		s.line(50, 60+12*float32(i), "Some words that stand in lines which are the body of the text")
	}
	large := layout.Style{Size: 16, Math: true, Bold: true}
	s.put(200, 200, "a+b", large, 0)
	s.put(230, 200, "≥c", large, 0)
	for i := range 4 {
		s.line(50, 240+12*float32(i), "Some words that stand in lines which are the body of the text")
	}
	p := s.compose()
	if got := texts(p, extract.Heading); len(got) > 0 {
		t.Errorf("headings: %q", got)
	}
	if diff := cmp.Diff([]string{"1 a+b ≥c"}, maths(p)); diff != "" {
		t.Error(diff)
	}
}

// The last line of a sentence stays in its paragraph, whatever it is made of.
func TestASentenceEndsWithItsFormula(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 60, "This sentence fills its line and says so at length: there is an")
	s.put(50, 72, "n≥n+1.", letters, 0)
	if got, want := s.compose().Text, "This sentence fills its line and says so at length: there is an n≥n+1."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A letter of a formula is marked where it stands, and what we put between is
// nowhere.
func TestLettersOfFormulasKeepTheirPlaces(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	x := s.put(50, 100, "We see that ", layout.Style{}, .3)
	s.put(x, 93, "a+b", letters, 0)
	s.put(x+5, 107, "c", letters, 0)
	s.rule(x, x+15, 97.5)
	p := s.compose()
	at := strings.Index(p.Text, "/c")
	if at < 0 {
		t.Fatalf("no fraction in %q", p.Text)
	}
	want := []extract.Rect{{X0: float64(x + 5), Y0: 99, X1: float64(x + 10), Y1: 109}}
	if diff := cmp.Diff(want, p.Glyphs.Rects(at+1, at+2), cmpopts.EquateApprox(0, .01)); diff != "" {
		t.Error(diff)
	}
	if r := p.Glyphs.Rects(at, at+1); len(r) > 0 && r[0].X1 > r[0].X0 {
		t.Errorf("the bar has a place of its own: %v", r)
	}
}

// A rule that runs on from a word to a word is an underscore of a program.
func TestARuleBetweenLinesIsNoBar(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	italic := layout.Style{Size: 10, Italic: true}
	x := s.put(50, 100, "¬", letters, 0)
	x = s.put(x, 100, "change", italic, 0)
	s.put(x+4, 100, "file", italic, 0)
	s.rule(x, x+4, 102)
	s.put(50, 112, "again ∧ change", italic, .3)
	if got, want := s.compose().Text, "¬change file\nagain ∧ change"; strings.ContainsAny(got, "\u0304\u0305") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Scripts that a file draws late go to a letter of their own line.
func TestScriptsStayOnTheirLine(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.put(60, 88, "a+b+c+xyz", letters, 0)
	s.put(50, 100, "as", layout.Style{}, 0)
	s.put(95, 100, "(", letters, 0)
	s.put(100, 95.6, "n", small, 0)
	s.put(100, 103.4, "k", small, 0)
	s.put(104, 100, ")", letters, 0)
	if got := s.compose().Text; !strings.Contains(got, "a+b+c+xyz") || !strings.Contains(got, "(n; k)") {
		t.Errorf("got %q", got)
	}
	s = newSheet(1) // a browser: the letters first, the scripts after
	s.put(50, 100, "x", letters, 0)
	s.put(60, 100, "+y", letters, 0)
	s.put(55, 102, "i", small, 0)
	s.put(70, 96, "n", small, 0)
	if got, want := s.compose().Text, "xi +y^n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A page that ends soon below its running head is no fraction.
func TestARunningHeadIsNoNumerator(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	bold := layout.Style{Bold: true}
	wide := newSheet(1).put(0, 0, "Chapter One", bold, .3)
	end := newSheet(1).put(50, 0, "Such is a rule that as such cannot be shown, but when we come to σ", layout.Style{}, .3)
	s.put(50, 60, "16", bold, 0)
	s.put(end-wide, 60, "Chapter One", bold, .3)
	s.rule(50, end, 64)
	x := s.put(50, 74, "Such is a rule that as such cannot be shown, but when we come to ", layout.Style{}, .3)
	s.put(x, 74, "σ", letters, 0)
	s.put(50, 86, "and the variables of Gauss we shall give a precise proof.", layout.Style{}, .3)
	if got := s.compose().Text; strings.Contains(got, ")/(") || !strings.Contains(got, "when we come to") {
		t.Errorf("got %q", got)
	}
}
