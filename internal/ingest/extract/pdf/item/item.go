// Package item tells the marks of list items: bullets, and short numbers and
// letters with a full stop or a bracket.
package item

import (
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/folio"
)

const bullets = "•◦▪▫‣●○■□◆◇►▶▸▹▻▷➢➤➔➜✓✔✗✘☐☑★⋆∗·∙⁃–—-*"

// longest is how many characters a mark has at most: "1.2.10."
const longest = 8

// Bullet reports whether a character begins list items.
func Bullet(r rune) bool { return strings.ContainsRune(bullets, r) }

// Mark gives the mark that a line begins with, "" if it is no item of a list.
func Mark(line []rune) string {
	if len(line) < 3 {
		return ""
	}
	if Bullet(line[0]) {
		if line[1] == ' ' {
			return string(line[0])
		}
		return ""
	}
	word, ok := first(line)
	if !ok {
		return ""
	}
	body, opened := strings.CutPrefix(word, "(")
	inner, closed := strings.CutSuffix(body, ")")
	if !closed {
		if inner, ok = strings.CutSuffix(body, "."); !ok || opened {
			return ""
		}
	}
	switch {
	case numeric(inner):
		return word
	case closed && (len([]rune(inner)) == 1 && unicode.IsLetter([]rune(inner)[0]) || roman(inner) > 0):
		return word
	}
	return ""
}

// first gives the word that a line begins with, if a mark may be that long.
func first(line []rune) (string, bool) {
	n := 0
	for n < len(line) && n <= longest && line[n] != ' ' {
		n++
	}
	return string(line[:n]), n >= 2 && n <= longest && n < len(line)
}

// numeric reports whether a mark is a number, or several with full stops.
func numeric(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if part == "" || len(part) > 3 || strings.ContainsFunc(part, func(r rune) bool { return !unicode.IsDigit(r) }) {
			return false
		}
	}
	return true
}

func roman(s string) int {
	n, ok := folio.Roman(strings.ToLower(s))
	if !ok || len(s) > 4 {
		return 0
	}
	return n
}

// Letter gives the mark of a line that begins with a letter or a Roman number
// and a full stop, and its places in the alphabet and among numbers. Names and
// abbreviations begin so as well: it is a mark only beside another of its list.
func Letter(line []rune) (mark string, places [2]int) {
	word, ok := first(line)
	inner, stop := strings.CutSuffix(word, ".")
	if !ok || !stop {
		return "", places
	}
	if r := []rune(inner); len(r) == 1 && (r[0] >= 'a' && r[0] <= 'z' || r[0] >= 'A' && r[0] <= 'Z') {
		places[0] = int(unicode.ToLower(r[0])-'a') + 1
	}
	places[1] = roman(inner)
	if places == [2]int{} {
		return "", places
	}
	return word, places
}

// Follows reports whether one mark that is a letter comes right after another
// of the same list.
func Follows(before, after [2]int) bool {
	return before[0] > 0 && after[0] == before[0]+1 || before[1] > 0 && after[1] == before[1]+1
}

// Ends gives how many of the letters of a line, without its spaces, look like a
// mark before a word: 0 when none do. A narrow gap behind it is a space.
func Ends(letters []rune) int {
	if len(letters) < 3 {
		return 0
	}
	if Bullet(letters[0]) {
		return 1
	}
	for n := 2; n <= longest && n < len(letters); n++ {
		if !unicode.IsLetter(letters[n]) || letters[n-1] != '.' && letters[n-1] != ')' {
			continue
		}
		if Mark(append(append([]rune(nil), letters[:n]...), ' ', 'x')) != "" {
			return n
		}
	}
	return 0
}

// Similar reports whether two marks are of one list: the same bullet, or
// numbers in the same dress.
func Similar(a, b string) bool { return dress(a) == dress(b) }

// dress is a mark with one sign for its number.
func dress(mark string) string {
	var b strings.Builder
	last := ' '
	for _, r := range mark {
		switch {
		case unicode.IsDigit(r):
			continue
		case unicode.IsLetter(r):
			r = 'a'
		}
		if r != 'a' || last != 'a' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
