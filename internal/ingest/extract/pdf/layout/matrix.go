package layout

import (
	"cmp"
	"slices"
	"strings"
)

// matrices reads what stands in rows between tall brackets row by row: the
// rows parted by semicolons, the cells by spaces.
func (m *mathematics) matrices(list []glyph) []glyph {
	for i := 0; i < len(list); i++ {
		g := &list[i]
		if !strings.ContainsRune(openers, g.r) || !m.large(g) || g.v1-g.v0 < 1.75*m.size(g) || len(g.parts) > 0 {
			continue
		}
		end, closed := m.inside(list, i)
		rows := m.rows(list[i+1 : end])
		if len(rows) < 2 {
			continue
		}
		parts := []glyph{*g}
		for n, row := range rows {
			if n > 0 {
				parts = append(parts, ours(';', &parts[len(parts)-1]), ours(' ', &parts[len(parts)-1]))
			}
			for k, cell := range row {
				if k > 0 {
					parts = append(parts, ours(' ', &parts[len(parts)-1]))
				}
				parts = append(parts, m.flat(cell)...)
			}
		}
		to := end
		if closed {
			parts = append(parts, m.parts(&list[end])...)
			to++
		}
		out := whole(*g, parts, list[i:to])
		list = replace(list, i, to, out)
	}
	return list
}

// inside gives where what a tall bracket holds ends, and whether a bracket as
// tall ends it.
func (m *mathematics) inside(list []glyph, i int) (end int, closed bool) {
	g := &list[i]
	s := m.size(g)
	right := g.u1
	for end = i + 1; end < len(list); end++ {
		o := &list[end]
		if o.base < g.v0-.3*s || o.base > g.v1+.5*s || o.u0 < g.u1-.6*s || o.u0 > right+4*s {
			return end, false
		}
		if strings.ContainsRune(closers, o.r) && m.math(o) && o.v1-o.v0 > 1.6*s && abs(o.v0-g.v0) < .6*s && abs(o.v1-g.v1) < .9*s {
			return end, true
		}
		right = max(right, o.u1)
	}
	return end, false
}

// rows gives the cells of the rows that glyphs stand in, or nil when they
// stand in one row, or do not stand under each other.
func (m *mathematics) rows(list []glyph) [][][]glyph {
	if len(list) < 2 {
		return nil
	}
	sorted := clone(list)
	slices.SortStableFunc(sorted, func(a, b glyph) int { return cmp.Compare(a.base, b.base) })
	var rows [][]glyph
	for i := range sorted {
		g := &sorted[i]
		if i == 0 || g.base-sorted[i-1].base > .55*m.size(g) {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], *g)
	}
	if len(rows) < 2 {
		return nil
	}
	out := make([][][]glyph, len(rows))
	for i, row := range rows {
		slices.SortStableFunc(row, func(a, b glyph) int { return cmp.Compare(a.u0, b.u0) })
		if i > 0 {
			a0, _, a1, _ := bounds(rows[i-1])
			b0, _, b1, _ := bounds(row)
			if min(a1, b1)-max(a0, b0) < .2*m.size(&row[0]) {
				return nil
			}
		}
		start := 0
		for k := 1; k <= len(row); k++ {
			if k == len(row) || row[k].u0-row[k-1].u1 > .9*m.size(&row[k]) {
				out[i] = append(out[i], row[start:k])
				start = k
			}
		}
	}
	return out
}
