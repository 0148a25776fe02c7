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

// faced turns the brackets of a text in the order of reading so that they
// open before what they hold: those that stand in writing to the left, where
// the file may give the bracket that is meant or the shape that is drawn.
// Spaces tell which it is.
func faced(text []rune, levels func(i int) int8) {
	for i, r := range text {
		if levels(i)%2 == 0 || Mirrored(r) == r {
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
