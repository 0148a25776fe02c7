package layout

import (
	"cmp"
	"slices"
	"strings"
)

// grid is the columns of a table and, for each row, its cells.
type grid struct {
	columns int
	rows    [][]gridCell
}

// gridCell is a part of a line that stands in a column; end == start for an
// empty one.
type gridCell struct{ start, end int }

// table gives how many lines from i on are rows of a table, and the grid;
// 0 when none begins here. Rows have parts that wide gaps separate, which
// stand under each other; a line in one piece between rows (a heading inside
// the table, a label that runs over two lines) belongs to it too.
func (b *builder) table(i int) (int, *grid) {
	first := b.lines[i]
	if len(first.cells) < 2 || first.rtl {
		return 0, nil
	}
	n, rows, cells := 0, 0, 0
	for k := i; k < len(b.lines); k++ {
		l := b.lines[k]
		if l.region != first.region || l.angle != first.angle || l.rtl {
			break
		}
		if k > i {
			step := l.v1 - b.lines[k-1].v1
			if step < 0 || step > 3.2*max(l.size, b.lines[k-1].size) {
				break
			}
		}
		if len(l.cells) >= 2 {
			rows++
			cells += len(l.cells)
			n = k - i + 1
			continue
		}
		// One piece: only between rows, and not a full line of prose.
		if k-(i+n) >= 2 || b.proseLine(l) {
			break
		}
	}
	if rows < 2 || rows == 2 && cells < 5 {
		return 0, nil
	}
	lines := b.lines[i : i+n]
	columns := columnsOf(lines)
	if len(columns) < 2 {
		return 0, nil
	}
	g := &grid{columns: len(columns)}
	for _, l := range lines {
		g.rows = append(g.rows, inColumns(l, columns))
	}
	return n, g
}

// proseLine reports whether a line fills its region as running text does.
func (b *builder) proseLine(l *line) bool {
	r := b.regions[l.region]
	return l.u1-l.u0 > .75*(r.right-r.left) && l.letters > 40
}

type stretch struct{ u0, u1 float32 }

// columnsOf finds the columns of rows: the stretches in which any of their
// parts stand. Parts that reach over what are columns elsewhere (a heading
// over two of them) do not join those: only what most rows show counts.
func columnsOf(lines []*line) []stretch {
	var parts []stretch
	for _, l := range lines {
		if len(l.cells) < 2 {
			continue
		}
		for _, c := range merged(l) {
			if c.u1 > c.u0 {
				parts = append(parts, stretch{c.u0, c.u1})
			}
		}
	}
	slices.SortFunc(parts, func(a, b stretch) int { return cmp.Compare(a.u1-a.u0, b.u1-b.u0) })
	// Narrow parts first: they make the columns; a wide one that touches two
	// of them spans.
	var cols []stretch
	for _, p := range parts {
		var hit []int
		for i, c := range cols {
			if min(c.u1, p.u1)-max(c.u0, p.u0) > 0 {
				hit = append(hit, i)
			}
		}
		switch len(hit) {
		case 0:
			cols = append(cols, p)
		case 1:
			c := &cols[hit[0]]
			c.u0, c.u1 = min(c.u0, p.u0), max(c.u1, p.u1)
		}
	}
	slices.SortFunc(cols, func(a, b stretch) int { return cmp.Compare(a.u0, b.u0) })
	// Grown columns may touch by now.
	var out []stretch
	for _, c := range cols {
		if n := len(out); n > 0 && c.u0 < out[n-1].u1 {
			out[n-1].u1 = max(out[n-1].u1, c.u1)
			continue
		}
		out = append(out, c)
	}
	return out
}

// merged gives the parts of a row, with a currency sign and the figure behind
// it, or a figure and its closing bracket or percent sign, as one.
func merged(l *line) []cell {
	out := make([]cell, 0, len(l.cells))
	for _, c := range l.cells {
		if n := len(out); n > 0 {
			before, now := l.part(out[n-1]), l.part(c)
			if sign(before) || now == "%" || now == ")" || now == ")%" || now == "%)" {
				out[n-1].end, out[n-1].u1 = c.end, max(out[n-1].u1, c.u1)
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

func (l *line) part(c cell) string {
	var b strings.Builder
	for _, g := range l.glyphs[c.start:c.end] {
		b.WriteRune(g.r)
	}
	return strings.TrimSpace(b.String())
}

func sign(s string) bool {
	switch s {
	case "$", "€", "£", "¥", "US$", "(", "$ (", "$(":
		return true
	}
	return false
}

// inColumns puts the parts of a row into columns, empty cells where none is.
func inColumns(l *line, columns []stretch) []gridCell {
	row := make([]gridCell, len(columns))
	used := make([]bool, len(columns))
	for _, c := range merged(l) {
		best, most := -1, float32(-1e9)
		for i, k := range columns {
			if over := min(k.u1, c.u1) - max(k.u0, c.u0); over > most {
				best, most = i, over
			}
		}
		if used[best] { // two parts over one column are one cell
			row[best].end = c.end
			continue
		}
		row[best] = gridCell{c.start, c.end}
		used[best] = true
	}
	// Empty cells stand behind the cell before them.
	at := 0
	for i := range row {
		if used[i] {
			at = row[i].end
		} else {
			row[i] = gridCell{at, at}
		}
	}
	return row
}
