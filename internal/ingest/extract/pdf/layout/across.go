package layout

// How far the box of a letter reaches across its line, in its size: fonts say
// of themselves that they reach further, over what stands on the lines beside.
const (
	above, below       = .95, .3 // from the baseline, at most
	leastUp, leastDown = .75, .25
	deepest            = .6 // a baseline that lies further above the foot of the box is that of a sign that hangs from it
)

// Tall is the height of a box that tells nothing about its line, in the size
// of its letter: faces of mathematics give one box to all their signs, over
// the lines beside them.
const Tall = 1.4

// across is how far the box of a letter reaches across its line in the frame
// of its direction: that of its font, as far as its baseline bears it out, and
// that of its ink where it is taller. It is loose when it tells nothing about
// the line.
func (s *Sheet) across(g *glyph, angle int16) (v0, v1 float32, loose bool) {
	if !straight(angle) {
		return g.v0, g.v1, false
	}
	c := &s.raw.Chars[g.char] // what is put into a formula's line was moved there
	box := [2]float32{c.Y0, c.Y1}
	if angle%180 == 90 {
		box = [2]float32{c.X0, c.X1}
	}
	em := s.raw.Styles[g.style].Size
	v0, v1 = s.framed(box, angle)
	if v1-v0 < em/4 { // a font without a height
		v0 = v1 - em
	}
	tall := v1-v0 > Tall*em
	inked := tall && c.Ink[0] < c.Ink[1]
	base := v1 - c.Depth
	switch stands := c.Depth > 0 && c.Depth <= deepest*em; {
	case stands && inked:
		i0, i1 := s.framed(c.Ink, angle)
		return min(base-leastUp*em, i0), max(base+leastDown*em, i1), false
	case stands:
		return max(v0, base-above*em), min(v1, base+below*em), false
	case inked:
		v0, v1 = s.framed(c.Ink, angle)
		return v0, v1, false
	}
	return v0, v1, tall
}

// framed turns the two edges of a box across its line into the frame of its
// direction.
func (s *Sheet) framed(edges [2]float32, angle int16) (v0, v1 float32) {
	w, h := float32(s.Width), float32(s.Height)
	switch angle {
	case 90:
		return w - edges[1], w - edges[0]
	case 180:
		return h - edges[1], h - edges[0]
	}
	return edges[0], edges[1]
}
