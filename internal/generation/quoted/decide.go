package quoted

import (
	"math"
	"strings"
)

// Decide returns the probability that a candidate answers the question.
//
// The weights are a logistic regression on some 1,900 questions: over German,
// English and mixed texts that hold the answer, over the same texts without
// the passage that holds it (weighed half), and over texts about something
// else. Of the last 0.5 % pass at one half (mostly questions about another
// company's figures over annual reports), of the second kind 20 %, of the
// first 84 %. Names and numbers that stand nowhere near the candidate cost
// more than the fit says: to claim an answer about the wrong year is worse than
// to give none.
func (r *Ranking) Decide(c Candidate) float64 {
	p := r.Passages[c.Passage]
	foreign := r.foreign(c.Passage)
	if !foreign && r.Question.Want == Figure && c.Focus < 0.35 {
		return 0 // a figure, but of something else
	}
	if c.Lacks && (r.Question.Want != Anything && r.Question.Want != Definition && r.Question.Want != Reason || r.Question.Level != Either) {
		return 0 // a fact, but of another year or somebody else
	}
	if foreign && (c.Row > 0 || r.Question.Level != Either && len(r.times) > 0) {
		// Across languages the model tells "total assets" from "total liabilities" no
		// better than by chance: a figure would be a guess.
		return 0
	}
	if strings.HasSuffix(p.Units[c.Unit].Text, "?") {
		return 0 // a question is no answer
	}
	var z float64
	switch {
	case r.HasVectors && foreign: // words cannot tell across languages
		z = 1.64*c.Similarity - 7.2 - 4*c.Missing
	case r.HasVectors:
		z = 0.49*c.Similarity + 0.32*c.Around + 5.4*c.Context - 3*c.Missing - 7.6
	case foreign:
		z = -5
	default:
		z = 2.7*c.Focus + 6*c.Context - 4*c.Missing - 4.4
	}
	return 1 / (1 + math.Exp(-z))
}

// ToEmbed is the text of a unit that is embedded: the figures of a row would
// only blur what it is about, its header and label tell.
func ToEmbed(u Unit) string {
	if u.Kind != Row {
		return u.Text
	}
	label, _ := Cells(u.Text)
	if u.Label != "" {
		label = u.Label + " " + label
	}
	return strings.Join(strings.Fields(label+". "+u.Header), " ")
}
