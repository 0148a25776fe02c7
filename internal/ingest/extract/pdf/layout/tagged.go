package layout

import (
	"cmp"
	"slices"

	"studyapp/internal/ingest/extract/pdf/column"
	"studyapp/internal/ingest/extract/pdf/grid"
)

// maxOfCell is how many letters a cell has at most: what holds more is a table
// that only lays out its page.
const maxOfCell = 1500

// named is a table whose cells the file names.
type named struct {
	cells          []*Cell // row by row
	texts          map[*Cell]*flow
	u0, v0, u1, v1 float32
}

// takeNamed takes the tables whose cells are known out of a flow: those that the
// file names, and those that are drawn.
func takeNamed(f *flow, raw *Raw) []*named {
	cells := raw.withDrawn()
	if len(cells) == 0 {
		return nil
	}
	var tables []*named // by their numbers
	for i := range cells {
		c := &cells[i]
		for len(tables) <= c.Table {
			tables = append(tables, &named{texts: map[*Cell]*flow{}})
		}
		tables[c.Table].put(c)
	}
	at := make([]*Cell, len(f.glyphs)) // of each glyph, nil outside of tables
	for i := range f.glyphs {
		g := &f.glyphs[i]
		k, ok := raw.CellOf[g.run]
		if ok && cells[k].holds(g, 0) {
			at[i] = &cells[k]
		} else if at[i] = cellAt(tables, g); at[i] == nil && ok && cells[k].holds(g, g.v1-g.v0) {
			at[i] = &cells[k]
		}
		if c := at[i]; c != nil {
			of := tables[c.Table].texts
			if of[c] == nil {
				of[c] = &flow{angle: f.angle}
			}
			of[c].glyphs = append(of[c].glyphs, *g)
		}
	}
	for _, t := range tables {
		t.heading(f.glyphs, at, raw.Styles)
	}
	crossed := crossings(f.glyphs, at, raw.Styles)
	var found []*named
	to := map[*Cell]*flow{}
	for _, whole := range tables {
		for _, t := range whole.parted(crossed) {
			t.cells = slices.DeleteFunc(t.cells, func(c *Cell) bool { return t.texts[c] == nil })
			if !t.real() || t.torn(raw.Styles) {
				continue
			}
			for _, c := range t.cells {
				to[c] = t.texts[c]
			}
			t.turn()
			slices.SortFunc(t.cells, func(a, b *Cell) int { return cmp.Or(a.Row-b.Row, a.Column-b.Column) })
			found = append(found, t)
		}
	}
	if len(found) == 0 {
		return nil
	}
	slices.SortFunc(found, func(a, b *named) int { return cmp.Compare(a.v0, b.v0) })
	f.leave(func(i int) *flow { return to[at[i]] })
	for _, t := range found {
		t.gather()
	}
	return found
}

// put adds a cell.
func (t *named) put(c *Cell) {
	if len(t.cells) == 0 {
		t.u0, t.v0, t.u1, t.v1 = c.X0, c.Y0, c.X1, c.Y1
	}
	t.cells = append(t.cells, c)
	t.u0, t.v0, t.u1, t.v1 = min(t.u0, c.X0), min(t.v0, c.Y0), max(t.u1, c.X1), max(t.v1, c.Y1)
}

// leave keeps the glyphs of a flow that go to no other one, and gives the spaces
// before the others to theirs.
func (f *flow) leave(other func(i int) *flow) {
	rest := f.glyphs[:0:0]
	var spaces []gap
	k := 0
	for i := range f.glyphs {
		to := other(i)
		for ; k < len(f.spaces) && f.spaces[k].before <= i; k++ {
			g := f.spaces[k]
			if to != nil {
				to.spaces = append(to.spaces, g)
				continue
			}
			g.before = len(rest)
			spaces = append(spaces, g)
		}
		if to == nil {
			rest = append(rest, f.glyphs[i])
		}
	}
	f.glyphs, f.spaces = rest, spaces
}

// cellAt gives the cell of tables in whose text a letter stands: pdfium may take
// letters of writing to the left for those of another run.
func cellAt(tables []*named, g *glyph) *Cell {
	for _, t := range tables {
		if u, v := g.mid(), (g.v0+g.v1)/2; u < t.u0 || u > t.u1 || v < t.v0 || v > t.v1 {
			continue
		}
		for _, c := range t.cells {
			if c.holds(g, 0) {
				return c
			}
		}
	}
	return nil
}

