package layout_test

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestTextIsComposed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text, want string }{
		{"a letter and its accent", "re\u0301sume\u0301", "résumé"},
		{"two marks, one of which is taken up", "E\u0323\u0300ko", "Ẹ\u0300ko"},
		{"marks in the order of the eye", "Vie\u0302\u0323t", "Việt"},
		{"Hangul", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"},
		{"a letter that has two forms", "100 \u2126 e\u0301", "100 Ω é"},
		{"one that is written apart", "\u0958लम", "क\u093cलम"},
	} {
		s := newSheet(1)
		k := s.style(layout.Style{Size: 10})
		x := float32(50)
		for i, r := range []rune(c.text) {
			w := float32(5)
			switch {
			case r == ' ':
				x += 4
				continue
			case r >= 0x300 && r < 0x370:
				w = 0
			}
			s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + w, Y0: 92, Y1: 102, Style: k, Run: int32(i + 1)})
			x += w
		}
		p := s.compose()
		if p.Text != c.want {
			t.Errorf("%s: %q, want %q", c.rule, p.Text, c.want)
		}
		if r := p.Glyphs.Rects(0, len([]rune(p.Text))); len(r) != 1 || r[0].X0 != 50 || r[0].X1 != float64(x) {
			t.Errorf("%s stands at %v, not up to %v", c.rule, r, x)
		}
	}
}

func TestMarksWhoseBoxIsTheirInk(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	put := func(r rune, x0, x1, y0, y1 float32) {
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x0, X1: x1, Y0: y0, Y1: y1, Style: k, Run: 1})
	}
	// As LuaTeX sets Thai: the vowel below the line has no height in it.
	put('ส', 100, 106, 92, 100)
	put('ู', 102, 106, 100, 103)
	put('ง', 106, 112, 92, 100)
	put('ม', 112, 118, 92, 100)
	put('า', 118, 124, 92, 100)
	if got, want := s.compose().Text, "สูงมา"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
