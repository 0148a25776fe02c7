package pdfium

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// blanks puts in the spaces that pdfium leaves out: those that are a text
// object of their own, as many makers write them between words or clusters.
// Such an object takes no room; it is a point.
func (r *reader) blanks(objects []object) {
	first := map[int32]int{} // the place of the first character of a run
	for i := len(r.raw.Chars) - 1; i >= 0; i-- {
		first[r.raw.Chars[i].Run] = i
	}
	type blank struct {
		char   layout.Char
		before int // the place of the character that comes next
	}
	var found []blank
	var waiting []uint64
	for _, o := range objects {
		if o.kind != textObject || o.form >= 0 {
			continue
		}
		run := r.runs[o.handle]
		if run == 0 {
			if r.marked.of[o.handle] == 0 { // else a mark without a width, of a cluster
				waiting = append(waiting, o.handle)
			}
			continue
		}
		i, ok := first[run]
		if !ok { // none of it can be seen
			continue
		}
		for _, w := range waiting {
			at, ok := r.bounds(w)
			if !ok || at.left != at.right || at.bottom != at.top {
				continue
			}
			x, y := r.place.point(at.left, at.bottom)
			next := &r.raw.Chars[i]
			found = append(found, blank{layout.Char{
				R: ' ', Style: next.Style, Run: int32(len(r.runs) + len(found) + 1),
				X0: float32(x), X1: float32(x) + .1, Y0: float32(y) - .1, Y1: float32(y),
			}, i})
		}
		waiting = waiting[:0]
	}
	if len(found) == 0 {
		return
	}
	slices.SortStableFunc(found, func(a, b blank) int { return a.before - b.before })
	out := make([]layout.Char, 0, len(r.raw.Chars)+len(found))
	k := 0
	for i, c := range r.raw.Chars {
		for ; k < len(found) && found[k].before == i; k++ {
			out = append(out, found[k].char)
		}
		out = append(out, c)
	}
	r.raw.Chars = out
}
