package quoted

import (
	"math"
	"strings"
	"unicode"
)

// Decide returns the probability that a candidate answers the question: that
// the document holds the answer, and that it is a kind of thing that answers.
// Names and numbers that stand nowhere near the candidate of a table cost the
// answer: to claim one about the wrong year is worse than to give none.
func (r *Ranking) Decide(c Candidate) float64 {
	p := r.Passages[c.Passage]
	foreign := r.foreign(c.Passage)
	if !foreign && r.Question.Want == Figure && c.Focus < 0.35 && (c.Row > 0 || !r.Close) {
		return 0 // a figure, but of something else
	}
	if c.Lacks && (r.Question.Want.Fact() || r.Question.Level != Either) {
		return 0 // a fact, but of another year or somebody else
	}
	if foreign && (c.Row > 0 || !r.Close && r.Question.Level != Either && len(r.times) > 0) {
		// Across languages the model tells "total assets" from "total liabilities" no
		// better than by chance: a figure would be a guess.
		return 0
	}
	if strings.HasSuffix(p.Units[c.Unit].Text, "?") {
		return 0 // a question is no answer
	}
	if r.echoes(&c) {
		return 0
	}
	// What the words' places tell comes on top: a heading that names it, a sentence that defines it.
	return 1 / (1 + math.Exp(-r.logOdds(c)-0.5*r.suits(&c)))
}

// logOdds are a logistic regression on how near passage and units come to the
// question, token by token, over English texts, with questions in English,
// German, Chinese, Russian, Arabic and Spanish, a fifth of them about texts that
// are not there. What sentences about everything say of the question is taken
// off: it differs from language to language. Of questions without an answer
// 1 to 2 % pass at even odds.
func (r *Ranking) logOdds(c Candidate) float64 {
	p := r.Passages[c.Passage]
	if !r.Close || c.Row > 0 && !r.foreign(c.Passage) { // words tell rows apart, of passages that were not read, too
		if r.foreign(c.Passage) {
			return -5 // words cannot tell across languages
		}
		return 2.7*c.Focus + 6*c.Context - 4*c.Missing - 4.4
	}
	if p.Said == nil {
		return unread
	}
	z := 24.4*p.Near + 30*p.Plain + 43.8*r.most - 43.9*r.Background.Near
	switch {
	case !r.foreign(c.Passage):
		return z - 48.7
	case sameScript(r.Question.Text, p.Text): // names and numbers stay as they are
		return z - 47.9
	}
	return z - 46.6
}

// unread are the log-odds of what search put below all that was read closely.
const unread = -2

// scripts are those that differ in their letters.
var scripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Devanagari, unicode.Bengali,
	unicode.Thai, unicode.Hangul, unicode.Han, unicode.Georgian, unicode.Armenian, unicode.Tamil, unicode.Telugu,
}

// sameScript reports that most letters of two texts are of the same script.
func sameScript(a, b string) bool { return script(a) == script(b) }

// script is the place in scripts of that which most letters of a text are of,
// -1 where none is.
func script(text string) int {
	counts, best := make([]int, len(scripts)), -1
	for _, c := range text {
		for i, table := range scripts {
			if unicode.Is(table, c) {
				counts[i]++
				if best < 0 || counts[i] > counts[best] {
					best = i
				}
				break
			}
		}
	}
	return best
}
