package late

import (
	"math"
	"math/rand/v2"
	"testing"
)

// unit is a vector of length 1 with a number that is larger than the others, as the model's have.
func unit(r *rand.Rand) []float32 {
	v := make([]float32, 384)
	var square float64
	for i := range v {
		v[i] = float32(r.NormFloat64())
		if i == 7 {
			v[i] *= 3
		}
		square += float64(v[i]) * float64(v[i])
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(square))
	}
	return v
}

func TestPackedTokensCompareAsTheyDid(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	var question, text []Token
	for i := range 60 {
		text = append(text, Token{Start: 3 * i, End: 3*i + 2, Vector: unit(r), Weight: float64(i % 9)})
	}
	for range 8 {
		question = append(question, Token{Vector: unit(r), Weight: 2})
	}
	packed := Pack(text)
	again := packed.Tokens()
	for i, k := range again {
		if k.Start != text[i].Start || k.End != text[i].End || k.Weight != text[i].Weight {
			t.Errorf("token %d came back as %d to %d, weight %g", i, k.Start, k.End, k.Weight)
		}
		for _, q := range question {
			if d := dot(q.Vector, text[i].Vector) - dot(q.Vector, k.Vector); d > 0.002 || d < -0.002 {
				t.Errorf("a cosine with token %d differs by %g", i, d)
			}
		}
	}
	was, is := Compare(question, text), Compare(question, again)
	if d := math.Abs(was.Near() - is.Near()); d > 0.001 {
		t.Errorf("the text comes near by %g, and packed by %g", was.Near(), is.Near())
	}
	if most := 60 * (384 + 16); packed.Bytes() != most {
		t.Errorf("60 tokens take %d bytes, want %d", packed.Bytes(), most)
	}
}

func TestATextWithoutTokensIsPackedToo(t *testing.T) {
	t.Parallel()
	for _, tokens := range [][]Token{nil, {{Start: 0, End: 1, Vector: make([]float32, 384)}}} {
		packed := Pack(tokens)
		if got := packed.Tokens(); len(got) != len(tokens) {
			t.Errorf("%d tokens came back as %d", len(tokens), len(got))
		}
	}
}
