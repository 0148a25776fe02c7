package layout

import "studyapp/internal/ingest/extract/pdf/apparatus"

func (g *glyph) letter() rune { return g.r }

// leads reports whether dots lead to a page number at a line's end.
func (l *line) leads() bool { return apparatus.Leads(l.glyphs, (*glyph).letter) }

// pageNumber gives where the number of a page begins that a line ends with.
func (l *line) pageNumber() (int, bool) { return apparatus.PageNumber(l.glyphs, (*glyph).letter) }

// word is the text of a line's glyphs [from, to).
func (l *line) word(from, to int) string { return string(runes(l.glyphs[from:to])) }
