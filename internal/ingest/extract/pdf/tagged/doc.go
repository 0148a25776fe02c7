// Package tagged reads what a PDF file says of its own structure (PDF 32000-1,
// 14.7 and 14.8): in which cells of tables, headings, items of lists, captions
// and formulas the marked pieces of a page stand.
//
// pdfium tells the same, but goes through all parts of the document anew for each
// page. Here each part is read once, when a page first needs it.
package tagged
