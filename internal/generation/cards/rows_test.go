package cards

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
)

// tableOf is a page with a table of rows, its cells parted by "|": the first
// row names the columns. between is what the page's text has between cells.
func tableOf(between string, lines ...string) *passage.Page {
	p := &passage.Page{}
	p.Spans = []extract.Span{{Kind: extract.Table}}
	for i, l := range lines {
		row := len(p.Spans)
		p.Spans = append(p.Spans, extract.Span{Kind: extract.TableRow, Start: len(p.Text)})
		for k, cell := range strings.Split(l, "|") {
			if k > 0 {
				p.Text = append(p.Text, []rune(between)...)
			}
			s := extract.Span{Kind: extract.TableCell, Start: len(p.Text), Level: map[bool]int{true: 1}[i == 0]}
			p.Text = append(p.Text, []rune(cell)...)
			s.End = len(p.Text)
			p.Spans = append(p.Spans, s)
		}
		p.Spans[row].End = len(p.Text)
		p.Text = append(p.Text, '\n')
	}
	p.Spans[0].End = len(p.Text)
	return p
}

func TestRowsOfTablesThatAreDrawnOnAPage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, between string
		lines         []string
		want          int
	}{
		{"in a text", "\t", []string{"Sort|Cost", "Heap|n log n", "Bubble|n²"}, 2},
		{"whole, on a page", " ", []string{"Sort|Cost|Stable", "Heap|n log n|no", "Bubble|n²|yes"}, 2},
		{"a cell is missing", " ", []string{"Sort|Cost|Stable", "Heap|n log n|", "Bubble|n²|yes"}, 0},
		{"a cell goes on", " ", []string{"Sort|Cost|Stable", "Heap|n log n,|no", "Bubble|n²|yes"}, 0},
		{"a line of text for a column's name", " ", []string{"Sort|The cost of the sort in the worst of cases|Stable", "Heap|n log n|no", "Bubble|n²|yes"}, 0},
		{"two columns of a page", " ", []string{"Sort|Cost", "Heap|n log n", "Bubble|n²"}, 0},
	} {
		n := 0
		for _, f := range formed(1, tableOf(c.between, c.lines...)) {
			if f.Row != nil {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: %d rows, want %d", c.rule, n, c.want)
		}
	}
}
