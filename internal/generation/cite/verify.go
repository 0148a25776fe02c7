package cite

import (
	"strings"

	"studyapp/internal/generation/words"
)

// Verdict says how far quotes prove a sentence.
type Verdict string

// The verdicts.
const (
	Supported   Verdict = "supported"   // one quote says all of it
	Weak        Verdict = "weak"        // the quotes say part of it
	Unsupported Verdict = "unsupported" // they do not say it
)

// These were set on pairs of sentences written for the tests: right, turned
// round, with another number, with a negation more or less.
const (
	ordered   = 0.7 // share of the content words that stand in the quote in the sentence's order
	weakShare = 0.5 // share of the content words below which a sentence is not even weak
	reach     = 6   // tokens before the matched ones in which a negation still turns them
)

// Verify returns the verdict on a sentence against the quotes it cites.
//
// Supported means that one quote (or two that follow each other) holds every
// content word and number of the sentence, its names in the same order, and
// neither side has a negation or hedge that the other lacks. A number that
// stands in no quote makes a sentence unsupported however well the rest fits;
// so does a quote that says the contrary. Sentences in another language than
// their quotes can at best be weak.
//
// Single letters must stand in the quote like words, but say nothing by
// themselves, and marks before a text ("b)", "3.") are no part of it.
func Verify(sentence string, quotes ...string) Verdict {
	best := Unsupported
	s := readingAs(sentence, languageOf(sentence, quotes))
	if len(s.content) == 0 || s.words == 0 && len(s.content) > 1 {
		return Unsupported
	}
	said := make([]string, len(quotes))
	for i, q := range quotes {
		said[i] = withoutMark(q, s.lang)
	}
	for _, q := range quotes {
		if strings.Join(strings.Fields(q), " ") == strings.Join(strings.Fields(sentence), " ") {
			return Supported // word for word
		}
	}
	try := func(q string) {
		if v := s.against(q); rank(v) > rank(best) {
			best = v
		}
	}
	for _, q := range said {
		try(q)
	}
	if best != Supported && len(said) > 1 {
		try(strings.Join(said, "\n"))
	}
	return best
}

func rank(v Verdict) int {
	switch v {
	case Supported:
		return 2
	case Weak:
		return 1
	}
	return 0
}

type read struct {
	text    string
	lang    string
	tokens  []words.Token
	content []words.Token // words, names and numbers that must be found
	words   int           // of them, those that are no single letters
	guards  map[words.Guard][]string
}

// languageOf is the language of a sentence, where it is too short to tell that
// of its quotes.
func languageOf(sentence string, quotes []string) string {
	if lang := words.Language(sentence); lang != "" {
		return lang
	}
	return words.Language(strings.Join(quotes, "\n"))
}

func reading(text string) read { return readingAs(text, words.Language(text)) }

func readingAs(text, lang string) read {
	r := read{text: text, lang: lang, guards: map[words.Guard][]string{}}
	if r.lang == "" {
		r.lang = "en"
	}
	r.tokens = words.Tokens(withoutMark(text, r.lang), r.lang)
	for _, t := range r.tokens {
		switch {
		case t.Guard != words.NoGuard:
			r.guards[t.Guard] = append(r.guards[t.Guard], t.Stem)
		case t.Content():
			r.content = append(r.content, t)
			if !t.Letter() {
				r.words++
			}
		}
	}
	return r
}

func (s read) against(quote string) Verdict {
	// Read in the sentence's language: where the quote has another one, its
	// words do not match anyway.
	q := words.Tokens(quote, s.lang)
	at := map[string][]int{}
	for i, t := range q {
		at[t.Stem] = append(at[t.Stem], i)
	}
	found, foundWords, names, foundNames, missingNumber := 0, 0, 0, 0, false
	for _, t := range s.content {
		ok := len(at[t.Stem]) > 0
		if ok {
			found++
			if !t.Letter() {
				foundWords++
			}
		}
		if t.Number || hasDigit(t.Stem) {
			missingNumber = missingNumber || !ok
		} else if t.Name {
			names++
			if ok {
				foundNames++
			}
		}
	}
	if missingNumber {
		return Unsupported
	}
	if s.words > 0 && float64(foundWords) < weakShare*float64(s.words) || found == 0 {
		return Unsupported
	}
	matched := align(s.content, q)
	span := guardsWithin(q, matched)
	if contrary(s.lang, s.guards[words.Negation], span[words.Negation]) {
		return Unsupported
	}
	switch {
	case found < len(s.content), foundNames < names,
		len(s.content) < 2 && len(q) > 4*len(s.tokens)+4,
		float64(len(matched)) < ordered*float64(len(s.content)),
		!sameOrder(s.content, q, func(t words.Token) bool { return t.Name || t.Number || hasDigit(t.Stem) }),
		!subset(s.guards[words.Hedge], span[words.Hedge]), !subset(hard(span[words.Hedge]), s.guards[words.Hedge]):
		return Weak
	}
	return Supported
}

// contrary reports that one side denies and the other does not.
func contrary(lang string, a, b []string) bool { return denies(lang, a) != denies(lang, b) }

// denies reports that the negations of a clause do not cancel out. Where a
// language denies with several at once ("ne … pas", "no … nunca", "не …
// никогда"), they never do.
func denies(lang string, negations []string) bool {
	if words.Concord(lang) {
		return len(negations) > 0
	}
	return len(negations)%2 == 1
}

// hard leaves out the hedges that a sentence may drop without claiming more
// than the quote does: "can" and its like say what is possible either way.
func hard(hedges []string) []string {
	var out []string
	for _, h := range hedges {
		if h != "kann" && h != "generally" && h != "typically" && h != "usually" {
			out = append(out, h)
		}
	}
	return out
}

func subset(a, b []string) bool {
	for _, x := range a {
		ok := false
		for _, y := range b {
			ok = ok || x == y
		}
		if !ok {
			return false
		}
	}
	return true
}

// align returns the positions in q of a longest common subsequence of the
// stems of content and q.
func align(content, q []words.Token) []int {
	n, m := len(content), len(q)
	length := make([][]int16, n+1)
	for i := range length {
		length[i] = make([]int16, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if content[i].Stem == q[j].Stem {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out []int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case content[i].Stem == q[j].Stem:
			out = append(out, j)
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// guardsWithin collects the guards of q between its first and last matched
// token, and before the first back to where its clause begins.
func guardsWithin(q []words.Token, matched []int) map[words.Guard][]string {
	out := map[words.Guard][]string{}
	if len(matched) == 0 {
		return out
	}
	from, to := matched[0], matched[len(matched)-1]
	for back := 0; back < reach && from > 0 && !q[from].Clause; back++ {
		from--
	}
	// A guard right after the last word belongs to it: "es endet nicht".
	if to+1 < len(q) && q[to+1].Guard != words.NoGuard && !q[to+1].Clause {
		to++
	}
	for _, t := range q[from : to+1] {
		if t.Guard != words.NoGuard {
			out[t.Guard] = append(out[t.Guard], t.Stem)
		}
	}
	return out
}

// sameOrder reports that the chosen tokens of content stand in q in their
// order.
func sameOrder(content, q []words.Token, chosen func(words.Token) bool) bool {
	j := 0
	for _, t := range content {
		if !chosen(t) {
			continue
		}
		for j < len(q) && q[j].Stem != t.Stem {
			j++
		}
		if j == len(q) {
			return false
		}
		j++
	}
	return true
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
