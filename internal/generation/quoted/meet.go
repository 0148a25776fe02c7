package quoted

import (
	"slices"
	"strings"

	"studyapp/internal/generation/words"
)

// in reports whether a text with these stems (of stemsOf) has the term, as it
// was typed or with other marks.
func (t Term) in(stems map[string]bool) bool {
	return stems[t.Stem] || slices.ContainsFunc(t.also, func(s string) bool { return stems[s] })
}

// most is the largest count that the term has by any of its spellings.
func (t Term) most(counts map[string]int) int {
	n := counts[t.Stem]
	for _, s := range t.also {
		n = max(n, counts[s])
	}
	return n
}

// Meets reports whether a word of a text in the language is the term.
func (t Term) Meets(w words.Token, lang string) bool {
	return t.Stem == w.Stem || slices.ContainsFunc(w.Spellings(lang), func(s string) bool { return slices.Contains(t.also, s) })
}

// weight is that of the question's term that a word of a text is, 0 where it is
// none.
func (r *Ranking) weight(w words.Token, lang string) float64 {
	weight := r.weights[w.Stem]
	for _, s := range w.Spellings(lang) {
		weight = max(weight, r.weights[s])
	}
	return weight
}

func (r *Ranking) inFocus(w words.Token, lang string) bool {
	return slices.ContainsFunc(r.focus, func(t Term) bool { return t.Meets(w, lang) })
}

// stemsOf gives the stems that a text is found by.
func stemsOf(text, lang string) map[string]bool {
	m := map[string]bool{}
	tokens := words.Tokens(text, lang)
	for _, t := range periods(tokens) {
		m[t.Stem] = true
		for _, s := range t.Spellings(lang) {
			m[s] = true
		}
	}
	if strings.ContainsAny(text, "-‐‑") {
		compounds(m, []rune(text), tokens, lang)
	}
	return m
}

// compounds adds words that a hyphen parts as they are written without one:
// "cross-validation" is also "crossvalidation".
func compounds(m map[string]bool, text []rune, tokens []words.Token, lang string) {
	for i := 1; i < len(tokens); i++ {
		a, b := tokens[i-1], tokens[i]
		if a.Number || b.Number || b.Start-a.End != 1 || !strings.ContainsRune("-‐‑", text[a.End]) {
			continue
		}
		for _, t := range words.Tokens(a.Text+strings.ToLower(b.Text), lang) {
			m[t.Stem] = true
		}
	}
}
