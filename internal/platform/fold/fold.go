package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Spelling is one of the ways to write a text without its marks.
type Spelling int

// The spellings.
const (
	Plain Spelling = iota // ü is u
	Wide                  // ü is ue
)

// Text is a text in the spelling. A text in it already stays as it is.
func (sp Spelling) Text(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	if strings.ContainsFunc(s, invisible) { // before letters and marks are put together
		s = strings.Map(func(r rune) rune {
			if invisible(r) {
				return -1
			}
			return r
		}, s)
	}
	s = norm.NFKC.String(s)
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = sp.letter(out, r)
	}
	return string(out)
}

// Spellings are the spellings of a text that differ, the plain one first.
func Spellings(s string) []string {
	plain := Plain.Text(s)
	if ascii(s) {
		return []string{plain}
	}
	if wide := Wide.Text(s); wide != plain {
		return []string{plain, wide}
	}
	return []string{plain}
}

// Contains reports whether what was typed stands in a text, in one of the
// spellings.
func Contains(text, typed string) bool {
	return strings.Contains(Plain.Text(text), Plain.Text(typed)) || strings.Contains(Wide.Text(text), Wide.Text(typed)) ||
		strings.Contains(Plain.Text(text), Wide.Text(typed)) || strings.Contains(Wide.Text(text), Plain.Text(typed))
}

// Name is a name in the one form it is kept in: an accent is a part of its
// letter, however the device that sent the name writes it.
func Name(s string) string { return norm.NFC.String(s) }

// Cluster is how many code points of a text belong to its first letter: the
// marks on it, and what cannot be seen after it. It is 0 for an empty text.
func Cluster(text []rune) int {
	if len(text) == 0 {
		return 0
	}
	n := 1
	for n < len(text) && joins(text[n]) {
		n++
	}
	return n
}

// joins reports whether a code point belongs to the letter before: marks,
// those of half-width kana, the later parts of a Korean syllable.
func joins(r rune) bool {
	return r >= 0x80 && (unicode.Is(unicode.M, r) || invisible(r) || r == 0xff9e || r == 0xff9f || r >= 0x1160 && r <= 0x11ff)
}

// invisible are signs that say where a line may break, which way it runs and
// how letters join; the stroke that stretches an Arabic word; the point of l·l.
func invisible(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case r == 0x00ad, r == 0x00b7, r == 0x034f, r == 0x061c, r == 0x0640, r == 0x180e, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef:
		return true
	}
	return false
}

// mark are the signs that are left away when they cannot be typed: accents of
// Latin, Greek and Cyrillic letters, Hebrew and Arabic vowel signs, the dot of
// borrowed sounds in Devanagari. The vowels of other scripts are letters.
func mark(r rune) bool {
	switch {
	case r < 0x0300:
		return false
	case r <= 0x036f, r >= 0x0483 && r <= 0x0489:
		return true
	case r >= 0x0591 && r <= 0x05c7:
		return r != 0x05be && r != 0x05c0 && r != 0x05c3 && r != 0x05c6
	case r >= 0x0610 && r <= 0x061a, r >= 0x064b && r <= 0x065f, r == 0x0670, r >= 0x06d6 && r <= 0x06dc, r >= 0x06df && r <= 0x06e4, r == 0x06e7, r == 0x06e8, r >= 0x06ea && r <= 0x06ed, r >= 0x08d3 && r <= 0x08ff && r != 0x08e2:
		return true
	case r == 0x093c, r >= 0x1ab0 && r <= 0x1aff, r >= 0x1dc0 && r <= 0x1dff, r >= 0x20d0 && r <= 0x20f0, r >= 0xfe20 && r <= 0xfe2f:
		return true
	}
	return false
}

// letter appends one code point of a composed text in the spelling.
func (sp Spelling) letter(out []byte, r rune) []byte {
	if r < 0x80 {
		return append(out, byte(unicode.ToLower(r)))
	}
	r = unicode.ToLower(r)
	if sp == Wide {
		if two, ok := wide[r]; ok {
			return append(out, two...)
		}
	}
	if plain, ok := letters[r]; ok {
		return append(out, plain...)
	}
	if mark(r) || invisible(r) { // invisible as the compatible form of something
		return out
	}
	if unicode.Is(unicode.Nd, r) {
		return append(out, digit(r))
	}
	var encoded [utf8.UTFMax]byte
	n := utf8.EncodeRune(encoded[:], r)
	parts := norm.NFD.Properties(encoded[:n]).Decomposition()
	if parts == nil || own[r] {
		return append(out, encoded[:n]...)
	}
	var left []byte
	marked := false
	for _, part := range string(parts) {
		if mark(part) {
			marked = true
		} else if plain, ok := letters[part]; ok {
			left = append(left, plain...)
		} else {
			left = utf8.AppendRune(left, part)
		}
	}
	if !marked {
		return append(out, encoded[:n]...)
	}
	return norm.NFC.Append(out, left...)
}

// digit is a digit of any script in ASCII: they come in runs of ten from zero.
func digit(r rune) byte {
	n := rune(0)
	for n < 9 && unicode.Is(unicode.Nd, r-n-1) {
		n++
	}
	return byte('0' + n)
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
