package tagged

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/object"
)

// Page gives what the marked pieces of page n, from 1, stand in. Tables, their
// rows and the elements are numbered for the page alone. Tables inside of which
// others stand are left out: they are only for the layout.
func (s *Structure) Page(n int) (Marked, error) {
	m := Marked{Cells: map[int]layout.Cell{}, Parts: map[int]layout.Part{}}
	if n < 1 || n > len(s.pages) {
		return m, errUnlike
	}
	list, _, err := s.array(s.parents[s.pages[n-1]])
	if err != nil {
		return m, err
	}
	places := make([]place, min(len(list), maxMarks))
	outer := map[int]bool{}
	for id := range places {
		r, ok := list[id].(object.Ref)
		if !ok {
			continue
		}
		if places[id], err = s.place(r.Number, 0); err != nil {
			return m, err
		}
		for t := s.tables[places[id].table].around; t != 0 && !outer[t]; t = s.tables[t].around {
			outer[t] = true
		}
	}
	var tables, elements numbers
	rows := map[int][]int{}
	for id, p := range places {
		switch {
		case p.in && !outer[p.table]:
			c := p.cell
			c.Table = tables.of(p.table)
			rows[c.Table] = append(rows[c.Table], c.Row)
			m.Cells[id] = c
		case p.part != (layout.Part{}) && (p.table == 0 || p.part.Caption && !p.in):
			if p.part.Element != 0 {
				p.part.Element = elements.of(p.part.Element)
			}
			m.Parts[id] = p.part
		}
	}
	for t := range rows {
		slices.Sort(rows[t])
		rows[t] = slices.Compact(rows[t])
	}
	for id, c := range m.Cells {
		c.Row, _ = slices.BinarySearch(rows[c.Table], c.Row)
		m.Cells[id] = c
	}
	return m, nil
}

// numbers gives objects numbers of their own, from 1.
type numbers struct{ known map[int]int }

func (n *numbers) of(object int) int {
	if n.known == nil {
		n.known = map[int]int{}
	}
	at, ok := n.known[object]
	if !ok {
		at = len(n.known) + 1
		n.known[object] = at
	}
	return at
}
