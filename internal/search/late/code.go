package late

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Code keeps the tokens of texts in an eighth of a byte for each number of a
// vector: on which side of the mean it lies. A question's tokens are compared as
// they are (RaBitQ; Gao and Long, SIGMOD 2024): what the signs leave open has no
// direction, so that a cosine differs by .015 at random, what a text says of a
// question, over all its tokens, by .005, in all languages.
//
// With m the mean of the tokens of texts and q' that of questions,
//
//	q·t = q·m + q'·(t-m) + (q-q')·(t-m),
//
// of which only the last, without what all texts and all questions have in
// common, is taken from signs.
type Code struct {
	mean   []float32 // of the vectors of texts
	spread []float32 // standard deviation of each of their numbers
	asked  []float32 // mean of the vectors of questions
}

// NewCode returns the code of a model with these means and deviations of its
// tokens. Their number is a multiple of eight.
func NewCode(mean, spread, asked []float32) *Code {
	return &Code{mean, spread, asked}
}

// The form of what is kept, and the steps of a token's two numbers of one byte.
const (
	codeForm   = 1
	scaleStep  = 1.0 / 100
	sharedStep = 1.0 / 512
)

// Question returns the tokens of a question in the form in which they are
// compared with those that Decode returns.
func (c *Code) Question(tokens []Token) []Token {
	out := make([]Token, len(tokens))
	n := len(c.mean)
	for i, t := range tokens {
		v := make([]float32, n+2)
		for k, x := range t.Vector {
			v[k] = (x - c.asked[k]) * c.spread[k]
		}
		v[n], v[n+1] = dot(t.Vector, c.mean), 1
		out[i] = t
		out[i].Vector = v
	}
	return out
}

// Encode returns what is kept of the tokens of a text: their places, not their
// weights, which only a question's are asked for.
func (c *Code) Encode(tokens []Token) []byte {
	n := len(c.mean)
	out := make([]byte, 0, 8+len(tokens)*(4+n/8))
	out = binary.AppendUvarint(append(out, codeForm), uint64(len(tokens)))
	end := 0
	for _, t := range tokens {
		out = binary.AppendVarint(out, int64(t.Start-end))
		out = binary.AppendUvarint(out, uint64(t.End-t.Start))
		end = t.End
	}
	common := dot(c.asked, c.mean)
	for _, t := range tokens {
		at := len(out)
		out = append(out, 0, byte(int8(clamp((dot(c.asked, t.Vector)-common)/sharedStep, math.MinInt8, math.MaxInt8))))
		var square, along float32
		for k := 0; k < n; k += 8 {
			signs := byte(0)
			for b := range 8 {
				x := t.Vector[k+b] - c.mean[k+b]
				square += x * x
				bits := math.Float32bits(x)
				signs |= byte(bits>>31) << b
				along += math.Float32frombits(bits&math.MaxInt32) * c.spread[k+b]
			}
			out = append(out, signs)
		}
		if along > 0 {
			out[at] = byte(clamp(square/along/scaleStep, 0, math.MaxUint8))
		}
	}
	return out
}

// clamp rounds a number to a whole one between two bounds.
func clamp(x, low, high float32) float32 {
	return float32(math.RoundToEven(float64(min(max(x, low), high))))
}

var errCode = errors.New("late: these are no tokens of this code")

// Decode returns the tokens of what Encode kept, in the form in which a question
// is compared with them.
func (c *Code) Decode(b []byte) ([]Token, error) {
	n := len(c.mean)
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
	if len(b) != len(tokens)*(2+n/8) {
		return nil, fmt.Errorf("%w: %d bytes of %d", errCode, len(b), len(tokens)*(2+n/8))
	}
	all := make([]float32, len(tokens)*(n+2))
	for i := range tokens {
		v := all[i*(n+2) : (i+1)*(n+2) : (i+1)*(n+2)]
		scale := float32(b[0]) * scaleStep
		v[n], v[n+1] = 1, float32(int8(b[1]))*sharedStep
		spell(v[:n], b[2:2+n/8], scale)
		b = b[2+n/8:]
		tokens[i].Vector = v
	}
	return tokens, nil
}

// spell writes numbers of one size with the signs that the bits say, the lowest
// bit first.
func spell(v []float32, signs []byte, size float32) {
	bits := math.Float32bits(size)
	for _, s := range signs {
		sign, eight := uint32(s), v[:8:8]
		eight[0] = math.Float32frombits(bits | sign<<31)
		eight[1] = math.Float32frombits(bits | sign>>1<<31)
		eight[2] = math.Float32frombits(bits | sign>>2<<31)
		eight[3] = math.Float32frombits(bits | sign>>3<<31)
		eight[4] = math.Float32frombits(bits | sign>>4<<31)
		eight[5] = math.Float32frombits(bits | sign>>5<<31)
		eight[6] = math.Float32frombits(bits | sign>>6<<31)
		eight[7] = math.Float32frombits(bits | sign>>7<<31)
		v = v[8:]
	}
}
