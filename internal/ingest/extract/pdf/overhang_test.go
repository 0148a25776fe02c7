package pdf_test

import (
	"fmt"
	"testing"
)

// Ink that stands out of a letter's own width hides the space beside it.
func TestWordsBesideOverhangingLettersArePartedByTheirPen(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.font("F9", f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /Encoding /WinAnsiEncoding >>"))
	f.content("", "BT /F9 12 Tf 1 0 0 1 72 700 Tm [(the)-190(proof)-170(of)-170(functions)-190(f)-170(juggles)-190(with)-190(proof)-170(just)-190(so)] TJ ET\n")
	if got, want := read(t, f).Text, "the proof of functions f juggles with proof just so"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Fonts may have two glyphs for a letter; what is asked of one is told of the other.
func TestTwoGlyphsOfALetterHaveTheirOwnWidths(t *testing.T) {
	t.Parallel()
	f := newFile()
	table := f.stream("", []byte("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange "+
		"5 beginbfchar <0041> <0444> <0001> <0444> <0042> <0443> <0043> <043D> <0044> <0020> endbfchar endcmap end end"))
	down := f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /W [1 1 775 65 65 900] >>")
	f.font("C", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", down, table)))
	f.content("", "BT /C 12 Tf 1 0 0 1 72 700 Tm <0041004200430041004200430041004200430041004200430044004100420043> Tj ET\n")
	if got, want := read(t, f).Text, "фунфунфунфун фун"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
