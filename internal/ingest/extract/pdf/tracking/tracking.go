// Package tracking tells where words end in letters that are set apart, for
// emphasis or in headings: "R e s u l t s". There gaps inside words are as wide
// as the spaces of other lines, all about the same; a word ends at one that is
// clearly wider.
package tracking

import (
	"slices"
	"unicode"
)

// Gap is what lies between a letter and the one before it.
type Gap struct {
	Width   float32 // in ems
	Spaced  bool    // the file has a space there
	Letters bool    // both are letters of one style
}

// widest is the gap in ems that words of one line are apart at most.
const widest = 1.15

// uniform is how far from the usual gap of tracked letters most of theirs are
// at most, in ems: kerning.
const uniform = .08

// Limits gives for each glyph the gap, in ems, from which it begins a word
// though its neighbours are set apart; 0 where they are not. It is nil for a
// line without such letters. gaps[i] lies before letters[i]; own says that the
// file has spaces of its own.
func Limits(letters []rune, gaps []Gap, own bool) []float32 {
	const apart = .06
	var limits []float32
	var usual float32
	inside := func(i int) bool {
		g := &gaps[i]
		return g.Letters && g.Width > apart && g.Width < widest && !(own && g.Spaced)
	}
	var pairs []int // letters apart from one other alone
	for i := 1; i < len(letters); i++ {
		if !inside(i) {
			continue
		}
		from := i
		var run []float32
		for ; i < len(letters) && inside(i); i++ {
			run = append(run, gaps[i].Width)
		}
		slices.Sort(run)
		mid := run[len(run)*2/5]
		same := 0
		for _, g := range run {
			if g > mid-uniform && g < mid+uniform {
				same++
			}
		}
		whole := from == 1 && i == len(letters)
		most := float32(.22)
		switch {
		case own:
			most = .5
		case len(run) >= 7:
			most = .45
		case !whole:
			most = .3
		case len(run) >= 4 && same == len(run) && name(letters):
			most = .4
		}
		enough := len(run) >= 4 || whole && len(run) >= 3 || own && len(run) >= 2
		switch {
		case enough && same*10 >= len(run)*7 && mid < most:
			limit := mid + max(.17, .6*mid)
			if own {
				limit = mid + .22
			}
			if limits == nil {
				limits = make([]float32, len(letters))
			}
			for k := from; k < i; k++ {
				limits[k] = limit
			}
			// What parts the word from others of the line is a usual space.
			if from > 1 && !own {
				limits[from] = 0
			}
			if i < len(letters) && !own {
				limits[i-1] = 0
			}
			usual = limit
		case len(run) == 1:
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
func name(letters []rune) bool {
	for i, r := range letters {
		if unicode.IsUpper(r) != (i == 0) {
			return false
		}
	}
	return true
}
