package column

import (
	"slices"
	"strings"

	"studyapp/internal/ingest/extract/pdf/apparatus"
	"studyapp/internal/ingest/extract/pdf/item"
)

// side is what the decision about columns looks at.
type side struct {
	lines, full    int
	chars, digits  int
	segs           int
	width          float32
	size           float32 // of most letters, about
	orders         []int
	perLine        float32
	digitShare     float32
	fullShare      float32
	segmentsPerRow float32
}

func measure[S Placed](segs []S) side {
	u0, _, u1, _ := Extent(segs)
	d := side{segs: len(segs), width: u1 - u0}
	rows := Rows(segs)
	d.lines = len(rows)
	for _, r := range rows {
		a, _, b, _ := Extent(r)
		if b-a >= .6*d.width {
			d.full++
		}
		for _, s := range r {
			d.orders = append(d.orders, s.At().Order)
			c := s.Count()
			d.size += s.At().Size * float32(c.Chars)
			d.chars += c.Chars
			d.digits += c.Digits
		}
	}
	d.size /= float32(max(d.chars, 1))
	d.perLine = float32(d.chars) / float32(d.lines)
	d.digitShare = float32(d.digits) / float32(max(d.chars, 1))
	d.fullShare = float32(d.full) / float32(d.lines)
	d.segmentsPerRow = float32(d.segs) / float32(d.lines)
	return d
}

// prose reports whether lines fill their column as running text does.
func (d side) prose() bool { return d.filled() && d.segmentsPerRow <= 1.6 }

func (d side) filled() bool { return d.perLine >= 14 && d.fullShare >= .45 && d.digitShare < .3 }

// stretched reports whether lines are those of a narrow column whose words were
// moved apart to fill it: then the spaces between them are as wide as those of
// a table.
func (d side) stretched() bool { return d.filled() && d.fullShare >= .8 && d.segmentsPerRow <= 4 }

// sideBySide reports whether what stands on one side of a gutter is columns
// itself.
func sideBySide[S Placed](segs []S) bool {
	at := gutters(segs)
	filled := func(at ...float32) bool {
		slices.Sort(at)
		stripes := make([][]S, len(at)+1)
		for _, s := range segs {
			k, _ := slices.BinarySearch(at, (s.At().U0+s.At().U1)/2)
			stripes[k] = append(stripes[k], s)
		}
		return !slices.ContainsFunc(stripes, func(in []S) bool { return len(in) == 0 || !measure(in).stretched() })
	}
	return slices.ContainsFunc(at, func(u float32) bool { return filled(u) }) || len(at) > 1 && filled(slices.Clone(at)...)
}

// columns decides whether what stands left and right of a gutter, in so many lines
// at least, is read one after the other. Columns of prose are; a table, whose cells
// are short, full of figures, or written row by row into the file, is not.
func columns[S Placed](left, right []S, fewest int) bool {
	if len(left) == 0 || len(right) == 0 {
		return false
	}
	l, r := measure(left), measure(right)
	long, short := l, r
	if r.lines > l.lines {
		long, short = r, l
	}
	changes := switches(l.orders, r.orders)
	if changes <= 1 && listed(left) && listed(right) {
		return true // two lists, as slides have them
	}
	if long.lines < 3 || short.lines < fewest {
		return false
	}
	separate := changes <= 1+(l.lines+r.lines)/8
	switch {
	case changes <= 1 && short.lines >= fewApart && !level(left, right):
		return true
	case changes <= 1 && short.lines >= 8 && min(l.perLine, r.perLine) >= 14 && max(l.digitShare, r.digitShare) < .4:
		return true
	case changes <= 1 && short.lines >= 4 && (l.stretched() || sideBySide(left)) && (r.stretched() || sideBySide(right)):
		return true // written one after the other, as no table is
	case changes <= 2 && short.lines >= 4 && (l.size < r.size) == (l.width < r.width) && max(l.digitShare, r.digitShare) < .3 && min(l.size, r.size) < smaller*max(l.size, r.size) && min(l.width, r.width) < narrower*max(l.width, r.width):
		return true // the contents of a talk beside a slide
	case changes <= 1 && short.lines >= 8 && min(l.perLine, r.perLine) >= 25 && min(l.fullShare, r.fullShare) >= .4 && max(l.digitShare, r.digitShare) < .3 && leftward(left) && leftward(right):
		return true // Latin words and formulas part the lines of writing to the left
	case short.lines >= 2 && l.prose() && r.prose():
		strong := l.perLine >= 25 && r.perLine >= 25 && l.fullShare >= .7 && r.fullShare >= .7
		return separate || strong
	case long.prose() && long.lines >= 5 && short.digitShare < .3 && short.perLine >= 4:
		return changes <= 1
	case l.lines >= 8 && r.lines >= 8 && l.digitShare < .4 && r.digitShare < .4 && l.segmentsPerRow <= 1.3 && r.segmentsPerRow <= 1.3:
		return changes <= 1 // an index or a glossary
	case long.lines >= 8 && short.lines >= 3 && l.segmentsPerRow <= 1.3 && r.segmentsPerRow <= 1.3 && indexed(left) && indexed(right):
		return changes <= 1 // the last page of an index
	}
	return false
}

// fewApart rows tell whether those of two sides are the same ones, at least.
const fewApart = 6

// level reports whether most rows of the side with fewer stand on the lines of the
// other side, as the cells of a table do.
func level[S Placed](left, right []S) bool {
	few, many := Rows(left), Rows(right)
	if len(few) > len(many) {
		few, many = many, few
	}
	n, k := 0, 0
	for _, row := range few {
		_, v0, _, v1 := Extent(row)
		for k < len(many) {
			_, w0, _, w1 := Extent(many[k])
			if d := (v0 + v1 - w0 - w1) / 2; d <= .15*(v1-v0) {
				if d >= -.15*(v1-v0) {
					n++
				}
				break
			}
			k++
		}
	}
	return n*2 > len(few)
}

// What stands beside a slide is smaller in type, and narrower, than what is on it.
const smaller, narrower = .85, .4

// switches counts how often the content changes sides.
func switches(left, right []int) int {
	type entry struct {
		order int
		left  bool
	}
	all := make([]entry, 0, len(left)+len(right))
	for _, o := range left {
		all = append(all, entry{o, true})
	}
	for _, o := range right {
		all = append(all, entry{o, false})
	}
	slices.SortFunc(all, func(a, b entry) int { return a.order - b.order })
	n := 0
	for i := 1; i < len(all); i++ {
		if all[i].left != all[i-1].left {
			n++
		}
	}
	return n
}

// listed reports whether two rows at least begin with the mark of an item.
func listed[S Placed](segs []S) bool {
	n := 0
	for _, row := range Rows(segs) {
		text := row[0].Spaced()
		if len(row) > 1 {
			text += " " + row[1].Spaced()
		}
		if item.Mark([]rune(text)) != "" {
			n++
		}
	}
	return n > 1
}

// indexed reports whether half of the rows are entries of an index.
func indexed[S Placed](segs []S) bool {
	rows := Rows(segs)
	n := 0
	for _, row := range rows {
		var b strings.Builder
		for _, s := range row {
			b.WriteString(s.Spaced())
		}
		if text := b.String(); apparatus.Entry(text) && strings.Contains(text, ", ") {
			n++
		}
	}
	return n*2 >= len(rows)
}
