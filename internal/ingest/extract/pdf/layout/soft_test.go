package layout_test

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestSoftHyphensAreSeenOnlyWhereTheyAre(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule  string
		lines []string
		want  string
	}{
		{"inside a word it is not", []string{"forty-two photo\u00adsyn\u00adthesis runs and more"}, "forty-two photosynthesis runs and more"},
		{"at the end of a line it joins", []string{"a well-known word of photo\u00ad", "synthesis and so on"}, "a well-known word of photosynthesis and so on"},
		{"and so before a capital", []string{"a well-known name is Mac\u00ad", "Donald and so on"}, "a well-known name is MacDonald and so on"},
		{"where pdfium tells only that a word is cut", []string{"forty-two photo\u00adsynthesis or an electro\x02", "phoresis and so on"}, "forty-two photosynthesis or an electrophoresis and so on"},
		{"the last of all stays a hyphen", []string{"a well-known word of photo\u00ad"}, "a well-known word of photo-"},
		{"a font with no other hyphen", []string{"the well\u00adknown state\u00adof\u00adthe\u00adart of photo\u00ad", "synthesis"}, "the well-known state-of-the-art of photosynthesis"},
	} {
		s := newSheet(1)
		for i, l := range c.lines {
			s.line(50, 100+12*float32(i), l)
		}
		if got := s.compose().Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestWhatChoosesAShapeIsNotText(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 100, "helium")
	for _, r := range []rune{0x34f, 0x61c, 0x180b, 0xfe0f, 0xe0100} {
		c := s.raw.Chars[2]
		c.R, c.X1 = r, c.X0
		s.raw.Chars = append(s.raw.Chars[:3], append([]layout.Char{c}, s.raw.Chars[3:]...)...)
	}
	if got := s.compose().Text; got != "helium" {
		t.Errorf("%q", got)
	}
}

func TestSoftHyphensKeepTheBoxesOfTheirWord(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 100, "forty-two photo\u00adsynthesis")
	p := s.compose()
	r := p.Glyphs.Rects(10, len([]rune(p.Text)))
	if len(r) != 1 || r[0].X0 < 97 || r[0].X0 > 99 || r[0].X1 < 172 || r[0].X1 > 174 {
		t.Errorf("photosynthesis stands at %v", r)
	}
}
