package layout

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/folio"
)

// fewDots is how many dots lead from a title to its page number, at least.
const fewDots = 4

// led gives where in a line's glyphs the dots begin that lead to a page number
// at its end, as in a table of contents; ok is false where none do.
func (l *line) led() (dots int, ok bool) {
	at, ok := l.pageNumber()
	if !ok {
		return 0, false
	}
	n := 0
	for at > 0 {
		switch l.glyphs[at-1].r {
		case '.', '·', '‧', '•', '․':
			n++
		case '…':
			n += 3
		case ' ':
		default:
			return at, n >= fewDots && at > 0
		}
		at--
	}
	return 0, false
}

// pageNumber gives where the number of a page begins that a line ends with, a
// word of its own or set off by dots.
func (l *line) pageNumber() (int, bool) {
	at := len(l.glyphs)
	for at > 0 && (letter(l.glyphs[at-1].r) || digit(l.glyphs[at-1].r) || l.glyphs[at-1].r == '-' || l.glyphs[at-1].r == '–') {
		at--
	}
	if at == 0 || at == len(l.glyphs) || !folio.Label(l.word(at, len(l.glyphs))) {
		return 0, false
	}
	return at, slices.Contains([]rune{' ', '.', '·', '‧', '․', '•', '…'}, l.glyphs[at-1].r)
}

// word is the text of a line's glyphs [from, to).
func (l *line) word(from, to int) string {
	b := make([]rune, 0, to-from)
	for i := range l.glyphs[from:to] {
		b = append(b, l.glyphs[from+i].r)
	}
	return string(b)
}
