package layout

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/character"
)

// soft is the hyphen that is only seen where it ends a line.
const soft = character.Soft

// parting is pdfium's mark of a word cut at the end of a line, by a hyphen of either
// kind.
const parting = 2

// softHyphens tells for each style whether its soft hyphens are such, and
// whether words are cut with them. Fonts that have one glyph for both hyphens
// give all of theirs as soft ones; those have no other.
func softHyphens(raw *Raw) (such, cuts []bool) {
	such, cuts = make([]bool, len(raw.Styles)), make([]bool, len(raw.Styles))
	for i := range raw.Chars {
		switch c := &raw.Chars[i]; c.R {
		case '-':
			such[c.Style] = true
		case soft:
			cuts[c.Style] = true
		}
	}
	for i := range cuts {
		cuts[i] = cuts[i] && such[i]
	}
	return such, cuts
}

// softened takes soft hyphens out of the words of a line, except from its end.
func softened(glyphs []glyph, size float32) []glyph {
	for i := len(glyphs) - 2; i >= 0; i-- {
		g, next := &glyphs[i], &glyphs[i+1]
		if g.r != soft {
			continue
		}
		if i == 0 || next.u0-g.u1 > .2*size { // the end of a word: that of a cell's line
			g.r = '-'
			continue
		}
		before := &glyphs[i-1]
		before.u1 = max(before.u1, min(g.u1, next.u0))
		glyphs = slices.Delete(glyphs, i, i+1)
	}
	return glyphs
}
