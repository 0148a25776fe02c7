package layout

import (
	"slices"
	"strings"

	"studyapp/internal/ingest/extract/pdf/apparatus"
	"studyapp/internal/ingest/extract/pdf/grid"
)

// table gives how many lines from i on are rows of a table, and the rows; 0
// when none begins here. Rows have parts that wide gaps separate, which stand
// under each other; a line in one piece between rows (a heading inside the
// table, a label that runs over two lines) belongs to it too, and lines with
// which a cell goes on.
func (b *builder) table(i int) (int, []grid.Row) {
	first := b.lines[i]
	if first.at != nil {
		return b.named(i)
	}
	if len(first.cells) < 2 || first.rtl || first.label() == apparatus.Labelled {
		return 0, nil
	}
	n, rows, cells := 0, 0, 0
	var starts []float32 // where cells other than the first of a row begin
	for k := i; k < len(b.lines); k++ {
		l := b.lines[k]
		if l.region != first.region || l.angle != first.angle || l.rtl {
			break
		}
		if k > i {
			step := l.v1 - b.lines[k-1].v1
			if step < -.6*l.size || step > 3.2*max(l.size, b.lines[k-1].size) {
				break
			}
			if len(l.cells) == 1 && step < 1.75*l.size && slices.ContainsFunc(starts, func(u float32) bool { return abs(u-l.u0) < .3*l.size }) {
				n = k - i + 1 // goes on with the cell above
				continue
			}
		}
		if len(l.cells) == 2 && cells > 2*rows && marker(l) != "" && b.proseLine(l) {
			break // a note below it
		}
		if len(l.cells) >= 2 {
			rows++
			cells += len(l.cells)
			for _, c := range l.cells[1:] {
				starts = append(starts, c.u0)
			}
			n = k - i + 1
			continue
		}
		// One piece: only between rows, and not a full line of prose.
		if k-(i+n) >= 2 || b.proseLine(l) {
			break
		}
	}
	lines := b.lines[i : i+n]
	if rows < 2 || rows == 2 && !alike(lines) || rows <= 3 && b.stretched(lines) {
		return 0, nil
	}
	columns := columnsOf(lines, rows)
	if len(columns) < 2 || float32(cells) < .4*float32(rows*len(columns)) {
		return 0, nil // gaps here and there, not under each other
	}
	if len(columns) == 2 && marked(lines)*2 > rows {
		return 0, nil // a list whose items are set apart
	}
	if len(lines) > 2 {
		columns = grid.Finer(columns, wordsOf(lines), first.size)
	}
	parts := make([][]*grid.Part, len(lines))
	for k, l := range lines {
		parts[k] = inColumns(l, columns)
		for _, p := range parts[k] {
			if p != nil {
				p.Line = k
			}
		}
	}
	return n, grid.Rows(parts, len(columns))
}

// stretched reports whether lines are some of many that fill their column from
// edge to edge: justified text, whose words may stand as far apart as cells.
func (b *builder) stretched(lines []*line) bool {
	r := b.regions[lines[0].region]
	fills := func(l *line) bool { return l.u0 < r.left+.5*l.size && l.u1 > r.right-.5*l.size }
	for _, l := range lines {
		if len(l.cells) > 1 && !fills(l) {
			return false
		}
	}
	full, all := 0, 0
	for _, l := range b.lines {
		if l.region == lines[0].region {
			all++
			if fills(l) {
				full++
			}
		}
	}
	return all >= 8 && all >= 3*len(lines) && full*10 >= all*6
}

// proseLine reports whether a line fills its region as running text does.
func (b *builder) proseLine(l *line) bool {
	r := b.regions[l.region]
	return l.u1-l.u0 > .75*(r.right-r.left) && l.letters > 40
}

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

// columnsOf finds the columns of a table.
func columnsOf(lines []*line, rows int) []grid.Stretch {
	u0, u1 := lines[0].u0, lines[0].u1
	var parts []grid.Stretch
	for _, l := range lines {
		u0, u1 = min(u0, l.u0), max(u1, l.u1)
		if len(l.cells) < 2 {
			continue
		}
		for _, c := range merged(l) {
			parts = append(parts, grid.Stretch{U0: c.u0, U1: c.u1})
		}
	}
	return grid.Columns(parts, u0, u1, rows)
}

// merged gives the parts of a row, with a currency sign and the figure behind
// it, or a figure and its closing bracket or percent sign, as one.
func merged(l *line) []cell {
	out := make([]cell, 0, len(l.cells))
	for _, c := range l.cells {
		if n := len(out); n > 0 {
			before, now := l.part(out[n-1]), l.part(c)
			if grid.Sign(before) || grid.Closing(now) {
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
