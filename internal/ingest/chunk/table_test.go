package chunk_test

import (
	"fmt"
	"strings"
	"testing"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
)

// tablePage is a page of a paragraph, a table of so many rows and a paragraph.
func tablePage(number, rows int) extract.Page {
	p := page(number, "p Before the table stands a sentence.")
	add := func(k extract.SpanKind, level, start, end int) {
		p.Spans = append(p.Spans, extract.Span{Kind: k, Level: level, Start: start, End: end})
	}
	p.Text += "\n\n"
	start := len(p.Text)
	at := len(p.Spans)
	add(extract.Table, 0, start, start)
	for r := range rows + 1 {
		if r > 0 {
			p.Text += "\n"
		}
		row := len(p.Text)
		cells, level := []string{fmt.Sprintf("Curie %d", r), fmt.Sprint(1900 + r), "physics and chemistry of it"}, 0
		if r == 0 {
			cells, level = []string{"Name", "Year", "Field"}, 1
		}
		k := len(p.Spans)
		add(extract.TableRow, 0, row, row)
		for i, c := range cells {
			if i > 0 {
				p.Text += "\t"
			}
			add(extract.TableCell, level, len(p.Text), len(p.Text)+len(c))
			p.Text += c
		}
		p.Spans[k].End = len(p.Text)
	}
	p.Spans[at].End = len(p.Text)
	after := len(p.Text) + 2
	p.Text += "\n\nAfter it stands another."
	add(extract.Paragraph, 0, after, len(p.Text))
	return p
}

func TestEachPieceOfATableHasItsHeadingCells(t *testing.T) {
	t.Parallel()
	for _, target := range []int{60, 100, 240} {
		p := tablePage(1, 40)
		chunks := all(target, p)
		rows := 0
		for _, c := range chunks {
			if !strings.Contains(c.Text, "Curie") {
				continue
			}
			if n := strings.Count(c.Text, "Name\tYear\tField\n"); n != 1 {
				t.Errorf("%d tokens: the heading cells stand %d times in %q", target, n, c.Text)
			}
			if strings.Index(c.Text, "Name\t") > strings.Index(c.Text, "Curie") {
				t.Errorf("%d tokens: the heading cells stand behind a row in %q", target, c.Text)
			}
			rows += strings.Count(c.Text, "Curie")
			if c.Tokens > target*13/10 {
				t.Errorf("%d tokens: a chunk of %d", target, c.Tokens)
			}
			verbatim(t, p, c)
		}
		if rows != 40 {
			t.Errorf("%d tokens: %d rows, want 40", target, rows)
		}
	}
}

// verbatim checks that a chunk's text is that of its segments.
func verbatim(t *testing.T, p extract.Page, c chunk.Chunk) {
	t.Helper()
	var parts []string
	for _, s := range c.Segments {
		parts = append(parts, string([]rune(p.Text)[s.Start:s.End]))
	}
	if got := strings.Join(parts, "\n"); got != c.Text {
		t.Errorf("the segments say %q, the chunk %q", got, c.Text)
	}
}

func TestATableWithoutHeadingCellsIsCutAsItStands(t *testing.T) {
	t.Parallel()
	p := tablePage(1, 40)
	for i := range p.Spans {
		if p.Spans[i].Kind == extract.TableCell {
			p.Spans[i].Level = 0
		}
	}
	chunks := all(60, p)
	check(t, []extract.Page{p}, chunks)
	if n := len(chunks); n < 4 {
		t.Errorf("%d chunks", n)
	}
}
