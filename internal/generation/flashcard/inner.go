package flashcard

import (
	"regexp"
	"strings"
	"unicode"
)

// inner is the term within a question: without an article its first letter is
// small unless it is a name.
func inner(article, term string, c sentence) string {
	if article != "" {
		return term
	}
	return lowerFirst(term, c)
}

// lowerFirst makes the first letter small unless the word is a name, an
// acronym or code.
func lowerFirst(s string, c sentence) string {
	rs := []rune(s)
	if len(rs) == 0 || !unicode.IsUpper(rs[0]) {
		return s
	}
	word, _, _ := strings.Cut(s, " ")
	for i, r := range word {
		if i > 0 && (unicode.IsUpper(r) || unicode.IsDigit(r)) {
			return s
		}
	}
	for _, code := range c.s.Code {
		if code == word {
			return s
		}
	}
	lower := strings.ToLower(word)
	if c.lang == "de" && !article[lower] {
		return s
	}
	// A word that has a capital within another sentence as well is a name.
	if c.names[lower] || c.names[strings.TrimSuffix(strings.TrimSuffix(lower, "'s"), "’s")] || possessive.MatchString(word) {
		return s
	}
	if c.lang == "ru" && rs[0] < 0x250 {
		return s // the name of a program
	}
	rs[0] = unicode.ToLower(rs[0])
	return string(rs)
}

// possessive is a name, whose formula it is.
var possessive = regexp.MustCompile(`^\p{Lu}\p{L}+['’]s$`)

var article = setOf("ein eine einer eines der die das den dem des jeder jede jedes")

func lowerArticle(s string) string {
	word, rest, ok := strings.Cut(s, " ")
	if ok && article[strings.ToLower(word)] {
		return strings.ToLower(word) + " " + rest
	}
	return s
}
