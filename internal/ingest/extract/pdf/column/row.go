package column

import (
	"cmp"
	"slices"
)

// Rows groups segments that stand on one line, from top to bottom, each row
// from left to right.
func Rows[S Placed](segs []S) [][]S {
	sorted := slices.Clone(segs)
	// The large ones first within a line: what is raised or lowered joins them.
	slices.SortStableFunc(sorted, func(a, b S) int { return cmp.Compare(a.At().middle(), b.At().middle()) })
	type row struct {
		segs   []S
		v0, v1 float32 // of its tallest segment
		size   float32
	}
	var rows []row
	for _, s := range sorted {
		joined := false
		for i := len(rows) - 1; i >= 0 && i >= len(rows)-4; i-- {
			r := &rows[i]
			over := min(r.v1, s.At().V1) - max(r.v0, s.At().V0)
			need := .5 * min(r.v1-r.v0, s.At().V1-s.At().V0)
			if over < need || clash(r.segs, s) {
				continue
			}
			r.segs = append(r.segs, s)
			if s.At().Size > r.size*1.15 {
				r.v0, r.v1, r.size = s.At().V0, s.At().V1, s.At().Size
			}
			joined = true
			break
		}
		if !joined {
			rows = append(rows, row{[]S{s}, s.At().V0, s.At().V1, s.At().Size})
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.v0+a.v1, b.v0+b.v1) })
	out := make([][]S, len(rows))
	for i, r := range rows {
		slices.SortStableFunc(r.segs, func(a, b S) int { return cmp.Compare(a.At().U0, b.At().U0) })
		out[i] = r.segs
	}
	return out
}

// clash reports whether s lies over one of segs for most of its width: then
// they are two tight lines, not one.
func clash[S Placed](segs []S, s S) bool {
	for _, o := range segs {
		over := min(o.At().U1, s.At().U1) - max(o.At().U0, s.At().U0)
		if over > .5*min(o.At().U1-o.At().U0, s.At().U1-s.At().U0) && over > s.At().Size*.5 && max(o.At().middle()-s.At().middle(), s.At().middle()-o.At().middle()) > .3*min(o.At().V1-o.At().V0, s.At().V1-s.At().V0) {
			return true
		}
	}
	return false
}

// Extent is the box around pieces.
func Extent[S Placed](segs []S) (u0, v0, u1, v1 float32) {
	for i, s := range segs {
		p := s.At()
		if i == 0 {
			u0, v0, u1, v1 = p.U0, p.V0, p.U1, p.V1
			continue
		}
		u0, v0, u1, v1 = min(u0, p.U0), min(v0, p.V0), max(u1, p.U1), max(v1, p.V1)
	}
	return
}
