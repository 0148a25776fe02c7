package pdfium

import (
	"testing"
	"unicode/utf8"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func FuzzTextString(f *testing.F) {
	for _, s := range []string{"", "\xfe\xff\x00A", "\xff\xfeA\x00", "\xef\xbb\xbf\xc3\xa9", "\xfe\xff\x00\x1b\x00h\x00e\x00\x1b\x05\xd0", "\x80\x18", "\xfe\xff\xd8\x35", "\x9f", "\xef\xbb\xbf\xc3"} {
		f.Add([]byte(s), "abc", "a c")
	}
	f.Fuzz(func(t *testing.T, b []byte, drawn, meant string) {
		for _, r := range textString(b) {
			if !utf8.ValidRune(r) || r == utf8.RuneError {
				t.Fatalf("%q gives %U", b, r)
			}
		}
		// Whatever a span says, each of its letters has a box, in order.
		styles := []layout.Style{{Size: 10}}
		var chars []layout.Char
		for i, r := range []rune(drawn) {
			x, y := float32(i%40)*5, float32(i/40)*12
			chars = append(chars, layout.Char{R: r, X0: x, X1: x + 5, Y0: y, Y1: y + 10, Cluster: 1})
		}
		text := []rune(meant)
		a := actual{texts: [][]rune{text}}
		var got []rune
		for _, c := range a.replace(chars, styles) {
			got = append(got, c.R)
		}
		if len(got) > 0 && string(got) != string(text) {
			t.Fatalf("%q drawn as %q gives %q", meant, drawn, string(got))
		}
	})
}
