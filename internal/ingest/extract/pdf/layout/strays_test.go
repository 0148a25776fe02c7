package layout_test

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestMarksThatAreDrawnLateStandWithTheirLetter(t *testing.T) {
	t.Parallel()
	type glyph struct {
		text   string
		x0, x1 float32
	}
	for _, c := range []struct {
		rule   string
		glyphs []glyph
		want   string
	}{
		{"a tone on a vowel sign", []glyph{{"ส", 100, 106}, {"ิ", 101, 106}, {"ง", 106, 112}, {"ม", 112, 118}, {"่", 103, 105}, {"า", 118, 124}}, "สิ่งมา"},
		{"a mark drawn before its letter's others", []glyph{{"E", 100, 106}, {"k", 106, 112}, {"o", 112, 118}, {"\u0323", 102, 104}, {"\u0301", 114, 116}}, "Ẹkó"},
		{"a Khmer letter below, then its vowel", []glyph{{"រ", 94, 100}, {"ស", 100, 106}, {"យ", 106, 112}, {"្ម", 101, 106}, {"ី", 101, 105}}, "រស្មីយ"},
		{"a shifter before the vowel", []glyph{{"រ", 94, 100}, {"ស", 100, 106}, {"ី", 101, 106}, {"យ", 106, 112}, {"៊", 102, 105}}, "រស៊ីយ"},
		{"a sign that one glyph has with the next letter", []glyph{{"న", 100, 106}, {"్య", 106, 112}, {"ల", 112, 118}}, "న్యల"},
		{"Burmese vowels, the lower drawn first", []glyph{{"က", 100, 106}, {"ု", 101, 104}, {"ိ", 101, 104}, {"အ", 106, 112}}, "ကိုအ"},
		{"a Burmese letter below, before the sign above", []glyph{{"သ", 94, 100}, {"ပ", 100, 106}, {"ံ", 102, 106}, {"မ", 106, 112}, {"္ပ", 100, 106}}, "သပ္ပံမ"},
		{"one at the edge stays", []glyph{{"ท", 100, 106}, {"่", 105, 107}, {"า", 106, 112}}, "ท่า"},
	} {
		s := newSheet(1)
		k := s.style(layout.Style{Size: 10})
		for i, g := range c.glyphs {
			for _, r := range g.text {
				s.raw.Chars = append(s.raw.Chars, layout.Char{R: r, X0: g.x0, X1: g.x1, Y0: 92, Y1: 102, Style: k, Run: int32(i + 1)})
			}
		}
		if got := s.compose().Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}
