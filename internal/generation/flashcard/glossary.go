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
	terms, plain, meanings := map[string]bool{}, 0, 0
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
			if body, ok := s.cut(s.Entry.Body); ok && strings.TrimSpace(body) != "" && meansIt(words.Line(body), s.Lang) {
				meanings++
			}
		}
	}
	// Notes of keywords have labels as well, and say behind them what was done.
	return len(terms) >= leastGlossary && 4*len(terms) >= plain && 2*meanings >= len(terms)
}

// meansIt reports a text that says what a term means.
func meansIt(body, lang string) bool {
	return told(body, lang) || defining(body, lang) && !(lang == "en" && acted(body))
}

// acted reports an English text that says what somebody did.
func acted(body string) bool {
	return did.MatchString(body) && !participles[firstWord(fold(body))] || eachDoes.MatchString(body)
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
	case lang == "de" && unicode.IsLower(first), lang == "en" && (acted(body) || doesIt.MatchString(body)):
		return false
	case dangling[firstWord(lower)], openings[lang][firstWord(lower)], modals[firstWord(lower)], verbs[lang][firstWord(lower)], instructing(lower, lang):
		return false
	}
	return !states(body, lang)
}

var (
	// did begins with what somebody did, doesIt with what something does.
	did    = regexp.MustCompile(`^(?i:(?:\p{L}+ly )?(?:argued|moved|held|found|gave|took|went|came|began|led|\p{L}{2,}ed (?:that|the|an?|it|its|his|her|their|from|to|in|not|only|art\.?|\p{L}+s)\b)|(?:corresponding|acting|concerned|allowing|leading|according) )`)
	doesIt = regexp.MustCompile(`^(?i:(?:\p{L}+ly )?\p{L}{3,}s (?:it|them|the|an?|its|their|whether|or \p{L}+s|from|only|small|all)\b)`)
	// eachDoes says what all of them do.
	eachDoes = regexp.MustCompile(`^(?i:each|every) [\p{L}-]+ \p{L}{2,}[^s\P{L}]s (?:the|an?|its|their|on|one|to|with|from|in|by|only|\p{L}+s)\b`)
	// participles begin definitions too.
	participles = setOf("used based made composed formed built related limited")
)

// inCase begins with the case in which a term is used.
var inCase = regexp.MustCompile(`^(?:wenn|when|quand|lorsqu[e’']|cuando|quando|когда) ?`)
