package apparatus

import (
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/folio"
)

// fewDots is how many dots lead from a title to its page number, at least.
const fewDots = 4

// Leads reports whether dots lead to a page number at a line's end, as in a
// table of contents.
func Leads[S ~[]E, E any](line S, r func(*E) rune) bool {
	at, ok := PageNumber(line, r)
	if !ok {
		return false
	}
	n := 0
	for ; at > 0; at-- {
		switch r(&line[at-1]) {
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

// PageNumber gives where the number of a page begins that a line ends with, a
// word of its own or set off by dots. r gives the letters of the line.
func PageNumber[S ~[]E, E any](line S, r func(*E) rune) (int, bool) {
	at := len(line)
	for at > 0 && ofLabel(r(&line[at-1])) {
		at--
	}
	if at == 0 || at == len(line) || !strings.ContainsRune(" .·‧․•…", r(&line[at-1])) {
		return 0, false
	}
	var b strings.Builder
	for i := range line[at:] {
		b.WriteRune(r(&line[at+i]))
	}
	if !folio.Label(b.String()) {
		return 0, false
	}
	return at, true
}

// ofLabel reports whether a character may stand in the number of a page.
func ofLabel(r rune) bool { return r == '-' || r == '–' || unicode.IsLetter(r) || unicode.IsDigit(r) }
