package pdfium

import "strings"

// Form says what kind of form a document is (fpdf_formfill.h).
type Form int

const (
	NoForm      Form = 0
	Fields      Form = 1
	XFA         Form = 2 // drawn by the program that opens it; its pages hold a stand-in
	XFAAndPages Form = 3 // its pages hold it as it was drawn last
)

const maxAttachments = 3 // whose names are wanted

// Form is the kind of form that the document is.
func (d *Document) Form() (f Form, err error) {
	defer catch(&err)
	return Form(d.e.callInt("FPDF_GetFormType", d.handle)), nil
}

// Attached gives how many files the document holds, and the names of the first
// few.
func (d *Document) Attached() (names []string, n int, err error) {
	defer catch(&err)
	e := d.e
	n = e.callInt("FPDFDoc_GetAttachmentCount", d.handle)
	for i := 0; i < n && len(names) < maxAttachments; i++ {
		a := e.call("FPDFDoc_GetAttachment", d.handle, uint64(i))
		if a == 0 {
			continue
		}
		if name := strings.TrimSpace(e.text("FPDFAttachment_GetName", a)); name != "" {
			names = append(names, name)
		}
	}
	return names, n, nil
}
