package layout

import (
	"slices"
	"strings"
)

// lesser is the size, as a part of that of its letter, below which a glyph may
// be a script.
const lesser = .86

// operatorNames have their limits below them, as large operators do.
var operatorNames = []string{"lim", "max", "min", "sup", "inf", "limsup", "liminf", "argmax", "argmin", "det", "gcd", "Pr", "ess", "arg", "colim", "injlim", "projlim"}

const (
	arrows    = "→⟶←⟵⇒⟹⇐⟸⇔⟺↔⟷⇝↦↪↠"
	relations = "=≠≡≈∼≃≅≤≥<>≪≫∈∉∋⊂⊃⊆⊇⊊⊋∝⊥≜≺≻⪯⪰" + arrows
	binary    = "+−±∓×·∗÷∩∪∧∨∘⊕⊗⊙\\∖∣"
)

// parted reports whether a sign that has room around it in formulas stands on
// one side of a gap, in ems.
func parted(p, g rune, gap float32) bool {
	return gap > .14 && p != '(' && g != ')' && (strings.ContainsRune(relations+binary, p) || strings.ContainsRune(relations+binary, g))
}

// carries reports whether a sign can have scripts behind it.
func carries(r rune) bool { return !strings.ContainsRune(relations+binary+"([{⟨⌊⌈,;:/", r) }

// limits puts what stands centred above and below an operator behind it.
func (m *mathematics) limits(list []glyph) []glyph {
	out := make([]glyph, 0, len(list))
	for i := 0; i < len(list); {
		k := m.operator(list, i)
		if k == i {
			out = append(out, list[i])
			i++
			continue
		}
		op := list[i:k]
		b, e := len(out), k
		for b > 0 && m.stacked(op, &out[b-1]) {
			b--
		}
		for e < len(list) && m.stacked(op, &list[e]) {
			e++
		}
		var up, down []glyph
		for _, around := range [2][]glyph{out[b:], list[k:e]} {
			for _, g := range around {
				if g.base < (op[0].v0+op[0].v1)/2 {
					up = append(up, g)
				} else {
					down = append(down, g)
				}
			}
		}
		if len(up)+len(down) == 0 || !m.about(op, up) || !m.about(op, down) {
			out = append(out, op...)
			i = k
			continue
		}
		parts := append(m.flat(op), m.script('_', m.stack(down))...)
		parts = append(parts, m.script('^', m.stack(up))...)
		g := whole(op[0], parts, op, up, down)
		g.spaced = g.spaced || b < len(out) && out[b].spaced
		out = append(out[:b], g)
		i = e
	}
	return out
}

// operator gives where the operator that begins at i ends, or i.
func (m *mathematics) operator(list []glyph, i int) int {
	g := &list[i]
	switch {
	case strings.ContainsRune(operators, g.r) && len(g.parts) == 0:
		return i + 1
	case strings.ContainsRune(relations, g.r) && len(g.parts) == 0:
		return i + 1
	case letter(g.r) && !m.math(g):
		k, name := i+1, string(g.r)
		for k < len(list) && letter(list[k].r) && list[k].style == g.style && abs(list[k].base-g.base) < .05*m.size(g) && list[k].u0-list[k-1].u1 < .3*m.size(g) {
			name += string(list[k].r)
			k++
		}
		if slices.Contains(operatorNames, name) {
			return k
		}
	}
	return i
}

// stacked reports whether a glyph stands above or below an operator.
func (m *mathematics) stacked(op []glyph, g *glyph) bool {
	u0, v0, u1, v1 := bounds(op)
	s, small := m.size(&op[0]), m.size(g)
	if small > lesser*s || g.mid() < u0-3*s || g.mid() > u1+3*s {
		return false
	}
	if strings.ContainsRune(operators, op[0].r) {
		return g.base < v0+.3*small && g.base > v0-2*s || g.base-.45*small > v1-.25*s && g.base < v1+3*s
	}
	b := op[0].base
	return g.base < b-.35*s && g.base > b-2*s || g.base > b+.5*s && g.base < b+3*s
}

