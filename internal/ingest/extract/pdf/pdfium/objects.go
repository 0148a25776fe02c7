package pdfium

import "math"

// Kinds of page objects (fpdf_edit.h).
const textObject, pathObject, imageObject, shadingObject, formObject = 1, 2, 3, 4, 5

const (
	maxObjects   = 400_000 // of a page, looked at
	maxFormDepth = 8
)

// object is something that a page draws, or a form that it draws things with.
type object struct {
	handle uint64
	kind   int
	form   int // index of the form that it is part of; -1 on the page itself
}

// objects gives all that a page draws, forms before their parts.
func (d *Document) objects(page uint64) []object {
	e := d.e
	var all []object
	var walk func(count, get string, of uint64, form, depth int)
	walk = func(count, get string, of uint64, form, depth int) {
		for i := range e.callInt(count, of) {
			if len(all) >= maxObjects {
				return
			}
			o := e.call(get, of, uint64(i))
			if o == 0 {
				continue
			}
			kind := e.callInt("FPDFPageObj_GetType", o)
			all = append(all, object{o, kind, form})
			if kind == formObject && depth < maxFormDepth {
				walk("FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", o, len(all)-1, depth+1)
			}
		}
	}
	walk("FPDFPage_CountObjects", "FPDFPage_GetObject", page, -1, 0)
	return all
}

// area is a rectangle in a page's own coordinates, or those of a form.
type area struct{ left, bottom, right, top float64 }

// everywhere is the area of what nothing cuts.
var everywhere = area{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}

// point widens an area, and a first one from nowhere.
func (a *area) point(x, y float64) {
	a.left, a.bottom, a.right, a.top = min(a.left, x), min(a.bottom, y), max(a.right, x), max(a.top, y)
}

// nowhere is an area without a point yet.
var nowhere = area{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (a area) and(b area) area {
	return area{max(a.left, b.left), max(a.bottom, b.bottom), min(a.right, b.right), min(a.top, b.top)}
}

func (a area) holds(x, y float64) bool {
	return x >= a.left && x <= a.right && y >= a.bottom && y <= a.top
}

func (a area) wider(by float64) area {
	return area{a.left - by, a.bottom - by, a.right + by, a.top + by}
}

// matrix turns a form's coordinates into those of what it is part of.
type matrix [6]float64

func (m matrix) of(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

func (m matrix) area(a area) area {
	out := nowhere
	for _, x := range []float64{a.left, a.right} {
		for _, y := range []float64{a.bottom, a.top} {
			out.point(m.of(x, y))
		}
	}
	return out
}

// then is m and after it n.
func (m matrix) then(n matrix) matrix {
	var out matrix
	out[0], out[1] = n.turned(m[0], m[1])
	out[2], out[3] = n.turned(m[2], m[3])
	out[4], out[5] = n.of(m[4], m[5])
	return out
}

func (m matrix) turned(x, y float64) (float64, float64) { return m[0]*x + m[2]*y, m[1]*x + m[3]*y }

// matrixOf is where a form is placed.
func (d *Document) matrixOf(form uint64) matrix {
	e := d.e
	m := matrix{1, 0, 0, 1, 0, 0}
	if e.flag("FPDFPageObj_GetMatrix", form, uint64(e.out)) {
		for i := range m {
			m[i] = e.float(e.out + uint32(4*i))
		}
	}
	return m
}

// bounds is the area that an object takes, in the coordinates of what it is
// part of.
func (d *Document) bounds(o uint64) (area, bool) {
	e := d.e
	at := uint64(e.out)
	if !e.flag("FPDFPageObj_GetBounds", o, at, at+4, at+8, at+12) {
		return area{}, false
	}
	return area{e.float(e.out), e.float(e.out + 4), e.float(e.out + 8), e.float(e.out + 12)}, true
}
