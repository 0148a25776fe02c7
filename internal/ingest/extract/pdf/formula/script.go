package formula

import (
	"slices"
	"strings"
	"unicode"
)

// lesser is the size, as a part of that of its letter, below which a glyph may
// be a script.
const lesser = .86

const (
	arrowed   = "→⟶←⟵⇒⟹⇐⟸⇔⟺↔⟷⇝↦↪↠"
	relations = "=≠≡≈∼≃≅≤≥<>≪≫∈∉∋⊂⊃⊆⊇⊊⊋∝⊥≜≺≻⪯⪰" + arrowed
	binary    = "+−±∓×·∗÷∩∪∧∨∘⊕⊗⊙\\∖∣"
)

// Parted reports whether a sign that has room around it in formulas stands on
// one side of a gap, in ems.
func Parted(p, g rune, gap float32) bool {
	if p == fractionSign && (letter(g) || digit(g) || is(g, sum) || g == '√') || g == fractionSign && (letter(p) || digit(p) || p == fractionSign) {
		return gap > -.1 // 1/2 m, which is no 1/(2m)
	}
	if is(p, sum) && (letter(g) || digit(g) || g == fractionSign || g == '√') {
		return gap > -.1
	}
	if (p == ',' || p == ';') && (letter(g) || is(g, opener)) {
		return gap > .12 // f(x, y), while 1,5 may be a number
	}
	if p == '◦' || g == '◦' {
		return gap > .14
	}
	return gap > .14 && p != '(' && g != ')' && (is(p, relation|operation) || is(g, relation|operation))
}

// carries reports whether a sign can have scripts behind it.
func carries(r rune) bool {
	return !is(r, relation|operation) && !strings.ContainsRune("([{⟨⌊⌈,;:/", r)
}

// scripts puts what stands raised or lowered behind a letter to it. It writes
// over the list.
func scripts(list []Glyph) []Glyph {
	out := list[:0]
	for i := 0; i < len(list); {
		n := len(out)
		if start, end := slanted(out, list, i); end > i {
			parts := append(bracketed(out[start:]), list[i])
			parts = append(parts, bracketed(scripts(clone(list[i+1:end])))...)
			g := whole(list[i], parts, out[start:], list[i+1:end])
			g.Spaced = out[start].Spaced
			out = append(out[:start], g)
			i = end
			continue
		}
		at := n - 1
		if n > 0 && !attached(&out[n-1], &list[i]) {
			at = late(out, list[i:])
		}
		if at < 0 {
			out = append(out, list[i])
			i++
			continue
		}
		base := &out[at]
		first, second := behind(base, list[i:])
		used := len(first) + len(second)
		if !calculates(out[:at+1], list[i:i+used]) {
			out = append(out, list[i])
			i++
			continue
		}
		up, down := first, second
		if first[0].Base > middle(base) {
			up, down = second, first
		}
		wide := is(base.R, sum)
		put := whole(*base, nil, up, down) // before they are written over
		raised := script('^', scripts(up), !wide)
		lowered := script('_', scripts(down), false)
		if unmarked(lowered) && letter(base.R) && !named(out[:at+1]) && (len(raised) == 0 || raised[0].R != '^') {
			for i := range lowered {
				lowered[i].Unsaid = lowered[i].At < 0
			}
		}
		put.Parts = append(append(clone(said(base)), lowered...), raised...)
		*base = put
		i += used
	}
	return out
}

