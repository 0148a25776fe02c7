package lexical

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Slip is a word of a question that no text has, with texts that have words of
// nearly the same letters.
type Slip struct {
	Typed string
	Texts []int64 // those whose words are nearest first
}

// Shorter words have too many neighbours; a stem may be this much shorter than
// the word that was typed.
const (
	shortestSlip = 5 // code points
	mostNear     = 24
	stemEnding   = 5
)

// Slips are the words of a question that may be typing errors. A question in a
// language that no text is in has none: its words are unknown because they are
// foreign.
func (x *Index) Slips(question string) []Slip {
	found := words(question)
	language := x.questionLanguage(question, found)
	if language != "" && x.languages[language] == 0 {
		return nil
	}
	var out []Slip
	for _, w := range found {
		typed := []rune(w.text)
		if w.bigram || len(typed) < shortestSlip || strings.ContainsFunc(w.text, func(r rune) bool { return !unicode.IsLetter(r) }) || x.silent(w, language) || x.knows(w) {
			continue
		}
		if texts := x.near(typed); len(texts) > 0 {
			out = append(out, Slip{w.text, texts})
		}
	}
	return out
}

// knows reports that a text has the word, in any language's analysis.
func (x *Index) knows(w word) bool {
	for _, s := range x.stemmers() {
		for _, term := range s.forms(w).terms {
			if _, ok := x.known(term); ok {
				return true
			}
		}
	}
	return false
}

// near gives a text for each of the terms whose letters are nearest to the
// beginning of a word, the commonest first among equals.
func (x *Index) near(typed []rune) []int64 {
	type candidate struct {
		term     uint32
		distance int
	}
	var list []candidate
	for term, n := range x.terms {
		first, _ := utf8.DecodeRuneInString(term)
		length := utf8.RuneCountInString(term)
		if x.postings[n].texts == 0 || first != typed[0] && first != typed[1] || length > len(typed)+2 || length < len(typed)-stemEnding || length < 3 {
			continue
		}
		if d := fromStart([]rune(term), typed); d <= Forgiven(len(typed)) {
			list = append(list, candidate{n, d})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(x.postings[b.term].texts, x.postings[a.term].texts), cmp.Compare(a.term, b.term))
	})
	var texts []int64
	for _, c := range list[:min(len(list), mostNear)] {
		for slot := range x.postings[c.term].all() {
			if id := x.texts[slot].id; id != 0 {
				if !slices.Contains(texts, id) {
					texts = append(texts, id)
				}
				break
			}
		}
	}
	return texts
}

// Forgiven is how many letters of a word of a length may be wrong.
func Forgiven(length int) int {
	if length < 8 {
		return 1
	}
	return 2
}

// Distance counts the letters that must be put in, left out, changed or swapped
// with the next one to make one word the other.
func Distance(a, b []rune) int {
	rows := steps(a, b)
	return rows[len(a)][len(b)]
}

// fromStart is the least Distance of a and what b begins with.
func fromStart(a, b []rune) int {
	return slices.Min(steps(a, b)[len(a)])
}

func steps(a, b []rune) [][]int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows
}

// Nearest is the word of the texts that has fewest letters other than a word
// that was typed, folded as words are compared; empty where all have too many.
func Nearest(typed string, texts []string) string {
	best, least := "", Forgiven(utf8.RuneCountInString(typed))+1
	for _, text := range texts {
		for _, w := range words(text) {
			if w.bigram {
				continue
			}
			if d := Distance([]rune(typed), []rune(w.text)); d > 0 && d < least {
				best, least = w.text, d
			}
		}
	}
	return best
}
