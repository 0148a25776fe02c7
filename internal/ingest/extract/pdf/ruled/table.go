package ruled

import "slices"

// Cell is a cell of a table.
type Cell struct {
	Box
	Row, Column int // from 0
	Columns     int // that it takes
}

const (
	maxBoxes = 3000 // of a page; more are a picture
	maxCells = 3000
)

// Tables gives the cells of each table that is drawn as a grid: each of them has
// lines on all sides. A box alone, or several in one row
// or column, are none.
func Tables(boxes []Box) [][]Cell {
	if len(boxes) < 3 || len(boxes) > maxBoxes {
		return nil
	}
	var all [][]Cell
	for _, f := range figures(edges(boxes)) {
		if cells := f.cells(); cells != nil {
			all = append(all, cells)
		}
	}
	return all
}

// Frames gives what is drawn with lines on all sides: boxes, and the cells of grids.
func Frames(boxes []Box) []Box {
	if len(boxes) > maxBoxes {
		return nil
	}
	var all []Box
	for _, f := range figures(edges(boxes)) {
		cells, _ := f.parts(1)
		for _, c := range cells {
			all = append(all, c.Box)
		}
	}
	return all
}

// cells gives the cells of a figure, nil where it has no rows or columns.
func (f *figure) cells() []Cell {
	closed, all := f.parts(2)
	if len(closed) < 4 || 10*len(closed) < 9*all {
		return nil
	}
	return closed
}

// parts gives what a figure of so many rows and columns at least is parted into, as
// far as lines stand on all sides of it, and how many parts there are in all.
func (f *figure) parts(atLeast int) (closed []Cell, all int) {
	var xs, ys []float32
	for i := range f.edges {
		if e := &f.edges[i]; e.upright {
			xs = append(xs, e.at)
			ys = append(ys, e.from, e.to)
		} else {
			ys = append(ys, e.at)
			xs = append(xs, e.from, e.to)
		}
	}
	xs, ys = wide(levels(xs)), wide(levels(ys))
	columns, rows := len(xs)-1, len(ys)-1
	if min(columns, rows) < atLeast || columns*rows > maxCells {
		return nil, 0
	}
	// Cells that no line parts are one: the first of them stands for all.
	first := make([]int, rows*columns)
	for i := range first {
		first[i] = i
	}
	for r := range rows {
		for c := range columns {
			i := r*columns + c
			if c > 0 && f.covers(true, xs[c], ys[r], ys[r+1]) < most {
				first[i] = first[i-1]
			}
			if r > 0 && f.covers(false, ys[r], xs[c], xs[c+1]) < most && (c == 0 || first[i] == i || first[i-columns] == first[i-columns-1]) {
				first[i] = first[i-columns]
			}
		}
	}
	at := map[int]int{}
	var out []Cell
	for i, k := range first {
		r, c := i/columns, i%columns
		box := Box{xs[c], ys[r], xs[c+1], ys[r+1]}
		n, known := at[k]
		if !known {
			at[k] = len(out)
			out = append(out, Cell{box, r, c, 1})
			continue
		}
		o := &out[n]
		o.X0, o.Y0, o.X1, o.Y1 = min(o.X0, box.X0), min(o.Y0, box.Y0), max(o.X1, box.X1), max(o.Y1, box.Y1)
		o.Columns = max(o.Columns, c-o.Column+1)
	}
	all = len(out)
	return slices.DeleteFunc(out, func(c Cell) bool { return !f.closes(c.Box) }), all
}

// most is which part of its side a line runs along, at least.
const most = .8

// closes reports whether lines stand on all sides of a cell.
func (f *figure) closes(b Box) bool {
	return f.covers(true, b.X0, b.Y0, b.Y1) >= most && f.covers(true, b.X1, b.Y0, b.Y1) >= most &&
		f.covers(false, b.Y0, b.X0, b.X1) >= most && f.covers(false, b.Y1, b.X0, b.X1) >= most
}

// wide leaves out places that are too near to the one before.
func wide(at []float32) []float32 {
	out := at[:1]
	for _, x := range at[1:] {
		if x-out[len(out)-1] >= least {
			out = append(out, x)
		}
	}
	return out
}
