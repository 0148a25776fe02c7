package layout

import (
	"cmp"
	"slices"
	"strings"
)

// formulas puts the parts of formulas that stand above, below and beside each
// other into one line, as TeX would say them: x_i, 2^{n−1}, (a+b)/(c+d),
// √(x+1), ∑_{i=1}^n, (a b; c d). Digits have Unicode's small forms: x₁², A⁻¹.
//
// What is put together is one glyph with parts for everything after: it stands
// on the line around it, however high it is. Nothing is lost or doubled; what
// is not clear stays as the file has it.
func formulas(f *flow, raw *Raw) {
	if f.angle%90 != 0 || !raw.Mathematical() {
		return
	}
	m := &mathematics{styles: raw.Styles}
	list := brackets(f.glyphs, raw.Styles)
	m.stand(list)
	list = m.arrows(m.hats(list))
	if f.angle == 0 {
		list = m.ruled(list, raw.Rules)
	}
	list = m.structure(list)
	for i := range list {
		m.level(&list[i])
	}
	f.glyphs = list
}

// mathematics knows the styles of a page with formulas.
type mathematics struct{ styles []Style }

func (m *mathematics) size(g *glyph) float32 { return m.styles[g.style].Size }
func (m *mathematics) math(g *glyph) bool    { return m.styles[g.style].Math || calculates(g.r) }

// Mathematical reports whether a page has signs of mathematics.
func (raw *Raw) Mathematical() bool {
	return slices.ContainsFunc(raw.Styles, func(s Style) bool { return s.Math }) ||
		slices.ContainsFunc(raw.Chars, func(c Char) bool { return calculates(c.R) })
}

// calculates reports whether a character is a sign of mathematics in any font:
// operators, relations, parts of brackets, letters of formulas.
func calculates(r rune) bool {
	return r >= 0x2200 && (r <= 0x22ff || r >= 0x239b && r <= 0x23b7 || r >= 0x27c0 && r <= 0x27ef || r >= 0x2a00 && r <= 0x2aff || r >= 0x1d400 && r <= 0x1d7ff)
}

// axis is how far above the baseline, in ems, what is centred stands: bars of
// fractions, large operators and brackets.
const axis = .25

const (
	operators = "∑∏∐∫∬∭∮⋃⋂⊎⋀⋁⨆⨅⨁⨂⨀⊕⊗⊙⊔"
	openers   = "([{⌊⌈⟨|‖"
	closers   = ")]}⌋⌉⟩|‖"
)

// large reports whether a glyph is an operator or bracket higher than letters.
func (m *mathematics) large(g *glyph) bool {
	return g.v1-g.v0 > 1.15*m.size(g) && (m.math(g) || g.piece != 0) && strings.ContainsRune(operators+openers+closers+"/\\√", g.r)
}

// stand finds the baseline of what hangs from its top in TeX's fonts.
func (m *mathematics) stand(list []glyph) {
	for i := range list {
		g := &list[i]
		s := m.size(g)
		switch {
		case !m.math(g):
		case g.r == '√' && g.base < g.v0+.6*(g.v1-g.v0):
			g.v0 = g.base
			g.base = g.v1 - .2*s
		case m.large(g) || g.base < g.v0+.3*(g.v1-g.v0):
			g.base = (g.v0+g.v1)/2 + axis*s
		}
	}
}

// level gives what was put together, and what is higher than its line, the
// height of a letter.
func (m *mathematics) level(g *glyph) {
	if len(g.parts) > 0 || m.large(g) || m.math(g) && g.v1-g.v0 > 1.15*m.size(g) {
		s := m.size(g)
		g.v0, g.v1 = g.base-.72*s, g.base+.22*s
	}
}

// structure finds the limits, scripts and matrices among glyphs in the order
// of the content.
func (m *mathematics) structure(list []glyph) []glyph {
	return m.matrices(m.scripts(m.limits(list)))
}

// ours is a sign of ours, without a place on the page.
func ours(r rune, beside *glyph) glyph {
	return glyph{r: r, char: -1, u0: beside.u1, u1: beside.u1, v0: beside.v0, v1: beside.v1, base: beside.base, style: beside.style}
}

