package plaintext

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// lettersTable says how often letters follow one another in a language. One
// line a language: its code, its letters from the most frequent on, the cost
// of each as a word's first letter, and the cost of each letter behind each
// other (rows in the order of the letters; "-" where it is the same behind
// all). A cost is the negative natural logarithm of the probability in steps
// of costStep, written as one character from '!' on.
//
// The frequencies of letters and of pairs of letters are those of the language
// models of github.com/pemistahl/lingua-go (Apache License 2.0), cut to each
// language's alphabet; those of the simplified Chinese characters are those of
// the traditional ones they stand for, and the vowel and tone marks of Thai,
// which are not in them, are counted by hand.
//
//go:embed letters.txt
var lettersTable string

const (
	costStep = 0.15
	costOdd  = 11.0 // of a letter that the language does not have there
)

// language knows the letters of a language.
type language struct {
	code  string
	latin bool
	index map[rune]int
	first []float64
	next  []float64 // by index before*len(first)+index; nil: first
}

var languages = sync.OnceValue(func() map[string]*language {
	out := map[string]*language{}
	for line := range strings.Lines(lettersTable) {
		f := strings.Fields(line)
		l := &language{code: f[0], index: map[rune]int{}, first: costs(f[2])}
		for i, r := range []rune(f[1]) {
			l.index[r] = i
		}
		if len(f) > 3 && f[3] != "-" {
			l.next = costs(f[3])
		}
		_, l.latin = l.index['e']
		out[l.code] = l
	}
	return out
})

func costs(quantised string) []float64 {
	out := make([]float64, len(quantised))
	for i := range quantised {
		out[i] = min(float64(quantised[i]-'!')*costStep, costOdd)
	}
	return out
}

// word says what a run of letters costs in the language, in nats: how its
// letters follow one another, whether it stays in one script, and whether
// capitals stand where words have them.
func (l *language) word(w []rune) float64 {
	english := languages()["en"]
	cost := 0.0
	before, in := -1, (*language)(nil)
	for _, r := range w {
		lower := unicode.ToLower(r)
		now := l
		i, known := l.index[lower]
		if !known && r < 0x80 {
			now = english
			i, known = english.index[lower]
		}
		if now != in {
			if in != nil {
				cost += 6 // two scripts in one word
			}
			before = -1
		}
		in = now
		switch {
		case !known && unicode.IsMark(r):
			cost += 5
		case !known:
			cost += costOdd
		case before >= 0 && now.next != nil:
			cost += now.next[before*len(now.first)+i]
		default:
			cost += now.first[i]
		}
		before = -1
		if known {
			before = i
		}
	}
	return cost + caseCost(w)
}

// caseCost says what the capitals of a word cost.
func caseCost(w []rune) float64 {
	upper, lower, rises := 0, 0, 0
	for i, r := range w {
		switch {
		case unicode.IsUpper(r):
			upper++
			if i > 0 && unicode.IsLower(w[i-1]) {
				rises++
			}
		case unicode.IsLower(r):
			lower++
		}
	}
	switch {
	case upper == 0:
		return 0.1
	case rises > 0:
		return 6 + 2*float64(rises)
	case upper == 1 && unicode.IsUpper(w[0]):
		return 2
	case lower == 0:
		return 3
	}
	return 6
}
