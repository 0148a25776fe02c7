// Package fontmap gives fonts of a PDF file the table that they lack: what
// their codes stand for in Unicode (ToUnicode; PDF 32000-1, 9.10.3).
//
// pdfium hands on the codes of fonts that say nothing of Unicode: TeX's, whose
// ligatures, accents and letters beyond ASCII have codes of their own. Their
// glyphs have names, in the file or in the font's program; bitmaps of older TeX
// have none, and are told by the widths of their characters. A font that says
// something of Unicode is left as it is, unless Ghostscript has spoilt what it
// says (see shaken) or some of its codes are said to stand for nothing (see
// Silent).
package fontmap
