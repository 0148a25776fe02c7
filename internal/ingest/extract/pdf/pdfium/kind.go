package pdfium

// What FPDF_GetFormType says of a document's form (fpdf_formfill.h).
const (
	formNone       = 0
	formXFA        = 2 // drawn by the program that opens it; its pages hold a stand-in
	formXFAOnPages = 3 // its pages hold it as it was drawn last
)
