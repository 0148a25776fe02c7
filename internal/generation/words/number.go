package words

import (
	"strings"
	"unicode"
)

// numberEnd returns where the number that begins with the digit at i ends.
// Separators count only between digits.
func numberEnd(rs []rune, i int) int {
	for i < len(rs) {
		r := rs[i]
		if unicode.IsDigit(r) {
			i++
			continue
		}
		if (r == '.' || r == ',' || r == '’' || r == '\'' || r == '\u202f' || r == '\u00a0') && i+1 < len(rs) && unicode.IsDigit(rs[i+1]) {
			i++
			continue
		}
		return i
	}
	return i
}

// Number returns the one spelling that numbers are compared in: 82,959 and
// 82'959 become 82959, 1.234.567 becomes 1234567, 3,5 becomes 3.5. A single
// point before three digits stays a point, so 3.142 never equals 3142.
func Number(s string) string {
	s = strings.NewReplacer("’", "", "'", "", "\u202f", "", "\u00a0", "").Replace(s)
	commas, points := strings.Count(s, ","), strings.Count(s, ".")
	switch {
	case commas > 0 && grouped(s, ',') && points <= 1:
		s = strings.ReplaceAll(s, ",", "")
	case points > 1 && grouped(s, '.') || points == 1 && commas == 1 && strings.Index(s, ".") < strings.Index(s, ","):
		s = strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	case commas == 1 && points == 0:
		s = strings.ReplaceAll(s, ",", ".")
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' || r == ',' {
			return r
		}
		if unicode.IsDigit(r) { // other scripts' digits come in runs of ten from zero
			for d := rune(0); d < 10; d++ {
				if !unicode.IsDigit(r - d - 1) {
					return '0' + d
				}
			}
		}
		return r
	}, s)
}

// grouped reports whether every separator is followed by exactly three digits
// up to the next one, the decimal part aside.
func grouped(s string, sep byte) bool {
	whole := s
	if sep == ',' {
		whole, _, _ = strings.Cut(s, ".")
	}
	parts := strings.Split(whole, string(sep))
	if len(parts[0]) > 3 || len(parts[0]) == 0 {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return len(parts) > 1
}

// numerals are the number words that are compared as numbers. "one" is not
// among them: it is a pronoun more often.
var numerals = map[string]string{
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
	"nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
	"zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6", "sieben": "7", "acht": "8",
	"neun": "9", "zehn": "10", "elf": "11", "zwölf": "12",
}