// calculates reports whether the last of some glyphs and the scripts behind it
// belong to a formula: one of them is set in a font of mathematics, or is an
// italic letter that is no part of a word.
func calculates(before, behind []Glyph) bool {
	base := &before[len(before)-1]
	if base.Math || len(base.Parts) > 0 || anyMath(behind) {
		return true
	}
	numbers := !slices.ContainsFunc(behind, func(g Glyph) bool { return Raised[g.R] == 0 || g.Base > base.Base })
	if is(base.R, closer) && !slices.ContainsFunc(behind, func(g Glyph) bool { return letter(g.R) }) {
		return true
	}
	if letter(base.R) && len(before) > 1 {
		p := &before[len(before)-2]
		if letter(p.R) && abs(p.Base-base.Base) < .05*base.Size && base.U0-p.U1 < .12*base.Size {
			return numbers && slices.Contains(functions, lastWord(before)) // otherwise the end of a word
		}
	}
	if letter(base.R) && (numbers || base.Italic || unicode.Is(unicode.Greek, base.R)) {
		return true
	}
	// Upright letters: raised ones may be the end of a word (Mme), one alone
	// or with signs is none.
	named := 0
	for i := range behind {
		if letter(behind[i].R) {
			named++
		}
	}
	return slices.ContainsFunc(behind, func(g Glyph) bool { return letter(g.R) && g.Italic }) ||
		letter(base.R) && named > 0 && (named == 1 || named < len(behind))
}

// middle is the height that parts raised scripts of a glyph from lowered ones.
func middle(base *Glyph) float32 {
	if large(base) {
		return (base.V0 + base.V1) / 2
	}
	return base.Base - .02*base.Size
}

// scriptSize is the largest size of a glyph's scripts. Large operators may be
// drawn smaller than the letters beside them.
func scriptSize(base *Glyph) float32 {
	if large(base) {
		return .95 * base.Size
	}
	return lesser * base.Size
}

// attached reports whether g is a script right behind base.
func attached(base, g *Glyph) bool {
	s := base.Size
	if g.Size > scriptSize(base) {
		return smallest(base, g)
	}
	if rides(g.R) {
		return false
	}
	if len(base.Parts) > 0 && is(base.R, sum) {
		return false // it has its limits
	}
	gap := g.U0 - base.U1
	if !carries(base.R) || gap > .25*s || gap < -.75*s || g.U1 < base.mid() && !large(base) {
		return false
	}
	up := middle(base) - g.Base
	if large(base) {
		// Some fonts draw operators in a size of their own: what stands on the
		// line is no script of theirs.
		return abs(g.Base-base.Base) > .2*g.Size && abs(up) < .75*(base.V1-base.V0)+.5*s
	}
	high := max(1.1*s, base.Base-base.V0+.3*s)
	return up > .12*s && up < high || up < -.05*s && -up < max(.8*s, base.V1-base.Base+.5*s)
}

// smallest reports whether a digit of the same size is an exponent: type does
// not get smaller than that of the exponents of exponents.
func smallest(base, g *Glyph) bool {
	s := base.Size
	up, gap := base.Base-g.Base, g.U0-base.U1
	return digit(g.R) && abs(g.Size-s) < .03*s && up > .25*s && up < .62*s && gap > -.1*s && gap < .15*s && (letter(base.R) || is(base.R, closer))
}

// behind gives the scripts at the beginning of a list: those on one side, and
// those on the other.
func behind(base *Glyph, list []Glyph) (first, second []Glyph) {
	if list[0].Size > scriptSize(base) {
		return list[:1], nil
	}
	mid := middle(base)
	start := 0
	end := list[0].U1
	k := 1
	for ; k < len(list); k++ {
		g := &list[k]
		small := g.Size
		if small > scriptSize(base) {
			break
		}
		lead := &list[start]
		nested := small < lesser*lead.Size
		flips := (g.Base < mid) != (lead.Base < mid) && !nested
		if flips || g.U0 < end-.3*small && !nested && g.U0 < lead.U1 && !rides(g.R) {
			if start > 0 || !attached(base, g) {
				break
			}
			start, end = k, g.U1
			continue
		}
		if g.U0 > end+.6*small || abs(g.Base-lead.Base) > 1.2*small && len(g.Parts) == 0 {
			break
		}
		end = max(end, g.U1)
	}
	if start > 0 {
		return list[:start], list[start:k]
	}
	return list[:k], nil
}

