package quoted

import (
	"slices"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// Marked is where the words that are asked for stand in a text: [start, end) in
// code points, in order, none touching another. A word stands there in any of
// its forms that has its stem, with other marks than it was typed with, and,
// where no stemmer is at hand or the text is in another language, when the
// beginnings are the same. Scripts without spaces are marked where they have
// two signs of the question in a row.
func (q Question) Marked(text string) [][2]int {
	lang := words.Language(text)
	if lang == "" {
		lang = q.Lang
	}
	rs := []rune(text)
	var out [][2]int
	for _, w := range words.Tokens(text, lang) {
		if w.Stop || !slices.ContainsFunc(q.Terms, func(t Term) bool { return t.stands(w, q.Lang, lang) }) {
			continue
		}
		if n := len(out); n > 0 && w.Start <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], w.End)
			continue
		}
		out = append(out, [2]int{w.Start, w.End})
	}
	kept := out[:0]
	for _, m := range out {
		if m = words.TrimUnspaced(rs, m); m[0] < m[1] {
			kept = append(kept, m)
		}
	}
	return kept
}

// stands reports whether a word of a text is the term, in a form of either
// language.
func (t Term) stands(w words.Token, question, text string) bool {
	if t.asks {
		return false
	}
	if t.Meets(w, text) || t.Number != w.Number {
		return t.Meets(w, text)
	}
	return !t.Number && (question != text || !words.Stems(text)) && words.BeginAlike(fold.Plain.Text(t.Text), fold.Plain.Text(w.Norm))
}
