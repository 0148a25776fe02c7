package words

import (
	"strings"
	"unicode"
)

// EastAsian tells Japanese, Chinese and Korean by their letters: "ja", "zh" or
// "ko", or "" where less than a quarter of the letters are of those scripts: a
// character weighs what several Latin letters do. Language knows none of them.
func EastAsian(text string) string {
	letters, han, kana, hangul := 0, 0, 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		}
	}
	switch {
	case letters == 0 || 4*(han+kana+hangul) < letters:
		return ""
	case hangul > han+kana:
		return "ko"
	case 20*kana > han+kana: // also the densest Japanese has a kana in twenty
		return "ja"
	}
	return "zh"
}

// Spoken is the language of a text among all that EastAsian and Language know. One
// that is too short to tell is in the language whose script it is in, where only
// one here is written so; else it is "".
func Spoken(text string) string {
	if lang := EastAsian(text); lang != "" {
		return lang
	}
	if lang := Language(text); lang != "" {
		return lang
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Cyrillic, r):
			return "ru"
		case unicode.Is(unicode.Arabic, r):
			return "ar"
		case unicode.IsLetter(r):
			return ""
		}
	}
	return ""
}

// Line is a text in one line, without doubled spaces. Where a line was broken
// between letters of a script without spaces, nothing takes the break's place.
func Line(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	last, gap, broken := rune(0), false, false
	for _, r := range text {
		if unicode.IsSpace(r) {
			gap, broken = true, broken || r == '\n' || r == '\r'
			continue
		}
		if gap && last != 0 && (!broken || !unspaced(last) || !unspaced(r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, gap, broken = r, false, false
	}
	return b.String()
}

// unspaced reports a letter or mark that no space follows.
func unspaced(r rune) bool {
	return wide(r) || r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff70
}
