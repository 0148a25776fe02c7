package cite

import (
	"regexp"
	"unicode/utf8"
)

// What stands before an item of a list. A number with a full stop is a mark only
// where the language does not write its ordinals so ("5. Mai").
var (
	bracketed = regexp.MustCompile(`^\s*(?:[-*•]\s+)?\(?(?:\d{1,2}|\p{L}|[ivx]{2,4})\)\s+`)
	numbered  = regexp.MustCompile(`^\s*(?:[-*•]\s+)?\d{1,2}\.\s+`)
)

// ordinalsByStop are the languages in which "5." is the fifth.
var ordinalsByStop = map[string]bool{"de": true, "da": true, "no": true, "fi": true, "hu": true, "pl": true, "cs": true, "tr": true}

// mark is how many bytes the mark of a list takes up before a text.
func mark(text, lang string) int {
	if at := bracketed.FindStringIndex(text); at != nil {
		return at[1]
	}
	if at := numbered.FindStringIndex(text); at != nil && !ordinalsByStop[lang] {
		return at[1]
	}
	return 0
}

func withoutMark(text, lang string) string { return text[mark(text, lang):] }

// markRunes is mark in code points.
func markRunes(text, lang string) int { return utf8.RuneCountInString(text[:mark(text, lang)]) }
