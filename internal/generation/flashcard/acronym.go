package flashcard

import (
	"strings"
	"unicode"
)

// spelled returns the words before an acronym that its letters stand for.
func spelled(before, short string) (string, bool) {
	fields := strings.Fields(before)
	letters := []rune(strings.ToUpper(short))
	if last := letters[len(letters)-1]; last == 'S' && len(letters) > 2 && unicode.IsLower([]rune(short)[len([]rune(short))-1]) {
		letters = letters[:len(letters)-1] // plural: APIs
	}
	for start := len(fields) - 1; start >= 0; start-- {
		k := 0
		for _, f := range fields[start:] {
			for part := range strings.SplitSeq(f, "-") {
				if k < len(letters) && part != "" && unicode.ToUpper([]rune(part)[0]) == letters[k] {
					k++
				}
			}
		}
		if k == len(letters) && len([]rune(fields[start])) > 1 && unicode.ToUpper([]rune(fields[start])[0]) == letters[0] {
			return strings.TrimRight(strings.Join(fields[start:], " "), ","), true
		}
	}
	return "", false
}
