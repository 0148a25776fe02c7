package quoted

import (
	"math"
	"strings"
)

// Decide returns the probability that a candidate answers the question: that
// the document holds the answer, and that it is a kind of thing that answers.
// Names and numbers that stand nowhere near the candidate of a table cost the
// answer: to claim one about the wrong year is worse than to give none.
func (r *Ranking) Decide(c Candidate) float64 {
	key := [2]int{c.Passage, c.Unit}
	believed, ok := r.believed[key]
	if !ok {
		believed = r.decide(c)
		r.believed[key] = believed
	}
	return believed
}

func (r *Ranking) decide(c Candidate) float64 {
	p := r.Passages[c.Passage]
	foreign := r.foreign(c.Passage)
	if !foreign && r.Question.Want == Figure && c.Focus < 0.35 && (c.Row > 0 || !r.Close) {
		return 0 // a figure, but of something else
	}
	against := 0.0
	if r.lacks(c, foreign) && (r.Question.Want.Fact() || r.Question.Level != Either) {
		if c.LacksYear || c.Row > 0 || r.Question.Level != Either || !c.Known {
			return 0 // a fact, but of another year or somebody else
		}
		against = nameless
	}
	if foreign && (c.Row > 0 || !r.Close && r.Question.Level != Either && len(r.times) > 0) {
		// Across languages the model tells "total assets" from "total liabilities" no
		// better than by chance: a figure would be a guess.
		return 0
	}
	if strings.HasSuffix(p.Units[c.Unit].Text, "?") {
		return 0 // a question is no answer
	}
	if c.echoes {
		return 0
	}
	// What the words' places tell comes on top: a heading that names it, a sentence that defines it.
	return 1 / (1 + math.Exp(-r.logOdds(c)-0.5*c.suits+against))
}

// lacks reports that a year or a name of the question is nowhere. Another language
// spells names otherwise, and writes small what is none: there nearness tells,
// where a passage can stand out.
func (r *Ranking) lacks(c Candidate, foreign bool) bool {
	return c.Lacks && (c.LacksYear || !foreign || r.Background.Rest == 0)
}

// logOdds are a logistic regression on what the reader says and on how near unit
// and passages come to the question, token by token and as a whole. Beside the
// reader tells most, in every language, how far the best passage stands out from
// those that were found after it. Across languages words do not count, and what
// the reader says of the words that answer is worth less than of the sentence.
//
// It was fitted on 520 questions whose words the reader had not learned from, four
// passages of each read: a quarter of SQuAD's in English and a third of those in
// Spanish about 18 articles, half of them written so that the text only seems to
// answer; XQuAD's about the same articles and others, in six languages over English,
// German and Chinese paragraphs, a fifth of the articles away; a third of
// chunking_eval's; and fifty of students over eight documents, which count three
// times. Asked anew with two passages read: SQuAD's in English 33 of 41 right, 23 of
// 62 unanswerable ones pass; Spanish 52 of 61, 32 of 55; English XQuAD 15 of 17, none
// of 6; German 123 of 153, 2 of 67; five languages over English 61 of 87, none of 44;
// chunking_eval 50 of 79, none of 18. Students' questions about seventeen documents
// that it was not fitted on: docs/measured/answers.
func (r *Ranking) logOdds(c Candidate) float64 {
	foreign := r.foreign(c.Passage)
	p, b := r.Passages[c.Passage], r.Background
	if !r.Close || c.Row > 0 && !foreign { // words tell rows apart, of passages that were not read, too
		if foreign {
			return -5 // words cannot tell across languages
		}
		return 2.7*c.Focus + 6*c.Context - 4*c.Missing - 4.4
	}
	if p.Said == nil {
		return unread
	}
	absent := 0.0 // words of the question that are nowhere around
	if !foreign {
		absent = 1 - c.Context
	}
	if b.Rest == 0 {
		return r.amongFew(c, absent)
	}
	if p.Readings == nil {
		return unread
	}
	cosine := p.Cosine
	if cosine == 0 {
		cosine = b.Top
	}
	if foreign {
		return 57.7*(b.Top-b.Rest) + 20.2*b.Ahead + 9.6*c.Said + 26.4*cosine + 24.9*b.Mean + .58*c.Belongs + .2*p.Answer - 46.5
	}
	if r.Question.Want.Fact() {
		absent *= asFact
	}
	terms := float64(min(len(r.Question.Terms), mostTerms))
	return 21.5*(b.Top-b.Rest) + c.Said + 17.5*cosine - 1.7*b.Near - .4*absent + .1*terms + r.told(c) - 16.4
}

// amongFew are the log-odds where there are too few passages for one to stand out by
// its cosine, and for one to come near by chance. They are halfway between a fit on
// the first four passages of these questions and the one before it, on four for a
// question without a reader, which knows smaller collections. Asked anew: SQuAD's in
// English 36 of 40 right, 44 of 62 unanswerable ones pass (52 without what the reader
// says); German 81 of 93, none of 37; German questions over English 45 of 59, 2 of 30.
func (r *Ranking) amongFew(c Candidate, absent float64) float64 {
	p, b := r.Passages[c.Passage], r.Background
	if r.foreign(c.Passage) {
		return 9.2*c.Said + 31.4*b.Ahead + 3.3*p.Cosine - 9.2*b.Near + 7.9*b.Mean + .26*c.Belongs + .11*c.Answer + .03*p.Answer - 11.9
	}
	z := 5.5*c.Said + 26.3*b.Ahead + 17.6*p.Cosine - 5.2*b.Near - 4.1*b.Mean - 1.5*absent - 14.35
	if p.Readings != nil {
		z += r.bounded(.2*c.Answer + .08*c.Belongs + .28*p.Answer)
	}
	if r.saysAll(c) {
		return max(z, allSaid)
	}
	return z
}

// told is what the reader's word adds to the log-odds in one language.
func (r *Ranking) told(c Candidate) float64 {
	return r.bounded(.24*c.Answer + .13*c.Belongs + .26*r.Passages[c.Passage].Answer)
}

// bounded is what of the reader's word counts: that it finds nothing says nothing of
// what it has not learned from.
func (r *Ranking) bounded(told float64) float64 {
	if r.untaught() {
		return max(told, 0)
	}
	return max(told, -mostDoubt)
}

// mostDoubt is the most that the reader's word speaks, in log-odds, against an
// answer: a model that reads the same passages shall still be asked.
const mostDoubt = 2

// untaught reports that the reader has learned little from questions of this kind:
// those that it was given are answered by a few words or a sentence.
func (r *Ranking) untaught() bool {
	q := r.Question
	return q.Want == List || q.Want == Example || q.Want == Formula || q.Steps || q.Code
}

// saysAll reports that a unit has every word of what is asked about, and the kind
// of thing that is: among few passages it answers, however the question is typed.
func (r *Ranking) saysAll(c Candidate) bool {
	return len(r.focus) >= manyWords && c.Focus > .99 && c.Context > .99 && (c.Fits >= .5 || !r.Question.Want.Fact())
}

const (
	manyWords = 3
	allSaid   = 1.5 // log-odds
)

// mostTerms are as many terms of a question as make a likeness surer: one of many
// words is seldom like what does not answer it.
const mostTerms = 12

// asFact is how much more a word that is nowhere around counts where a fact is asked
// for: the reader sees that a text says how many or who, and less of what.
const asFact = 2

// nameless is what speaks, in log-odds, against a sentence about a name that stands
// in no passage: of somebody else, unless the reader is sure. Who speaks in a text
// seldom says his own name.
const nameless = 3

// unread are the log-odds of what search put below all that was read closely.
const unread = -2
