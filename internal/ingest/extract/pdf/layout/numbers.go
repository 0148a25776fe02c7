package layout

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/column"
	"studyapp/internal/ingest/extract/pdf/margin"
)

// withoutNumbers takes the numbers of lines out of segments and keeps them.
func (s *Sheet) withoutNumbers(segs []*segment) []*segment {
	for _, left := range []bool{true, false} {
		boxes := make([]margin.Box, len(segs))
		var all []margin.Number
		for i, of := range segs {
			boxes[i] = margin.Box{X0: of.U0, Y0: of.V0, X1: of.U1, Y1: of.V1, Size: of.Size}
			if from, to, value := marginNumber(of, s.raw.Styles, left); from < to {
				g := of.glyphs
				all = append(all, margin.Number{Box: margin.Box{X0: g[from].u0, Y0: g[from].v0, X1: g[to-1].u1, Y1: g[from].v1, Size: s.raw.Styles[g[from].style].Size}, Value: value, Of: i, Alone: to-from == len(g)})
			}
		}
		for _, n := range margin.Lines(all, boxes, left) {
			of := segs[n.Of]
			from, to, _ := marginNumber(of, s.raw.Styles, left)
			number := segmentOf(of.glyphs[from:to], s.raw.Styles, of.Order)
			s.numbers = append(s.numbers, newLine([]*segment{&number}, s.raw.Styles, 0, 0, false))
			*of = segmentOf(slices.Concat(of.glyphs[:from], of.glyphs[to:]), s.raw.Styles, of.Order)
		}
		segs = slices.DeleteFunc(segs, func(s *segment) bool { return len(s.glyphs) == 0 })
	}
	return segs
}

func segmentOf(glyphs []glyph, styles []Style, order int) segment {
	s := segment{Piece: column.Piece{Order: order}, glyphs: glyphs}
	for i := range glyphs {
		g := &glyphs[i]
		if i == 0 {
			s.U0, s.V0, s.U1, s.V1 = g.u0, g.v0, g.u1, g.v1
		}
		s.grow(g, styles[g.style].Size)
	}
	return s
}

// marginNumber gives where in a segment's glyphs a number stands that it begins
// with, or ends with on the right, parted by white space from what is beside it;
// from is to where there is none.
func marginNumber(s *segment, styles []Style, left bool) (from, to, value int) {
	g := s.glyphs
	n := 0
	at := func(k int) *glyph {
		if left {
			return &g[k]
		}
		return &g[len(g)-1-k]
	}
	apart := func(k int) bool {
		last, next := at(k-1), at(k)
		return max(next.u0-last.u1, last.u0-next.u1) >= .5*styles[next.style].Size
	}
	for n < len(g) && at(n).r >= '0' && at(n).r <= '9' && (n == 0 || !apart(n)) {
		n++
	}
	if n == 0 || n > 4 || n < len(g) && !apart(n) {
		return 0, 0, 0
	}
	from, to = 0, n
	if !left {
		from, to = len(g)-n, len(g)
	}
	for i := from; i < to; i++ {
		value = value*10 + int(g[i].r-'0')
	}
	return from, to, value
}
