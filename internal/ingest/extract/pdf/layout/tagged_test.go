package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/layout"
)

// cell sets the lines of a cell whose place in a table the file names.
func (s *sheet) cell(c layout.Cell, x, y float32, lines ...string) {
	run := int32(len(s.raw.Cells) + 1)
	from := len(s.raw.Chars)
	for i, text := range lines {
		s.line(x, y+12*float32(i), text)
	}
	c.X0, c.Y0, c.X1, c.Y1 = s.raw.Chars[from].X0, s.raw.Chars[from].Y0, 0, 0
	for i := from; i < len(s.raw.Chars); i++ {
		at := &s.raw.Chars[i]
		at.Run = run
		c.X1, c.Y1 = max(c.X1, at.X1), max(c.Y1, at.Y1)
	}
	if s.raw.CellOf == nil {
		s.raw.CellOf = map[int32]int32{}
	}
	s.raw.CellOf[run] = int32(len(s.raw.Cells))
	s.raw.Cells = append(s.raw.Cells, c)
}

// cells gives the rows of a page's tables, those that name columns with a mark.
func cells(p extract.Page) [][]string {
	var rows [][]string
	r := []rune(p.Text)
	for _, s := range p.Spans {
		switch s.Kind {
		case extract.TableRow:
			rows = append(rows, nil)
		case extract.TableCell:
			text := string(r[s.Start:s.End])
			if s.Level == 1 {
				text = "^" + text
			}
			rows[len(rows)-1] = append(rows[len(rows)-1], text)
		}
	}
	return rows
}

// A cell of one line stands in the middle beside one of three: no line of the
// page is a row.
func TestCellsThatTheFileNamesMakeRows(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	s.line(50, 80, "What the cells of a body do, and how it is called by others.")
	at := func(row, column int) layout.Cell {
		return layout.Cell{Table: 1, Row: row, Column: column, Head: row == 0}
	}
	s.cell(at(0, 0), 50, 100, "Name")
	s.cell(at(0, 1), 150, 100, "What it is")
	s.cell(at(1, 0), 50, 132, "Mitosis")
	s.cell(at(1, 1), 150, 120, "Division of a nucleus of a cell", "into two that are just alike", "in their genes")
	s.cell(at(2, 0), 50, 174, "Lysis")
	s.cell(at(2, 1), 150, 168, "Bursting of the mem-", "brane of a cell")
	s.line(50, 210, "That is all that there is to be said of them in this text.")
	p := s.compose()
	want := [][]string{
		{"^Name", "^What it is"},
		{"Mitosis", "Division of a nucleus of a cell into two that are just alike in their genes"},
		{"Lysis", "Bursting of the membrane of a cell"},
	}
	if d := cmp.Diff(want, cells(p)); d != "" {
		t.Error(d)
	}
	if got := texts(p, extract.Paragraph); len(got) != 2 || p.Spans[0].Kind != extract.Paragraph {
		t.Errorf("around it stand %q", got)
	}
}

// Filings have columns for currency signs, brackets and white space.
func TestSignsInCellsOfTheirOwnJoinTheirFigures(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	put := func(row, column, columns int, x float32, text string) {
		s.cell(layout.Cell{Table: 1, Row: row, Column: column, Columns: columns}, x, 100+14*float32(row), text)
	}
	put(0, 0, 1, 50, "In millions")
	put(0, 2, 2, 210, "2023")
	put(1, 0, 1, 50, "Revenue of the year")
	put(1, 2, 1, 200, "$")
	put(1, 3, 1, 208, "512")
	put(2, 0, 1, 50, "Change")
	put(2, 3, 1, 203, "(20")
	put(2, 4, 1, 218, ")")
	want := [][]string{{"In millions", "2023"}, {"Revenue of the year", "$ 512"}, {"Change", "(20)"}}
	if d := cmp.Diff(want, cells(s.compose())); d != "" {
		t.Error(d)
	}
}

