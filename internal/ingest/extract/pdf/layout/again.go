package layout

import (
	"cmp"
	"slices"

	"studyapp/internal/ingest/extract/pdf/grid"
)

// heading finds the names of a table's columns above it where the file names them
// no cells: on the pages that the table goes on to, they are drawn again. Their
// words stand over the columns, parted by white space.
func (t *named) heading(glyphs []glyph, at []*Cell, styles []Style) {
	if len(t.cells) == 0 || t.cells[0].drawn || slices.ContainsFunc(t.cells, func(c *Cell) bool { return c.Head && c.Row == t.cells[0].Row }) {
		return
	}
	columns := t.stretches()
	top := t.v0
	for range maxAgain {
		var above []int
		foot := float32(-1e9) // of the lowest line above
		for i := range glyphs {
			if g := &glyphs[i]; at[i] == nil && g.u0 > t.u0-4 && g.u1 < t.u1+4 && g.v0+g.v1 < 2*top {
				foot = max(foot, g.v1)
				above = append(above, i)
			}
		}
		above = slices.DeleteFunc(above, func(i int) bool { return glyphs[i].v1 < foot-.4*styles[glyphs[i].style].Size })
		cells := over(glyphs, above, columns, styles)
		if len(cells) < 2 || top-foot > 1.5*styles[glyphs[above[0]].style].Size {
			return
		}
		for column, of := range cells {
			c := &Cell{Table: t.cells[0].Table, Row: t.cells[0].Row - 1, Column: column, Head: true, X0: 1e9, Y0: 1e9}
			for _, i := range of {
				g := &glyphs[i]
				at[i] = c
				c.X0, c.Y0, c.X1, c.Y1 = min(c.X0, g.u0), min(c.Y0, g.v0), max(c.X1, g.u1), max(c.Y1, g.v1)
				if t.texts[c] == nil {
					t.texts[c] = &flow{}
				}
				t.texts[c].glyphs = append(t.texts[c].glyphs, *g)
			}
			t.put(c)
		}
		top = t.v0
	}
}

// maxAgain is how many lines the names of columns take at most.
const maxAgain = 3

// stretches gives where each column of a table stands, by its number.
func (t *named) stretches() map[int]grid.Stretch {
	out := map[int]grid.Stretch{}
	for _, c := range t.cells {
		if c.Columns < 2 {
			out[c.Column] = out[c.Column].And(grid.Stretch{U0: c.X0, U1: c.X1})
		}
	}
	return out
}

// over puts the letters of a line to the columns that they stand over.
func over(glyphs []glyph, line []int, columns map[int]grid.Stretch, styles []Style) map[int][]int {
	slices.SortFunc(line, func(a, b int) int { return cmp.Compare(glyphs[a].u0, glyphs[b].u0) })
	letters := make([]grid.Stretch, len(line))
	for n, i := range line {
		letters[n] = grid.Stretch{U0: glyphs[i].u0, U1: glyphs[i].u1}
	}
	cells := map[int][]int{}
	if len(line) > 0 {
		for n, column := range grid.Over(letters, columns, styles[glyphs[line[0]].style].Size) {
			cells[column] = append(cells[column], line[n])
		}
	}
	return cells
}
