// Package pdf reads PDF files: text in reading order, the structure that the
// page shows, and a box for every character.
//
// Reading happens in child processes that run this same program. A child
// serves one open document at a time; it holds pdfium (see the package pdfium
// below), lays out pages (package layout), and tries the pure Go reader
// dslipak/pdf where pdfium finds no text. A page that crashes, hangs or eats
// memory costs a child, which is killed and replaced, and never the server;
// what a child held returns to the system when it goes, which is soon after
// the last document is closed. It also lets pdfium run at full speed: inside
// the server a call could only be interrupted by checks in every loop and a
// goroutine beside every call.
//
// How a page comes about: fontmap gives fonts that say nothing of Unicode the
// table that they lack (object and glyph read what it needs of the file);
// pdfium gives characters with their boxes (package shape), what is drawn, form values and notes
// (package remark), without what cannot be seen, and the tables, headings, lists,
// captions and formulas that the file itself names (package tagged); accent, formula and bidi put
// characters in the order of reading; layout finds words, lines and what they are,
// and asks column, ruled, grid, typesize, tracking, item, folio, margin, apparatus
// and character for what can be told apart from the page, and tex to find the
// formulas in its text. What a file names goes before what its page looks like.
// What becomes of a hyphen at a line's end is told by package hyphen beside this
// one, for texts as well.
//
// A program that imports this package becomes a child when it is started with
// childName as its only argument; see child.go.
package pdf
