package tagged

import (
	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/object"
)

// maxSpan is how many rows or columns a cell may reach over.
const maxSpan = 100

// table is the cells of a table, by the numbers of their objects.
type table struct {
	cells  map[int]layout.Cell
	around int // the table inside of which it stands, 0 for none
}

// readTable finds the cells of a table.
func (s *Structure) readTable(n, around int) error {
	d, err := s.dict(object.Ref{Number: n})
	if err != nil {
		return err
	}
	w := rows{Structure: s, cells: map[int]layout.Cell{}, row: -1, taken: map[int]int{}}
	s.tables[n] = table{cells: w.cells, around: around}
	return w.kids(d, 0)
}

// rows goes through the rows of a table.
type rows struct {
	*Structure
	cells       map[int]layout.Cell
	row, column int
	taken       map[int]int // rows that a cell above reaches into a column, from the next on
}

func (w *rows) kids(d object.Dict, depth int) error {
	v, err := w.value(d["K"])
	if err != nil {
		return err
	}
	kids, ok := v.(object.Array)
	if !ok {
		kids = object.Array{d["K"]}
	}
	for _, k := range kids {
		r, ok := k.(object.Ref)
		if !ok {
			continue
		}
		kid, err := w.dict(r)
		if err != nil {
			return err
		}
		if err := w.kid(r.Number, kid, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *rows) kid(n int, d object.Dict, depth int) error {
	if depth > maxDepth {
		return errUnlike
	}
	e := w.keep(n, d)
	switch e.kind {
	case "TR":
		w.row++
		w.column = 0
		for c := range w.taken {
			w.taken[c]--
		}
	case "TD", "TH":
		if w.row < 0 {
			return nil
		}
		for w.taken[w.column] > 0 {
			w.column++
		}
		down, across, err := w.span(d)
		if err != nil {
			return err
		}
		for c := range across {
			w.taken[w.column+c] = down
		}
		w.cells[n] = layout.Cell{Row: w.row, Column: w.column, Columns: across, Head: e.kind == "TH"}
		w.column += across
		return nil
	case "Table", "":
		return nil
	}
	return w.kids(d, depth+1)
}

// span gives how many rows and columns a cell takes.
func (w *rows) span(d object.Dict) (down, across int, err error) {
	down, across = 1, 1
	v, err := w.value(d["A"])
	if err != nil {
		return 0, 0, err
	}
	list, ok := v.(object.Array)
	if !ok {
		list = object.Array{v}
	}
	for _, a := range list[:min(len(list), 8)] {
		attributes, err := w.dict(a)
		if err != nil {
			return 0, 0, err
		}
		for _, of := range []struct {
			name object.Name
			to   *int
		}{{"RowSpan", &down}, {"ColSpan", &across}} {
			if n, ok := attributes.Number(of.name); ok {
				*of.to = int(min(max(n, 1), maxSpan))
			}
		}
	}
	return down, across, nil
}
