package pdf_test

import (
	"fmt"
	"testing"
)

func TestSpacesThatAreObjectsOfTheirOwn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, content, want string }{
		{"parts words that stand close", show(72, 700, "one") + show(92.1, 700, " ") + show(93.4, 700, "two"), "one two"},
		{"and marked words", span("one", show(72, 700, "x")+show(78, 700, "yz")) + show(90, 700, " ") + span("two", show(91.4, 700, "x")+show(97.4, 700, "y")), "one two"},
		{"inside of a cluster is none", show(72, 700, "o") + span("ne", show(78.7, 700, "n")+show(85.3, 700, " ")) + show(85.4, 700, "s"), "ones"},
	} {
		f := newFile()
		f.content("", c.content)
		if got := read(t, f).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestMarkedSpansOfGlyphsWithoutAMeaning(t *testing.T) {
	t.Parallel()
	f := newFile()
	// A font of boxes, a unit wide, for the codes 10 and 11, of which it says nothing.
	box := f.stream("", []byte("500 0 0 0 500 700 d1 0 0 500 700 re f"))
	f.font("F9", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 10 /LastChar 11 /Widths [500 500]"+
		" /Encoding << /Type /Encoding /Differences [10 /nothing /none] >> /CharProcs << /nothing %d 0 R /none %d 0 R >> >>", box, box)))
	f.content("", show(72, 700, "a")+span("க", `BT /F9 12 Tf 78.7 700 Td (\012) Tj ET `)+show(84.7, 700, "b"))
	if got, want := read(t, f).Text, "aகb"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Hebrew letters for a to z, so that what is shown can be read here.
func hebrew(f *file) {
	f.font("F9", f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode "+
		fmt.Sprint(f.unicode("<61> <05D0>", "<62> <05D1>", "<63> <05D2>", "<64> <05D3>", "<65> <05D4>", "<66> <05D5>", "<67> <05D6>", "<68> <05D7>",
			"<20> <0020>", "<28> <0028>", "<29> <0029>", "<2D> <002D>", "<31> <0031>", "<32> <0032>", "<33> <0033>", "<53> <0053>", "<54> <0054>"))+" 0 R >>"))
}

func TestHebrewIsReadFromRightToLeft(t *testing.T) {
	t.Parallel()
	f := newFile()
	hebrew(f)
	f.content("", "BT /F9 12 Tf 72 700 Td (hgfe 12 - 31 dcb \\(STS 22\\) a) Tj ET ")
	if got, want := read(t, f).Text, "א (STS 22) בגד 31 - 12 הוזח"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What pdfium gives for a code of four bytes that no table explains is no
// character at all: it may not even be a number from 0 on.
func TestCodesOfFourBytesThatNothingExplains(t *testing.T) {
	t.Parallel()
	f := newFile()
	codes := f.stream("/Type /CMap /CMapName /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS) /Supplement 7 >>", []byte("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"+
		"/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (CNS) def /Supplement 7 def end def /CMapName /Own def /CMapType 1 def\n"+
		"2 begincodespacerange <00> <7F> <F0808080> <F7BFBFBF> endcodespacerange\n3 begincidchar <61> 12 <62> 13 <F0A8A780> 39 endcidchar endcmap end end"))
	face := f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600" +
		fmt.Sprintf(" /FontDescriptor %d 0 R >>", f.add("<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 >>")))
	f.font("F9", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding %d 0 R /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", codes, face, f.unicode("<61> <0061>", "<62> <0062>"))))
	f.content("", show(72, 700, "Words")+"BT /F9 12 Tf 72 600 Td <6162F0A8A78061> Tj ET")
	if got, want := read(t, f).Text, "Words\n\nab a"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
