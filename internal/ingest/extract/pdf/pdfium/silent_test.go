package pdfium

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/fontmap"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// piece is a run of glyphs, 10 points each, from x on, each with its letters as
// pdfium gives them.
func piece(run int32, x float32, glyphs ...string) (all []layout.Char) {
	for _, g := range glyphs {
		for _, r := range g {
			all = append(all, layout.Char{R: r, X0: x, X1: x + 10, Y1: 12, Run: run})
		}
		x += 10
	}
	return all
}

func TestGlyphsThatStandForNothingBelongToTheirNeighbour(t *testing.T) {
	t.Parallel()
	const none = string(fontmap.Silent)
	for _, c := range []struct {
		rule, want string
		chars      []layout.Char
		x0, x1     float32 // of the first cluster
	}{
		{"behind their syllable", "किab", piece(1, 0, "कि", none, "ab"), 0, 20},
		{"before it", "किab", piece(1, 0, none, "कि", "ab"), 0, 20},
		{"a word to the left", "سلامab", append(piece(1, 0, "مالس", none, none), piece(2, 50, "ab")...), 0, 30},
		{"not of another piece", "aक", append(piece(1, 0, "a"), piece(2, 10, none, "क")...), 10, 30},
	} {
		got, x0, x1 := "", float32(0), float32(0)
		for _, o := range gathered(c.chars) {
			got += string(o.R)
			if o.Cluster == 1 {
				x0, x1 = o.X0, o.X1
			}
		}
		if got != c.want || x0 != c.x0 || x1 != c.x1 {
			t.Errorf("%s: %q at %g–%g, want %q at %g–%g", c.rule, got, x0, x1, c.want, c.x0, c.x1)
		}
	}
}

func TestAGlyphRunsOneWay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, want string
		chars      []layout.Char
	}{
		{"Latin in Latin", "habi", piece(1, 0, "بح h", "a", "b", "i")},
		{"Arabic in Arabic", "ابح", piece(1, 0, "ا", "x ب", "ح")},
		{"both in two glyphs", "hبح", piece(1, 0, "h", "بح")},
	} {
		got := ""
		for _, o := range oneWay(c.chars) {
			got += string(o.R)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func FuzzGatheredKeepsLetters(f *testing.F) {
	f.Add("क\u2063بa \u2063\u2063", uint8(0x0f), uint8(1))
	f.Add("\u2063\u2063سلا", uint8(0), uint8(3))
	f.Fuzz(func(t *testing.T, text string, apart, runs uint8) {
		var chars []layout.Char
		x, run, letters := float32(0), int32(1), 0
		for i, r := range []rune(text) {
			if apart>>(i%8)&1 == 1 {
				x += 10
			}
			if runs>>(i%8)&1 == 1 {
				run++
			}
			if r != fontmap.Silent && r != ' ' {
				letters++
			}
			chars = append(chars, layout.Char{R: r, X0: x, X1: x + 10, Y1: 12, Run: run})
		}
		for _, c := range gathered(chars) {
			if c.R == fontmap.Silent {
				t.Errorf("%+q: a glyph that stands for nothing is left", text)
			}
			if c.R != ' ' {
				letters--
			}
		}
		if letters != 0 {
			t.Errorf("%+q: %d letters lost", text, letters)
		}
	})
}

func TestBracketsOfFormulasInWritingToTheLeftAreAsDrawn(t *testing.T) {
	t.Parallel()
	raw := layout.Raw{Styles: []layout.Style{{Size: 10}, {Size: 10, Math: true}}}
	for i, r := range "נ(𝑥)𝑓" { // as pdfium gives what is drawn as f(x)
		style := int32(0)
		if i > 0 {
			style = 1
		}
		x := 100 - float32(len(raw.Chars))*5
		raw.Chars = append(raw.Chars, layout.Char{R: r, X0: x, X1: x + 5, Y1: 10, Style: style})
	}
	facing(&raw)
	got := ""
	for _, c := range raw.Chars {
		got += string(c.R)
	}
	if want := "נ)𝑥(𝑓"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
