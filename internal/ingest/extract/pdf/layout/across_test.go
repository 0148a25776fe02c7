package layout_test

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// boxes gives the boxes of the first place where the page has these words.
func boxes(t *testing.T, p extract.Page, words string) []extract.Rect {
	t.Helper()
	i := strings.Index(p.Text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, p.Text)
	}
	start := len([]rune(p.Text[:i]))
	return p.Glyphs.Rects(start, start+len([]rune(words)))
}

// covered gives the letters of a page, in the order of its content, whose
// middles lie in one of the boxes.
func (s *sheet) covered(rects []extract.Rect) string {
	var out []rune
	for _, c := range s.raw.Chars {
		x, y := float64(c.X0+c.X1)/2, float64(c.Y0+c.Y1)/2
		if c.Ink[0] < c.Ink[1] {
			y = float64(c.Ink[0]+c.Ink[1]) / 2
		}
		for _, r := range rects {
			if x > r.X0 && x < r.X1 && y > r.Y0 && y < r.Y1 {
				out = append(out, c.R)
				break
			}
		}
	}
	return string(out)
}

// Fonts such as Latin Modern's for LuaTeX say that their letters reach over
// what is set low on the line above.
func TestBoxesDoNotReachOverTheLineAbove(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 100, "the sum of them")
	below := len(s.raw.Chars)
	s.put(60, 105, "n", layout.Style{Size: 6}, 0)
	low := len(s.raw.Chars)
	s.line(50, 114, "which was to be shown")
	for i := range s.raw.Chars {
		c := &s.raw.Chars[i]
		if i >= below && i < low {
			continue
		}
		base := c.Y0 + 8
		c.Y0, c.Y1, c.Depth = base-11.2, base+2.9, 2.9
	}
	p := s.compose()
	if got := s.covered(boxes(t, p, "which was to be shown")); got != "whichwastobeshown" {
		t.Errorf("the boxes cover %q of %q", got, p.Text)
	}
}

// A sum hangs from its baseline; its font gives the signs beside it, and the
// lines, boxes of the same height.
func TestTallSignsAreCoveredWhereTheyAreDrawn(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 86, "the line that stands above")
	x := s.put(50, 110, "and so", layout.Style{}, .3)
	s.put(x+3, 110, "∑", layout.Style{}, 0)
	sum := &s.raw.Chars[len(s.raw.Chars)-1]
	sum.Y0, sum.Y1, sum.Depth, sum.Ink = 80, 130, 30, [2]float32{104, 126}
	s.line(x+12, 110, "is more")
	s.line(50, 140, "the line that stands below")
	p := s.compose()
	for _, c := range []struct{ quote, want string }{{"∑", "∑"}, {"so ∑ is", "so∑is"}, {"and so", "andso"}, {"the line that stands above", "thelinethatstandsabove"}} {
		if got := s.covered(boxes(t, p, c.quote)); got != c.want {
			t.Errorf("the boxes of %q cover %q", c.quote, got)
		}
	}
}
