package layout

import (
	"cmp"
	"slices"
)

// fewNumbers is how many lines of a page are numbered, at least, where lines
// are.
const fewNumbers = 5

// manyNumbers is more than a page has lines.
const manyNumbers = 300

// pageOfNumbers is how many there are, at least, of numbers in the size of the
// text: fewer may be those of a list.
const pageOfNumbers = 25

// lineNumber is a number that a segment begins or ends with, or is.
type lineNumber struct {
	seg      *segment
	from, to int // in its glyphs
	value    int
	u0, u1   float32
	size     float32
}

// lineNumbers takes the numbers of lines out of a page's segments: small ones,
// or such beside prose or code, that stand under each other in a margin and go
// up by the same step.
func lineNumbers(segs []segment, styles []Style) (text, numbers []segment) {
	for _, left := range []bool{true, false} {
		column := marginNumbers(segs, styles, left)
		for _, n := range column {
			g := n.seg.glyphs
			numbers = append(numbers, segmentOf(g[n.from:n.to], styles, n.seg.order))
			rest := slices.Concat(g[:n.from], g[n.to:])
			*n.seg = segmentOf(rest, styles, n.seg.order)
		}
		segs = slices.DeleteFunc(segs, func(s segment) bool { return len(s.glyphs) == 0 })
	}
	return segs, numbers
}

func segmentOf(glyphs []glyph, styles []Style, order int) segment {
	s := segment{order: order, glyphs: glyphs}
	for i := range glyphs {
		g := &glyphs[i]
		if i == 0 {
			s.u0, s.v0, s.u1, s.v1 = g.u0, g.v0, g.u1, g.v1
		}
		s.grow(g, styles[g.style].Size)
	}
	return s
}

// marginNumbers gives the numbers of lines in the left or right margin.
func marginNumbers(segs []segment, styles []Style, left bool) []lineNumber {
	var all []lineNumber
	for i := range segs {
		if n, ok := marginNumber(&segs[i], styles, left); ok {
			all = append(all, n)
		}
	}
	if len(all) < fewNumbers || len(all) > manyNumbers {
		return nil
	}
	// They end under each other, or begin so.
	const flush = 2.5
	var best []lineNumber
	for _, at := range all {
		var column []lineNumber
		for _, n := range all {
			if abs(n.u1-at.u1) < flush || abs(n.u0-at.u0) < flush {
				column = append(column, n)
			}
		}
		if len(column) > len(best) {
			best = column
		}
	}
	slices.SortFunc(best, func(a, b lineNumber) int { return cmp.Compare(a.seg.v1, b.seg.v1) })
	if len(best) < fewNumbers || !steady(best) || !inMargin(best, segs, left) {
		return nil
	}
	return best
}

// marginNumber reads the number that a segment begins with, or ends with on the
// right, where white space parts it from what stands beside it.
func marginNumber(s *segment, styles []Style, left bool) (lineNumber, bool) {
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
		return lineNumber{}, false
	}
	from, to := 0, n
	if !left {
		from, to = len(g)-n, len(g)
	}
	v := 0
	for i := from; i < to; i++ {
		v = v*10 + int(g[i].r-'0')
	}
	return lineNumber{s, from, to, v, g[from].u0, g[to-1].u1, styles[g[from].style].Size}, true
}

// steady reports whether numbers go up by one step nearly throughout.
func steady(column []lineNumber) bool {
	steps := map[int]int{}
	for i := 1; i < len(column); i++ {
		steps[column[i].value-column[i-1].value]++
	}
	for step, n := range steps {
		if step > 0 && step <= 10 && n*10 >= (len(column)-1)*9 {
			return true
		}
	}
	return false
}

// inMargin reports whether numbers stand in a margin: nothing else stands that
// far out at their heights, and they are in smaller type than what stands beside
// them, or as many as the lines of a page of prose.
func inMargin(column []lineNumber, segs []segment, left bool) bool {
	in := map[*segment]bool{}
	u0, u1 := column[0].u0, column[0].u1
	for _, n := range column {
		in[n.seg] = true
		u0, u1 = min(u0, n.u0), max(u1, n.u1)
	}
	top, bottom := column[0].seg.v0, column[len(column)-1].seg.v1
	width := float32(0)
	for i := range segs {
		s := &segs[i]
		if s.v1 < top || s.v0 > bottom || in[s] {
			width = max(width, s.u1-s.u0)
			continue
		}
		if left && s.u0 < u1 || !left && s.u1 > u0 {
			return false
		}
		width = max(width, s.u1-s.u0)
	}
	small, full, beside := 0, 0, 0
	for _, n := range column {
		wide, size := float32(0), float32(0)
		for i := range segs {
			s := &segs[i]
			if min(s.v1, n.seg.v1)-max(s.v0, n.seg.v0) > .3*(n.seg.v1-n.seg.v0) && (s != n.seg || n.to-n.from < len(s.glyphs)) {
				wide, size = max(wide, s.u1-s.u0), max(size, s.size)
			}
		}
		if wide == 0 {
			continue
		}
		beside++
		if n.size <= .85*size {
			small++
		}
		if wide > .6*width {
			full++
		}
	}
	if beside*2 < len(column) {
		return false
	}
	return small*10 >= beside*9 || len(column) >= pageOfNumbers && full*10 >= beside*6 && even(column)
}

// even reports whether numbers follow each other at one distance.
func even(column []lineNumber) bool {
	pitch := (column[len(column)-1].seg.v1 - column[0].seg.v1) / float32(len(column)-1)
	n := 0
	for i := 1; i < len(column); i++ {
		if abs(column[i].seg.v1-column[i-1].seg.v1-pitch) < .2*pitch {
			n++
		}
	}
	return n*10 >= (len(column)-1)*8
}
