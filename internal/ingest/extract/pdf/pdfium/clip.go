package pdfium

// clips gives, for the text objects of which something may be cut away, what
// of the page they are drawn in. A figure that was cropped keeps its text in
// the file.
func (d *Document) clips(all []object, page area) map[uint64]area {
	type placed struct {
		in matrix // from the form to the page
		by area   // of the page
	}
	forms := map[int]placed{-1: {matrix{1, 0, 0, 1, 0, 0}, everywhere}}
	clips := map[uint64]area{}
	for i, o := range all {
		if o.kind != textObject && o.kind != formObject {
			continue
		}
		around := forms[o.form]
		cut := around.by
		if own, ok := d.clip(o.handle); ok {
			cut = cut.and(around.in.area(own))
		}
		switch {
		case o.kind == formObject:
			forms[i] = placed{d.matrixOf(o.handle).then(around.in), cut}
		case cut.and(page) != page:
			clips[o.handle] = cut
		}
	}
	return clips
}

const (
	maxClipPaths  = 16
	maxClipPoints = 200
)

// clip is the area that an object's clipping paths leave, in the coordinates of
// what it is part of. One that leaves nothing is not believed.
func (d *Document) clip(o uint64) (area, bool) {
	e := d.e
	path := e.call("FPDFPageObj_GetClipPath", o)
	if path == 0 {
		return area{}, false
	}
	cut, any := everywhere, false
	for i := range min(e.callInt("FPDFClipPath_CountPaths", path), maxClipPaths) {
		n := e.callInt("FPDFClipPath_CountPathSegments", path, uint64(i))
		if n < 3 || n > maxClipPoints {
			continue
		}
		a := nowhere
		for k := range n {
			s := e.call("FPDFClipPath_GetPathSegment", path, uint64(i), uint64(k))
			if s == 0 || !e.flag("FPDFPathSegment_GetPoint", s, uint64(e.out), uint64(e.out+4)) {
				return area{}, false
			}
			a.point(e.float(e.out), e.float(e.out+4))
		}
		if a.left < a.right && a.bottom < a.top {
			cut, any = cut.and(a), true
		}
	}
	return cut, any && cut.left < cut.right && cut.bottom < cut.top
}
