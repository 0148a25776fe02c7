package pdfium

import (
	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/ruled"
)

const (
	// maxRules bounds the drawings of a page that are looked at: figures have
	// thousands.
	maxRules = 3000
	// maxSegments bounds the parts of those that are lines and boxes in one.
	maxSegments = 6000
)

// rules finds the lines and boxes among a page's own drawings: what stands around
// the cells of tables, and where there is mathematics, bars of fractions and
// roots.
func (r *reader) rules(objects []object) {
	const thick, short = 2, 2 // points
	mathematics := r.raw.Mathematical()
	seen, segments := 0, 0
	for _, o := range objects {
		if o.kind != pathObject || o.form >= 0 {
			continue
		}
		if seen++; seen > maxRules {
			r.raw.Boxes = nil
			return
		}
		a, ok := r.bounds(o.handle)
		if !ok {
			continue
		}
		b := r.drawn(a)
		w, h := b.X1-b.X0, b.Y1-b.Y0
		if mathematics && h <= thick && w >= short && w > 2*h {
			r.raw.Rules = append(r.raw.Rules, layout.Rule{X0: b.X0, X1: b.X1, Y: (b.Y0 + b.Y1) / 2})
		}
		switch {
		case min(w, h) <= thick:
			r.raw.Boxes = append(r.raw.Boxes, b)
		case segments < maxSegments && r.framed(o.handle):
			segments += r.boxes(o.handle)
		}
	}
}

// drawn is an area as we place it.
func (r *reader) drawn(a area) ruled.Box {
	x0, y0 := r.place.point(a.left, a.bottom)
	x1, y1 := r.place.point(a.right, a.top)
	return ruled.Box{X0: float32(min(x0, x1)), Y0: float32(min(y0, y1)), X1: float32(max(x0, x1)), Y1: float32(max(y0, y1))}
}

// framed reports whether a path is drawn as lines, and not a coloured ground.
func (r *reader) framed(path uint64) bool {
	e := r.e
	return e.flag("FPDFPath_GetDrawMode", path, uint64(e.out), uint64(e.out+4)) && e.bytes(e.out+4, 4)[0] != 0
}

// boxes adds the boxes and the level and upright lines that a path is made of, and
// gives how many parts it has.
func (r *reader) boxes(path uint64) int {
	const line, bezier, move = 0, 1, 2
	e := r.e
	n := e.callInt("FPDFPath_CountSegments", path)
	if n < 2 || n > maxSegments {
		return 0
	}
	m := r.matrixOf(path)
	var x, y []float64
	straight := true
	flush := func() {
		if straight && len(x) > 1 && few(x) && few(y) {
			a := nowhere
			for i := range x {
				a.point(m.of(x[i], y[i]))
			}
			r.raw.Boxes = append(r.raw.Boxes, r.drawn(a))
		}
		x, y, straight = x[:0], y[:0], true
	}
	for i := range n {
		s := e.call("FPDFPath_GetPathSegment", path, uint64(i))
		if s == 0 || !e.flag("FPDFPathSegment_GetPoint", s, uint64(e.out), uint64(e.out+4)) {
			return n
		}
		px, py := e.float(e.out), e.float(e.out+4)
		switch e.callInt("FPDFPathSegment_GetType", s) {
		case move:
			flush()
		case bezier:
			straight = false
		case line:
		}
		x, y = append(x, px), append(y, py)
	}
	flush()
	return n
}

// few reports whether values are two at most.
func few(all []float64) bool {
	const same = .01
	low, high := all[0], all[0]
	for _, v := range all {
		low, high = min(low, v), max(high, v)
	}
	for _, v := range all {
		if v > low+same && v < high-same {
			return false
		}
	}
	return true
}
