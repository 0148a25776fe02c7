package layout

import (
	"cmp"
	"slices"

	"studyapp/internal/ingest/extract"
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
