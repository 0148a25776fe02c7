package layout

import (
	"cmp"
	"slices"

	"studyapp/internal/ingest/extract"

	"studyapp/internal/ingest/extract/pdf/column"
)

// parted takes the furniture out of a page's lines: what stands above the text
// and what stands below it, or beside it, each from top to bottom.
func (s *Sheet) parted(furniture map[int]bool) (head, text, foot []*line) {
	for i := range s.lines {
		l := &s.lines[i]
		switch {
		case !furniture[i]:
			text = append(text, l)
		case l.angle == 0 && l.v0+l.v1 < float32(s.Height):
			head = append(head, l)
		default:
			foot = append(foot, l)
		}
	}
	for i := range s.numbers {
		foot = append(foot, &s.numbers[i])
	}
	for _, lines := range [][]*line{head, foot} {
		slices.SortStableFunc(lines, func(a, b *line) int {
			if a.beside(b) {
				return cmp.Compare(a.u0, b.u0)
			}
			return cmp.Compare(a.v1, b.v1)
		})
	}
	return head, text, foot
}

// sameRow is how far apart, in points, the feet of lines of one row are.
const sameRow = 4

func (l *line) beside(o *line) bool { return l.angle == o.angle && abs(l.v1-o.v1) < sameRow }

// furniture writes running lines as they stand, a row on each line.
func (w *writer) furniture(lines []*line) {
	if len(lines) == 0 {
		return
	}
	w.gap(2)
	start, at := len(w.text), len(w.spans)
	w.spans = append(w.spans, extract.Span{Kind: extract.Furniture, Start: start})
	for i, l := range lines {
		switch {
		case i == 0:
		case lines[i-1].beside(l):
			w.space(' ')
		default:
			w.space('\n')
		}
		for j := range l.glyphs {
			w.put(&l.glyphs[j], l)
		}
	}
	w.spans[at].End = len(w.text)
}

// setApart parts a page's segments where a line in its margin is set apart from
// the text by white space: a running head over columns is in none of them.
func (s *Sheet) setApart(segs []*segment, angle int16) [][]*segment {
	if angle != 0 || len(segs) < 6 {
		return [][]*segment{segs}
	}
	rows := column.Rows(segs)
	zone := float32(s.Height * deepZone)
	var head, foot []*segment
	if first := rows[0]; len(rows) > 2 {
		_, _, _, low := column.Extent(first)
		_, next, _, _ := column.Extent(rows[1])
		if low < zone && next-low > apartFrom(first) {
			head, rows = first, rows[1:]
		}
	}
	if n := len(rows); n > 2 {
		last := rows[n-1]
		_, high, _, _ := column.Extent(last)
		_, _, _, before := column.Extent(rows[n-2])
		if high > float32(s.Height)-zone && high-before > apartFrom(last) && !s.beginsNote(last) {
			foot = last
		}
	}
	text := slices.DeleteFunc(slices.Clone(segs), func(g *segment) bool { return slices.Contains(head, g) || slices.Contains(foot, g) })
	var out [][]*segment
	for _, part := range [][]*segment{head, text, foot} {
		if len(part) > 0 {
			out = append(out, part)
		}
	}
	return out
}

// beginsNote reports whether a row may be a footnote rather than a foot: a mark
// and words.
func (s *Sheet) beginsNote(row []*segment) bool {
	mark, raised := noteMark(row, s.raw.Styles)
	if mark == "" || raised {
		return raised
	}
	for _, g := range row {
		for i := range g.glyphs {
			if r := g.glyphs[i].r; !digit(r) {
				return letter(r)
			}
		}
	}
	return false
}

// apartFrom is the white space that sets a row apart, in points.
func apartFrom(row []*segment) float32 {
	size := float32(0)
	for _, g := range row {
		size = max(size, g.Size)
	}
	return .8 * size
}
