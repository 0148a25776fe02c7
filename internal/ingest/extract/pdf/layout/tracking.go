package layout

import (
	"slices"
	"unicode"
)

// Letters may be set apart, for emphasis or in headings: "R e s u l t s". Then
// there are gaps inside words as wide as the spaces of other lines, all about
// the same; a word ends at one that is clearly wider.

// ownSpaces reports whether the file has characters for its spaces: then what
// has none between its letters is one word, however far they stand apart.
func ownSpaces(segs []*segment) bool {
	spaced, wide := 0, 0
	for _, s := range segs {
		for i := 1; i < len(s.glyphs); i++ {
			a, b := &s.glyphs[i-1], &s.glyphs[i]
			switch {
			case b.spaced:
				spaced++
			case letter(a.r) && letter(b.r) && b.u0-a.u1 > .25*s.size:
				wide++
			}
		}
	}
	return spaced >= 12 && wide*6 < spaced
}

// uniform is how far from the usual gap of tracked letters most of theirs are
// at most, in ems: kerning.
const uniform = .08

// tracked gives for each glyph the gap, in ems, from which it begins a word
// though its neighbours are set apart; 0 where they are not. It is nil for a
// line without such letters.
func tracked(glyphs []glyph, size float32, own bool) []float32 {
	const apart = .06
	var limits []float32
	var usual float32
	gap := func(i int) float32 { return (glyphs[i].u0 - glyphs[i-1].u1) / size }
	loose := func(i int) bool {
		a, b := &glyphs[i-1], &glyphs[i]
		return letter(a.r) && letter(b.r) && a.style == b.style && !wide(a.r) && !wide(b.r) && gap(i) > apart && gap(i) < cellGap
	}
	inside := func(i int) bool { return loose(i) && !(own && glyphs[i].spaced) }
	var pairs []int // letters apart from one other alone
	for i := 1; i < len(glyphs); i++ {
		if !inside(i) {
			continue
		}
		from := i
		var gaps []float32
		for ; i < len(glyphs) && inside(i); i++ {
			gaps = append(gaps, gap(i))
		}
		slices.Sort(gaps)
		mid := gaps[len(gaps)*2/5]
		same := 0
		for _, g := range gaps {
			if g > mid-uniform && g < mid+uniform {
				same++
			}
		}
		whole := from == 1 && i == len(glyphs)
		most := float32(.22)
		switch {
		case own:
			most = .5
		case len(gaps) >= 7:
			most = .45
		case !whole:
			most = .3
		case len(gaps) >= 4 && same == len(gaps) && name(glyphs):
			most = .4
		}
		enough := len(gaps) >= 4 || whole && len(gaps) >= 3 || own && len(gaps) >= 2
		switch {
		case enough && same*10 >= len(gaps)*7 && mid < most:
			limit := mid + max(.17, .6*mid)
			if own {
				limit = mid + .5
			}
			if limits == nil {
				limits = make([]float32, len(glyphs))
			}
			for k := from; k < i; k++ {
				limits[k] = limit
			}
			// What parts the word from others of the line is a usual space.
			if from > 1 && !own {
				limits[from] = 0
			}
			if i < len(glyphs) && !own {
				limits[i-1] = 0
			}
			usual = limit
		case len(gaps) == 1:
			pairs = append(pairs, from)
		}
	}
	if limits != nil && own {
		for _, k := range pairs {
			limits[k] = usual
		}
	}
	return limits
}

// name reports whether letters are written as a word of a heading is: the first
// large, the others small. Single letters beside each other are not.
func name(glyphs []glyph) bool {
	for i := range glyphs {
		if unicode.IsUpper(glyphs[i].r) != (i == 0) {
			return false
		}
	}
	return true
}
