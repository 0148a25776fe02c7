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
	guess  bool  // of the reader of the file, which may stand for one of the file's
}

// guessedGap is the gap in ems that is a space where the reader of the file takes
// it for one.
const guessedGap = .12

// noteSpaces marks letters, sorted as the eye sees them, that have a space of the
// file on their left. em is the size of the line's letters.
func noteSpaces(glyphs []glyph, gaps []gap, em float32) {
	slices.SortFunc(gaps, func(a, b gap) int { return cmp.Compare(a.mid(), b.mid()) })
	k := 0
	for i := range glyphs {
		g := &glyphs[i]
		g.spaced = false
		for k < len(gaps) && gaps[k].mid() <= g.mid() {
			if i > 0 && !gaps[k].shown(&glyphs[i-1], g) && (!gaps[k].guess || g.u0-reach(glyphs, i) > guessedGap*em) {
				g.spaced, g.gapRun = true, gaps[k].run
			}
			k++
		}
	}
}

// shown reports whether a space has the place of a letter beside it: fonts show
// signs without a width, such as the one that keeps Persian letters apart, by the
// glyph of a space. Letters on the left may hang over a space that is one.
func (s *gap) shown(left, right *glyph) bool {
	over := func(g *glyph) float32 { return min(s.u1, g.u1) - max(s.u0, g.u0) }
	most := .6 * (s.u1 - s.u0)
	return over(right) > most || over(left) > most && !rtl(left.r)
}

// gaps gives the spaces around the glyphs in [from, to) and between them.
func (f *flow) gaps(from, to int) []gap {
	at := func(i int) int {
		k, _ := slices.BinarySearchFunc(f.spaces, i, func(g gap, i int) int { return g.before - i })
		return k
	}
	return f.spaces[at(from):at(to+1)]
}

// backwards reports whether the parts of a line that is written to the right
// come in the content from the last to the first, as the reader gives some lines
// of Typst.
func backwards(row []*segment) bool {
	left, right := 0, 0
	for i := 1; i < len(row); i++ {
		if row[i].Order < row[i-1].Order {
			left++
		} else {
			right++
		}
	}
	return left > 4 && left > 2*right
}
