package layout

import (
	"strings"

	"studyapp/internal/ingest/extract/pdf/folio"
)

// fewDots is how many dots lead from a title to its page number, at least.
const fewDots = 4

// leads reports whether dots lead to a page number at a line's end, as in a
// table of contents.
func (l *line) leads() bool {
	at, ok := l.pageNumber()
	if !ok {
		return false
	}
	n := 0
	for ; at > 0; at-- {
		switch l.glyphs[at-1].r {
		case '.', '·', '‧', '•', '․':
			n++
		case '…':
			n += 3
		case ' ':
		default:
			return n >= fewDots
		}
	}
	return false
}

// pageNumber gives where the number of a page begins that a line ends with, a
// word of its own or set off by dots.
func (l *line) pageNumber() (int, bool) {
	at := len(l.glyphs)
	for at > 0 && (letter(l.glyphs[at-1].r) || digit(l.glyphs[at-1].r) || l.glyphs[at-1].r == '-' || l.glyphs[at-1].r == '–') {
		at--
	}
	if at == 0 || at == len(l.glyphs) || !strings.ContainsRune(" .·‧․•…", l.glyphs[at-1].r) || !folio.Label(l.word(at, len(l.glyphs))) {
		return 0, false
	}
	return at, true
}

// word is the text of a line's glyphs [from, to).
func (l *line) word(from, to int) string {
	b := make([]rune, 0, to-from)
	for i := range l.glyphs[from:to] {
		b = append(b, l.glyphs[from+i].r)
	}
	return string(b)
}
