package cards

import (
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
)

// rowsOfATable is the most rows of one table that become cards: a longer one is
// looked up and not learnt.
const rowsOfATable = 6

// rows gives the rows of the page's tables whose columns have names.
func rows(p *passage.Page, put func(start, end int, f flashcard.Sentence)) {
	for _, t := range p.Spans {
		if t.Kind != extract.Table {
			continue
		}
		var header []string
		var found []extract.Span
		for _, r := range p.Spans {
			if r.Kind != extract.TableRow || r.Start < t.Start || r.End > t.End {
				continue
			}
			if names, ok := columns(p, r); ok && header == nil && len(found) == 0 {
				header = names
				continue
			}
			found = append(found, r)
		}
		if header == nil || len(found) < 2 || len(found) > rowsOfATable {
			continue
		}
		ruled := filled(p, header, found)
		for _, r := range found {
			row := flashcard.Row{Header: header, Ruled: !parted(p, r)}
			for _, c := range cells(p, r) {
				row.Cells = append(row.Cells, flashcard.Part{Start: c.Start - r.Start, End: c.End - r.Start})
			}
			if len(row.Cells) == len(header) && (parted(p, r) || ruled) {
				put(r.Start, r.End, flashcard.Sentence{Row: &row})
			}
		}
	}
}

// columns are the names of a table's columns, where the row r gives them.
func columns(p *passage.Page, r extract.Span) ([]string, bool) {
	var names []string
	filled := 0
	for _, c := range cells(p, r) {
		if c.Level != 1 {
			return nil, false
		}
		name := string(p.Text[c.Start:c.End])
		if name != "" {
			filled++
		}
		names = append(names, name)
	}
	return names, filled >= len(names)-1 && len(names) >= 2
}

// cells are the cells of a row.
func cells(p *passage.Page, r extract.Span) []extract.Span {
	var out []extract.Span
	for _, c := range p.Spans {
		if c.Kind == extract.TableCell && c.Start >= r.Start && c.End <= r.End {
			out = append(out, c)
		}
	}
	return out
}

// filled reports a table whose columns have short names and whose rows have a
// cell in each: one that was guessed from places on a page hardly ever has.
func filled(p *passage.Page, header []string, rows []extract.Span) bool {
	for _, name := range header {
		if n := len([]rune(name)); n == 0 || n > longestColumn || !strings.ContainsFunc(name, unicode.IsLetter) {
			return false
		}
	}
	for _, r := range rows {
		list := cells(p, r)
		if len(list) != len(header) || slices.ContainsFunc(list, func(c extract.Span) bool {
			return c.Start == c.End || strings.ContainsRune(",;:-–—", p.Text[c.End-1])
		}) {
			return false
		}
	}
	return len(header) > 2
}

// longestColumn is how long the name of a column is, in code points.
const longestColumn = 30

// parted reports that the text itself parts the cells of a row, and not only
// where they stand on a page: columns that were guessed are not asked for.
func parted(p *passage.Page, r extract.Span) bool {
	return slices.Contains(p.Text[r.Start:r.End], '\t')
}
