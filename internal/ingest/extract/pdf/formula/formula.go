package formula

import (
	"cmp"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// Put puts the parts of formulas that stand above, below and beside each
// other into one line, as TeX would say them: x_i, 2^{n−1}, (a+b)/(c+d),
// √(x+1), ∑_{i=1}^n, (a b; c d). Exponents that are numbers have Unicode's
// small digits: x², A⁻¹.
//
// Glyphs come in the order of the content. What is put together is one glyph
// with parts: it stands on the line around it, however high it is. Nothing is
// lost or doubled; what is not clear stays as the file has it.
func Put(list []Glyph, rules []Rule) []Glyph {
	list = brackets(list)
	stand(list)
	list = structure(ruled(arrows(hats(list)), rules))
	for i := range list {
		level(&list[i])
	}
	return list
}

// axis is how far above the baseline, in ems, what is centred stands: bars of
// fractions, large operators and brackets.
const axis = .25

const (
	operators = "∑∏∐∫∬∭∮⋃⋂⊎⨄⋀⋁⨆⨅⨁⨂⨀⊕⊗⊙⊔"
	openers   = "([{⌊⌈⟨|‖"
	closers   = ")]}⌋⌉⟩|‖"
)

// large reports whether a glyph is an operator or bracket higher than letters.
func large(g *Glyph) bool {
	return g.V1-g.V0 > 1.15*g.Size && (g.Math || g.piece != 0) && (is(g.R, sum|opener|closer) || g.R == '/' || g.R == '\\' || g.R == '√')
}

// enlarged gives the large operator that a font may call by the name of the
// small one.
var enlarged = map[rune]rune{'∪': '⋃', '∩': '⋂', '∧': '⋀', '∨': '⋁', '⨿': '∐', '⊎': '⨄', '⊔': '⨆'}

// stand finds the baseline of what hangs from its top in TeX's fonts.
func stand(list []Glyph) {
	for i := range list {
		g := &list[i]
		s := g.Size
		if !g.Math {
			continue
		}
		if r := enlarged[g.R]; r != 0 && (g.V1-g.V0 > 1.15*s || g.Base < g.V0+.3*(g.V1-g.V0)) {
			g.R = r
		}
		switch {
		case g.R == '√' && g.Base < g.V0+.6*(g.V1-g.V0):
			g.V0 = g.Base
			g.Base = g.V1 - .2*s
		case large(g) || g.Base < g.V0+.3*(g.V1-g.V0):
			g.Base = (g.V0+g.V1)/2 + axis*s
		}
	}
}

// level gives what was put together, and what is higher than its line, the
// height of a letter.
func level(g *Glyph) {
	if len(g.Parts) > 0 || large(g) || g.Math && g.V1-g.V0 > 1.15*g.Size {
		s := g.Size
		g.V0, g.V1 = g.Base-.72*s, g.Base+.22*s
	}
}

// structure finds the limits, scripts and matrices among glyphs in the order
// of the content.
func structure(list []Glyph) []Glyph {
	return matrices(scripts(limits(list)))
}

// ours is a sign of ours, without a place on the page.
func ours(r rune, beside *Glyph) Glyph {
	return Glyph{R: r, At: -1, U0: beside.U1, U1: beside.U1, V0: beside.V0, V1: beside.V1, Base: beside.Base, Size: beside.Size, Style: beside.Style}
}

// flat is what glyphs are read as: their parts, with spaces between words.
func flat(list []Glyph) []Glyph {
	var out []Glyph
	for i := range list {
		g := &list[i]
		if i > 0 {
			p := &list[i-1]
			s := min(p.Size, g.Size)
			gap := g.U0 - p.U1
			if !rides(g.R) && (gap > .2*s && word(p.R) && word(g.R) || gap > .6*s || Parted(p.R, g.R, gap/s)) {
				out = append(out, ours(' ', p))
			}
		}
		out = append(out, said(g)...)
	}
	return out
}

func word(r rune) bool { return letter(r) || digit(r) || r == ',' || r == '.' }

// said gives what a glyph is read as.
func said(g *Glyph) []Glyph {
	if len(g.Parts) > 0 {
		return g.Parts
	}
	return []Glyph{*g}
}

// whole makes one glyph of several, with the place and look of the first of
// them and what they are read as.
func whole(base Glyph, parts []Glyph, members ...[]Glyph) Glyph {
	for _, list := range members {
		for i := range list {
			g := &list[i]
			base.U0, base.U1 = min(base.U0, g.U0), max(base.U1, g.U1)
			base.V0, base.V1 = min(base.V0, g.V0), max(base.V1, g.V1)
		}
	}
	base.Parts = parts
	return base
}

// single reports whether glyphs can stand beside a sign without brackets: one
// letter with its scripts, or a number.
func single(list []Glyph) bool {
	number := true
	for i := range list {
		if !digit(list[i].R) && list[i].R != '.' || len(list[i].Parts) > 0 {
			number = false
		}
	}
	if number {
		return len(list) > 0
	}
	return len(list) == 1 && (len(list[0].Parts) <= 1 || rides(list[0].Parts[len(list[0].Parts)-1].R) && len(list[0].Parts) == 2)
}

// bracketed gives what glyphs are read as, in brackets unless they are single.
func bracketed(list []Glyph) []Glyph {
	inner := flat(list)
	if single(list) || enclosed(inner) {
		return inner
	}
	out := append(make([]Glyph, 0, len(inner)+2), ahead(ours('(', &inner[0]), &inner[0]))
	out = append(out, inner...)
	return append(out, ours(')', &inner[len(inner)-1]))
}

// ahead places a sign of ours in front of a glyph.
func ahead(s Glyph, g *Glyph) Glyph {
	s.U0, s.U1 = g.U0, g.U0
	return s
}

// enclosed reports whether glyphs stand in one pair of brackets already.
func enclosed(list []Glyph) bool {
	if len(list) < 2 || list[0].R != '(' || list[len(list)-1].R != ')' {
		return false
	}
	depth := 0
	for i := range list {
		switch list[i].R {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 && i+1 < len(list) {
				return false
			}
		}
	}
	return true
}

func bounds(list []Glyph) (u0, v0, u1, v1 float32) {
	u0, v0, u1, v1 = list[0].U0, list[0].V0, list[0].U1, list[0].V1
	for i := range list[1:] {
		g := &list[1+i]
		u0, v0, u1, v1 = min(u0, g.U0), min(v0, g.V0), max(u1, g.U1), max(v1, g.V1)
	}
	return
}

// ruled puts together what stands over and under rules: fractions, roots, and
// letters with a bar. The shorter rules belong to what is inside.
func ruled(list []Glyph, rules []Rule) []Glyph {
	rules = slices.Clone(rules)
	slices.SortStableFunc(rules, func(a, b Rule) int { return cmp.Compare(a.X1-a.X0, b.X1-b.X0) })
	roots := slices.ContainsFunc(list, func(g Glyph) bool { return g.R == '√' })
	for i, r := range rules {
		if roots {
			if out, ok := root(list, r); ok {
				list = out
				continue
			}
		}
		parts, begins := beside(list, r)
		if parts {
			if out, ok := fraction(list, r, rules[i+1:]); ok {
				list = out
				continue
			}
		}
		if begins {
			list = barred(list, r)
		}
	}
	return list
}

// beside reports whether a rule may part two neighbours in the content, and
// whether it begins where one does: most rules of a page do neither.
func beside(list []Glyph, r Rule) (parts, begins bool) {
	last := beyond
	for i := range list {
		g := &list[i]
		begins = begins || abs(g.U0-r.X0) <= leftOf*g.Size
		at := sideOf(g, r)
		parts = parts || at != last && at != beyond && last != beyond
		last = at
	}
	return parts, begins
}

// Upright gives the plain letter for one that Unicode keeps for formulas: 𝑥 is
// x and 𝜃 is θ, as they are typed and found.
func Upright(r rune) rune {
	if r == 'ℎ' || r >= 0x1d400 && r <= 0x1d7ff {
		for _, plain := range norm.NFKC.String(string(r)) {
			return plain
		}
	}
	return r
}

// Relates reports whether a character is a relation, an operation or an
// operator: what makes a formula of letters.
func Relates(r rune) bool { return is(r, relation|operation|sum) }

// Calculates reports whether a character is a sign of mathematics in any font:
// operators, relations, parts of brackets, letters of formulas.
func Calculates(r rune) bool {
	return r >= 0x2200 && (r <= 0x22ff || r >= 0x239b && r <= 0x23b7 || r >= 0x27c0 && r <= 0x27ef || r >= 0x2a00 && r <= 0x2aff || r >= 0x1d400 && r <= 0x1d7ff)
}
