package extract

import (
	"math"
	"slices"
	"sort"
)

// Rects gives the boxes of the code points [start,end), merged along each
// line as far as they cover no others; nil if none of them has a box.
func (g Glyphs) Rects(start, end int) []Rect {
	first := sort.Search(len(g.runs), func(i int) bool { return g.runs[i].end() > start })
	var boxes []box
	for i := first; i < len(g.runs) && g.runs[i].start < end; i++ {
		r := &g.runs[i]
		for _, b := range g.boxes(r, max(start, r.start), min(end, r.end()), start, end) {
			if n := len(boxes); n > 0 && boxes[n-1].sameLine(b) && !g.between(boxes[n-1], b, start, end) {
				boxes[n-1].join(b)
				continue
			}
			boxes = append(boxes, b)
		}
	}
	var rects []Rect
	for _, b := range boxes {
		rects = append(rects, b.rect())
	}
	return rects
}

type box struct {
	low, high, from, to int32
	upright             bool
}

func (r *glyphRun) box(start, end int) (box, bool) {
	b := box{low: r.low, high: r.high, from: math.MaxInt32, to: math.MinInt32, upright: r.upright}
	for i := start - r.start; i < end-r.start; i++ {
		if lo, hi := r.edges[2*i], r.edges[2*i+1]; lo < hi {
			b.from, b.to = min(b.from, lo), max(b.to, hi)
		}
	}
	return b, b.from < b.to
}

// boxes gives the stretches of the run's line that [start,end) has: one,
// except where the line is written in two directions and others stand between,
// that are not of [from,to).
func (g Glyphs) boxes(r *glyphRun, start, end, from, to int) []box {
	whole, ok := r.box(start, end)
	if !ok {
		return nil
	}
	var others []int32 // where, doubled, the middles of others lie inside
	for k := range g.runs {
		o := &g.runs[k]
		across := o.low + o.high
		if o.upright != r.upright || across <= 2*whole.low || across >= 2*whole.high {
			continue
		}
		for i := 0; i < o.len(); i++ {
			lo, hi := o.edges[2*i], o.edges[2*i+1]
			at := o.start + i
			if (at < from || at >= to) && lo < hi && lo+hi > 2*whole.from && lo+hi < 2*whole.to && !r.covers(lo+hi, start, end) {
				others = append(others, lo+hi)
			}
		}
	}
	if len(others) == 0 {
		return []box{whole}
	}
	slices.Sort(others)
	var out []box
	stretch := map[int]int{} // which of out lies behind so many others
	for at := start; at < end; at++ {
		b, ok := r.box(at, at+1)
		if !ok {
			continue
		}
		behind, _ := slices.BinarySearch(others, b.from+b.to)
		k, known := stretch[behind]
		if !known {
			stretch[behind] = len(out)
			out = append(out, b)
			continue
		}
		out[k].join(b)
	}
	return out
}

// covers reports whether a place, doubled, lies in one of the boxes of
// [start,end), as that of a mark does in the box of its letter.
func (r *glyphRun) covers(twice int32, start, end int) bool {
	for i := start - r.start; i < end-r.start; i++ {
		if twice > 2*r.edges[2*i] && twice < 2*r.edges[2*i+1] {
			return true
		}
	}
	return false
}

// between reports whether b and c, joined, would cover the middle of a
// character outside of [start,end) that neither of them covers.
func (g Glyphs) between(b, c box, start, end int) bool {
	joined := b
	joined.join(c)
	for i := range g.runs {
		r := &g.runs[i]
		if r.start >= start && r.end() <= end {
			continue
		}
		across := r.low + r.high
		if r.upright == joined.upright && (across <= 2*joined.low || across >= 2*joined.high) {
			continue
		}
		for k := 0; k < r.len(); k++ {
			if at := r.start + k; at >= start && at < end || r.edges[2*k] == r.edges[2*k+1] {
				continue
			}
			along, across := r.edges[2*k]+r.edges[2*k+1], across
			if r.upright != joined.upright {
				along, across = across, along
			}
			if joined.holds(along, across) && !b.holds(along, across) && !c.holds(along, across) {
				return true
			}
		}
	}
	return false
}

// holds reports whether a place, given doubled, lies in the box.
func (b box) holds(along, across int32) bool {
	return along > 2*b.from && along < 2*b.to && across > 2*b.low && across < 2*b.high
}

// sameLine reports whether c goes on where b stands: they overlap across the
// line by half of the smaller one, and no wide gap lies between them.
func (b box) sameLine(c box) bool {
	if b.upright != c.upright {
		return false
	}
	over := min(b.high, c.high) - max(b.low, c.low)
	small := min(b.high-b.low, c.high-c.low)
	gap := max(b.from, c.from) - min(b.to, c.to)
	return 2*over >= small && gap <= 2*max(b.high-b.low, c.high-c.low)
}

func (b *box) join(c box) {
	b.low, b.high = min(b.low, c.low), max(b.high, c.high)
	b.from, b.to = min(b.from, c.from), max(b.to, c.to)
}

func (b box) rect() Rect {
	lo, hi := float64(b.low)/glyphUnit, float64(b.high)/glyphUnit
	from, to := float64(b.from)/glyphUnit, float64(b.to)/glyphUnit
	if b.upright {
		return Rect{lo, from, hi, to}
	}
	return Rect{from, lo, to, hi}
}