// script writes a script as TeX does; an exponent that is a number may have
// Unicode's small digits, as it has in text.
func script(mark rune, list []Glyph, digits bool) []Glyph {
	if len(list) == 0 {
		return nil
	}
	list = flat(list)
	var primes []Glyph
	for mark == '^' && len(list) > 0 && strings.ContainsRune("′″‴'", list[0].R) {
		if list[0].R == '\'' {
			list[0].R = '′'
		}
		primes, list = append(primes, list[0]), list[1:]
	}
	if len(list) == 0 {
		return primes
	}
	if mark == '^' && len(list) == 1 && (list[0].R == '◦' || list[0].R == '∘') {
		list[0].R = '°'
		return append(primes, list[0])
	}
	if digits && numeric(list) {
		for i := range list {
			list[i].R = Raised[list[i].R]
		}
		return append(primes, list...)
	}
	out := append(primes, ahead(ours(mark, &list[0]), &list[0]))
	if len(list) == 1 || len(list) == 2 && rides(list[1].R) {
		return append(out, list...)
	}
	out = append(out, ahead(ours('{', &list[0]), &list[0]))
	out = append(out, list...)
	return append(out, ours('}', &list[len(list)-1]))
}

// late finds the letter that scripts belong to whose file draws all that
// stands on a line before its scripts, as browsers do. There is room for the
// scripts behind it. It is -1 when there is none.
func late(before, list []Glyph) int {
	const far = 60
	if n := len(before); n > 0 && before[n-1].Size < 1.1*list[0].Size && goesOn(&before[n-1], &list[0]) {
		return -1 // the middle of something
	}
	var line *Glyph // the last on the line
	if n := len(before); n > 0 && before[n-1].Size > list[0].Size/lesser {
		line = &before[n-1]
	}
	for k := len(before) - 2; k >= 0 && k >= len(before)-far; k-- {
		base, next := &before[k], &before[k+1]
		if line == nil && base.Size > list[0].Size/lesser {
			line = base
		}
		if abs(next.Base-list[0].Base) > 2*list[0].Size {
			return -1 // another line
		}
		if line == nil || abs(base.Base-line.Base) > .1*line.Size || list[0].Size > scriptSize(base) || !attached(base, &list[0]) {
			continue
		}
		first, second := behind(base, list)
		_, _, end, _ := bounds(list[:len(first)+len(second)])
		if abs(next.Base-base.Base) > .2*base.Size || next.U0 > end-.25*list[0].Size {
			return k
		}
	}
	return -1
}

// slanted finds a fraction with a slanted bar: what is raised before the bar
// at i, from start on in before, and what is lowered behind it, up to end.
func slanted(before, list []Glyph, i int) (start, end int) {
	bar := &list[i]
	s := bar.Size
	start, end = len(before), i+1
	if bar.R != '/' || len(bar.Parts) > 0 {
		return start, i
	}
	near := bar.U0
	for start > 0 {
		g := &before[start-1]
		if g.Size > lesser*s || g.Base > bar.Base-.2*s || near-g.U1 > .3*s {
			break
		}
		near = g.U0
		start--
	}
	near = bar.U1
	for end < len(list) {
		g := &list[end]
		if g.Size > lesser*s || g.Base < bar.Base-.1*s || g.U0-near > .3*s {
			break
		}
		near = g.U1
		end++
	}
	if start == len(before) || end == i+1 {
		return start, i
	}
	return start, end
}

// numeric reports whether glyphs are a number that Unicode has small.
func numeric(list []Glyph) bool {
	digits := 0
	for i := range list {
		if Raised[list[i].R] == 0 {
			return false
		}
		if digit(list[i].R) {
			digits++
		}
	}
	return digits > 0
}

// unmarked reports whether a lowered script is one or two letters or digits:
// nobody takes "x1" or "aij" for a product, so it stands as on the page, and
// is found as it is typed.
func unmarked(script []Glyph) bool {
	n := 0
	for i := range script {
		switch g := &script[i]; {
		case g.At < 0 && (g.R == '_' || g.R == '{' || g.R == '}'):
		case letter(g.R) || digit(g.R):
			n++
		default:
			return false
		}
	}
	return n > 0 && n <= 2 && len(script) <= n+3
}
