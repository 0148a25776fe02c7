package pdfium

// maxLabels bounds the marks of one object.
const maxLabels = 64

// labels are the marks of a page's texts and forms, which say what they are part of
// (marked content, PDF 32000-1, 14.6).
type labels struct {
	marks []uint64
	ends  []int // for each object, behind its last
}

func (d *Document) labels(objects []object) labels {
	t := labels{ends: make([]int, len(objects))}
	count, get := d.e.function("FPDFPageObj_CountMarks"), d.e.function("FPDFPageObj_GetMark")
	for i, o := range objects {
		if o.kind == textObject || o.kind == formObject {
			for k := range min(int32(d.e.callFn(count, o.handle)), maxLabels) {
				t.marks = append(t.marks, d.e.callFn(get, o.handle, uint64(k)))
			}
		}
		t.ends[i] = len(t.marks)
	}
	return t
}

// of gives the marks of object i.
func (t labels) of(i int) []uint64 {
	from := 0
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.marks[from:t.ends[i]]
}
