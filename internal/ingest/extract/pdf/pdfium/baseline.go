package pdfium

import (
	"encoding/binary"
	"math"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// baseline is where the line runs that character i and the others of its text
// object stand on: across the page for upright text, down it for text that
// runs up or down. It is not a number for slanted text.
//
// pen is where the object begins, not a number where that does not tell. Whether its letters stand there is asked for
// the first object of a font: only those of fonts for columns do not.
func (r *reader) baseline(i uint64, angle int16, f *font, pen [2]float64) float64 {
	if angle%90 != 0 {
		return math.NaN()
	}
	across := 1 // which of the two tells
	if (int(angle)/90+r.place.turn)%2 == 1 {
		across = 0
	}
	if !f.level || math.IsNaN(pen[0]) {
		origin, ok := r.origin(i)
		if !ok {
			return math.NaN()
		}
		if !f.sought && !math.IsNaN(pen[0]) {
			f.sought, f.level = true, origin[across] == pen[across]
		}
		pen = origin
	}
	x, y := r.place.point(pen[0], pen[1])
	if angle%180 == 0 {
		return y
	}
	return x
}

// origin is where the pen is when character i is drawn.
func (r *reader) origin(i uint64) (at [2]float64, ok bool) {
	e := r.e
	if !e.flag("FPDFText_GetCharOrigin", r.text, i, uint64(e.out), uint64(e.out+8)) {
		return at, false
	}
	return [2]float64{e.double(e.out), e.double(e.out + 8)}, true
}

// depth is how far a character's box reaches below its baseline.
func depth(c *layout.Char, angle int16, base float64) float32 {
	b := float32(base)
	switch {
	case math.IsNaN(base):
		return 0
	case angle == 90:
		return b - c.X0
	case angle == 180:
		return b - c.Y0
	case angle == 270:
		return c.X1 - b
	}
	return c.Y1 - b
}

// fit gives a sign of mathematics the height that it has. Fonts of mathematics
// have one box for all their signs, often three lines high; some of TeX's hang
// from their baseline.
func (r *reader) fit(i uint64, c *layout.Char) {
	const loose, up, down = 1.4, .72, .22 // ems
	st := &r.raw.Styles[c.Style]
	if !st.Math || st.Angle != 0 || c.Y1-c.Y0 <= loose*st.Size || math.IsNaN(r.base) {
		return
	}
	e := r.e
	at := func(k uint32) float64 {
		return math.Float64frombits(binary.LittleEndian.Uint64(e.bytes(e.out+8*k, 8)))
	}
	if !e.flag("FPDFText_GetCharBox", r.text, i, uint64(e.out), uint64(e.out+8), uint64(e.out+16), uint64(e.out+24)) { // left, right, bottom, top
		return
	}
	_, y0 := r.place.point(at(0), at(3))
	_, y1 := r.place.point(at(1), at(2))
	top, foot, base := float32(min(y0, y1)), float32(max(y0, y1)), float32(r.base)
	if foot <= top {
		return
	}
	if foot-base < .5*st.Size || base-top > .1*st.Size { // it stands
		top, foot = min(top, base-up*st.Size), max(foot, base+down*st.Size)
	}
	c.Y0, c.Y1 = top, foot
}
