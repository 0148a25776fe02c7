package cite

import (
	"cmp"
	"slices"

	"studyapp/internal/generation/words"
)

// Among is the texts that quotes are looked for in. The zero one holds none. It is
// not safe for concurrent use.
type Among struct {
	texts []string
	stems map[string]map[string]int // in how many of the texts, by the language they are read in
}

// NewAmong is an Among of texts.
func NewAmong(texts []string) *Among { return &Among{texts: texts} }

// usual is in how many of the texts a word of theirs stands. With one, 2 of 89
// false claims on the subject of six documents in English, German and French, and
// 13 of 58 true ones in other words, were called supported; with two it is 5 and
// 16, with three 9 and 19. What is asked of short sentences makes it 3 and 15.
const usual = 2

// uses counts the texts that have a word.
func (a *Among) uses(stem, lang string) int {
	if a.stems[lang] == nil {
		if a.stems == nil {
			a.stems = map[string]map[string]int{}
		}
		a.stems[lang] = map[string]int{}
		for _, t := range a.texts {
			for stem := range stemsOf(words.Tokens(t, lang)) {
				a.stems[lang][stem]++
			}
		}
	}
	return a.stems[lang][stem]
}

// Chosen is Support for one of the texts: what only comes near in meaning is
// weak, and so is what has another thing in the place of the sentence's.
func (a *Among) Chosen(sentence, quote Text) Verdict {
	v := Said(sentence.Words, quote.Words)
	if v == Supported {
		return v
	}
	if across, _ := Across(sentence, quote); across != "" {
		return Better(v, across)
	}
	p, lang := paired(sentence, []Text{quote})
	if p == nil {
		return v
	}
	m := p.measures()
	judged := m.verdict()
	if judged == Supported && (m.exact == 1 || !m.chosen() || !a.answered(*p, lang) || !p.sameScope(lang)) {
		judged = Weak
	}
	return Better(v, judged)
}

// fewWords is how many words a sentence may have that says nothing where one of
// them is another.
const fewWords = 3

// answered reports that each word of the sentence that does not stand in the quote
// has one there of its own, that no other word took: and where the texts use the
// sentence's word, one of the same origin, as in a short sentence. Who writes of the same subject uses the
// same words; another one in its place is another thing ("the client calls", "the
// server calls").
func (a *Among) answered(p pairing, lang string) bool {
	short := contentOf(p.sentence) <= fewWords
	taken := map[int]bool{}
	for _, places := range p.places {
		for _, j := range places {
			taken[j] = true
		}
	}
	open := map[int]bool{}
	for i, w := range p.sentence {
		if w.Content() && !w.Letter() && len(p.places[i]) == 0 && !scopes(w.Token, lang) {
			open[i] = true
		}
	}
	for _, m := range p.nearestFirst(open, taken) {
		w, q := p.sentence[m.word], p.quote[m.place]
		if open[m.word] && !taken[m.place] && (akin(w.Norm, q.Norm) || !short && a.uses(w.Stem, lang) < p.enough(m)) {
			delete(open, m.word)
			taken[m.place] = true
		}
	}
	return len(open) == 0
}

// enough is how many texts must use a word for another not to be believed to say
// it: one where the other stands beside the same word.
func (p pairing) enough(m match) int {
	for _, step := range []int{-1, 1} {
		s, q := contentBeside(p.sentence, m.word, step), contentBeside(p.quote, m.place, step)
		if s >= 0 && q >= 0 && p.sentence[s].Stem == p.quote[q].Stem {
			return 1
		}
	}
	return usual
}

// contentBeside is where the content word next to one stands, before or behind
// it; −1 for none.
func contentBeside(text []word, at, step int) int {
	for i := at + step; i >= 0 && i < len(text); i += step {
		if text[i].Content() {
			return i
		}
	}
	return -1
}

// match is a word of a sentence and one of a quote that may say it.
type match struct {
	word, place int
	near        float64
}

// nearestFirst are the pairs of open words and of words of the quote that none has
// taken.
func (p pairing) nearestFirst(open, taken map[int]bool) []match {
	var all []match
	for i, w := range p.sentence {
		for j, q := range p.quote {
			if open[i] && q.Content() && !taken[j] {
				all = append(all, match{i, j, cosine(w.vector, q.vector)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.near, a.near) })
	return all
}

// sameOrigin is how many letters two words of the same origin begin with, and more
// than half of the shorter one: compounds may begin alike and be different things.
const sameOrigin = 4

// akin reports that two words begin alike.
func akin(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n >= sameOrigin && 2*n > min(len(x), len(y))
}

func (p pairing) sameScope(lang string) bool {
	return read{lang: lang, tokens: tokensOf(p.sentence)}.sameScope(tokensOf(p.quote))
}

func tokensOf(text []word) []words.Token {
	out := make([]words.Token, len(text))
	for i, w := range text {
		out[i] = w.Token
	}
	return out
}
