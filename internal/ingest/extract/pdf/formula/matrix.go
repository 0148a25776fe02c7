package formula

import (
	"cmp"
	"slices"
)

// matrices reads what stands in rows between tall brackets row by row: the
// rows parted by semicolons, the cells by spaces.
func matrices(list []Glyph) []Glyph {
	for i := len(list) - 1; i >= 0; i-- { // the inner ones first
		g := &list[i]
		if !is(g.R, opener) || len(g.Parts) > 0 || i+1 == len(list) || !large(g) && list[i+1].Size > lesser*g.Size {
			continue
		}
		end, closed := inside(list, i)
		rows := rows(list[i+1 : end])
		if len(rows) < 2 || g.V1-g.V0 < 1.75*g.Size && list[i+1].Size > lesser*g.Size {
			continue
		}
		parts := []Glyph{*g}
		for n, row := range rows {
			if n > 0 {
				parts = append(parts, ours(';', &parts[len(parts)-1]), ours(' ', &parts[len(parts)-1]))
			}
			for k, cell := range row {
				if k > 0 {
					parts = append(parts, ours(' ', &parts[len(parts)-1]))
				}
				parts = append(parts, flat(cell)...)
			}
		}
		to := end
		if closed {
			parts = append(parts, said(&list[end])...)
			to++
		}
		out := whole(*g, parts, list[i:to])
		list = replace(list, i, to, out)
	}
	return list
}

// inside gives where what a tall bracket holds ends, and whether a bracket as
// tall ends it.
func inside(list []Glyph, i int) (end int, closed bool) {
	g := &list[i]
	s := g.Size
	right := g.U1
	for end = i + 1; end < len(list); end++ {
		o := &list[end]
		if o.Base < g.V0-.3*s || o.Base > g.V1+.5*s || o.U0 < g.U1-.6*s || o.U0 > right+4*s {
			return end, false
		}
		if is(o.R, closer) && (o.Math || o.R == ')' && g.R == '(') && o.V1-o.V0 > .9*(g.V1-g.V0) && abs(o.V0-g.V0) < .6*s && abs(o.V1-g.V1) < .9*s {
			return end, true
		}
		right = max(right, o.U1)
	}
	return end, false
}

// rows gives the cells of the rows that glyphs stand in, or nil when they
// stand in one row, or do not stand under each other.
func rows(list []Glyph) [][][]Glyph {
	if len(list) < 2 {
		return nil
	}
	sorted := clone(list)
	slices.SortStableFunc(sorted, func(a, b Glyph) int { return cmp.Compare(a.Base, b.Base) })
	var rows [][]Glyph
	for i := range sorted {
		g := &sorted[i]
		if i == 0 || g.Base-sorted[i-1].Base > .55*g.Size {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], *g)
	}
	if len(rows) < 2 {
		return nil
	}
	out := make([][][]Glyph, len(rows))
	for i, row := range rows {
		slices.SortStableFunc(row, func(a, b Glyph) int { return cmp.Compare(a.U0, b.U0) })
		if i > 0 {
			a0, _, a1, _ := bounds(rows[i-1])
			b0, _, b1, _ := bounds(row)
			if min(a1, b1)-max(a0, b0) < .2*row[0].Size {
				return nil
			}
		}
		start := 0
		for k := 1; k <= len(row); k++ {
			if k == len(row) || row[k].U0-row[k-1].U1 > .9*row[k].Size {
				out[i] = append(out[i], row[start:k])
				start = k
			}
		}
	}
	return out
}
