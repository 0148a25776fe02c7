package bidi

import (
	"unicode"

	uni "golang.org/x/text/unicode/bidi"
)

// Mirrored gives the other one of a pair of brackets or angled quotation
// marks, and r itself for all else.
func Mirrored(r rune) rune {
	switch r {
	case '«':
		return '»'
	case '»':
		return '«'
	case '‹':
		return '›'
	case '›':
		return '‹'
	}
	if p, _ := uni.LookupRune(r); p.IsBracket() {
		for _, o := range uni.ReverseString(string(r)) {
			return o
		}
	}
	return r
}

// Opens reports whether a bracket, or quotation mark, is one that begins.
func Opens(r rune) bool {
	if r == '«' || r == '‹' {
		return true
	}
	p, _ := uni.LookupRune(r)
	return p.IsBracket() && p.IsOpeningBracket()
}

// beside reports whether the brackets at i and after it are an empty pair behind a
// word.
func beside(text []rune, i int) bool {
	return i > 0 && unicode.IsLetter(text[i-1]) && (i+2 == len(text) || !unicode.IsLetter(text[i+2]))
}

// faced turns the brackets of a text in the order of reading so that they
// open before what they hold: those that stand in writing to the left, where
// the file may give the bracket that is meant or the shape that is drawn.
// Spaces tell which it is.
func faced(text []rune, levels func(i int) int8) {
	for i := 0; i < len(text); i++ {
		r := text[i]
		if levels(i)%2 == 0 || Mirrored(r) == r {
			continue
		}
		if i+1 < len(text) && levels(i+1)%2 == 1 && text[i+1] == Mirrored(r) && beside(text, i) { // with nothing between them
			if !Opens(r) {
				text[i], text[i+1] = text[i+1], r
			}
			i++
			continue
		}
		free := func(k, step int) bool { // nothing but other brackets up to the next space
			for ; k >= 0 && k < len(text); k += step {
				switch {
				case unicode.IsSpace(text[k]):
					return true
				case Mirrored(text[k]) == text[k] && text[k] != '"' && (step < 0 || !unicode.IsPunct(text[k])):
					return false
				}
			}
			return true
		}
		before, after := free(i-1, -1), free(i+1, 1)
		if before != after && before != Opens(r) {
			text[i] = Mirrored(r)
		}
	}
}
