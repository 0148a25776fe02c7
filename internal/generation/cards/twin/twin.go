// Package twin tells whether two flashcards ask the same. It is pure: the
// nearness of their texts in meaning comes from outside, and what words can
// tell it looks up in package words. Nearness alone cannot tell: "the mean of
// X" and "the mean of Y" lie nearer to each other than most paraphrases do.
package twin

import (
	"slices"

	"studyapp/internal/generation/words"
)

// Near is the cosine of two cards' texts from which they may ask the same, and
// Contained the one that is enough where the words of one card are among those
// of the other. Both were fitted to the pairs of testdata/pairs.tsv that are
// marked for it, with the vectors of multilingual-e5-small; the others there
// say what the rule is worth.
const (
	Near      = 0.95
	Contained = 0.93
)

// Across is the cosine from which two cards in different languages ask the same:
// they have no words in common that could tell. Look-alikes lay under .91.
const Across = 0.925

// sameFrame is the share of two questions that must be equal for what differs
// in them to be what they ask about.
const sameFrame = 0.6

// longestSwap is the most words that stand for another thing asked about.
const longestSwap = 3

// A Card is a card's text as a reader sees it: no gaps, no marks of Markdown.
// Back is empty where the front says all.
type Card struct {
	Front, Back string
	Lang        string // a code of words.Language, or empty
}

// Text is a card read for comparing. It may be shared.
type Text struct {
	front, back []words.Token
	content     map[string]bool // of both sides
	numbers     map[string]bool
	negated     bool
	lang        string
}

// Read reads a card.
func Read(c Card) Text {
	t := Text{front: words.Tokens(c.Front, c.Lang), back: words.Tokens(c.Back, c.Lang), content: map[string]bool{}, numbers: map[string]bool{}, lang: c.Lang}
	for _, w := range slices.Concat(t.front, t.back) {
		switch {
		case w.Number:
			t.numbers[w.Norm] = true
		case w.Guard == words.Negation:
			t.negated = !t.negated
		case w.Content():
			t.content[w.Stem] = true
		}
	}
	return t
}

// Same reports that two cards ask the same, given the cosine of their texts.
// In doubt they do not: a card too many costs minutes, a card that is missing
// is not missed.
func Same(a, b Text, cosine float64) bool {
	if a.lang != b.lang && a.lang != "" && b.lang != "" {
		return cosine >= Across && a.negated == b.negated && !differ(a.numbers, b.numbers) && !swapped(a.front, b.front)
	}
	if cosine < Contained || a.negated != b.negated || differ(a.numbers, b.numbers) {
		return false
	}
	if cosine < Near && !within(a.content, b.content) && !within(b.content, a.content) {
		return false
	}
	return !swapped(a.front, b.front) && !otherAnswers(a, b)
}

// differ reports that each set holds what the other does not.
func differ(a, b map[string]bool) bool { return !within(a, b) && !within(b, a) }

func within(a, b map[string]bool) bool {
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return true
}

// asks reports whether a word can be what a question asks about.
func asks(w words.Token) bool { return !w.Stop || w.Guard != words.NoGuard || len([]rune(w.Norm)) == 1 }

// swapped reports that two questions are the same but for a few words that
// stand in one where others stand in the other, or that one has in its midst.
func swapped(a, b []words.Token) bool {
	hunks, common := diff(a, b)
	if 2*float64(common) < sameFrame*float64(len(a)+len(b)) {
		return false
	}
	for _, h := range hunks {
		left, right := slices.ContainsFunc(a[h.a0:h.a1], asks), slices.ContainsFunc(b[h.b0:h.b1], asks)
		short := h.a1-h.a0 <= longestSwap && h.b1-h.b0 <= longestSwap
		inner := h.a0 > 0 && h.a1 < len(a)
		switch {
		case left && right && short:
			return true
		case len(hunks) == 1 && inner && (left && h.b0 == h.b1 || right && h.a0 == h.a1) && !unspaced(a):
			return true // "linked list", "doubly linked list"
		}
	}
	return false
}

// unspaced reports that words are cut by pairs of characters: one of them more
// says little.
func unspaced(a []words.Token) bool {
	for i := 1; i < len(a); i++ {
		if a[i].Start < a[i-1].End {
			return true
		}
	}
	return false
}

// longestAnswer is how many words an answer has that is a name or a number.
const longestAnswer = 2

// otherAnswers reports that both cards are answered by a word or two, and not
// by the same. A card may be the other one turned round: then what answers one
// stands in the question of the other.
func otherAnswers(a, b Text) bool {
	left, right := contents(a.back), contents(b.back)
	if len(left) == 0 || len(right) == 0 || len(left) > longestAnswer || len(right) > longestAnswer {
		return false
	}
	for k := range left {
		if right[k] {
			return false
		}
	}
	return !within(left, contents(b.front)) && !within(right, contents(a.front))
}

func contents(list []words.Token) map[string]bool {
	out := map[string]bool{}
	for _, w := range list {
		if w.Content() || w.Number {
			out[w.Stem] = true
		}
	}
	return out
}

// A hunk is a stretch of two texts in which they have nothing in common.
type hunk struct{ a0, a1, b0, b1 int }

// longestCompared bounds the work for cards of a page's length.
const longestCompared = 200

// diff aligns two texts by their longest common subsequence of stems and
// returns what lies between, with its length.
func diff(a, b []words.Token) (hunks []hunk, common int) {
	a, b = a[:min(len(a), longestCompared)], b[:min(len(b), longestCompared)]
	long := make([][]int, len(a)+1)
	for i := range long {
		long[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].Stem == b[j].Stem {
				long[i][j] = long[i+1][j+1] + 1
			} else {
				long[i][j] = max(long[i+1][j], long[i][j+1])
			}
		}
	}
	var h hunk
	flush := func(i, j int) {
		if h.a1, h.b1 = i, j; h.a0 < h.a1 || h.b0 < h.b1 {
			hunks = append(hunks, h)
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i].Stem == b[j].Stem:
			flush(i, j)
			i, j = i+1, j+1
			h = hunk{a0: i, b0: j}
		case long[i+1][j] >= long[i][j+1]:
			i++
		default:
			j++
		}
	}
	flush(len(a), len(b))
	return hunks, long[0][0]
}
