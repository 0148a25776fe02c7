package pdfium

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestLigaturesThatStandAByteTooFarAreMended(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ given, want string }{
		{"Schi|昀昀|e", "Schiffe"}, {"hau|昀椀|g", "haufig"}, {"|昀氀|oss", "floss"}, {"O|昀케|ce", "Office"}, {"a|昀툀|uent", "affluent"},
		{"|昀|昀|", "昀昀"}, {"|日本|", "日本"}, {"|昀昀昀|", "昀昀昀"}, {"|昀一|", "昀一"},
	} {
		var chars []layout.Char
		x, glyph := float32(0), false
		for _, r := range c.given {
			if r == '|' {
				x, glyph = x+8, !glyph
				continue
			}
			if !glyph || r < 0x250 {
				x += 8
			}
			at := layout.Char{R: r, X0: x, X1: x + 8, Y0: 10, Y1: 20}
			if r == '椀' {
				at.X0, at.X1 = x+.2, x+7.5
			}
			chars = append(chars, at)
		}
		got := ""
		for _, c := range unshifted(chars) {
			got += string(c.R)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.given, got, c.want)
		}
	}
}