// holds reports whether a letter stands inside the text of a cell, or as near.
func (c *Cell) holds(g *glyph, slack float32) bool {
	u, v := g.mid(), (g.v0+g.v1)/2
	return u > c.X0-slack && u < c.X1+slack && v > c.Y0-slack && v < c.Y1+slack
}

// across reports whether two cells lie over each other: more than fonts reach
// over the lines beside theirs.
func (c *Cell) across(o *Cell) bool {
	over := func(a0, a1, b0, b1 float32) bool { return min(a1, b1)-max(a0, b0) > .4*min(a1-a0, b1-b0) }
	return over(c.X0, c.X1, o.X0, o.X1) && over(c.Y0, c.Y1, o.Y0, o.Y1)
}

// real reports whether what is called a table is one: of two rows and columns,
// with cells side by side.
func (t *named) real() bool {
	rows, columns := map[int]bool{}, map[int]bool{}
	for i, c := range t.cells {
		rows[c.Row], columns[c.Column] = true, true
		if len(t.texts[c].glyphs) > maxOfCell || i > 0 && i < maxCompared && slices.ContainsFunc(t.cells[:i], c.across) {
			return false
		}
	}
	return len(rows) > 1 && len(columns) > 1
}

// gather puts signs that have cells of their own to the figures they belong to,
// and leaves out columns that hold nothing.
func (t *named) gather() {
	kept := t.cells[:0]
	var before *Cell
	for i, c := range t.cells {
		of := t.texts[c]
		text := ""
		if len(of.glyphs) <= maxSign {
			text = string(runes(of.glyphs))
		}
		switch {
		case grid.Closing(text) && before != nil && before.Row == c.Row:
			t.texts[before].add(of)
			continue
		case grid.Sign(text) && i+1 < len(t.cells) && t.cells[i+1].Row == c.Row:
			next := t.texts[t.cells[i+1]]
			of.add(next)
			*next = *of
			continue
		}
		before = c
		kept = append(kept, c)
	}
	t.cells = kept
	full := map[int]int{} // cells of each column that take no other
	for _, c := range kept {
		if c.Columns < 2 {
			full[c.Column]++
		}
	}
	var columns []int
	for _, c := range kept {
		best := c.Column
		for k := c.Column + 1; k < c.Column+c.Columns; k++ {
			if full[k] > full[best] {
				best = k
			}
		}
		c.Column = best
		columns = append(columns, best)
	}
	slices.Sort(columns)
	columns = slices.Compact(columns)
	for _, c := range kept {
		c.Column, _ = slices.BinarySearch(columns, c.Column)
	}
}

// maxSign is how many letters a sign has at most that belongs to a figure beside it.
const maxSign = 3

func (f *flow) add(o *flow) {
	f.glyphs = append(f.glyphs, o.glyphs...)
	f.spaces = append(f.spaces, o.spaces...)
}

// maxCompared is how many cells of a table are held against each other.
const maxCompared = 400

// lines gives the lines of a table's cells, cell by cell.
func (t *named) lines(styles []Style, region int) []line {
	var every []*segment
	of := make([][]*segment, len(t.cells))
	for i, c := range t.cells {
		f := t.texts[c]
		segs := segments(f, styles)
		for k := range segs {
			segs[k].spaces = f.spaces
			of[i] = append(of[i], &segs[k])
		}
		every = append(every, of[i]...)
	}
	own := ownSpaces(every)
	var all []line
	for i, c := range t.cells {
		for _, row := range column.Rows(of[i]) {
			l := newLine(row, styles, t.texts[c].angle, region, own)
			l.at = c
			l.cells = []cell{{0, len(l.glyphs), l.u0, l.u1}}
			all = append(all, l)
		}
	}
	return all
}

// insert puts the lines of a table between those of the page: before the line
// below it or behind the one above it, whichever is nearer.
func (t *named) insert(page, lines []line) []line {
	above, below := -1, -1
	for i := range page {
		l := &page[i]
		if l.angle != 0 || l.u0 > t.u1 || l.u1 < t.u0 {
			continue
		}
		if mid := (l.v0 + l.v1) / 2; mid < t.v0+.3*l.size && (above < 0 || l.v1 >= page[above].v1) {
			above = i
		} else if mid > t.v1-.3*l.size && (below < 0 || l.v0 < page[below].v0) {
			below = i
		}
	}
	switch {
	case above < 0 && below < 0:
		return append(page, lines...)
	case above < 0 || below >= 0 && page[below].v0-t.v1 <= t.v0-page[above].v1+.5*page[below].size:
		return slices.Insert(page, below, lines...)
	}
	return slices.Insert(page, above+1, lines...)
}
