package bidi

import (
	"slices"

	uni "golang.org/x/text/unicode/bidi"
)

// around is what a line's direction takes from outside the line.
type around struct {
	base   int8      // the paragraph's level: 1 where it runs from right to left, else 0
	before uni.Class // the last letter's before the line: L, R or AL
	after  uni.Class // the first letter's after it, L or R, or EN for a number that goes on there
}

// paragraph is what stands around a line that is a paragraph.
func paragraph(base int8) around {
	own := direction(base)
	return around{base, own, own}
}

func direction(level int8) uni.Class {
	if level%2 == 1 {
		return uni.R
	}
	return uni.L
}

// levels gives each character of a line, in the order of reading, its
// embedding level by the Unicode bidirectional algorithm (UAX #9), as far as a
// text without explicit marks needs it. The classes are those of x/text, whose
// own Paragraph pairs no brackets and does not tell the levels
// (golang/go#72089, #69819).
func (a around) levels(text []rune) []int8 {
	class := make([]uni.Class, len(text))
	for i, r := range text {
		class[i] = Class(r)
	}
	blank := make([]bool, len(text))
	for i := len(text) - 1; i >= 0; i-- { // L1
		blank[i] = class[i] == uni.S || class[i] == uni.WS && (i+1 == len(text) || blank[i+1])
	}
	a.weak(class)
	a.brackets(text, class)
	a.neutral(class)
	levels := make([]int8, len(text))
	for i, c := range class { // I1, I2
		switch {
		case blank[i]:
			levels[i] = a.base
		case c == uni.R:
			levels[i] = 1
		case c == uni.L:
			levels[i] = a.base * 2
		default: // numbers
			levels[i] = 2
		}
	}
	return levels
}

// Class is the bidirectional class of a character.
func Class(r rune) uni.Class {
	p, _ := uni.LookupRune(r)
	return p.Class()
}

// Leftwards reports whether a letter is written from right to left.
func Leftwards(r rune) bool {
	c := Class(r)
	return c == uni.R || c == uni.AL
}

// weak resolves numbers and what goes with them: the rules W1 to W7.
func (a around) weak(class []uni.Class) {
	strong := a.before
	for i, c := range class {
		switch c {
		case uni.NSM:
			class[i] = a.before
			if i > 0 {
				class[i] = class[i-1]
			}
		case uni.L, uni.R, uni.AL:
			strong = c
		case uni.EN:
			if strong == uni.AL {
				class[i] = uni.AN
			}
		}
	}
	for i, c := range class {
		if c == uni.AL {
			class[i] = uni.R
		}
		next := a.after
		if i+1 < len(class) {
			next = class[i+1]
		}
		if i == 0 || class[i-1] != next {
			continue
		}
		if n := next; n == uni.EN && (c == uni.ES || c == uni.CS) || n == uni.AN && c == uni.CS {
			class[i] = n
		}
	}
	for i := 0; i < len(class); {
		j := i
		for j < len(class) && class[j] == uni.ET {
			j++
		}
		to := uni.ON
		if i > 0 && class[i-1] == uni.EN || j < len(class) && class[j] == uni.EN {
			to = uni.EN
		}
		for ; i < j; i++ {
			class[i] = to
		}
		if i < len(class) && (class[i] == uni.ES || class[i] == uni.CS) {
			class[i] = uni.ON
		}
		i = max(i+1, j)
	}
	strong = a.before
	for i, c := range class {
		switch {
		case c == uni.L || c == uni.R:
			strong = c
		case c == uni.EN && strong == uni.L:
			class[i] = uni.L
		}
	}
}

// leans is the direction that a resolved class gives its neighbours, ON for
// none.
func leans(c uni.Class) uni.Class {
	switch c {
	case uni.L:
		return uni.L
	case uni.R, uni.AL, uni.EN, uni.AN:
		return uni.R
	}
	return uni.ON
}

// brackets gives pairs of brackets the direction of what they hold: rule N0.
func (a around) brackets(text []rune, class []uni.Class) {
	type pair struct{ open, shut int }
	var open []int
	var pairs []pair
	for i, r := range text {
		if class[i] != uni.ON {
			continue
		}
		p, _ := uni.LookupRune(r)
		switch {
		case !p.IsBracket():
		case p.IsOpeningBracket():
			open = append(open, i)
		default:
			for k := len(open) - 1; k >= 0; k-- {
				if Mirrored(text[open[k]]) == r {
					pairs = append(pairs, pair{open[k], i})
					open = open[:k]
					break
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return a.open - b.open })
	own := direction(a.base)
	for _, p := range pairs {
		found := uni.ON
		for _, c := range class[p.open+1 : p.shut] {
			if s := leans(c); s == own {
				found = own
				break
			} else if s != uni.ON {
				found = s
			}
		}
		if found == uni.ON {
			continue
		}
		if found != own { // as before the pair, if that is the other direction too
			found = leans(a.before)
			for i := p.open - 1; i >= 0; i-- {
				if s := leans(class[i]); s != uni.ON {
					found = s
					break
				}
			}
		}
		class[p.open], class[p.shut] = found, found
	}
}

// neutral gives all else the direction of its surroundings: rules N1 and N2.
func (a around) neutral(class []uni.Class) {
	for i := 0; i < len(class); {
		j := i
		for j < len(class) && leans(class[j]) == uni.ON {
			j++
		}
		if j == i {
			i++
			continue
		}
		left, right := leans(a.before), leans(a.after)
		if i > 0 {
			left = leans(class[i-1])
		}
		if j < len(class) {
			right = leans(class[j])
		}
		if left != right {
			left = direction(a.base)
		}
		for ; i < j; i++ {
			class[i] = left
		}
	}
}

// turned reorders by levels: it gives the places of characters as the eye sees
// them, from left to right, for levels in the order of reading (rule L2).
func turned(levels []int8) []int {
	order := ascending(len(levels))
	for k := slices.Max(append([]int8{0}, levels...)); k > 0; k-- {
		reverse(order, levels, k)
	}
	return order
}

// straightened is the other way round: levels as the eye sees them give the
// order of reading.
func straightened(levels []int8) []int {
	order := ascending(len(levels))
	for k := int8(1); k <= slices.Max(append([]int8{0}, levels...)); k++ {
		reverse(order, levels, k)
	}
	return order
}

func ascending(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// reverse turns around the stretches of at least level k.
func reverse(order []int, levels []int8, k int8) {
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && levels[order[j]] >= k {
			j++
		}
		slices.Reverse(order[i:j])
		i = j + 1
	}
}
