package formula

import "strings"

// arrows puts one arrow for the short ones and dashes that a long one is made
// of.
func arrows(list []Glyph) []Glyph {
	const shafts = "=−-"
	out := list[:0]
	for i := range list {
		g := list[i]
		n := len(out)
		if n == 0 || !overlaps(&out[n-1], &g) {
			out = append(out, g)
			continue
		}
		p := &out[n-1]
		shaft, head := strings.ContainsRune(shafts, p.R), is(g.R, arrow)
		switch {
		case p.R == '⇐' && g.R == '⇒':
			p.R = '⇔'
		case p.R == '←' && g.R == '→':
			p.R = '↔'
		case shaft && head, shaft && p.R == g.R && g.U0 < p.U1-.02*g.Size:
			p.R = g.R
		case is(p.R, arrow) && strings.ContainsRune(shafts, g.R):
		default:
			out = append(out, g)
			continue
		}
		p.U1 = max(p.U1, g.U1)
	}
	return out
}

// overlaps reports whether two signs of mathematics join on a line.
func overlaps(p, g *Glyph) bool {
	s := g.Size
	return g.Math && abs(p.Base-g.Base) < .1*s && g.U0 < p.U1+.02*s && g.U0 > p.U0 && g.U1 > p.U1
}