// flat is what glyphs are read as: their parts, with spaces between words.
func (m *mathematics) flat(list []glyph) []glyph {
	var out []glyph
	for i := range list {
		g := &list[i]
		if i > 0 {
			p := &list[i-1]
			s := min(m.size(p), m.size(g))
			gap := g.u0 - p.u1
			if !rides(g.r) && (gap > .2*s && word(p.r) && word(g.r) || gap > .6*s || parted(p.r, g.r, gap/s)) {
				out = append(out, ours(' ', p))
			}
		}
		out = append(out, m.parts(g)...)
	}
	return out
}

func word(r rune) bool { return letter(r) || digit(r) || r == ',' || r == '.' }

// parts gives what a glyph is read as.
func (m *mathematics) parts(g *glyph) []glyph {
	if len(g.parts) > 0 {
		return g.parts
	}
	return []glyph{*g}
}

// whole makes one glyph of several, with the place and look of the first of
// them and what they are read as.
func whole(base glyph, parts []glyph, members ...[]glyph) glyph {
	for _, list := range members {
		for i := range list {
			g := &list[i]
			base.u0, base.u1 = min(base.u0, g.u0), max(base.u1, g.u1)
			base.v0, base.v1 = min(base.v0, g.v0), max(base.v1, g.v1)
		}
	}
	base.parts = parts
	return base
}

// single reports whether glyphs can stand beside a sign without brackets: one
// letter with its scripts, or a number.
func (m *mathematics) single(list []glyph) bool {
	number := true
	for i := range list {
		if !digit(list[i].r) && list[i].r != '.' || len(list[i].parts) > 0 {
			number = false
		}
	}
	if number {
		return len(list) > 0
	}
	return len(list) == 1 && (len(list[0].parts) <= 1 || rides(list[0].parts[len(list[0].parts)-1].r) && len(list[0].parts) == 2)
}

// bracketed gives what glyphs are read as, in brackets unless they are single.
func (m *mathematics) bracketed(list []glyph) []glyph {
	inner := m.flat(list)
	if m.single(list) || enclosed(inner) {
		return inner
	}
	out := append(make([]glyph, 0, len(inner)+2), before(ours('(', &inner[0]), &inner[0]))
	out = append(out, inner...)
	return append(out, ours(')', &inner[len(inner)-1]))
}

// before places a sign of ours in front of a glyph.
func before(s glyph, g *glyph) glyph {
	s.u0, s.u1 = g.u0, g.u0
	return s
}

// enclosed reports whether glyphs stand in one pair of brackets already.
func enclosed(list []glyph) bool {
	if len(list) < 2 || list[0].r != '(' || list[len(list)-1].r != ')' {
		return false
	}
	depth := 0
	for i := range list {
		switch list[i].r {
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

func bounds(list []glyph) (u0, v0, u1, v1 float32) {
	u0, v0, u1, v1 = list[0].u0, list[0].v0, list[0].u1, list[0].v1
	for i := range list[1:] {
		g := &list[1+i]
		u0, v0, u1, v1 = min(u0, g.u0), min(v0, g.v0), max(u1, g.u1), max(v1, g.v1)
	}
	return
}

// ruled puts together what stands over and under rules: fractions, roots, and
// letters with a bar. The shorter rules belong to what is inside.
func (m *mathematics) ruled(list []glyph, rules []Rule) []glyph {
	rules = slices.Clone(rules)
	slices.SortStableFunc(rules, func(a, b Rule) int { return cmp.Compare(a.X1-a.X0, b.X1-b.X0) })
	for _, r := range rules {
		if out, ok := m.root(list, r); ok {
			list = out
		} else if out, ok := m.fraction(list, r); ok {
			list = out
		} else if out, ok := m.barred(list, r); ok {
			list = out
		}
	}
	return list
}

// spell puts what formulas are read as in the place of the glyphs that stand
// for them.
func (l *line) spell() {
	more := 0
	for i := range l.glyphs {
		more += max(len(l.glyphs[i].parts)-1, 0)
	}
	if more == 0 && !slices.ContainsFunc(l.glyphs, func(g glyph) bool { return len(g.parts) > 0 }) {
		return
	}
	out := make([]glyph, 0, len(l.glyphs)+more)
	at := make([]int, len(l.glyphs)+1)
	for i := range l.glyphs {
		at[i] = len(out)
		if g := &l.glyphs[i]; len(g.parts) > 0 {
			out = append(out, g.parts...)
		} else {
			out = append(out, *g)
		}
	}
	at[len(l.glyphs)] = len(out)
	for i := range l.cells {
		c := &l.cells[i]
		c.start, c.end = at[c.start], at[c.end]
	}
	l.letters += more
	l.glyphs = out
}
