package layout

import "strings"

// arrows puts one arrow for the short ones and dashes that a long one is made
// of.
func (m *mathematics) arrows(list []glyph) []glyph {
	const shafts = "=−-"
	out := list[:0]
	for i := range list {
		g := list[i]
		n := len(out)
		if n == 0 || !m.overlaps(&out[n-1], &g) {
			out = append(out, g)
			continue
		}
		p := &out[n-1]
		shaft, head := strings.ContainsRune(shafts, p.r), strings.ContainsRune(arrows, g.r)
		switch {
		case p.r == '⇐' && g.r == '⇒':
			p.r = '⇔'
		case p.r == '←' && g.r == '→':
			p.r = '↔'
		case shaft && head, shaft && p.r == g.r && g.u0 < p.u1-.02*m.size(&g):
			p.r = g.r
		case strings.ContainsRune(arrows, p.r) && strings.ContainsRune(shafts, g.r):
		default:
			out = append(out, g)
			continue
		}
		p.u1 = max(p.u1, g.u1)
	}
	return out
}

// overlaps reports whether two signs of mathematics join on a line.
func (m *mathematics) overlaps(p, g *glyph) bool {
	s := m.size(g)
	return m.math(g) && abs(p.base-g.base) < .1*s && g.u0 < p.u1+.02*s && g.u0 > p.u0 && g.u1 > p.u1
}
