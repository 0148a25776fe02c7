package pdfium

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// unsaid puts in what pdfium leaves out of a page's text: the spaces that are a
// text object of their own, as many makers write them between words or
// clusters, glyphs of a marked span that mean nothing by themselves, and the
// joiners that spans stand for. A space takes no room; it is a point.
func (r *reader) unsaid(objects []object) {
	r.number(objects)
	first := make([]int, len(r.runs)+1) // the place of the first character of a run, from 1
	for i := len(r.raw.Chars) - 1; i >= 0; i-- {
		first[r.raw.Chars[i].Run] = i + 1
	}
	type addition struct {
		char   layout.Char
		before int // the place of the character that comes next
	}
	var found []addition
	var waiting []uint64
	add := func(before int) {
		if before == 0 && len(r.raw.Chars) == 0 {
			return
		}
		like := &r.raw.Chars[min(before, len(r.raw.Chars)-1)]
		for _, w := range waiting {
			at, ok := r.bounds(w)
			if !ok {
				continue
			}
			span := r.marked.of[w]
			point := at.left == at.right && at.bottom == at.top
			sign := r.marked.joiner(span)
			if point == (span > 0) && sign == 0 {
				continue // a mark without a width, of a cluster; or nothing known
			}
			c := r.box(at)
			c.R, c.Style, c.Cluster, c.Run = ' ', like.Style, span, int32(len(r.runs)+len(found)+1)
			switch {
			case sign != 0:
				c.R, c.Cluster, c.X1, c.Y0 = sign, 0, c.X0, c.Y1-.1
			case point:
				dot(&c, r.raw.Styles[like.Style].Angle)
			default:
				c.R = '\ufffd'
			}
			found = append(found, addition{c, before})
		}
		waiting = waiting[:0]
	}
	for _, o := range objects {
		if o.kind != textObject || o.form >= 0 {
			continue
		}
		run := r.runs[o.handle]
		if run == 0 {
			waiting = append(waiting, o.handle)
			continue
		}
		if i := first[run]; i > 0 { // else none of it can be seen
			add(i - 1)
			if at, ok := r.swallowed(o.handle, i-1); ok {
				found = append(found, addition{at, i - 1})
			}
			r.widen(o.handle, &r.raw.Chars[i-1])
		}
	}
	add(len(r.raw.Chars))
	if len(found) == 0 {
		return
	}
	slices.SortStableFunc(found, func(a, b addition) int { return a.before - b.before })
	out := make([]layout.Char, 0, len(r.raw.Chars)+len(found))
	k := 0
	for i, c := range r.raw.Chars {
		for ; k < len(found) && found[k].before == i; k++ {
			out = append(out, found[k].char)
		}
		out = append(out, c)
	}
	for _, f := range found[k:] {
		out = append(out, f.char)
	}
	r.raw.Chars = out
}

// dot makes a point a small box, which begins there as one reads it.
func dot(c *layout.Char, angle int16) {
	const size = .1
	if angle == 90 {
		c.Y1 = c.Y0 + size
	} else {
		c.Y0 = c.Y1 - size
	}
	if angle == 180 {
		c.X0 = c.X1 - size
	} else {
		c.X1 = c.X0 + size
	}
}

// swallowed gives the space that an object begins with before its first
// character at i. pdfium leaves it out behind a glyph of a marked span whose code
// alone looks like a space.
func (r *reader) swallowed(object uint64, i int) (space layout.Char, ok bool) {
	if i == 0 || r.raw.Chars[i-1].R != ' ' || r.raw.Chars[i-1].Cluster == 0 {
		return space, false
	}
	const least = .1 // ems
	first := &r.raw.Chars[i]
	at, ok := r.bounds(object)
	if st := &r.raw.Styles[first.Style]; !ok || st.Angle != 0 || r.box(at).X0 > first.X0-least*st.Size {
		return space, false
	}
	space = *first
	space.R, space.Cluster = ' ', 0
	space.X0 = r.box(at).X0
	space.X1 = space.X0 + .1
	return space, true
}

// number gives the runs the numbers of their objects in the order of the
// content: the reader comes to those of one line in an order of its own.
func (r *reader) number(objects []object) {
	to := make([]int32, len(r.runs)+1)
	n := int32(0)
	for _, o := range objects {
		if run := r.runs[o.handle]; run > 0 && to[run] == 0 {
			n++
			to[run] = n
			r.runs[o.handle] = n
		}
	}
	for i := range r.raw.Chars {
		c := &r.raw.Chars[i]
		if to[c.Run] == 0 {
			n++
			to[c.Run] = n
		}
		c.Run = to[c.Run]
	}
}

// box is the place of an area on the page.
func (r *reader) box(a area) (c layout.Char) {
	x0, y0 := r.place.point(a.left, a.top)
	x1, y1 := r.place.point(a.right, a.bottom)
	c.X0, c.Y0, c.X1, c.Y1 = float32(min(x0, x1)), float32(min(y0, y1)), float32(max(x0, x1)), float32(max(y0, y1))
	return c
}

// widen gives the first character of a cluster the width of all its glyphs,
// also of those that mean nothing by themselves.
func (r *reader) widen(object uint64, c *layout.Char) {
	st := &r.raw.Styles[c.Style]
	if c.Cluster == 0 || st.Angle != 0 {
		return
	}
	a, ok := r.bounds(object)
	if !ok {
		return
	}
	whole := r.box(a)
	if em := st.Size; whole.X1-whole.X0 < 4*em && (whole.X0 < c.X0-.15*em || whole.X1 > c.X1+.15*em) {
		c.X0, c.X1 = min(c.X0, whole.X0), max(c.X1, whole.X1)
	}
}
