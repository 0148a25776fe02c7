package apparatus

import (
	"strings"
	"unicode"
)

// Worded tells whether a text is made of words, as a heading is, rather than of
// the letters of a formula or those that stand at the parts of a figure: at
// least one word, and no more of anything else.
func Worded(text string) bool {
	words, all := 0, 0
	runes := []rune(text)
	for i := 0; i < len(runes); {
		r := runes[i]
		if !letter(r) {
			if r != ' ' && !unicode.IsDigit(r) && !strings.ContainsRune(".,:;!?()–—-’'\"“”„«»…", r) {
				all++
			}
			i++
			continue
		}
		from := i
		for i < len(runes) && (letter(runes[i]) || unicode.Is(unicode.Mark, runes[i])) {
			i++
		}
		n := i - from
		all += n
		if word(runes[from:i]) {
			words += n
		}
	}
	return words > 0 && words*2 >= all
}

// letter tells whether a character is one; most are of our alphabet, or Chinese.
func letter(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= 0x4e00 && r <= 0x9fff:
		return true
	}
	return r > 0x7f && unicode.IsLetter(r)
}

// word tells whether letters are a word: two of those that write syllables or
// ideas, or three of one alphabet, with a vowel or all capitals where it is
// ours.
func word(letters []rune) bool {
	if unicode.In(letters[0], unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
		return len(letters) > 1
	}
	if len(letters) < 3 {
		return false
	}
	latin, other, vowel, capitals := 0, 0, false, 0
	for _, r := range letters {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
			vowel = vowel || r >= 0xc0 || strings.ContainsRune("aeiouyAEIOUY", r)
			if unicode.IsUpper(r) {
				capitals++
			}
		case !unicode.Is(unicode.Mark, r):
			other++
		}
	}
	if latin > 0 && other > 0 {
		return false // letters of a formula
	}
	return latin == 0 || vowel || capitals == latin
}
