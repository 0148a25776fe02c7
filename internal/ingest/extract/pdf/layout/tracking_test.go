package layout_test

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// spread sets a text whose words marked with * have their letters apart.
func (s *sheet) spread(y float32, text string, track, space float32) {
	x := float32(50)
	apart := false
	for _, r := range text {
		switch r {
		case '*':
			apart = !apart
			continue
		case ' ':
			x += space * 10
			continue
		}
		x = s.put(x, y, string(r), layout.Style{}, 0)
		if apart {
			x += track * 10
		}
	}
}

func TestLettersSetApartAreOneWord(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, text   string
		track, space float32
		want         string
	}{
		{"a heading of one word", "*Results*", .24, .3, "Results"},
		{"two words", "*Methods used*", .24, .35, "Methods used"},
		{"a word of a line", "das ist *wichtig* für alle Leute hier", .25, .3, "das ist wichtig für alle Leute hier"},
		{"two words of a line", "das ist *sehr wichtig* für alle Leute", .25, .35, "das ist sehr wichtig für alle Leute"},
		{"names of points are words", "A B C D E", 0, .25, "A B C D E"},
		{"so are those of variables", "let x y z w be four of the numbers", 0, .3, "let x y z w be four of the numbers"},
	} {
		s := newSheet(1)
		s.spread(100, c.text, c.track, c.space)
		if got := s.compose().Text; got != c.want {
			t.Errorf("%s: %q", c.rule, got)
		}
	}
}

func TestTheFilesOwnSpacesSayWhatIsOneWord(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i := range 6 {
		x := float32(50)
		for _, r := range "the page has spaces of its own" {
			if r == ' ' {
				s.raw.Chars = append(s.raw.Chars, layout.Char{R: ' ', X0: x, X1: x + 3, Y0: 92, Y1: 102, Style: s.style(layout.Style{Size: 10})})
				x += 3
				continue
			}
			x = s.put(x, 100+12*float32(i), string(r), layout.Style{}, 0)
		}
	}
	s.spread(200, "*SUM*", .4, 0)
	if got := s.compose().Text; !strings.HasSuffix(got, "SUM") {
		t.Errorf("%q", got)
	}
}

// The spaces of a justified line may be narrow, and its words single letters.
func TestLettersOfArabicAreNotSetApart(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for i := range 6 {
		x := float32(50)
		for _, r := range "the page has spaces of its own" {
			if r == ' ' {
				s.raw.Chars = append(s.raw.Chars, layout.Char{R: ' ', X0: x, X1: x + 3, Y0: 92, Y1: 102, Style: s.style(layout.Style{Size: 10})})
				x += 3
				continue
			}
			x = s.put(x, 100+12*float32(i), string(r), layout.Style{}, 0)
		}
	}
	const want = "نشان داده و شود و اوقات با نماد"
	k, x := s.style(layout.Style{Size: 10}), float32(400)
	for _, r := range want {
		if r == ' ' {
			x -= 1.8
			continue
		}
		x -= 5
		s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: x, X1: x + 5, Y0: 192, Y1: 202, Style: k})
	}
	if got := s.compose().Text; !strings.HasSuffix(got, want) {
		t.Errorf("%q", got)
	}
}
