package grid

import (
	"cmp"
	"slices"
)

// Inside is a line of a cell that is drawn.
type Inside struct {
	Part
	Foot   float32 // where the line ends below
	Column int
	Cell   Stretch // from the left side of the cell to its right side
}

// Several gives the lines of what stands between two drawn lines of a table where
// that is not one row: tables have lines below their heading and at their end
// alone. The words of its columns stand on the same heights and found no end at
// their sides. bands is how many stretches lines part the table into.
func Several(parts []Inside, columns, bands int) [][]*Part {
	const few, many = 3, 5
	slices.SortStableFunc(parts, func(a, b Inside) int { return cmp.Compare(a.Foot, b.Foot) })
	var rows [][]*Part
	cells := map[*Part]Stretch{}
	var low float32
	for i := range parts {
		p := &parts[i]
		if n := len(rows); n == 0 || p.Foot-low > .4*p.Size || rows[n-1][p.Column] != nil {
			rows = append(rows, make([]*Part, columns))
			low = p.Foot
		}
		rows[len(rows)-1][p.Column] = &p.Part
		cells[&p.Part] = p.Cell
	}
	if len(parts) < 4 || len(rows) < 2 || bands > few && len(rows) < many {
		return nil
	}
	beside, ended, pairs := 0, 0, 0
	for r, row := range rows {
		n := 0
		for c, p := range row {
			if p == nil {
				continue
			}
			n++
			if r == 0 || rows[r-1][c] == nil {
				continue
			}
			pairs++
			last, at := rows[r-1][c], cells[p]
			margin := max(0, min(last.U0, p.U0)-at.U0)
			if last.width()+p.First+.6*p.Size < at.U1-at.U0-2*margin {
				ended++
			}
		}
		if n > 1 {
			beside++
		}
	}
	if beside*10 < 6*len(rows) || ended*10 < 6*pairs {
		return nil
	}
	return rows
}
