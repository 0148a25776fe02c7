package layout

import (
	"cmp"
	"math"
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract/joiner"
)

// sortVisual orders glyphs from left to right, marks behind what they mark. em
// is the size of the line's letters.
func sortVisual(glyphs []glyph, em float32) []glyph {
	letters := make([]glyph, 0, len(glyphs))
	var marks, joiners []glyph
	for _, g := range glyphs {
		switch {
		case unicode.Is(unicode.Mn, g.r):
			marks = append(marks, g)
		case joiner.Is(g.r):
			joiners = append(joiners, g)
		default:
			letters = append(letters, g)
		}
	}
	if len(letters) == 0 {
		return glyphs[:0]
	}
	slices.SortStableFunc(letters, func(a, b glyph) int { return cmp.Compare(a.mid(), b.mid()) })
	asDrawn(letters)
	over := make([][]glyph, len(letters))
	for _, m := range marks {
		k := letterOf(letters, &m, em)
		over[k] = append(over[k], m)
	}
	for _, j := range joiners {
		if k := joins(letters, &j, em); k >= 0 {
			over[k] = append(over[k], j)
		}
	}
	glyphs = glyphs[:0]
	for i, g := range letters {
		glyphs = append(append(glyphs, g), over[i]...)
	}
	return glyphs
}

// asDrawn puts letters that stand over each other, as those of Nastaliq do, in
// the order that the content draws them in, from one side to the other.
func asDrawn(letters []glyph) {
	const near = 6 // pieces of the content
	forth, back := 0, 0
	for i := 1; i < len(letters); i++ {
		a, b := &letters[i-1], &letters[i]
		if d := b.run - a.run; b.u0 >= a.u1-.1*(a.u1-a.u0) && d != 0 && d <= near && d >= -near {
			if d > 0 {
				forth++
			} else {
				back++
			}
		}
	}
	if max(forth, back) < 4 || min(forth, back)*4 > max(forth, back) {
		return
	}
	for range 4 {
		moved := false
		for i := 1; i < len(letters); i++ {
			a, b := &letters[i-1], &letters[i]
			d := b.run - a.run
			if back > forth {
				d = -d
			}
			if a.run > 0 && b.run > 0 && d < 0 && d >= -near && a.u1-b.u0 > .25*min(a.u1-a.u0, b.u1-b.u0) && rtl(a.r) && rtl(b.r) {
				*a, *b = *b, *a
				moved = true
			}
		}
		if !moved {
			return
		}
	}
}

// letterOf gives the letter that a mark stands over: of those whose box it is in
// the one whose middle is nearest, else the one whose edge is. At an edge it
// may as well be that of the letter that its piece of the content gives it with:
// the one before it where that comes in the order of reading, from right to left, the
// one after it where it comes as the eye sees it.
func letterOf(letters []glyph, m *glyph, em float32) int {
	best, least, before, after := 0, float32(math.Inf(1)), -1, -1
	for i := range letters {
		g := &letters[i]
		off := beyond(g, m)
		if off > 0 {
			off += 2 * (m.v1 - m.v0) // outside
		}
		if d := off + abs(g.mid()-m.mid()); d < least {
			best, least = i, d
		}
		if g.run != m.run {
			continue
		}
		if g.char < m.char && (before < 0 || g.char > letters[before].char) {
			before = i
		}
		if g.char > m.char && (after < 0 || g.char < letters[after].char) {
			after = i
		}
	}
	with := before
	if before >= 0 && after >= 0 && letters[before].mid() < letters[after].mid() {
		with = after
	}
	slight := .09 * em
	if g := &letters[best]; with >= 0 && min(m.mid()-g.u0, g.u1-m.mid()) < slight && beyond(&letters[with], m) < slight {
		return with
	}
	return best
}

// beyond is how far the middle of a mark lies outside of a letter's box.
func beyond(g, m *glyph) float32 { return max(0, g.u0-m.mid(), m.mid()-g.u1) }

// seated gives marks the height of the letter beside them in the content, on
// which they stand: their own box may be no more than their ink, above or below
// the line.
func seated(glyphs []glyph, styles []Style) {
	for i := range glyphs {
		m := &glyphs[i]
		if !unicode.Is(unicode.Mn, m.r) {
			continue
		}
		em := styles[m.style].Size
		for _, k := range [2]int{i - 1, i + 1} {
			if k < 0 || k == len(glyphs) {
				continue
			}
			g := &glyphs[k]
			if beyond(g, m) < .3*em && g.v0-m.v1 < .5*em && m.v0-g.v1 < .5*em {
				m.v0, m.v1 = min(m.v0, g.v0), max(m.v1, g.v1)
				break
			}
		}
	}
}
