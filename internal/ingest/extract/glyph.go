package extract

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Rect is a box in PDF points, origin top left, after the page's rotation.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Glyphs holds the boxes of a page's characters, by code point of its text:
// runs of characters that share a line, each with its two edges along the
// line. Coordinates are kept in twentieths of a point, which is finer than a
// screen and lets most characters be stored in two bytes. The zero value has
// no boxes.
type Glyphs struct{ runs []glyphRun }

type glyphRun struct {
	start     int   // first code point
	low, high int32 // top and bottom of the line (left and right of an upright one)
	upright   bool  // the line runs down or up the page
	edges     []int32
}

func (r *glyphRun) len() int { return len(r.edges) / 2 }
func (r *glyphRun) end() int { return r.start + r.len() }

const glyphUnit = 20 // units of a coordinate in a point

func toUnits(v float64) int32 {
	const limit = 1 << 24 // 838,000 points: no page is that large
	return int32(math.Round(min(max(v*glyphUnit, -limit), limit)))
}

// GlyphRun is a row of characters on one line, for Append.
type GlyphRun struct {
	Start     int     // first code point
	Low, High float64 // top and bottom of the line; left and right when Upright
	Upright   bool    // the line runs down or up the page, not across
	// Edges has the two edges of each character along the line, the smaller
	// first; equal ones for a character without a box, such as a space that
	// only the layout shows.
	Edges [][2]float64
}

// Append adds a run. Runs come in order and must not overlap; one that begins
// before the last one ended is a mistake of the caller and panics.
func (g *Glyphs) Append(r GlyphRun) {
	if n := len(g.runs); n > 0 && r.Start < g.runs[n-1].end() || r.Start < 0 {
		panic(fmt.Sprintf("extract: glyph run at %d begins inside the one before", r.Start))
	}
	if len(r.Edges) == 0 {
		return
	}
	run := glyphRun{start: r.Start, low: toUnits(r.Low), high: toUnits(r.High), upright: r.Upright, edges: make([]int32, 0, 2*len(r.Edges))}
	if run.high < run.low {
		run.low, run.high = run.high, run.low
	}
	for _, e := range r.Edges {
		a, b := toUnits(e[0]), toUnits(e[1])
		run.edges = append(run.edges, min(a, b), max(a, b))
	}
	g.runs = append(g.runs, run)
}

// Empty reports whether there are no boxes at all.
func (g Glyphs) Empty() bool { return len(g.runs) == 0 }

// EncodeGlyphs gives the stored form of g. No boxes are no bytes.
func EncodeGlyphs(g Glyphs) []byte {
	if len(g.runs) == 0 {
		return nil
	}
	b := []byte{glyphsVersion}
	b = binary.AppendUvarint(b, uint64(len(g.runs)))
	end, low, at := 0, int32(0), int32(0)
	for _, r := range g.runs {
		n := uint64(r.len()) << 1
		if r.upright {
			n |= 1
		}
		b = binary.AppendUvarint(b, n)
		b = binary.AppendUvarint(b, uint64(r.start-end))
		b = binary.AppendVarint(b, int64(r.low-low))
		b = binary.AppendUvarint(b, uint64(r.high-r.low))
		for i := 0; i < len(r.edges); i += 2 {
			b = binary.AppendVarint(b, int64(r.edges[i]-at))
			b = binary.AppendUvarint(b, uint64(r.edges[i+1]-r.edges[i]))
			at = r.edges[i+1]
		}
		end, low = r.end(), r.low
	}
	return b
}

// DecodeGlyphs reads what EncodeGlyphs wrote.
func DecodeGlyphs(b []byte) (Glyphs, error) {
	if len(b) == 0 {
		return Glyphs{}, nil
	}
	r := reader{b: b}
	if v := r.byte(); v != glyphsVersion {
		return Glyphs{}, fmt.Errorf("extract: glyphs of version %d", v)
	}
	n := r.count(6) // the shortest run has six bytes
	runs := make([]glyphRun, 0, n)
	end, low, at := 0, 0, 0
	for range n {
		head := r.uint()
		length := head >> 1
		if length < 1 || length > len(r.b)/2 {
			return Glyphs{}, errTorn
		}
		run := glyphRun{upright: head&1 == 1, edges: make([]int32, 0, 2*length)}
		run.start = end + r.uint()
		low += r.int()
		run.low, run.high = r.unit(low), r.unit(low+r.uint())
		for range length {
			at += r.int()
			from := at
			at += r.uint()
			run.edges = append(run.edges, r.unit(from), r.unit(at))
		}
		if r.bad || run.start > maxOffset {
			return Glyphs{}, errTorn
		}
		end = run.end()
		runs = append(runs, run)
	}
	if r.bad || len(r.b) > 0 {
		return Glyphs{}, errTorn
	}
	return Glyphs{runs}, nil
}

// uint reads an unsigned varint of at most maxOffset.
func (r *reader) uint() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > maxOffset {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

// unit checks that a coordinate fits where it is kept.
func (r *reader) unit(v int) int32 {
	if v > math.MaxInt32/2 || v < math.MinInt32/2 {
		r.bad = true
		return 0
	}
	return int32(v)
}
