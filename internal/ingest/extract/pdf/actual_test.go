package pdf_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// utf16Hex writes a text string as a PDF does in hexadecimal.
func utf16Hex(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}

// span marks content with the text that it stands for.
func span(actual, content string) string {
	return "/Span <</ActualText " + utf16Hex(actual) + ">> BDC " + content + " EMC "
}

// show writes text at a place, as a text object of its own.
func show(x, y float64, s string) string {
	return fmt.Sprintf("BT /F1 12 Tf %g %g Td (%s) Tj ET ", x, y, s)
}

func TestMarkedSpansAreReadAsTheirText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, content, want string }{
		{"a cluster of two glyphs is its text, once", show(72, 700, "a") + span("कि", show(78.7, 700, "b")+show(85.4, 700, "c")) + show(91.4, 700, "d"), "aकिd"},
		{"letters that the font does not have", span("सूर्य", show(72, 700, "x")+show(78, 700, "yz")), "सूर्य"},
		{"letters beyond the first plane", span("𝑥😀", show(72, 700, "x")+show(78, 700, "y")), "𝑥😀"},
		{"one object for several letters", span("ffi", show(72, 700, "#")), "ffi"},
		{"no text takes the glyphs away", show(72, 700, "photo") + span("", show(99.4, 700, "%")) + show(99.4, 700, "n"), "photon"},
		{"the outer text holds", span("Q", span("R", show(72, 700, "x"))+show(78, 700, "y")), "Q"},
		{"the same text in neighbours counts twice", span("ma", show(72, 700, "x")) + span("ma", show(78, 700, "y")), "mama"},
		{"words over two lines", show(72, 700, "The first line of these words ends with") + span("Seltene Worte", show(290, 700, "Seltene")+show(72, 686, "Worte")) + show(107.5, 686, "of the next line, and so it goes on here."),
			"The first line of these words ends with Seltene Worte of the next line, and so it goes on here."},
		{"a joiner, shown by a space", span("ی", show(90, 700, "x")) + span("\u200c", show(90, 700, " ")) + span("س", show(84, 700, "y")), "ی\u200cس"},
		{"a joiner between letters that have none", show(72, 700, "a") + span("\u200c", show(78.7, 700, " ")) + show(78.7, 700, "b"), "ab"},
		{"the space behind a span whose last code looks like one", span("कि", show(72, 700, "b")+show(80, 700, " ")) + show(78.7, 700, " gap"), "कि gap"},
		{"in a language", "/Span <</ActualText <FEFF001B0068006500000041001B05D0>>> BDC " + show(72, 700, "x") + " EMC", "א"},
		{"in PDFDocEncoding", `/Span <</ActualText (\200\344)>> BDC ` + show(72, 700, "xy") + " EMC", "•ä"},
		{"in UTF-8", "/Span <</ActualText <EFBBBFC3A9>>> BDC " + show(72, 700, "xy") + " EMC", "é"},
	} {
		f := newFile()
		f.content("", c.content)
		if got := read(t, f).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestMarkedSpansHaveTheBoxOfTheirGlyphs(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.content("", show(72, 700, "a ")+span("ক্ষি", show(82.02, 700, "b")+show(88.69, 700, "c"))+show(97, 700, "d")+
		span("one two", show(72, 600, "one")+show(72, 586, "two")))
	p := read(t, f)
	start, end := find(t, p, "ক্ষি")
	// Helvetica 12: a and b are 6.67 wide, c is 6.
	if r := p.Glyphs.Rects(start, end); len(r) != 1 || r[0].X0 < 81.9 || r[0].X0 > 82.1 || r[0].X1 < 94.6 || r[0].X1 > 94.8 {
		t.Errorf("the cluster's box is %v", r)
	}
	start, end = find(t, p, "two")
	if r := p.Glyphs.Rects(start, end); len(r) != 1 || r[0].X0 > 72.1 || r[0].X1 < 90 || r[0].X1 > 93 || r[0].Y0 < 190 {
		t.Errorf("the second line's box is %v", r)
	}
}
