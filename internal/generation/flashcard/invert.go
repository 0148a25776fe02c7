package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// happens reports that a consequence says what happens, and not what to do.
func happens(s string) bool {
	first := firstWord(fold(s))
	return !imperative[first] && first != "like" && !dangling[first] && !openings["en"][first] && first != "do" && first != "does" && !strings.ContainsFunc(s, isSign) && !strings.Contains(fold(s), "you ") && !strings.Contains(fold(s), " would ")
}

// clauseIn reports a second clause, which would not fit into a question.
func clauseIn(s string) bool {
	return regexp.MustCompile(`[,;:]|\b(and|but|so|because|which|that|when|if)\b.*\b(is|are|was|were|has|have|can|will)\b`).MatchString(s)
}

// plainPresent reports that a condition is of general truth.
func plainPresent(s string) bool {
	return !regexp.MustCompile(`(?i)\b(it|they|returned|was|were|had|did|would|could|tried|i|we|my|let)\b`).MatchString(s)
}

// clause reports that what follows "when" has a subject and says something of
// it.
func clause(s, lang string) bool {
	first, _, _ := strings.Cut(s, " ")
	if strings.HasSuffix(first, "ing") || verbs["en"][fold(first)] || imperative[fold(first)] || len(strings.Fields(s)) < 3 {
		return false
	}
	content := 0
	for _, t := range words.Tokens(s, lang) {
		switch {
		case len(t.Text) == 1 && t.Text != "a" && t.Text != "A" && unicode.IsLetter(rune(t.Text[0])):
			return false // of a figure or an example
		case t.Content():
			content++
		}
	}
	return content >= leastCondition
}

// leastCondition is how many words a condition has that say of what it is: "the
// results are different" is one of a hundred cases.
const leastCondition = 3

var auxiliaries = setOf("is are was were can could must should will may might cannot has have")

// invert turns a statement into the body of a why-question: "The stack is fast"
// becomes "is the stack fast". It works only where the first verb is an
// auxiliary and the subject is plain.
func invert(main string, c sentence) (string, bool) {
	fields := strings.Fields(main)
	for i, f := range fields {
		lower := words.Fold(f)
		if !auxiliaries[lower] {
			continue
		}
		subject := strings.Join(fields[:i], " ")
		if relative[firstWord(fold(subject))] || openings["en"][firstWord(fold(subject))] {
			return "", false // a clause before it
		}
		if i == 0 || i > 9 || strings.ContainsAny(subject, ",;:") || clauseIn(subject+" is") || !selfContained(subject) {
			return "", false
		}
		if lower == "has" || lower == "have" { // only as auxiliaries: "has been"
			if i+1 >= len(fields) || !strings.HasSuffix(fields[i+1], "ed") && fields[i+1] != "been" && fields[i+1] != "become" {
				return "", false
			}
		}
		rest := strings.Join(fields[i+1:], " ")
		if rest == "" || strings.HasPrefix(rest, "that ") || strings.HasPrefix(rest, "what ") || strings.HasPrefix(rest, "how ") || regexp.MustCompile(`(?i)[,;:] ?(and|but|so)\b`).MatchString(rest) {
			return "", false
		}
		verb := lower
		if lower == "cannot" {
			return "can " + lowerFirst(subject, c) + " not " + rest, true
		}
		return verb + " " + lowerFirst(subject, c) + " " + rest, true
	}
	return "", false
}
