package layout

import "slices"

// compose puts together what TeX draws in parts along a line.
func compose(glyphs []glyph) []glyph {
	for i := 0; i+1 < len(glyphs); i++ {
		a, b := &glyphs[i], &glyphs[i+1]
		if r, ok := struck(a, b); ok {
			b.r, b.u0, b.spaced = r, min(a.u0, b.u0), a.spaced
			glyphs = slices.Delete(glyphs, i, i+1)
		}
	}
	return glyphs
}

// struck gives what TeX draws in two parts: a relation struck out, and the
// arrow with a bar.
func struck(a, b *glyph) (rune, bool) {
	switch {
	case a.r == 0x338 && b.u0-a.u1 < .2*(b.u1-b.u0):
		return joined(b.r, 0x338)
	case a.r == '↦' && b.r == '→' && b.u0-a.u1 < .2*(b.u1-b.u0):
		return '↦', true
	}
	return 0, false
}
