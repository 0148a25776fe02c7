package layout

import (
	"cmp"
	"math"
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// joined composes a letter and a combining mark to one code point.
func joined(base, mark rune) (rune, bool) {
	c := []rune(norm.NFC.String(string([]rune{base, mark})))
	return c[0], len(c) == 1
}

// sortVisual orders glyphs from left to right, marks behind what they mark.
func sortVisual(glyphs []glyph) {
	letters := make([]glyph, 0, len(glyphs))
	var marks []glyph
	for _, g := range glyphs {
		if unicode.Is(unicode.Mn, g.r) {
			marks = append(marks, g)
		} else {
			letters = append(letters, g)
		}
	}
	if len(letters) == 0 {
		return
	}
	slices.SortStableFunc(letters, func(a, b glyph) int { return cmp.Compare(a.mid(), b.mid()) })
	over := make([][]glyph, len(letters))
	for _, m := range marks {
		k := letterOf(letters, &m)
		over[k] = append(over[k], m)
	}
	glyphs = glyphs[:0]
	for i, g := range letters {
		glyphs = append(append(glyphs, g), over[i]...)
	}
}

// letterOf gives the letter that a mark stands over: of those whose box it is in
// the one whose middle is nearest, else the one whose edge is. At an edge it
// may as well be that of the letter before it in the content.
func letterOf(letters []glyph, m *glyph) int {
	best, least, before := 0, float32(math.Inf(1)), -1
	for i := range letters {
		g := &letters[i]
		off := beyond(g, m)
		if off > 0 {
			off += 2 * (m.v1 - m.v0) // outside
		}
		if d := off + abs(g.mid()-m.mid()); d < least {
			best, least = i, d
		}
		if g.char < m.char && (before < 0 || g.char > letters[before].char) {
			before = i
		}
	}
	slight := .12 * (m.v1 - m.v0)
	if g := &letters[best]; before >= 0 && min(m.mid()-g.u0, g.u1-m.mid()) < slight && beyond(&letters[before], m) < slight {
		return before
	}
	return best
}

// beyond is how far the middle of a mark lies outside of a letter's box.
func beyond(g, m *glyph) float32 { return max(0, g.u0-m.mid(), m.mid()-g.u1) }
