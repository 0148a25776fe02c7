// Package joiner tells of the two signs of no width that say how letters beside
// them join, U+200C and U+200D, where a script needs them: Persian parts the
// halves of a word so, Sinhala and Bengali choose between forms of a letter. In
// other scripts they say nothing that is read.
package joiner

import "unicode"

// The signs.
const (
	Apart    = '\u200c' // the letters beside it are not joined
	Together = '\u200d' // they are, or look as if
)

// Is reports whether a character is one of the two.
func Is(r rune) bool { return r == Apart || r == Together }

// scripts are those whose letters look otherwise joined than apart.
var scripts = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Mandaic, unicode.Hanifi_Rohingya, unicode.Phags_Pa, unicode.Adlam,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
	unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Balinese, unicode.Javanese, unicode.Meetei_Mayek, unicode.Brahmi,
}

// Needed reports whether a sign between two characters says something, 0 being
// the beginning or the end of a text.
func Needed(before, after rune) bool {
	return unicode.In(before, scripts...) || unicode.In(after, scripts...) && !unicode.IsSpace(before) && before != 0
}
