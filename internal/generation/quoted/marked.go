package quoted

import (
	"slices"
	"unicode"

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
		if m = trimUnspaced(rs, m); m[0] < m[1] {
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
	return !t.Number && (question != text || !words.Stems(text)) && beginAlike(fold.Plain.Text(t.Text), fold.Plain.Text(w.Norm))
}

// beginAlike reports whether two words have so much of their beginning in
// common that they are forms of one, or the same word of two languages
// ("Photosynthese", "photosynthesis"): two thirds of the longer one, and five
// letters, or two syllables of Hangul.
func beginAlike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	same := 0
	for same < len(x) && same < len(y) && x[same] == y[same] {
		same++
	}
	least := 5
	if same > 0 && unicode.Is(unicode.Hangul, x[0]) {
		least = 2
	}
	longest := max(len(x), len(y))
	return same >= least && (3*same >= 2*longest || least == 2 && longest-same <= 2)
}

// trimUnspaced takes off a stretch of a script without spaces what says nothing
// alone; of the scripts that are letters, not signs, two in a row say nothing.
func trimUnspaced(rs []rune, m [2]int) [2]int {
	first := rs[m[0]]
	if unicode.In(first, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && m[1]-m[0] < 5 {
		return [2]int{}
	}
	for m[0] < m[1] && bindsOnly(rs[m[0]]) {
		m[0]++
	}
	for m[0] < m[1] && bindsOnly(rs[m[1]-1]) {
		m[1]--
	}
	return m
}

// bindsOnly reports a sign of Chinese or Japanese that binds words and is none.
func bindsOnly(r rune) bool {
	return unicode.Is(unicode.Hiragana, r) || binding[r]
}

var binding = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "的了是在和与及或也都就而把被对从到这那哪什么么吗呢吧个有不之其為为與對從這麼嗎個" {
		m[r] = true
	}
	return m
}()
