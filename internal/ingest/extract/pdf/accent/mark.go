package accent

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// accents maps marks that old fonts draw as glyphs of their own to the
// combining ones.
var accents = map[rune]rune{
	'`': 0x300, '´': 0x301, '^': 0x302, 'ˆ': 0x302, '~': 0x303, '˜': 0x303, '¯': 0x304, '˘': 0x306, '˙': 0x307, '¨': 0x308, '΄': 0x301, '˚': 0x30a, '˝': 0x30b, 'ˇ': 0x30c,
	'¸': 0x327, '˛': 0x328, 0x20d7: 0x20d7,
}

// beneath maps marks that are drawn below a letter, deeper than they stand by
// themselves.
var beneath = map[rune]rune{'.': 0x323, '˙': 0x323, '¯': 0x331, ',': 0x326}

const (
	dot     = 0x307
	solidus = 0x337 // through a letter: TeX's bar of "ł"
	slash   = 0x338 // through a relation
)

// combining reports whether a code point is a mark on Latin, Greek or Cyrillic
// letters by itself.
func combining(r rune) bool { return r >= 0x300 && r <= 0x36f && r != slash }

// strays gives how many characters away from its letter a mark may stand in
// the content, 0 for what is no mark.
func strays(r rune) int {
	const far = 600 // a line or some, where a reader has sorted a mark to its end
	if r < 0x80 {
		switch r {
		case '`', '^', '~':
			return far
		case '.', ',':
			return 2
		}
		return 0
	}
	if accents[r] != 0 || combining(r) {
		return far
	}
	return 0
}

// beside reports whether a mark stands before a letter, and not over it: the
// accent of a Greek capital.
func beside(mark, letter rune) bool {
	return letter >= 'Α' && letter <= 'Ω' && (mark == '΄' || mark == '´')
}

// takesMarks reports whether a character is a letter of a script that has such
// marks, or one of formulas.
func takesMarks(r rune) bool {
	return unicode.IsLetter(r) && accents[r] == 0 && (r < 0x530 || r >= 0x1e00 && r < 0x2000 || r >= 0x2100 && r < 0x2150 || r >= 0x1d400 && r < 0x1d800)
}

// dotted reports whether a character is a sign of formulas that has a dot over it
// where it is of what is disjoint.
func dotted(r rune) bool { return r == '∪' || r == '⋃' || r == '⊔' }

// with gives a letter with a mark, if Unicode has them as one code point.
func with(letter, mark rune) (rune, bool) {
	switch letter { // without their dots, for a mark
	case 'ı':
		letter = 'i'
	case 'ȷ':
		letter = 'j'
	}
	if mark == solidus {
		r, ok := map[rune]rune{'l': 'ł', 'L': 'Ł', 'o': 'ø', 'O': 'Ø'}[letter]
		return r, ok
	}
	c := []rune(norm.NFC.String(string([]rune{letter, mark})))
	return c[0], len(c) == 1
}

// alone gives what a mark that stands at no letter is as a sign.
func alone(r rune) rune {
	switch r {
	case '˜':
		return '~'
	case 'ˆ':
		return '^'
	}
	return r
}
