package layout

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/formula"
)

// compose puts together what TeX draws in parts along a line.
func compose(glyphs []glyph) []glyph {
	for i := 0; i+1 < len(glyphs); i++ {
		a, b := &glyphs[i], &glyphs[i+1]
		if r, ok := formula.Struck(a.r, b.r); ok && b.u0-a.u1 < .2*(b.u1-b.u0) {
			b.r, b.u0, b.spaced = r, min(a.u0, b.u0), a.spaced
			glyphs = slices.Delete(glyphs, i, i+1)
		}
	}
	return glyphs
}
