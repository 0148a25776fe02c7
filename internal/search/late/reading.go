package late

import "math"

// Reading is what a reader makes of a text for a question: for each token how much
// speaks for it being of the answer, and for its sentence belonging to what a
// reply has to quote, both in log-odds.
type Reading struct {
	text            []Token
	answer, belongs []float32
}

// NewReading takes two numbers for each token of a text, side by side: what speaks
// for it being of the answer, and for belonging to the reply. It takes as many as
// there are numbers; tokens behind them were not read.
func NewReading(text []Token, of []float32) *Reading {
	r := &Reading{text: text[:len(of)/2]}
	for i := range r.text {
		r.answer, r.belongs = append(r.answer, of[2*i]), append(r.belongs, of[2*i+1])
	}
	return r
}

// Answer is what speaks for the text having the answer, against there being none:
// the sum over its tokens, in log-odds. It is −∞ for a text without tokens.
func (r *Reading) Answer() float64 { return logSum(r.answer) }

// Of is what speaks for some stretches of the text having the answer (as Answer),
// and for belonging to the reply, in the mean over their tokens. ok is false where
// no token of them was read.
func (r *Reading) Of(stretches ...Stretch) (answer, belongs float64, ok bool) {
	var of []float32
	for _, s := range stretches {
		from, to := tokensIn(r.text, s)
		of = append(of, r.answer[from:to]...)
		for _, b := range r.belongs[from:to] {
			belongs += float64(b)
		}
	}
	if len(of) == 0 {
		return 0, 0, false
	}
	return logSum(of), belongs / float64(len(of)), true
}

// TokensIn is how many tokens of a text stand in a stretch of it, or partly.
func TokensIn(text []Token, s Stretch) int {
	from, to := tokensIn(text, s)
	return to - from
}

// tokensIn are the tokens [from, to) of a text that stand in a stretch of it, or
// partly.
func tokensIn(text []Token, s Stretch) (from, to int) {
	for from < len(text) && text[from].End <= s.Start {
		from++
	}
	to = from
	for to < len(text) && text[to].Start < s.End {
		to++
	}
	return from, to
}

// logSum is the logarithm of the sum of e to each number.
func logSum(v []float32) float64 {
	most := math.Inf(-1)
	for _, x := range v {
		most = max(most, float64(x))
	}
	if math.IsInf(most, -1) {
		return most
	}
	var sum float64
	for _, x := range v {
		sum += math.Exp(float64(x) - most)
	}
	return most + math.Log(sum)
}
