package late

import "math"

// Packed are the tokens of a text in a quarter of their room: the numbers of a
// vector in eight bits, with a scale a vector. A cosine then differs by less than
// a thousandth.
type Packed struct {
	places  [][2]int32
	weights []float32
	scales  []float32
	vectors []int8 // one after the other
}

// Pack packs the tokens of a text, whose vectors are all of one length.
func Pack(tokens []Token) Packed {
	p := Packed{places: make([][2]int32, len(tokens)), weights: make([]float32, len(tokens)), scales: make([]float32, len(tokens))}
	if len(tokens) > 0 {
		p.vectors = make([]int8, 0, len(tokens)*len(tokens[0].Vector))
	}
	for i, t := range tokens {
		p.places[i], p.weights[i] = [2]int32{int32(t.Start), int32(t.End)}, float32(t.Weight)
		var most float32
		for _, v := range t.Vector {
			most = max(most, v, -v)
		}
		scale := most / math.MaxInt8
		p.scales[i] = scale
		if scale == 0 {
			scale = 1
		}
		for _, v := range t.Vector {
			p.vectors = append(p.vectors, int8(math.RoundToEven(float64(v/scale))))
		}
	}
	return p
}

// Tokens are those that were packed.
func (p Packed) Tokens() []Token {
	tokens := make([]Token, len(p.places))
	if len(tokens) == 0 {
		return tokens
	}
	n := len(p.vectors) / len(tokens)
	all := make([]float32, len(p.vectors))
	for i := range tokens {
		v, scale := all[i*n:(i+1)*n:(i+1)*n], p.scales[i]
		for k, packed := range p.vectors[i*n : (i+1)*n] {
			v[k] = float32(packed) * scale
		}
		tokens[i] = Token{Start: int(p.places[i][0]), End: int(p.places[i][1]), Vector: v, Weight: float64(p.weights[i])}
	}
	return tokens
}

// Bytes is the room that they take.
func (p Packed) Bytes() int { return len(p.vectors) + 16*len(p.places) }
