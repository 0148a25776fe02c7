package layout

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/column"
	"studyapp/internal/ingest/extract/pdf/grid"
	"studyapp/internal/ingest/extract/pdf/ruled"
)

// withDrawn gives the cells that the file names, and those that are drawn where it
// names none.
func (raw *Raw) withDrawn() []Cell {
	cells, tables := raw.Cells, 0
	for i := range cells {
		tables = max(tables, cells[i].Table)
	}
	for _, drawn := range ruled.Tables(raw.Boxes) {
		if slices.ContainsFunc(raw.Cells, func(c Cell) bool {
			return slices.ContainsFunc(drawn, func(d ruled.Cell) bool { return c.X0 < d.X1 && c.X1 > d.X0 && c.Y0 < d.Y1 && c.Y1 > d.Y0 })
		}) {
			continue
		}
		tables++
		for _, d := range drawn {
			cells = append(cells, Cell{Table: tables, Row: d.Row, Column: d.Column, Columns: d.Columns, X0: d.X0, Y0: d.Y0, X1: d.X1, Y1: d.Y1, drawn: true})
		}
	}
	return cells
}

// frames gives the boxes around text of a flow.
func (f *flow) frames(raw *Raw) []ruled.Box {
	if f.angle != 0 {
		return nil
	}
	return ruled.Frames(raw.Boxes)
}

// tableRow is a row of a table.
type tableRow struct{ table, row int }

// crossings gives the rows in which words go on from one drawn column into the
// next: what stands there is no cell.
func crossings(glyphs []glyph, at []*Cell, styles []Style) map[tableRow]bool {
	crossed := map[tableRow]bool{}
	for i := 1; i < len(at); i++ {
		a, b := at[i-1], at[i]
		if a == b || a == nil || b == nil || !b.drawn || a.Table != b.Table || a.Row != b.Row {
			continue
		}
		if p, g := &glyphs[i-1], &glyphs[i]; p.run == g.run && max(g.u0-p.u1, p.u0-g.u1) < .3*styles[g.style].Size && min(p.v1, g.v1)-max(p.v0, g.v0) > .5*(g.v1-g.v0) {
			crossed[tableRow{b.Table, b.Row}] = true
		}
	}
	return crossed
}

// parted gives a table without rows that are none, in as many parts as those
// leave.
func (t *named) parted(crossed map[tableRow]bool) []*named {
	if len(t.cells) == 0 || len(crossed) == 0 {
		return []*named{t}
	}
	parts := map[int]*named{}
	var rows []int
	for _, c := range t.cells {
		n := 0 // rows that are none before it
		for r := range c.Row {
			if crossed[tableRow{c.Table, r}] {
				n++
			}
		}
		if crossed[tableRow{c.Table, c.Row}] {
			continue
		}
		if parts[n] == nil {
			parts[n] = &named{texts: t.texts}
			rows = append(rows, n)
		}
		parts[n].put(c)
	}
	var out []*named
	for _, n := range rows {
		out = append(out, parts[n])
	}
	return out
}

// torn reports whether drawn cells hold few words, or their lines fall apart, as
// where several cells stand inside one drawn around them.
func (t *named) torn(styles []Style) bool {
	apart, all, said := 0, 0, 0
	for _, c := range t.cells {
		if !c.drawn {
			return false
		}
		if slices.ContainsFunc(t.texts[c].glyphs, func(g glyph) bool { return letter(g.r) || digit(g.r) }) {
			said++
		}
		segs := segments(t.texts[c], styles)
		pointers := make([]*segment, len(segs))
		for i := range segs {
			pointers[i] = &segs[i]
		}
		for _, row := range column.Rows(pointers) {
			if all++; len(row) > 1 {
				apart++
			}
		}
	}
	return apart*8 > all || said*2 < len(t.cells) || said < 4
}

// turn counts the columns of a drawn table from the right where most of it is
// written to the left.
func (t *named) turn() {
	right, columns := 0, 0
	for _, c := range t.cells {
		if !c.drawn {
			return
		}
		columns = max(columns, c.Column+c.Columns)
		for i := range t.texts[c].glyphs {
			switch r := t.texts[c].glyphs[i].r; {
			case rtl(r):
				right++
			case letter(r):
				right--
			}
		}
	}
	for _, c := range t.cells {
		if right > 0 {
			c.Column = columns - c.Column - c.Columns
		}
	}
}

// named gives how many lines from i on are those of a table whose cells are known,
// and its rows.
func (b *builder) named(i int) (int, []grid.Row) {
	table, n, columns, bands := b.lines[i].at.Table, 0, 0, 0
	for i+n < len(b.lines) && b.lines[i+n].at != nil && b.lines[i+n].at.Table == table {
		at := b.lines[i+n].at
		if columns = max(columns, at.Column+1); n == 0 || at.Row != b.lines[i+n-1].at.Row {
			bands++
		}
		n++
	}
	var rows []grid.Row
	for from := 0; from < n; {
		to := from
		for to < n && b.lines[i+to].at.Row == b.lines[i+from].at.Row {
			to++
		}
		if parts := several(b.lines[i+from:i+to], from, columns, bands); parts != nil {
			rows = append(rows, grid.Rows(parts, columns)...)
		} else {
			rows = append(rows, rowOf(b.lines[i+from:i+to], from, columns))
		}
		from = to
	}
	return n, rows
}

// rowOf makes a row of lines, the first of which is line from of its table.
func rowOf(lines []*line, from, columns int) grid.Row {
	row := grid.Row{Cells: make([][]grid.Part, columns), Bold: true, Named: true}
	for k, l := range lines {
		p, ok := partOfCell(l, 0, len(l.glyphs))
		if !ok {
			continue
		}
		p.Line = from + k
		row.Cells[l.at.Column] = append(row.Cells[l.at.Column], p)
		row.Bold = row.Bold && p.Bold
		row.Named = row.Named && l.at.Head
	}
	return row
}

// several gives the lines of what stands between two drawn lines, the first of
// which is line from of its table, where that is not one row.
func several(lines []*line, from, columns, bands int) [][]*grid.Part {
	if !lines[0].at.drawn {
		return nil
	}
	var parts []grid.Inside
	for k, l := range lines {
		if p, ok := partOfCell(l, 0, len(l.glyphs)); ok {
			p.Line = from + k
			parts = append(parts, grid.Inside{Part: p, Foot: l.v1, Column: l.at.Column, Cell: grid.Stretch{U0: l.at.X0, U1: l.at.X1}})
		}
	}
	return grid.Several(parts, columns, bands)
}
