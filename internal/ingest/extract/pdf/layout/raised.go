package layout

import (
	"strings"

	"studyapp/internal/ingest/extract/pdf/formula"
)

// raisedSize is the size of what is raised, at most, in that of the line:
// browsers make it five sixths.
const raisedSize = .88

// raised writes exponents and the numbers of footnotes as such: "10³" and not
// "103", "Metrik¹" and not "Metrik1". The number that a footnote begins with
// stands before the letters that it is raised from.
func raised(glyphs []glyph, styles []Style, size float32) {
	full := func(g *glyph) bool { return styles[g.style].Size > raisedSize*size }
	var base *glyph // the last full-sized letter, digit or bracket
	for i := range glyphs {
		g := &glyphs[i]
		if full(g) {
			base = g
			continue
		}
		up, ok := formula.Raised[g.r]
		if !ok {
			continue
		}
		from := base
		for k := i + 1; from == nil && k < len(glyphs) && k < i+4; k++ {
			if full(&glyphs[k]) {
				from = &glyphs[k]
			}
		}
		if from == nil {
			continue
		}
		if tall := from.v1 - from.v0; g.v1 < from.v1-.15*tall && g.base < from.base-.05*size && g.u0-from.u1 < 2*size {
			g.r = up
		}
	}
}

// narrow is the width of a font's own raised figure, at most, in that of its
// other figures.
const narrow = .73

// ownRaised writes the raised figures that a font has glyphs of their own for:
// their size and height are those of its other figures, and only their width
// tells. They stand right behind a word, or before one.
func ownRaised(glyphs []glyph, styles []Style) {
	widest, letters := map[int32]float32{}, map[int32]float32{} // in ems, by style; of all that is not bold, and of bold
	bold := func(g *glyph) int32 {
		if styles[g.style].Bold {
			return -1
		}
		return -2
	}
	for i := range glyphs {
		g := &glyphs[i]
		if styles[g.style].Mono {
			continue
		}
		switch w := (g.u1 - g.u0) / styles[g.style].Size; {
		case g.r >= '0' && g.r <= '9':
			widest[bold(g)] = max(widest[bold(g)], w)
			widest[g.style] = max(widest[g.style], w)
		case strings.ContainsRune("nouноп", g.r):
			letters[bold(g)] = max(letters[bold(g)], w)
			letters[g.style] = max(letters[g.style], w)
		}
	}
	const ofLetters = .88 // the width of a figure in that of an n
	for i := 0; i < len(glyphs); i++ {
		k := i
		for k < len(glyphs) && k < i+4 && glyphs[k].style == glyphs[i].style && glyphs[k].r >= '0' && glyphs[k].r <= '9' && (k == i || touching(&glyphs[k-1], &glyphs[k], styles)) {
			k++
		}
		if k == i {
			continue
		}
		st := glyphs[i].style
		small := !styles[st].Mono && !styles[st].Math
		like := st // other type on the page may be wider
		if letters[st] == 0 {
			like = bold(&glyphs[i])
		}
		for _, g := range glyphs[i:k] {
			small = small && g.u1-g.u0 <= narrow*styles[st].Size*max(widest[like], ofLetters*letters[like])
		}
		behind := i > 0 && touching(&glyphs[i-1], &glyphs[i], styles)
		before := k < len(glyphs) && touching(&glyphs[k-1], &glyphs[k], styles)
		switch {
		case !small:
		case behind && (!before || !letter(glyphs[k].r) && !digit(glyphs[k].r)) && (letter(glyphs[i-1].r) || !digit(glyphs[i-1].r) && i > 1 && letter(glyphs[i-2].r)),
			!behind && before && letter(glyphs[k].r):
			for j := i; j < k; j++ {
				glyphs[j].r = formula.Raised[glyphs[j].r]
			}
		}
		i = k - 1
	}
}

// touching reports whether b stands right behind a on its line.
func touching(a, b *glyph, styles []Style) bool {
	gap := b.u0 - a.u1
	em := styles[b.style].Size
	return !b.spaced && gap < .12*em && gap > -.3*em && abs(a.v1-b.v1) < .5*em
}
