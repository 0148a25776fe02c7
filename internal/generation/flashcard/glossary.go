package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// leastGlossary is how many terms a glossary has.
const leastGlossary = 12

// isGlossary reports notes that explain one term after the other, in a word or
// two each: what stands before a colon there is a term, and what stands behind
// it says what the term means.
func isGlossary(sentences []Sentence) bool {
	terms, plain := map[string]bool{}, 0
	for _, s := range sentences {
		if !s.structured() && !s.Display {
			plain++
		}
		if s.Entry == nil || s.Entry.Form != Gloss || s.Entry.Lone {
			continue
		}
		term, ok := s.cut(s.Entry.Term)
		if term = words.Line(term); ok && named(term, s.Lang) && len(strings.Fields(term)) <= 3 && !phrased(term, s.Lang) {
			terms[fold(term)] = true
		}
	}
	return len(terms) >= leastGlossary && 4*len(terms) >= plain
}

// told reports that a glossary's text says what its term means: a noun with
// what belongs to it, or the case in which one speaks of the term.
func told(body, lang string) bool {
	lower := fold(body)
	first := []rune(body)[0]
	switch {
	case inCase.MatchString(lower):
		return len(strings.Fields(body)) >= 4
	case strings.Contains(body, ":"), strings.ContainsAny(body, "→⇒"), !unicode.IsLetter(first) && !strings.ContainsRune("(„\"«“", first):
		return false
	case lang == "de" && unicode.IsLower(first):
		return false
	case dangling[firstWord(lower)], openings[lang][firstWord(lower)], modals[firstWord(lower)], verbs[lang][firstWord(lower)], instructing(lower, lang):
		return false
	}
	return !states(body, lang)
}

// inCase begins with the case in which a term is used.
var inCase = regexp.MustCompile(`^(?:wenn|when|quand|lorsqu[e’']|cuando|quando|когда) ?`)
