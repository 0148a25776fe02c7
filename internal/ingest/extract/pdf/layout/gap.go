package layout

import (
	"cmp"
	"slices"
)

// gap is a space of the file. In writing that runs to the left, whose content
// comes in the order of the eye, of reading, or of both by turns, only its
// place tells which letters it parts.
type gap struct {
	glyph
	run    int32 // Char.Run
	before int   // the glyph of its flow that comes next
}

// noteSpaces marks letters, sorted as the eye sees them, that have a space of the
// file on their left.
func noteSpaces(glyphs []glyph, gaps []gap) {
	slices.SortFunc(gaps, func(a, b gap) int { return cmp.Compare(a.mid(), b.mid()) })
	k := 0
	for i := range glyphs {
		g := &glyphs[i]
		g.spaced = false
		for k < len(gaps) && gaps[k].mid() <= g.mid() {
			if i > 0 {
				g.spaced, g.gapRun = true, gaps[k].run
			}
			k++
		}
	}
}

// gaps gives the spaces around the glyphs in [from, to) and between them.
func (f *flow) gaps(from, to int) []gap {
	at := func(i int) int {
		k, _ := slices.BinarySearchFunc(f.spaces, i, func(g gap, i int) int { return g.before - i })
		return k
	}
	return f.spaces[at(from):at(to+1)]
}
