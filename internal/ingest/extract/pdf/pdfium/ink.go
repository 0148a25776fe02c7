package pdfium

import (
	"encoding/binary"
	"math"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// ink finds where the drawing of character i begins and ends across its line,
// if its box is too tall to tell.
func (r *reader) ink(i uint64, c *layout.Char) {
	st := &r.raw.Styles[c.Style]
	upright := st.Angle%180 == 90
	high := c.Y1 - c.Y0
	if upright {
		high = c.X1 - c.X0
	}
	e := r.e
	at := uint64(e.out)
	if high <= layout.Tall*st.Size || !e.flag("FPDFText_GetCharBox", r.text, i, at, at+8, at+16, at+24) { // left, right, bottom, top
		return
	}
	edge := func(k uint32) float64 {
		return math.Float64frombits(binary.LittleEndian.Uint64(e.bytes(e.out+8*k, 8)))
	}
	x0, y0 := r.place.point(edge(0), edge(2))
	x1, y1 := r.place.point(edge(1), edge(3))
	if upright {
		y0, y1 = x0, x1
	}
	c.Ink = [2]float32{float32(min(y0, y1)), float32(max(y0, y1))}
}
