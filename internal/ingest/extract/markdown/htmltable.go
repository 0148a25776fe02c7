package markdown

import (
	"regexp"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlTable gathers the rows of a table of HTML while its tags go by.
type htmlTable struct {
	rows  [][]cell
	open  *line // the cell that is being filled
	level int   // of that cell
	head  bool  // inside <thead>
	deep  int   // tables inside a cell, whose cells are words of it
}

var tableEnd = regexp.MustCompile(`(?i)</table`)

// closesTable reports whether a table that has begun ends in the same block of
// HTML, so that no Markdown stands in it.
func closesTable(rest string) bool { return tableEnd.MatchString(rest) }

// cell ends the open cell.
func (t *htmlTable) cell() {
	if t.open == nil {
		return
	}
	if len(t.rows) == 0 {
		t.rows = append(t.rows, nil)
	}
	last := len(t.rows) - 1
	t.rows[last] = append(t.rows[last], cell{t.open.done(), t.level})
	t.open = nil
}

// tag places a tag and reports whether it was one of the table's, and whether
// the table ends with it.
func (t *htmlTable) tag(tok html.Token, w *walker) (mine, ends bool) {
	start := tok.Type != html.EndTagToken
	switch tok.DataAtom {
	case atom.Table:
		if start {
			t.deep++
		} else if t.deep--; t.deep < 0 {
			t.cell()
			return true, true
		}
	case atom.Thead, atom.Tbody, atom.Tfoot:
		t.head = start && tok.DataAtom == atom.Thead
	case atom.Tr:
		if t.deep > 0 {
			break
		}
		t.cell()
		if start {
			t.rows = append(t.rows, nil)
		}
	case atom.Td, atom.Th:
		if t.deep > 0 {
			t.space()
			break
		}
		t.cell()
		if start {
			t.open, t.level = w.line(), 0
			if t.head || tok.DataAtom == atom.Th {
				t.level = 1
			}
		}
	default:
		if separates[tok.DataAtom] || tok.DataAtom == atom.Br {
			t.space()
			return true, false
		}
		return false, false
	}
	return true, false
}

func (t *htmlTable) space() {
	if t.open != nil {
		t.open.write(" ")
	}
}

// htmlTable writes what was gathered, without rows that say nothing.
func (w *walker) htmlTable(t *htmlTable, p place) {
	t.cell()
	kept := t.rows[:0:0]
	for _, row := range t.rows {
		for _, c := range row {
			if !c.empty() {
				kept = append(kept, row)
				break
			}
		}
	}
	if len(kept) > 0 {
		w.rows(kept, p)
	}
}