// about reports whether glyphs have their middle where an operator has its.
func (m *mathematics) about(op, list []glyph) bool {
	if len(list) == 0 {
		return true
	}
	a0, _, a1, _ := bounds(op)
	b0, _, b1, _ := bounds(list)
	return abs((a0+a1)/2-(b0+b1)/2) < .35*m.size(&op[0])
}

// stack reads the rows of a limit, one after the other.
func (m *mathematics) stack(list []glyph) []glyph {
	start := 0
	var out []glyph
	for i := 1; i <= len(list); i++ {
		if i < len(list) && !(list[i].u0 < list[i-1].u0 && list[i].base > list[i-1].base+.6*m.size(&list[i])) {
			continue
		}
		if start > 0 {
			out = append(out, ours(',', &list[start-1]))
		}
		out = append(out, m.scripts(list[start:i])...)
		start = i
	}
	return out
}

// scripts puts what stands raised or lowered behind a letter to it.
func (m *mathematics) scripts(list []glyph) []glyph {
	out := make([]glyph, 0, len(list))
	for i := 0; i < len(list); {
		n := len(out)
		if start, end := m.slanted(out, list, i); end > i {
			parts := append(m.bracketed(out[start:]), list[i])
			parts = append(parts, m.bracketed(m.scripts(clone(list[i+1:end])))...)
			g := whole(list[i], parts, out[start:], list[i+1:end])
			g.spaced = out[start].spaced
			out = append(out[:start], g)
			i = end
			continue
		}
		if n == 0 || !m.attached(&out[n-1], &list[i]) {
			out = append(out, list[i])
			i++
			continue
		}
		base := &out[n-1]
		first, second := m.behind(base, list[i:])
		used := len(first) + len(second)
		if !m.formula(out, list[i:i+used]) {
			out = append(out, list[i])
			i++
			continue
		}
		up, down := first, second
		if first[0].base > m.middle(base) {
			up, down = second, first
		}
		parts := append(clone(m.parts(base)), m.script('_', m.scripts(down))...)
		parts = append(parts, m.script('^', m.scripts(up))...)
		*base = whole(*base, parts, up, down)
		i += used
	}
	return out
}

// formula reports whether the last of some glyphs and the scripts behind it
// belong to a formula: one of them is set in a font of mathematics, or is an
// italic letter that is no part of a word.
func (m *mathematics) formula(before, scripts []glyph) bool {
	base := &before[len(before)-1]
	if m.math(base) || len(base.parts) > 0 || m.anyMath(scripts) {
		return true
	}
	lone := func(list []glyph, i int) bool {
		g := &list[i]
		joins := func(k int) bool {
			if k < 0 || k >= len(list) {
				return false
			}
			o := &list[k]
			return letter(o.r) && m.styles[o.style].Italic && abs(o.base-g.base) < .05*m.size(g) && max(o.u0-g.u1, g.u0-o.u1) < .12*m.size(g)
		}
		return letter(g.r) && m.styles[g.style].Italic && !joins(i-1)
	}
	if letter(base.r) {
		return lone(before, len(before)-1)
	}
	return slices.ContainsFunc(scripts, func(g glyph) bool { return letter(g.r) && m.styles[g.style].Italic })
}

// middle is the height that parts raised scripts of a glyph from lowered ones.
func (m *mathematics) middle(base *glyph) float32 {
	if m.large(base) {
		return (base.v0 + base.v1) / 2
	}
	return base.base - .02*m.size(base)
}

