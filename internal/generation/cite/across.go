package cite

import (
	"cmp"
	"slices"

	"studyapp/internal/generation/words"
	"studyapp/internal/search/late"
)

// saidAcross is how near a quote comes to each thing that a sentence of another
// language says, from which it says it: the mean over the sentence's tokens, by
// weight, of the cosine with the nearest token of the quote.
//
// It was set on sentences of XQuAD's paragraphs with their translations in five
// pairs of languages (English, German, Russian), and parts of them, half of the
// articles: 84 in 100 pass, and 3 in 100 times the sentence beside the
// translation that comes nearest. On the other half it is 94 of whole sentences
// and 80 of parts, and 3 to 4; set on German and English alone, the same in
// Russian.
const saidAcross = 0.823

// Across is the verdict on a sentence against quotes in another language, and how
// near they come to it: weak where each of its numbers stands in them and it is
// denied where they deny. Who does what to whom is not compared, so it is never
// more. It is empty where the language is the same or one is not known.
func Across(sentence Text, quotes ...Text) (v Verdict, near float64) {
	var all []late.Token
	from := ""
	for _, q := range quotes {
		all = append(all, q.Tokens...)
		from = cmp.Or(from, words.Spoken(q.Words))
	}
	in := words.Spoken(sentence.Words)
	if in == "" || from == "" || in == from || sharesWords(sentence, quotes) {
		return "", 0
	}
	near = late.Compare(sentence.Tokens, all).Near()
	if near < saidAcross || !sameGuards(readingAs(sentence.Words, in), from, quotes) {
		return Unsupported, near
	}
	return Weak, near
}

// mostShared is the share of a sentence's words, names and numbers aside, that
// stand in quotes of another language. With more the languages are the same, and
// one of them was mistaken.
const mostShared = 0.25

func sharesWords(sentence Text, quotes []Text) bool {
	have := map[string]bool{}
	for _, q := range quotes {
		for _, t := range words.Tokens(q.Words, "") {
			have[t.Norm] = true
		}
	}
	all, both := 0, 0
	for _, t := range words.Tokens(sentence.Words, "") {
		if t.Name || t.Number {
			continue
		}
		all++
		if have[t.Norm] {
			both++
		}
	}
	return float64(both) > mostShared*float64(all)
}

// sameGuards reports that the numbers of a sentence stand in the quotes, and that
// both deny or neither.
func sameGuards(sentence read, from string, quotes []Text) bool {
	var numbers, negations []string
	for _, q := range quotes {
		r := readingAs(q.Words, from)
		numbers, negations = append(numbers, r.numbers()...), append(negations, r.guards[words.Negation]...)
	}
	for _, n := range sentence.numbers() {
		if !slices.Contains(numbers, n) {
			return false
		}
	}
	return denies(sentence.lang, sentence.guards[words.Negation]) == denies(from, negations)
}

// numbers are those of a text, as they are compared.
func (s read) numbers() []string {
	var out []string
	for _, t := range s.tokens {
		if t.Number {
			out = append(out, t.Stem)
		}
	}
	return out
}
