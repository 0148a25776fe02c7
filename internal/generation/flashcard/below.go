package flashcard

import (
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/generation/words"
)

// definedBelow reports that a sentence further below the same heading says what
// the heading means: the first one leads to it.
func (m *maker) definedBelow(s Sentence, term string) bool {
	return slices.ContainsFunc(m.sentences, func(o Sentence) bool {
		if o.structured() || o.Page != s.Page || o.Start < s.End || len(o.Path) == 0 || !slices.Equal(o.Path, s.Path) {
			return false
		}
		text := words.Line(o.Text)
		first := withoutArticle(text, o.Lang)
		if !strings.HasPrefix(fold(first), fold(withoutArticle(term, o.Lang))) {
			return false
		}
		_, defines := selfSaid(text, term, o.Lang)
		return defines || isOne.MatchString(text)
	})
}

// isOne says what something is, behind another name of it too.
var isOne = regexp.MustCompile(`^[^.;:]{2,90} (?:(?:is (?:an?|the)|are|ist (?:eine?|der|die|das)|sind|est (?:une?|le|la)|sont|es (?:una?|el|la)|son|è (?:un[ao]?|il|lo|la)|sono|é (?:uma?|o|a)|são|[–—-] это) \p{L}|est l['’])`)

// kindOfTheorem is what a numbered theorem calls itself.
var kindOfTheorem = regexp.MustCompile(`^(?:\p{Han}{2}|\p{L}+)`)

// withKind is the name of a theorem, behind what it is of where the name is one
// word: "Theorem (Euler)".
func withKind(s Sentence, name string) string {
	kind := kindOfTheorem.FindString(s.Text)
	if strings.ContainsAny(name, " -") || kind == "" || words.EastAsian(name) != "" || s.Entry.Term.Start == 0 || !environment.MatchString(kind+" 1") && words.EastAsian(kind) == "" {
		return name
	}
	return kind + " (" + name + ")"
}

// participial begins with what was done to something, whose name is the heading
// above: "Introduced by …", "A term coined in …".
var participial = regexp.MustCompile(`^(?i:(?:(?:an?|the|une?|le|la|una?|el|il|lo|uma?|o) (?:\p{L}+ ){1,3}?)?(?:\p{L}+ed|made|written|known|given|seen|\p{L}{2,}(?:é|ée|és|ées|ad[oa]s?|id[oa]s?|at[oaie]|ut[oaie]|it[oaie]))(?: by| in| at| from| par| en| por| da| dal| dalla| pelo| pela| em| nel| na| no) )`)

// hasVerb reports a finite verb that is known as one.
func hasVerb(c sentence) bool {
	for i, t := range c.tokens {
		if n := words.Fold(t.Text); i > 0 && (verbs[c.lang][n] || copulas[n]) {
			return true
		}
	}
	return false
}
