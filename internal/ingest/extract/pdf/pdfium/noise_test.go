package pdfium

import (
	"strings"
	"testing"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestNumbersOfGlyphsThatAreTakenForLetters(t *testing.T) {
	t.Parallel()
	drawn := func(text string) (layout.Raw, []uint64) {
		raw := layout.Raw{Styles: []layout.Style{{Size: 10}}}
		var faces []uint64
		for i, r := range []rune(text) {
			x := float32(6 * i)
			raw.Chars = append(raw.Chars, layout.Char{R: r, X0: x, X1: x + 6, Y0: 90, Y1: 100})
			faces = append(faces, 1)
		}
		return raw, faces
	}
	for name, c := range map[string]struct {
		text  string
		noise bool
	}{
		"Russian by the numbers of its glyphs": {"6B;B5AB6<6L<9ES 7B84I, ;469DL<?<EP CBD4:9A<9@ 7G79ABFB6, >BFBDO9 CB?<F<K9E><I ", true},
		"a program in letters of a book":       {"for (i=0; i<n && a[i]!=key; i++) sum+=weight[i]*value; return sum/total; ", false},
		"addresses":                            {"see https://example.org/notes/page-2.html and mail jo@example.org about \"cells\" ", false},
		"prose":                                {"The cell's membrane parts it from what is around; 40% of it is water (see p. 3). ", false},
	} {
		raw, faces := drawn(strings.Repeat(c.text, 8))
		silence(&raw, faces)
		if got := raw.Chars[0].R == unicode.ReplacementChar; got != c.noise {
			t.Errorf("%s: noise is %v", name, got)
		}
	}
}
