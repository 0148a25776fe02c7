package quoted

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	if t.Stem == w.Stem {
		return true
	}
	if plain(w) {
		return slices.Contains(t.also, w.Stem)
	}
	return slices.ContainsFunc(w.Spellings(lang), func(s string) bool { return slices.Contains(t.also, s) })
}

// weight is that of the question's term that a word of a text is, 0 where it is
// none.
func (r *Ranking) weight(w words.Token, lang string) float64 {
	weight := r.weights[w.Stem]
	if plain(w) {
		return weight
	}
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
	return stemsAmong(nil, text, words.Tokens(text, lang), lang)
}

// stemsAmong are those of the stems that a text with these tokens is found by
// which are wanted; nil wants all.
func stemsAmong(wanted map[string]bool, text string, tokens []words.Token, lang string) map[string]bool {
	var m map[string]bool
	put := func(stem string) {
		if wanted != nil && !wanted[stem] {
			return
		}
		if m == nil {
			m = map[string]bool{}
		}
		m[stem] = true
	}
	for _, t := range periods(tokens) {
		put(t.Stem)
		if plain(t) {
			continue
		}
		for _, s := range t.Spellings(lang) {
			put(s)
		}
	}
	if strings.ContainsAny(text, "-‐‑") {
		compounds(put, []rune(text), tokens, lang)
	}
	return m
}

// plain reports that a word has no other spelling than its stem.
func plain(t words.Token) bool { return lowerASCII(t.Norm) && lowerASCII(t.Stem) }

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func lowerASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] >= 'A' && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// compounds adds words that a hyphen parts as they are written without one:
// "cross-validation" is also "crossvalidation".
func compounds(put func(stem string), text []rune, tokens []words.Token, lang string) {
	for i := 1; i < len(tokens); i++ {
		a, b := tokens[i-1], tokens[i]
		if a.Number || b.Number || b.Start-a.End != 1 || !strings.ContainsRune("-‐‑", text[a.End]) {
			continue
		}
		for _, t := range words.Tokens(a.Text+strings.ToLower(b.Text), lang) {
			put(t.Stem)
		}
	}
}