// attached reports whether g is a script right behind base.
func (m *mathematics) attached(base, g *glyph) bool {
	s := m.size(base)
	if m.size(g) > lesser*s || rides(g.r) {
		return false
	}
	gap := g.u0 - base.u1
	if !carries(base.r) || gap > .25*s || gap < -.75*s || g.u1 < base.mid() && !m.large(base) {
		return false
	}
	up := m.middle(base) - g.base
	if m.large(base) {
		return abs(up) < .75*(base.v1-base.v0)+.5*s
	}
	high := max(1.1*s, base.base-base.v0+.3*s)
	return up > .12*s && up < high || up < -.05*s && -up < max(.8*s, base.v1-base.base+.5*s)
}

// behind gives the scripts at the beginning of a list: those on one side, and
// those on the other.
func (m *mathematics) behind(base *glyph, list []glyph) (first, second []glyph) {
	s := m.size(base)
	mid := m.middle(base)
	start := 0
	end := list[0].u1
	k := 1
	for ; k < len(list); k++ {
		g := &list[k]
		small := m.size(g)
		if small > lesser*s {
			break
		}
		lead := &list[start]
		nested := small < lesser*m.size(lead)
		flips := (g.base < mid) != (lead.base < mid) && !nested
		if flips || g.u0 < end-.3*small && !nested && g.u0 < lead.u1 && !rides(g.r) {
			if start > 0 || !m.attached(base, g) {
				break
			}
			start, end = k, g.u1
			continue
		}
		if g.u0 > end+.6*small || abs(g.base-lead.base) > 1.2*small && len(g.parts) == 0 {
			break
		}
		end = max(end, g.u1)
	}
	if start > 0 {
		return list[:start], list[start:k]
	}
	return list[:k], nil
}

// script writes a script as TeX does; an exponent that is a number has
// Unicode's small digits, as it has in text.
func (m *mathematics) script(mark rune, list []glyph) []glyph {
	if len(list) == 0 {
		return nil
	}
	list = m.flat(list)
	var primes []glyph
	for mark == '^' && len(list) > 0 && strings.ContainsRune("′″‴'", list[0].r) {
		if list[0].r == '\'' {
			list[0].r = '′'
		}
		primes, list = append(primes, list[0]), list[1:]
	}
	if len(list) == 0 {
		return primes
	}
	if mark == '^' && len(list) == 1 && (list[0].r == '◦' || list[0].r == '∘') {
		list[0].r = '°'
		return append(primes, list[0])
	}
	if mark == '^' && numeric(list) {
		for i := range list {
			list[i].r = superscripts[list[i].r]
		}
		return append(primes, list...)
	}
	out := append(primes, before(ours(mark, &list[0]), &list[0]))
	if len(list) == 1 || len(list) == 2 && rides(list[1].r) {
		return append(out, list...)
	}
	out = append(out, before(ours('{', &list[0]), &list[0]))
	out = append(out, list...)
	return append(out, ours('}', &list[len(list)-1]))
}

// slanted finds a fraction with a slanted bar: what is raised before the bar
// at i, from start on in before, and what is lowered behind it, up to end.
func (m *mathematics) slanted(before, list []glyph, i int) (start, end int) {
	bar := &list[i]
	s := m.size(bar)
	start, end = len(before), i+1
	if bar.r != '/' || len(bar.parts) > 0 {
		return start, i
	}
	near := bar.u0
	for start > 0 {
		g := &before[start-1]
		if m.size(g) > lesser*s || g.base > bar.base-.2*s || near-g.u1 > .3*s {
			break
		}
		near = g.u0
		start--
	}
	near = bar.u1
	for end < len(list) {
		g := &list[end]
		if m.size(g) > lesser*s || g.base < bar.base-.1*s || g.u0-near > .3*s {
			break
		}
		near = g.u1
		end++
	}
	if start == len(before) || end == i+1 {
		return start, i
	}
	return start, end
}

// numeric reports whether glyphs are a number that Unicode has small.
func numeric(list []glyph) bool {
	digits := 0
	for i := range list {
		if superscripts[list[i].r] == 0 {
			return false
		}
		if digit(list[i].r) {
			digits++
		}
	}
	return digits > 0
}
