package layout

import (
	"cmp"
	"slices"
)

// upsideDown puts the letters of writing that stands on its head in order.
//
// The reader sorts the pieces of a line by where they stand on the page, from
// left to right. Where pieces are single letters and the page is turned by a
// half, each word comes from its last letter to its first.
func upsideDown(f *flow) {
	if f.angle != 180 {
		return
	}
	g := f.glyphs
	for start := 0; start < len(g); {
		end := start + 1
		turned, right := false, rtl(g[start].r)
		for end < len(g) && g[end].beside(&g[start]) {
			turned = turned || g[end].u1 <= g[end-1].mid()
			right = right || rtl(g[end].r)
			end++
		}
		if turned && !right {
			row := g[start:end]
			for i := 1; i < len(row); i++ { // a space lies before the one further on
				if row[i].spaced && row[i].u0 < row[i-1].u0 {
					row[i].spaced, row[i-1].spaced = false, true
				}
			}
			slices.SortStableFunc(row, func(a, b glyph) int { return cmp.Compare(a.u0, b.u0) })
		}
		start = end
	}
}

// beside reports whether two letters share a line.
func (g *glyph) beside(h *glyph) bool {
	over := min(g.v1, h.v1) - max(g.v0, h.v0)
	return over*2 > min(g.v1-g.v0, h.v1-h.v0)
}
