package grid

import (
	"slices"
	"unicode"

	"studyapp/internal/ingest/extract/hyphen"
)

// Part is a part of a line that stands in one cell, without spaces around it.
type Part struct {
	Line, Start, End int // of the caller's lines, and of its characters
	U0, V0, U1, V1   float32
	Text             []rune
	First            float32 // width of its first word
	Size             float32 // of the line's type
	Bold             bool
}

func (p *Part) width() float32 { return p.U1 - p.U0 }
func (p *Part) first() rune    { return p.Text[0] }

func (p *Part) words() int {
	n := 1
	for _, r := range p.Text {
		if r == ' ' {
			n++
		}
	}
	return n
}

// cut reports whether it ends in the middle of a word.
func (p *Part) cut() bool {
	n := len(p.Text)
	return n > 1 && hyphen.Is(p.Text[n-1]) && unicode.IsLetter(p.Text[n-2])
}

func (p *Part) numeric() bool {
	digits, letters := 0, 0
	for _, r := range p.Text {
		if unicode.IsDigit(r) {
			digits++
		} else if unicode.IsLetter(r) {
			letters++
		}
	}
	return digits > letters || digits+letters == 0
}

// Row is a row of a table: its cells, one for each column, of several parts
// where a cell's text runs over several lines.
type Row struct {
	Cells [][]Part
	Bold  bool // all of it
	Named bool // the file itself says that all of its cells name columns
}

// Rows puts the lines of a table, each with its parts by column (nil where none is),
// together to rows: a line goes on with the row before where the words of its
// cells found no room in the line above.
func Rows(lines [][]*Part, columns int) []Row {
	t := rowMaker{lines: lines, widths: make([]float32, columns)}
	for _, l := range lines {
		for c, f := range l {
			if f != nil {
				t.widths[c] = max(t.widths[c], f.width())
			}
		}
	}
	t.measure()
	var rows []Row
	for k, l := range lines {
		if k == 0 || !t.goesOn(k, rows[len(rows)-1].Cells) {
			rows = append(rows, Row{Cells: make([][]Part, columns), Bold: true})
		}
		row := &rows[len(rows)-1]
		for c, f := range l {
			if f != nil {
				row.Cells[c] = append(row.Cells[c], *f)
				row.Bold = row.Bold && f.Bold
			}
		}
	}
	return rows
}

type rowMaker struct {
	lines  [][]*Part
	widths []float32
	inside float32 // the most white, in points, between lines of one row; below 0 when rows are not set apart
}

// measure tells whether more white stands between some lines than between
// others, as where rows are padded or ruled: two of the wider gaps at least.
func (t *rowMaker) measure() {
	t.inside = -1
	var gaps []float32
	low, em := float32(0), float32(0)
	for k, l := range t.lines {
		top, bottom := float32(1e9), float32(-1e9)
		for _, f := range l {
			if f != nil {
				top, bottom, em = min(top, f.V0), max(bottom, f.V1), max(em, f.Size)
			}
		}
		if k > 0 {
			gaps = append(gaps, top-low)
		}
		low = max(low, bottom)
	}
	slices.Sort(gaps)
	best, at := float32(0), 0
	for i := 1; i < len(gaps); i++ {
		if d := gaps[i] - gaps[i-1]; d > best {
			best, at = d, i
		}
	}
	if best > .22*em && len(gaps)-at >= 2 && gaps[at-1] < .7*em {
		t.inside = (gaps[at-1] + gaps[at]) / 2
	}
}

// goesOn reports whether line k belongs to the row whose cells these are.
func (t *rowMaker) goesOn(k int, row [][]Part) bool {
	low, top, em := float32(-1e9), float32(1e9), float32(0)
	for _, cell := range row {
		for i := range cell {
			low, em = max(low, cell[i].V1), max(em, cell[i].Size)
		}
	}
	wraps, against, hyphened := 0, 0, 0
	missing, fresh, small, bare := false, false, true, true // a cell has no more; one begins; what goes on begins small; nothing stands above
	for c, f := range t.lines[k] {
		if f == nil {
			missing = missing || len(row[c]) > 0
			continue
		}
		top = min(top, f.V0)
		if len(row[c]) == 0 {
			fresh = true
			continue
		}
		bare = false
		switch last := &row[c][len(row[c])-1]; t.wraps(last, f, c) {
		case wrapped:
			wraps++
			if last.cut() {
				hyphened++
			}
			small = small && !unicode.IsUpper(f.first()) && !unicode.IsDigit(f.first())
		case unwrapped:
			against++
		case unknown:
		}
	}
	white := top - low
	named := slices.ContainsFunc(row[1:], func(cell []Part) bool { return len(cell) > 0 })
	name := t.lines[k][0] != nil && len(row[0]) > 0 // the name of the row goes on
	switch {
	case t.inside >= 0 && white > t.inside, t.inside < 0 && white > .75*em:
		return false
	case t.inside >= 0 && bare:
		return white < -.3*em // beside the middle of a cell of several lines
	case against > 0 || wraps == 0 || fresh && (named || !name) && white > -.3*em:
		return false
	case t.inside >= 0:
		return missing && !name || small
	case fresh:
		return false
	}
	return missing && !name || small && (missing || hyphened > 0)
}

type wrapping int

const (
	unknown wrapping = iota
	wrapped
	unwrapped
)

// wraps tells whether a cell's text ran over behind last and goes on with next.
func (t *rowMaker) wraps(last, next *Part, column int) wrapping {
	em := next.Size
	switch {
	case last.numeric() && next.numeric():
		return unwrapped
	case last.cut() && unicode.IsLetter(next.first()):
		return wrapped
	case last.width()+.25*em+next.First <= t.widths[column]-.5*em:
		return unwrapped
	case last.words() == 1 && next.words() == 1, t.widths[column] < 6*em:
		return unknown
	}
	return wrapped
}

// Heading counts the rows on top that name the columns: bold ones above
// others, or those without a figure above some with figures, or a short one
// above long ones.
func Heading(rows []Row) int {
	n := 0
	for n < len(rows) && rows[n].Named {
		n++
	}
	if n > 0 && n < len(rows) {
		return n
	}
	n = 0
	for n < len(rows) && n < 3 && rows[n].Bold {
		n++
	}
	if n == len(rows) || n == 3 && rows[n].Bold {
		return 0
	}
	if n > 0 {
		return n
	}
	for n < len(rows) && n < 3 && !rows[n].figures() {
		n++
	}
	switch {
	case n == 0:
		return 0
	case n < len(rows) && n < 3:
		return n
	case n == 3 && len(rows) > 3 && slices.ContainsFunc(rows[3:], func(r Row) bool { return r.figures() }):
		return 0
	}
	// Nothing but words: names above texts.
	first, others := rows[0].longest(), 0
	for i := range rows[1:] {
		others += rows[i+1].longest()
	}
	if len(rows) > 1 && first <= 3 && others >= 2*first*(len(rows)-1) {
		return 1
	}
	return 0
}

// figures reports whether a row has digits, or nothing but signs.
func (r *Row) figures() bool {
	letters := 0
	for _, cell := range r.Cells {
		for i := range cell {
			for _, c := range cell[i].Text {
				if unicode.IsDigit(c) {
					return true
				}
				if unicode.IsLetter(c) {
					letters++
				}
			}
		}
	}
	return letters == 0
}

// longest counts the words of its longest cell.
func (r *Row) longest() int {
	most := 0
	for _, cell := range r.Cells {
		n := 0
		for i := range cell {
			n += cell[i].words()
		}
		most = max(most, n)
	}
	return most
}
