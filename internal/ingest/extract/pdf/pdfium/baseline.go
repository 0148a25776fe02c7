package pdfium

import (
	"encoding/binary"
	"math"

	"studyapp/internal/ingest/extract/pdf/layout"
)

// baseline is where the line runs that character i and the others of its text
// object stand on: across the page for upright text, down it for text that
// runs up or down. It is not a number for slanted text.
func (r *reader) baseline(i uint64, angle int16) float64 {
	e := r.e
	if angle%90 != 0 || e.callInt("FPDFText_GetCharOrigin", r.text, i, uint64(e.out), uint64(e.out+8)) == 0 {
		return math.NaN()
	}
	at := func(o uint32) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(e.bytes(o, 8))) }
	x, y := r.place.point(at(e.out), at(e.out+8))
	if angle%180 == 0 {
		return y
	}
	return x
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
