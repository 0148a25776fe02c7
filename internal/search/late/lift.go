package late

import (
	"cmp"
	"math"
	"slices"
)

// First is how many of what a search found are held against the question.
const First = 30

// Rank puts what was found with scores into the order, best first, in which it
// ranks when near says how near each comes to the question, and gives it the score
// of that (Lift). score is where a hit has its own.
func Rank[H any](hits []H, near []float64, score func(*H) *float64) {
	scores := make([]float64, len(hits))
	for i := range hits {
		scores[i] = *score(&hits[i])
	}
	order, lifted := order(scores, near)
	before := slices.Clone(hits)
	for i, k := range order {
		hits[i] = before[k]
		*score(&hits[i]) = lifted[k]
	}
}

// order is the order, best first, in which texts rank (Lift), with the scores.
func order(scores, near []float64) (order []int, lifted []float64) {
	lifted = Lift(scores, near)
	order = make([]int, len(lifted))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lifted[b], lifted[a]) })
	return order, lifted
}

// What rises, and how far: a text that comes nearer than the mean by more than
// outstanding deviations, by lift times what it has more. Where a question is
// answered in one place that stands out; where many texts are about it, as in
// Cranfield, none does, and all of nearness would put them in a worse order.
//
// nDCG@10 and hit@1 without and with it: XQuAD's German questions over English
// paragraphs .925, .856 and .943, .892; German over German .979, .957 and .984,
// .968; Cranfield .409, .320 and .407, .320.
const (
	outstanding = 2
	lift        = 3
)

// Lift returns the scores by which texts that were found rank when it is known
// how near some of them come to the question, token by token (NaN: not known):
// both in deviations from their mean. It keeps the order where nothing is known.
func Lift(scores, near []float64) []float64 {
	out := standard(scores)
	for i, z := range standard(near) {
		out[i] += lift * max(0, z-outstanding)
	}
	return out
}

// standard are numbers in deviations from the mean of those that are known; what
// is not known is put at the mean.
func standard(v []float64) []float64 {
	var n, sum, squares float64
	for _, x := range v {
		if !math.IsNaN(x) {
			n++
			sum += x
			squares += x * x
		}
	}
	out := make([]float64, len(v))
	if n < 2 {
		return out
	}
	mean := sum / n
	deviation := math.Sqrt(max(squares/n-mean*mean, 0))
	if deviation == 0 {
		return out
	}
	for i, x := range v {
		if !math.IsNaN(x) {
			out[i] = (x - mean) / deviation
		}
	}
	return out
}
