package markdown

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	command   = regexp.MustCompile(`\\[A-Za-z]+|\\[,;:!\\{}|]`)
	raised    = regexp.MustCompile(`[\^]|_\{|(?:^|[^A-Za-z])[A-Za-z]_[A-Za-z0-9]`)
	relation  = regexp.MustCompile(`[=<>+≤≥≠≈∈]`)
	prose     = regexp.MustCompile(`\pL{4,}`)
	escapes   = regexp.MustCompile(`\\[_*\[\]()#<>~.+-]|\]\(`)
	inCommand = regexp.MustCompile(`\\[A-Za-z]+(?:\s*\{[^{}]*\})*`)
)

// looksLikeMath reports whether what stands in escaped brackets is mathematics:
// it has a command of TeX, an index or a power, or, where a formula stands apart
// or in round brackets, a relation and no words. What programs escape besides
// brackets (\_, \*) is no TeX, and behind a letter brackets hold an index.
func looksLikeMath(body string, before rune, apart bool) bool {
	if command.MatchString(body) {
		return true
	}
	if escapes.MatchString(body) || prose.MatchString(inCommand.ReplaceAllString(body, "")) {
		return false
	}
	if (unicode.IsLetter(before) || unicode.IsDigit(before)) && !wide(before) {
		return false
	}
	return raised.MatchString(body) && (apart || strings.ContainsAny(body, "^{")) || apart && relation.MatchString(body)
}
