package late

import (
	"math"
	"math/rand/v2"
	"testing"
)

// manner is how the tokens of a model lie: around a mean, in each number more or
// less widely.
type manner struct{ mean, spread []float32 }

func mannerOf(r *rand.Rand) manner {
	m := manner{unit(r), make([]float32, 384)}
	for i := range m.spread {
		m.spread[i] = .02 + .02*r.Float32()
	}
	return m
}

// unit is a vector of length 1.
func unit(r *rand.Rand) []float32 {
	v := make([]float32, 384)
	for i := range v {
		v[i] = float32(r.NormFloat64())
	}
	return scaled(v)
}

func scaled(v []float32) []float32 {
	var square float64
	for _, x := range v {
		square += float64(x) * float64(x)
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(square))
	}
	return v
}

// token is another token, near to a vector where one is given.
func (m manner) token(r *rand.Rand, near []float32, at int) Token {
	v := make([]float32, len(m.mean))
	for i := range v {
		v[i] = m.mean[i] + m.spread[i]*float32(r.NormFloat64())
		if near != nil {
			v[i] = .3*v[i] + .7*near[i]
		}
	}
	return Token{Start: at, End: at + 2, Vector: scaled(v), Weight: 1}
}

func TestTokensThatAreKeptCompareAsTheyDid(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	m := mannerOf(r)
	code := NewCode(m.mean, m.spread, m.mean)
	var question, text []Token
	for i := range 8 {
		question = append(question, m.token(r, nil, i))
	}
	for i := range 60 {
		var near []float32
		if i%10 == 0 {
			near = question[i/10].Vector
		}
		text = append(text, m.token(r, near, 3*i))
	}
	bytes := code.Encode(text)
	if most := 60*(48+2+2) + 8; len(bytes) > most {
		t.Errorf("60 tokens are kept in %d bytes, more than %d", len(bytes), most)
	}
	again, err := code.Decode(bytes)
	if err != nil {
		t.Fatal(err)
	}
	asked, worst := code.Question(question), 0.0
	for i, k := range again {
		if k.Start != text[i].Start || k.End != text[i].End {
			t.Errorf("token %d came back as %d to %d", i, k.Start, k.End)
		}
		for j, q := range question {
			worst = max(worst, math.Abs(float64(dot(q.Vector, text[i].Vector)-dot(asked[j].Vector, k.Vector))))
		}
	}
	if worst > .08 {
		t.Errorf("a cosine differs by %.3f", worst)
	}
	was, is := Compare(question, text), Compare(asked, again)
	if d := math.Abs(was.Near() - is.Near()); d > .015 {
		t.Errorf("the text comes near by %.4f, and as it is kept by %.4f", was.Near(), is.Near())
	}
}

func TestTokensAreKeptInPlacesOfAnyKind(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 2))
	m := mannerOf(r)
	code := NewCode(m.mean, m.spread, m.mean)
	for _, places := range [][][2]int{nil, {{0, 1}}, {{4, 5}, {4, 5}, {4, 6}, {300, 900}}} {
		var tokens []Token
		for _, p := range places {
			k := m.token(r, nil, 0)
			k.Start, k.End = p[0], p[1]
			tokens = append(tokens, k)
		}
		again, err := code.Decode(code.Encode(tokens))
		if err != nil || len(again) != len(places) {
			t.Fatalf("%v came back as %d tokens, %v", places, len(again), err)
		}
		for i, p := range places {
			if again[i].Start != p[0] || again[i].End != p[1] {
				t.Errorf("%v came back as [%d, %d)", p, again[i].Start, again[i].End)
			}
		}
	}
	same := code.Encode([]Token{{Start: 0, End: 1, Vector: m.mean}})
	if k, err := code.Decode(same); err != nil || math.IsNaN(float64(k[0].Vector[0])) {
		t.Errorf("a token at the mean came back as %v, %v", k, err)
	}
}

func FuzzDecode(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 3))
	m := mannerOf(r)
	code := NewCode(m.mean, m.spread, m.mean)
	whole := code.Encode([]Token{m.token(r, nil, 0), m.token(r, nil, 5)})
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add(append([]byte{2}, whole[1:]...))
	f.Add([]byte{1, 0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, b []byte) {
		tokens, err := code.Decode(b)
		if err == nil && len(tokens) > len(b) {
			t.Errorf("%d tokens of %d bytes", len(tokens), len(b))
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 4))
	m := mannerOf(r)
	code := NewCode(m.mean, m.spread, m.mean)
	var text []Token
	for i := range 240 {
		text = append(text, m.token(r, nil, i))
	}
	kept := code.Encode(text)
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			code.Encode(text)
		}
	})
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			_, _ = code.Decode(kept)
		}
	})
}
