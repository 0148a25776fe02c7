package late

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Code brings the vectors of tokens into a smaller room, in which those of a
// question come near those of the text that answers it, and keeps those of texts
// there in half a byte for each number. The room is ColBERT's linear layer
// (Khattab and Zaharia, SIGIR 2020) on a model that stays as it is, with a matrix
// each for questions and texts; how much a token of a question weighs was learned
// with it.
type Code struct {
	question, text []float32 // a row for each number that comes out
	weight         []float32 // e to the scalar product with it is what a question's token weighs beside its rarity
	plus           float64   // what every token weighs more
	narrow         int
}

// NewCode returns the code with the matrices of questions and texts: for each
// number of a model's vector, as many as weight has, a row of numbers that come
// out, an even number of them.
func NewCode(question, text, weight []float32, plus float64) (*Code, error) {
	wide := len(weight)
	if wide == 0 || len(question) == 0 || len(question) != len(text) || len(question)%(2*wide) != 0 {
		return nil, fmt.Errorf("late: matrices of %d and %d numbers for vectors of %d", len(question), len(text), wide)
	}
	narrow := len(question) / wide
	return &Code{transposed(question, wide, narrow), transposed(text, wide, narrow), weight, plus, narrow}, nil
}

func transposed(m []float32, rows, columns int) []float32 {
	out := make([]float32, len(m))
	for r := range rows {
		for c := range columns {
			out[c*rows+r] = m[r*columns+c]
		}
	}
	return out
}

const (
	codeForm = 2 // of what is kept
	// steepest bounds what a token of a question weighs more or less than its
	// rarity says: a factor of e^4.
	steepest = 4
	// step, times the deviation that the numbers of a vector of length 1 have, is
	// between two of the sixteen levels: what loses least of a normal distribution
	// (Max, IRE Transactions 1960).
	step = 0.3352
)

// Question returns the tokens of a question in the form in which they are
// compared with those that Decode returns.
func (c *Code) Question(tokens []Token) []Token {
	out := make([]Token, len(tokens))
	for i, t := range tokens {
		v := make([]float32, c.narrow)
		c.project(c.question, t.Vector, v)
		out[i] = t
		out[i].Vector = v
		out[i].Weight = (t.Weight + c.plus) * math.Exp(min(max(float64(dot(t.Vector, c.weight)), -steepest), steepest))
	}
	return out
}

// project writes the vector of length 1 that a matrix makes of one.
func (c *Code) project(matrix, from, to []float32) {
	wide := len(c.weight)
	for k := range to {
		to[k] = dot(matrix[k*wide:(k+1)*wide], from)
	}
	toLength1(to)
}

func toLength1(v []float32) {
	square := dot(v, v)
	if square == 0 {
		return
	}
	by := 1 / float32(math.Sqrt(float64(square)))
	for k := range v {
		v[k] *= by
	}
}

// Encode returns what is kept of the tokens of a text: their places, not their
// weights, which only a question's are asked for.
func (c *Code) Encode(tokens []Token) []byte {
	out := make([]byte, 0, 8+len(tokens)*(4+c.narrow/2))
	out = binary.AppendUvarint(append(out, codeForm), uint64(len(tokens)))
	end := 0
	for _, t := range tokens {
		out = binary.AppendVarint(out, int64(t.Start-end))
		out = binary.AppendUvarint(out, uint64(t.End-t.Start))
		end = t.End
	}
	v, steps := make([]float32, c.narrow), float32(math.Sqrt(float64(c.narrow))/step)
	level := func(x float32) byte { return byte(min(max(int(math.Floor(float64(x*steps)))+8, 0), 15)) }
	for _, t := range tokens {
		c.project(c.text, t.Vector, v)
		for k := 0; k < len(v); k += 2 {
			out = append(out, level(v[k])|level(v[k+1])<<4)
		}
	}
	return out
}

var errCode = errors.New("late: these are no tokens of this code")

// Decode returns the tokens of what Encode kept, in the form in which a question
// is compared with them.
func (c *Code) Decode(b []byte) ([]Token, error) {
	n := c.narrow
	if len(b) == 0 || b[0] != codeForm {
		return nil, errCode
	}
	b = b[1:]
	count, width := binary.Uvarint(b)
	if width <= 0 || count > uint64(len(b)) {
		return nil, errCode
	}
	b = b[width:]
	tokens, end := make([]Token, count), 0
	for i := range tokens {
		gap, g := binary.Varint(b)
		if g <= 0 {
			return nil, errCode
		}
		length, l := binary.Uvarint(b[g:])
		if l <= 0 || length > math.MaxInt32 || gap > math.MaxInt32 || gap < -math.MaxInt32 {
			return nil, errCode
		}
		b = b[g+l:]
		tokens[i].Start = end + int(gap)
		end = tokens[i].Start + int(length)
		tokens[i].End = end
	}
	if len(b) != len(tokens)*n/2 {
		return nil, fmt.Errorf("%w: %d bytes of %d", errCode, len(b), len(tokens)*n/2)
	}
	all := make([]float32, len(tokens)*n)
	for i := range tokens {
		v := all[i*n : (i+1)*n : (i+1)*n]
		for k, two := range b[:n/2] {
			v[2*k], v[2*k+1] = float32(two&15)-7.5, float32(two>>4)-7.5
		}
		toLength1(v)
		b = b[n/2:]
		tokens[i].Vector = v
	}
	return tokens, nil
}
