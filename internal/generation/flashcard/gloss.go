package flashcard

import (
	"fmt"
	"regexp"
	"strings"
)

// inlineGloss asks for a term that is set off within a sentence and explained
// behind a colon to its end: "Every agent has a *history*: the perceptions that
// it has had so far."
func inlineGloss(c sentence, add func(shape, front, back, term string, score float64)) bool {
	a, known := asksIn(c.s)
	if !known {
		return false
	}
	for _, m := range c.s.Marked {
		m = strings.TrimSpace(m)
		at := strings.Index(c.text, m+": ")
		if m == "" || at <= 0 || strings.Count(c.text, ": ") != 1 {
			continue
		}
		if copulas[firstWord(fold(c.text[:at]))] {
			continue // how something is that stands before
		}
		body := strings.TrimSpace(c.text[at+len(m)+2:])
		if c.lang != "de" && c.lang != "zh" && c.lang != "ja" && body != "" && upper(body) && !acronymAlone.MatchString(firstWord(body)) {
			continue // a sentence of its own
		}
		if !named(m, c.lang) || len(strings.Fields(body)) < 4 || !defining(body, c.lang) || !nounFirst(body, m, c.lang) || states(body, c.lang) || repeatsTerm(m, body, c.lang) || judges(body, c.lang) {
			continue
		}
		add("definition", fmt.Sprintf(a.meant, m), body, m, 0.95)
		return true
	}
	return false
}

// byOrder names things by their order in the text.
var byOrder = regexp.MustCompile(`(?i)\b(?:the (?:first|second|third|last|latter|former|other|two last)s?(?: \p{L}+)?|(?:der|die|das) (?:erste|zweite|dritte|letzte|andere)[rn]?|letztere[rsn]?|erstere[rsn]?|les? (?:premi[eè]re?s?|second(?:es?)?|derni[eè]re?s?)|(?:el|la|los|las) (?:primer[oa]?s?|segund[oa]s?|últim[oa]s?)|(?:il|la|i|le) (?:prim[oaie]|second[oaie]|ultim[oaie])|(?:o|a|os|as) (?:primeir[oa]s?|segund[oa]s?|últim[oa]s?)) (?:is|are|ist|sind|heißt|heißen|wird|werden|est|sont|se|es|son|è|sono|viene|vengono|é|são|chama)\b`)
