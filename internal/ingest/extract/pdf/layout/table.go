package layout

import (
	"strings"

	"studyapp/internal/ingest/extract/pdf/apparatus"
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
	if len(first.cells) < 2 || first.rtl || first.label() == apparatus.Labelled {
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
	lines := b.lines[i : i+n]
	if rows < 2 || rows == 2 && !alike(lines) {
		return 0, nil
	}
	columns := columnsOf(lines, rows)
	if len(columns) < 2 || float32(cells) < .4*float32(rows*len(columns)) {
		return 0, nil // gaps here and there, not under each other
	}
	if len(columns) == 2 && marked(lines)*2 > rows {
		return 0, nil // a list whose items are set apart
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

// alike reports whether two lines alone may be a table: both in the same
// number of parts, three at least.
func alike(lines []*line) bool {
	a, b := lines[0], lines[len(lines)-1]
	return len(lines) == 2 && len(a.cells) == len(b.cells) && len(a.cells) >= 3
}

// marked counts the lines that begin as list items do.
func marked(lines []*line) int {
	n := 0
	for _, l := range lines {
		if marker(l) != "" {
			n++
		}
	}
	return n
}

// columnsOf finds the columns of a table: the stretches that upright stripes
// of white separate. A heading over several columns may cross a stripe, so a
// few rows of many may.
func columnsOf(lines []*line, rows int) []stretch {
	u0, u1 := lines[0].u0, lines[0].u1
	for _, l := range lines {
		u0, u1 = min(u0, l.u0), max(u1, l.u1)
	}
	const bin = 2 // points
	width := int((u1-u0)/bin) + 1
	if width > 20000 {
		return nil
	}
	cover := make([]int, width)
	for _, l := range lines {
		if len(l.cells) < 2 {
			continue
		}
		for _, c := range merged(l) {
			for x := int((c.u0 - u0) / bin); x <= int((c.u1-u0)/bin) && x < width; x++ {
				cover[x]++
			}
		}
	}
	few := rows * 12 / 100
	var cols []stretch
	for x := 0; x < width; x++ {
		if cover[x] <= few {
			continue
		}
		from := x
		for x < width && cover[x] > few {
			x++
		}
		cols = append(cols, stretch{u0 + float32(from)*bin, u0 + float32(x)*bin})
	}
	return cols
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
