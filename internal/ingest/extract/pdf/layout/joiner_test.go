package layout_test

import (
	"slices"
	"strings"
	"testing"

	"studyapp/internal/ingest/extract/joiner"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// leftwards sets a line of letters from the right, each by itself, joiners as
// points between them. Spaces are gaps.
func leftwards(s *sheet, x, y float32, text string) {
	k := s.style(layout.Style{Size: 10})
	run := int32(len(s.raw.Chars))
	for _, r := range text {
		run++
		switch r {
		case ' ':
			x -= 3
		case '\u200c':
			s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x, Y0: y - .1, Y1: y, Style: k, Run: run})
		default:
			s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x - 5, X1: x, Y0: y - 8, Y1: y + 2, Style: k, Run: run})
			x -= 5
		}
	}
}

func TestPersianKeepsTheSignThatPartsItsWords(t *testing.T) {
	t.Parallel()
	const want = "گیاهان غذا می\u200cسازند و بزرگ\u200cتر شده\u200cاند"
	for _, order := range []string{"of reading", "of the eye"} {
		s := newSheet(1)
		leftwards(s, 500, 100, want)
		if order == "of the eye" {
			slices.Reverse(s.raw.Chars)
		}
		if got := s.compose().Text; got != want {
			t.Errorf("in the order %s: %+q", order, got)
		}
	}
}

func TestJoinersThatSayNothingAreLeftOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text, want string }{
		{"in Latin", "spec\u200ctro\u200dscopy of light", "spectroscopy of light"},
		{"where a half letter of Sinhala needs it", "ශ්\u200dරී ලංකා", "ශ්\u200dරී ලංකා"},
	} {
		s := newSheet(1)
		k := s.style(layout.Style{Size: 10})
		x := float32(50)
		for _, r := range c.text {
			if joiner.Is(r) {
				s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x, Y0: 92, Y1: 102, Style: k})
				continue
			}
			x = s.put(x, 100, string(r), layout.Style{}, .3)
		}
		if got := s.compose().Text; got != c.want {
			t.Errorf("%s: %+q", c.rule, got)
		}
	}
}

func TestFiguresOfAPersianLineStandApart(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	const text = "این پدیده در سال "
	leftwards(s, 500, 100, text)
	k := s.style(layout.Style{Size: 10})
	x := 500 - 5*float32(len([]rune(text))-strings.Count(text, " ")) - 3*float32(strings.Count(text, " ")) + 1.4 // closer than its words are
	for i, r := range []rune("۱۷۷۹") {
		at := x - 20 + 5*float32(i)
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: at, X1: at + 5, Y0: 92, Y1: 102, Style: k})
	}
	if got, want := s.compose().Text, text+"۱۷۷۹"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestASpaceThatComesLaterInTheContentPartsNoWord(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	k := s.style(layout.Style{Size: 10})
	x := s.put(50, 100, "หนา", layout.Style{}, 0)
	x = s.put(x+3, 100, "(", layout.Style{}, 0) // of another font, drawn before the space in front of it
	s.raw.Chars = append(s.raw.Chars, layout.Char{R: ' ', X0: 65, X1: 68, Y0: 92, Y1: 102, Style: k})
	s.put(x, 100, "ตอน)", layout.Style{}, 0)
	if got, want := s.compose().Text, "หนา (ตอน)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}

	s = newSheet(1)
	x = s.put(50, 100, "พศ", layout.Style{}, 0)
	s.raw.Chars = append(s.raw.Chars, layout.Char{R: ' ', X0: x + 4.9, X1: x + 8, Y0: 92, Y1: 102, Style: k}) // before the stop in front of it
	x = s.put(x, 100, ".", layout.Style{}, 0)
	s.put(x+3, 100, "ตอน", layout.Style{}, 0)
	if got, want := s.compose().Text, "พศ. ตอน"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
