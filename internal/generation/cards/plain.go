package cards

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

var gapMarks = regexp.MustCompile(`\{\{c\d+::(.*?)(?:::.*?)?\}\}`)

// plain is a card's text as the document has it, for comparing: gaps filled,
// Markdown's marks gone, formulas as their LaTeX.
func plain(s string) string {
	rs := []rune(gapMarks.ReplaceAllString(s, "$1"))
	var b strings.Builder
	for i := 0; i < len(rs); i++ {
		switch r := rs[i]; {
		case r == '\\' && i+1 < len(rs) && rs[i+1] < 0x80 && (unicode.IsPunct(rs[i+1]) || unicode.IsSymbol(rs[i+1])):
			i++
			b.WriteRune(rs[i]) // it was escaped and is itself
		case r == '$':
			end := closingDollar(rs, i+1)
			if end < 0 {
				b.WriteRune(r)
				continue
			}
			b.WriteString(strings.Trim(string(rs[i+1:end]), "$"))
			for i = end; i+1 < len(rs) && rs[i+1] == '$'; {
				i++
			}
		case r == '`', r == '*', r == '_':
		default:
			b.WriteRune(r)
		}
	}
	return words.Line(b.String())
}

// closingDollar is where the formula that begins at i ends, or -1.
func closingDollar(rs []rune, i int) int {
	start := i
	for i < len(rs) && rs[i] == '$' {
		i++
	}
	for ; i < len(rs); i++ {
		switch rs[i] {
		case '\\':
			i++
		case '$':
			if i == start {
				return -1
			}
			return i
		}
	}
	return -1
}

// firstFilled returns the first text that is not empty.
func firstFilled(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}
