package layout

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/grid"
)

// partOfCell takes the glyphs from start to end of a line of a table, without
// spaces around them.
func partOfCell(l *line, start, end int) (grid.Part, bool) {
	for start < end && l.glyphs[start].r == ' ' {
		start++
	}
	for end > start && l.glyphs[end-1].r == ' ' {
		end--
	}
	if start >= end {
		return grid.Part{}, false
	}
	glyphs := l.glyphs[start:end]
	p := grid.Part{Start: start, End: end, Text: runes(glyphs), Size: l.size, Bold: l.bold}
	space := slices.Index(p.Text, ' ')
	for i := range glyphs {
		g := &glyphs[i]
		if i == 0 {
			p.U0, p.V0, p.U1, p.V1 = g.u0, g.v0, g.u1, g.v1
		}
		p.U0, p.U1 = min(p.U0, g.u0), max(p.U1, g.u1)
		p.V0, p.V1 = min(p.V0, g.v0), max(p.V1, g.v1)
		if i < space || space < 0 {
			p.First = g.u1 - glyphs[0].u0
		}
	}
	return p, true
}

// wordsOf gives the places of the words of lines.
func wordsOf(lines []*line) []grid.Word {
	var words []grid.Word
	for k, l := range lines {
		for i := 0; i < len(l.glyphs); i++ {
			if l.glyphs[i].r == ' ' {
				continue
			}
			w := grid.Word{Stretch: grid.Stretch{U0: l.glyphs[i].u0, U1: l.glyphs[i].u1}, Line: k}
			for i+1 < len(l.glyphs) && l.glyphs[i+1].r != ' ' {
				i++
				w.U0, w.U1 = min(w.U0, l.glyphs[i].u0), max(w.U1, l.glyphs[i].u1)
			}
			words = append(words, w)
		}
	}
	return words
}

// inColumns puts the parts of a row into columns, nil where none is.
func inColumns(l *line, columns []grid.Stretch) []*grid.Part {
	row := make([]*grid.Part, len(columns))
	for _, c := range merged(l) {
		for _, p := range divided(l, c, columns) {
			best, most := -1, float32(-1e9)
			for i, k := range columns {
				if over := min(k.U1, p.U1) - max(k.U0, p.U0); over > most {
					best, most = i, over
				}
			}
			if row[best] == nil {
				row[best] = &p
				continue
			}
			// Two parts over one column are one cell.
			if both, ok := partOfCell(l, min(row[best].Start, p.Start), max(row[best].End, p.End)); ok {
				row[best] = &both
			}
		}
	}
	return row
}

// divided gives the parts of a cell that stand in columns of their own: those
// that the white between two columns separates.
func divided(l *line, c cell, columns []grid.Stretch) []grid.Part {
	var out []grid.Part
	start := c.start
	for i := c.start; i < c.end; i++ {
		if l.glyphs[i].r != ' ' || i == c.start || i+1 >= c.end {
			continue
		}
		before, behind := l.glyphs[i-1].u1, l.glyphs[i+1].u0
		if slices.ContainsFunc(columns[1:], func(k grid.Stretch) bool {
			return before < k.U0-.3*grid.Thin*l.size && abs(behind-k.U0) < .2*l.size && behind-before >= grid.Thin*l.size
		}) {
			if f, ok := partOfCell(l, start, i); ok {
				out = append(out, f)
			}
			start = i + 1
		}
	}
	if f, ok := partOfCell(l, start, c.end); ok {
		out = append(out, f)
	}
	return out
}
