package pdfium

import "studyapp/internal/ingest/extract/pdf/layout"

// maxRules bounds the drawings of a page that are looked at: figures have
// thousands.
const maxRules = 3000

// rules finds the level lines among a page's own drawings, where there is
// mathematics: bars of fractions and roots.
func (r *reader) rules(objects []object) {
	if !r.raw.Mathematical() {
		return
	}
	const thick, short = 2, 2 // points
	seen := 0
	for _, o := range objects {
		if o.kind != pathObject || o.form >= 0 {
			continue
		}
		if seen++; seen > maxRules {
			return
		}
		b, ok := r.bounds(o.handle)
		if !ok {
			continue
		}
		x0, y0 := r.place.point(b.left, b.bottom)
		x1, y1 := r.place.point(b.right, b.top)
		x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
		if y1-y0 <= thick && x1-x0 >= short && x1-x0 > 2*(y1-y0) {
			r.raw.Rules = append(r.raw.Rules, layout.Rule{X0: float32(x0), X1: float32(x1), Y: float32((y0 + y1) / 2)})
		}
	}
}
