package apparatus

import (
	"strings"
	"unicode"
)

// Entry tells whether a line reads as one of an index: a word with the numbers
// of its pages behind it, or one that says where to look.
func Entry(line string) bool {
	line = strings.TrimSpace(line)
	r := []rune(line)
	if len(r) < 3 || len(r) > 120 || !unicode.In(r[0], unicode.Letter, unicode.Symbol, unicode.Punct, unicode.Digit) {
		return false
	}
	i := len(r)
	numbers := false
	for i > 0 && (unicode.IsDigit(r[i-1]) || strings.ContainsRune(" ,–-.…f", r[i-1])) {
		i--
		numbers = numbers || unicode.IsDigit(r[i])
	}
	if numbers && i > 0 {
		return unicode.IsDigit(r[len(r)-1]) || r[len(r)-1] == 'f' || r[len(r)-1] == '.' && strings.HasSuffix(line, "ff.")
	}
	lower := " " + strings.ToLower(line)
	for _, w := range []string{" see ", " siehe ", " s. ", " voir ", " véase ", " vedi ", " zie ", " se ", " см. ", " ver ", "→", "参见"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}
