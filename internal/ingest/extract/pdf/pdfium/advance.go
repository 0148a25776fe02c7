package pdfium

import "math"

// overhang is by how much of the size a letter's box stands out of the way of
// the pen. pdfium's loose box is as wide as that way, except where ink stands
// out: that of an italic f does on both sides, by more than a narrow space, so
// that its neighbours would seem to touch it across the space between two words.
type overhang struct{ left, right float64 }

// drawing is a glyph as far as pdfium tells it: letters of a ligature have the
// box of the whole.
type drawing struct {
	font   uint64
	letter rune
	width  int // of the box, in thousandths of an em
}

// Less than slight is rounding; beyond the others, what the font says is of
// another glyph.
const slight, mostLeft, mostRight = .002, .3, .25

// overhang finds it for the character i, whose box runs from left to right.
func (r *reader) overhang(i uint64, letter rune, left, right float64) overhang {
	if right <= left || letter == '-' || shapes(letter) {
		return overhang{} // fonts have two hyphens, of two widths
	}
	key := drawing{r.face, letter, int(math.Round((right - left) / r.em * 1000))}
	o, ok := r.shapes[key]
	if !ok {
		o = r.measure(i, letter, left, right)
		r.shapes[key] = o
	}
	if o.right > 0 && r.follows(i, right) {
		o.right = 0
	}
	return o
}

// follows reports whether the pen is at the end of a letter's box when the next
// is drawn, as it is if the font has two glyphs for the letter and told the width
// of the other.
func (r *reader) follows(i uint64, right float64) bool {
	next, ok := r.origin(i + 1)
	return ok && math.Abs(next[0]-right) < slight*r.em
}

// shapes reports whether a letter is of a script, from Hebrew on, that has
// several glyphs for one: the font tells the width of another.
func shapes(letter rune) bool {
	return letter >= 0x590 && letter < 0x1e00 || letter >= 0xa800 && letter < 0xac00 || letter >= 0xfb1d && letter < 0xff00
}

func (r *reader) measure(i uint64, letter rune, left, right float64) (o overhang) {
	e := r.e
	if e.callInt("FPDFFont_GetGlyphWidth", r.face, uint64(uint32(letter)), uint64(math.Float32bits(1)), uint64(e.out)) == 0 {
		return o
	}
	way := e.float(e.out)
	at, ok := r.origin(i)
	if way <= 0 || !ok {
		return o
	}
	pen := at[0]
	if before := (pen - left) / r.em; before > slight && before < mostLeft {
		o.left = before
	}
	if behind := (right-pen)/r.em - way; behind > slight && behind < mostRight && pen-left < mostLeft*r.em {
		o.right = behind
	}
	return o
}