// Tables that only lay out a page have cells over each other, or whole texts in
// them.
func TestATableThatOnlyLaysOutIsNone(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	for row := range 2 {
		for column := range 2 {
			s.cell(layout.Cell{Table: 1, Row: row, Column: column}, 50, 100+12*float32(2*row+column), "The mind takes hold of matter and forms it")
		}
	}
	s.raw.Cells[0].Y1 = 160
	s.raw.Cells[0].X1 = 400
	if rows := cells(s.compose()); len(rows) > 0 {
		t.Errorf("rows are %q", rows)
	}
}

func TestANoteBelowATableIsNoRow(t *testing.T) {
	t.Parallel()
	s := tabulate([]float32{50, 300, 400}, "Year|2023|2022", "United States (a)|28|25", "Other countries|27|24", "Total|55|49")
	s.line(50, 170, "(a)")
	s.line(80, 170, "Includes billings to makers of the machines and to some other companies of many lands.")
	if got := cells(s.compose()); len(got) != 4 || len(got[1]) != 3 {
		t.Errorf("rows are %q", got)
	}
}

// On the next page of a table its heading is drawn again, and has no cells.
func TestTheHeadingOfATableThatGoesOnIsItsFirstRow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, name, meaning string
		want                []string
	}{
		{"names over the columns", "Name", "What it is", []string{"^Name", "^What it is"}},
		{"a line of text", "Names are given to all that has been seen", "", []string{"Mitosis", "Division of a nucleus"}},
	} {
		s := newSheet(1)
		s.line(50, 100, c.name)
		s.line(150, 100, c.meaning)
		for i, row := range []string{"Mitosis|Division of a nucleus", "Lysis|Bursting of a membrane"} {
			name, meaning, _ := strings.Cut(row, "|")
			s.cell(layout.Cell{Table: 1, Row: i}, 50, 115+14*float32(i), name)
			s.cell(layout.Cell{Table: 1, Row: i, Column: 1}, 150, 115+14*float32(i), meaning)
		}
		if d := cmp.Diff(c.want, cells(s.compose())[0]); d != "" {
			t.Errorf("%s: %s", c.rule, d)
		}
	}
}

// Browsers draw the marks of lists, and set small headings as large as the text;
// captions may have no label, and formulas no sign that only mathematics has.
func TestHeadingsAndItemsThatTheFileNames(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	put := func(part layout.Part, x, y float32, text string) {
		from := len(s.raw.Chars)
		s.line(x, y, text)
		run := int32(len(s.raw.Parts) + 1)
		for i := from; i < len(s.raw.Chars); i++ {
			s.raw.Chars[i].Run = run
		}
		s.raw.Parts[run] = part
	}
	s.raw.Parts = map[int32]layout.Part{}
	put(layout.Part{Element: 1, Heading: 3}, 50, 100, "Agents that learn")
	put(layout.Part{}, 50, 112, "An agent is what acts. It may be one of these, as we have")
	put(layout.Part{Element: 2, Depth: 1}, 70, 124, "Agents of reflexes")
	put(layout.Part{Element: 3, Depth: 1}, 70, 136, "Agents of aims, and of these")
	put(layout.Part{Element: 4, Depth: 2}, 75, 148, "Those that plan")
	put(layout.Part{Element: 3, Depth: 1}, 70, 160, "and what goes on with them")
	put(layout.Part{Element: 5, Caption: true}, 50, 190, "Agents that plan what they do, and those of aims, as")
	put(layout.Part{Element: 5, Caption: true}, 50, 202, "We draw them")
	put(layout.Part{Formula: true}, 90, 230, "abc  def")
	var got []string
	p := s.compose()
	r := []rune(p.Text)
	for _, k := range p.Spans {
		if k.Block() && !k.Region() {
			got = append(got, fmt.Sprintf("%v %d %s", k.Kind, k.Level, string(r[k.Start:k.End])))
		}
	}
	want := []string{
		"heading 3 Agents that learn", "paragraph 0 An agent is what acts. It may be one of these, as we have",
		"list_item 1 Agents of reflexes", "list_item 1 Agents of aims, and of these", "list_item 2 Those that plan", "paragraph 0 and what goes on with them",
		"paragraph 0 Agents that plan what they do, and those of aims, as We draw them", "math 1 abc def",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if all := texts(p, extract.Caption); len(all) != 1 {
		t.Errorf("captions are %q", all)
	}
}
