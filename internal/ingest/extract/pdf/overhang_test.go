package pdf_test

import "testing"

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
