package late

// Token is a token of a text with the vector that it has there.
type Token struct {
	Start, End int // in the text, in code points, half-open
	Vector     []float32
	Weight     float64 // how much it says: 0 for what stands in every text
}

// Comparison is a question held against a text.
type Comparison struct {
	question []Token
	text     []Token
	cosines  []float32 // of each token of the question with each of the text
	nearest  []int     // the token of the text that comes nearest to each of the question
	all      float64   // weight of the question
}

// Compare compares each token of the question with each of the text.
func Compare(question, text []Token) *Comparison {
	c := &Comparison{question: question, text: text, cosines: make([]float32, 0, len(question)*len(text))}
	for _, q := range question {
		c.all += q.Weight
		for _, t := range text {
			c.cosines = append(c.cosines, dot(q.Vector, t.Vector))
		}
	}
	for q := range question {
		_, at := c.best(q, 0, len(text))
		c.nearest = append(c.nearest, at)
	}
	return c
}

// Near is how near the text comes to what the question says: the mean over the
// question's tokens, by weight, of the cosine with the token of the text that
// comes nearest. It is 0 for a text without tokens, and Plain where nothing in
// the question has weight.
func (c *Comparison) Near() float64 {
	near, _ := c.within([2]int{0, len(c.text)})
	return near
}

// Plain is Near with all tokens of the question weighing the same.
func (c *Comparison) Plain() float64 {
	if len(c.question) == 0 || len(c.text) == 0 {
		return 0
	}
	var sum float64
	for q, at := range c.nearest {
		sum += float64(c.cosines[q*len(c.text)+at])
	}
	return sum / float64(len(c.question))
}

// Stretch is the part [Start, End) of a text, in code points.
type Stretch struct{ Start, End int }

// Within is Near of some stretches of the text alone, with the share of the
// question, by weight, to which no other part of the text comes nearer.
func (c *Comparison) Within(stretches ...Stretch) (near, share float64) {
	ranges := make([][2]int, len(stretches))
	for i, s := range stretches {
		from, to := tokensIn(c.text, s)
		ranges[i] = [2]int{from, to}
	}
	return c.within(ranges...)
}

// within is Within of ranges of tokens.
func (c *Comparison) within(ranges ...[2]int) (near, share float64) {
	for q, token := range c.question {
		weight := token.Weight / c.all
		if c.all == 0 {
			weight = 1 / float64(len(c.question))
		}
		best, nearest := 0.0, false
		for _, r := range ranges {
			if r[0] >= r[1] {
				continue
			}
			cosine, _ := c.best(q, r[0], r[1])
			best = max(best, cosine)
			nearest = nearest || r[0] <= c.nearest[q] && c.nearest[q] < r[1]
		}
		near += weight * best
		if nearest {
			share += weight
		}
	}
	return near, share
}

// best is the largest cosine of a token of the question with the text's tokens
// [from, to), and the token that has it.
func (c *Comparison) best(q, from, to int) (cosine float64, at int) {
	if from >= to {
		return 0, from
	}
	row := c.cosines[q*len(c.text):]
	at = from
	for i := from + 1; i < to; i++ {
		if row[i] > row[at] {
			at = i
		}
	}
	return float64(row[at]), at
}
