package pdfium

import "studyapp/internal/ingest/extract/pdf/layout"

// sight tells what of a page's text can be seen.
type sight struct {
	*Document
	objects []object
	clips   map[uint64]area
	off     map[uint64]bool

	sought  bool
	grounds []area // what is painted in another colour than white
	many    bool   // too much to look through
}

const (
	nearlyWhite = 250
	maxGrounds  = 20_000
)

// text says how a text object is drawn.
func (s *sight) text(o uint64) (ink ink) {
	const invisible, clipping, filled = 3, 7, 0 // PDF 32000-1, table 106
	mode := s.e.callInt("FPDFTextObj_GetTextRenderMode", o)
	colour, alpha, ok := s.fill(o)
	switch {
	case mode == invisible, mode == clipping, mode == filled && ok && alpha == 0:
		ink.none = true
	case mode == filled:
		ink.white = ok && colour == white
	}
	ink.cut, ink.clipped = s.clips[o]
	ink.off = s.off[o]
	return ink
}

// ink is how a text object is drawn.
type ink struct {
	none    bool // not at all, as the text behind the picture of a page
	white   bool
	off     bool // its layer is switched off
	clipped bool
	cut     area // of the page, outside of which nothing of it is drawn
}

// hides reports whether a character of the text is certain not to be seen:
// of a layer that is off, cut away, or white on nothing but white.
func (s *sight) hides(k ink, x, y float64) bool {
	return k.off || k.clipped && !k.cut.wider(1).holds(x, y) || k.white && !s.painted(x, y)
}

type shade int

const (
	white shade = iota + 1
	coloured
)

// fill is the colour that an object is filled with. It fails for patterns.
func (s *sight) fill(o uint64) (c shade, alpha byte, ok bool) {
	return s.colour("FPDFPageObj_GetFillColor", o)
}

func (s *sight) colour(get string, o uint64) (c shade, alpha byte, ok bool) {
	e := s.e
	at := uint64(e.out)
	if !e.flag(get, o, at, at+4, at+8, at+12) {
		return coloured, 255, false
	}
	b := e.bytes(e.out, 16)
	c = coloured
	if b[0] >= nearlyWhite && b[4] >= nearlyWhite && b[8] >= nearlyWhite {
		c = white
	}
	return c, b[12], true
}

// painted reports whether anything but white is painted at a place of the
// page, by the areas that things take up: rather too often than not.
func (s *sight) painted(x, y float64) bool {
	if !s.sought {
		s.sought = true
		s.seek()
	}
	if s.many {
		return true
	}
	for _, g := range s.grounds {
		if g.holds(x, y) {
			return true
		}
	}
	return false
}

// seek finds what is painted.
func (s *sight) seek() {
	forms := map[int]matrix{-1: {1, 0, 0, 1, 0, 0}}
	deep := map[int]int{-1: 0}
	for i, o := range s.objects {
		in := forms[o.form]
		if o.kind == formObject {
			forms[i], deep[i] = s.matrixOf(o.handle).then(in), deep[o.form]+1
			if deep[i] <= maxFormDepth {
				continue
			}
		}
		if o.kind == textObject || o.kind == pathObject && !s.paints(o.handle) {
			continue
		}
		a, ok := s.bounds(o.handle)
		if s.many = !ok || len(s.grounds) >= maxGrounds; s.many {
			return
		}
		s.grounds = append(s.grounds, in.area(a))
	}
	s.many = len(s.objects) >= maxObjects
}

// paints reports whether a path leaves something but white.
func (s *sight) paints(path uint64) bool {
	e := s.e
	if !e.flag("FPDFPath_GetDrawMode", path, uint64(e.out), uint64(e.out+4)) {
		return true
	}
	filled, stroked := e.bytes(e.out, 4)[0] != 0, e.bytes(e.out+4, 4)[0] != 0
	if filled {
		if c, alpha, _ := s.fill(path); c != white && alpha > 0 {
			return true
		}
	}
	if stroked {
		if c, alpha, _ := s.colour("FPDFPageObj_GetStrokeColor", path); c != white && alpha > 0 {
			return true
		}
	}
	return false
}

// seen takes out the characters that are hidden for certain, unless nothing
// would be left: then something is misread.
func seen(chars []layout.Char, hidden []bool) []layout.Char {
	left := 0
	for i := range chars {
		if !hidden[i] {
			left++
		}
	}
	if left == len(chars) || left == 0 {
		return chars
	}
	out := chars[:0]
	for i := range chars {
		if !hidden[i] {
			out = append(out, chars[i])
		}
	}
	return out
}
