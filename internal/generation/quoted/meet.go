package quoted

import (
	"slices"

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
