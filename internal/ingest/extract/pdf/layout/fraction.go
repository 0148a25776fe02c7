package layout

// over reports whether a glyph stands above a rule and within its ends.
func (m *mathematics) over(g *glyph, r Rule) bool {
	u, s := g.mid(), m.size(g)
	return u > r.X0-.1*s && u < r.X1+.1*s && g.base < r.Y && g.v0 < r.Y-.3*s
}

// under reports whether a glyph stands below a rule and within its ends.
func (m *mathematics) under(g *glyph, r Rule) bool {
	u, s := g.mid(), m.size(g)
	return u > r.X0-.1*s && u < r.X1+.1*s && g.base > r.Y+.3*s && g.v1 > r.Y+.2*s
}

// fraction puts a numerator and a denominator together, which follow each
// other in the content and stand centred over and under a rule as long as the
// longer one.
func (m *mathematics) fraction(list []glyph, r Rule) ([]glyph, bool) {
	for i := 1; i < len(list); i++ {
		a, b := &list[i-1], &list[i]
		over := m.over(a, r) && m.under(b, r)
		if !over && !(m.under(a, r) && m.over(b, r)) {
			continue
		}
		first, second := m.over, m.under
		if !over {
			first, second = m.under, m.over
		}
		start, end := i-1, i+1
		for start > 0 && first(&list[start-1], r) && m.touches(list[start:i], &list[start-1]) {
			start--
		}
		for end < len(list) && second(&list[end], r) && m.touches(list[i:end], &list[end]) {
			end++
		}
		above, below := list[start:i], list[i:end]
		if !over {
			above, below = below, above
		}
		if !m.centred(above, r) || !m.centred(below, r) {
			continue
		}
		_, _, _, top := bounds(above)
		_, foot, _, _ := bounds(below)
		s := m.size(&above[0])
		if r.Y-top > 1.2*s || foot-r.Y > 1.2*s || !m.fills(above, below, r) {
			continue
		}
		above, below = m.structure(clone(above)), m.structure(clone(below))
		parts := m.bracketed(above)
		parts = append(parts, ours('/', &parts[len(parts)-1]))
		parts = append(parts, m.bracketed(below)...)
		g := whole(above[0], parts, above, below)
		g.r, g.u0, g.u1, g.base, g.spaced = fractionSign, min(g.u0, r.X0), max(g.u1, r.X1), r.Y+axis*s, list[start].spaced
		g.piece = 0
		m.joinLine(&g, list, start, end, r)
		return replace(list, start, end, g), true
	}
	return nil, false
}

// fractionSign is the character of a glyph that stands for a fraction.
const fractionSign = '\u2044'

func clone(list []glyph) []glyph { return append([]glyph(nil), list...) }

func replace(list []glyph, start, end int, g glyph) []glyph {
	list[start] = g
	return append(list[:start+1], list[end:]...)
}

// touches reports whether a glyph stands right above, below or beside others.
func (m *mathematics) touches(list []glyph, g *glyph) bool {
	_, v0, _, v1 := bounds(list)
	s := m.size(g)
	return g.v0 < v1+.5*s && g.v1 > v0-.5*s
}

// centred reports whether glyphs have their middle at that of a rule.
func (m *mathematics) centred(list []glyph, r Rule) bool {
	u0, _, u1, _ := bounds(list)
	return abs((u0+u1)/2-(r.X0+r.X1)/2) < .3*m.size(&list[0])
}

// fills reports whether a rule is as long as what it parts.
func (m *mathematics) fills(above, below []glyph, r Rule) bool {
	a0, _, a1, _ := bounds(above)
	b0, _, b1, _ := bounds(below)
	wide, s := max(a1-a0, b1-b0), m.size(&above[0])
	return wide < r.X1-r.X0+.4*s && wide > r.X1-r.X0-1.2*s
}

// joinLine sets a fraction on the baseline of what stands beside it, in whose
// size it counts: in a line of text its own letters are smaller.
func (m *mathematics) joinLine(g *glyph, list []glyph, start, end int, r Rule) {
	try := func(i int) bool {
		if i < 0 || i >= len(list) {
			return false
		}
		n := &list[i]
		s := m.size(n)
		gap := max(n.u0-g.u1, g.u0-n.u1)
		if gap > 1.5*s || gap < -.3*s || abs(n.base-axis*s-r.Y) > .15*s || s < m.size(g)*.95 {
			return false
		}
		g.base, g.style = n.base, n.style
		return true
	}
	if !try(end) {
		try(start - 1)
	}
}

// root puts together a root's sign and what stands under its rule.
func (m *mathematics) root(list []glyph, r Rule) ([]glyph, bool) {
	for i := range list {
		g := &list[i]
		s := m.size(g)
		if g.r != '√' || len(g.parts) > 0 || abs(g.u1-r.X0) > .25*s || r.Y < g.v0-.35*s || r.Y > g.v0+.35*s+.1*(g.v1-g.v0) {
			continue
		}
		inside := func(j int) bool {
			o := &list[j]
			u := o.mid()
			return u > r.X0-.1*s && u < r.X1+.15*s && o.v1 > r.Y+.2*m.size(o) && o.base > r.Y && o.base < g.v1+.4*s
		}
		start, end := i+1, i+1
		for end < len(list) && inside(end) {
			end++
		}
		if end == start { // the sign behind what it covers
			start, end = i, i
			for start > 0 && inside(start-1) {
				start--
			}
		}
		if end == start {
			continue
		}
		under := m.structure(clone(list[start:end]))
		parts := append([]glyph{*g}, m.bracketed(under)...)
		from, to := min(i, start), max(i+1, end)
		out := whole(*g, parts, under)
		out.base, out.u1, out.spaced = under[0].base, max(out.u1, r.X1), list[from].spaced
		for j := range under {
			if m.size(&under[j]) >= .95*s {
				out.base, out.style = under[j].base, under[j].style
				break
			}
		}
		return replace(list, from, to, out), true
	}
	return nil, false
}

// barred puts a bar on the letters under a rule.
func (m *mathematics) barred(list []glyph, r Rule) ([]glyph, bool) {
	const most = 12 // letters
	for i := range list {
		g := &list[i]
		s := m.size(g)
		close := func(j int) bool {
			o := &list[j]
			u := o.mid()
			return u > r.X0-.1*s && u < r.X1+.1*s && r.Y > o.base-1.25*m.size(o) && r.Y < o.base-.4*m.size(o)
		}
		if abs(g.u0-r.X0) > .35*s || !close(i) {
			continue
		}
		end := i + 1
		for end < len(list) && close(end) {
			end++
		}
		u0, _, u1, _ := bounds(list[i:end])
		if end-i > most || abs(u1-r.X1) > .35*s || abs(u0-r.X0) > .35*s || !m.anyMath(list[i:end]) {
			continue
		}
		mark := rune(0x305)
		if end-i == 1 {
			mark = 0x304
		}
		for j := i; j < end; j++ {
			list[j] = m.marked(&list[j], nil, mark)
		}
		return list, true
	}
	return nil, false
}

func (m *mathematics) anyMath(list []glyph) bool {
	for i := range list {
		if m.math(&list[i]) {
			return true
		}
	}
	return false
}
