package layout

import (
	"math"

	"studyapp/internal/ingest/extract/joiner"
)

// joins gives which of the letters, sorted as the eye sees them, a joiner comes
// behind in the order of reading; -1 where it joins nothing.
func joins(letters []glyph, j *glyph, em float32) int {
	const far = .3                         // ems
	best, least := 0, float32(math.Inf(1)) // the gap before which letter
	for i := 1; i < len(letters); i++ {
		if d := abs(j.mid() - (letters[i-1].u1+letters[i].u0)/2); d < least {
			best, least = i, d
		}
	}
	if best == 0 || least > far*em || letters[best].u0-letters[best-1].u1 > far*em {
		return -1
	}
	before, after := best-1, best
	if rtl(letters[best].r) && rtl(letters[best-1].r) {
		before, after = after, before
	}
	if !joiner.Needed(letters[before].r, letters[after].r) {
		return -1
	}
	return before
}

// joined leaves out the joiners of writing to the right that say nothing.
func joined(glyphs []glyph) []glyph {
	for i := range glyphs {
		if joiner.Is(glyphs[i].r) {
			return withoutJoiners(glyphs)
		}
	}
	return glyphs
}

func withoutJoiners(glyphs []glyph) []glyph {
	out := make([]glyph, 0, len(glyphs))
	spaced := false // what a joiner was that is left out
	for i := range glyphs {
		g := glyphs[i]
		if joiner.Is(g.r) {
			var before, after rune
			if len(out) > 0 {
				before = out[len(out)-1].r
			}
			if i+1 < len(glyphs) {
				after = glyphs[i+1].r
			}
			if g.spaced || !joiner.Needed(before, after) {
				spaced = spaced || g.spaced
				continue
			}
		}
		g.spaced, spaced = g.spaced || spaced, false
		out = append(out, g)
	}
	return out
}
