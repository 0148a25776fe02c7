package late

import (
	"math"
	"math/rand/v2"
	"testing"
)

// codeOf is a code of 384 numbers to 128, any.
func codeOf(t testing.TB, r *rand.Rand) *Code {
	t.Helper()
	matrix := func() []float32 {
		m := make([]float32, 384*128)
		for i := range m {
			m[i] = float32(r.NormFloat64())
		}
		return m
	}
	same := matrix()
	c, err := NewCode(same, same, make([]float32, 384), 0)
	if err != nil {
		t.Fatal(err)
	}
	return c
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
func token(r *rand.Rand, near []float32, at int) Token {
	v := unit(r)
	for i := range near {
		v[i] = .3*v[i] + .7*near[i]
	}
	return Token{Start: at, End: at + 2, Vector: scaled(v), Weight: 1}
}

func TestTokensThatAreKeptCompareAsTheyDid(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	code := codeOf(t, r)
	var question, text []Token
	for i := range 8 {
		question = append(question, token(r, nil, i))
	}
	for i := range 60 {
		var near []float32
		if i%10 == 0 {
			near = question[i/10].Vector
		}
		text = append(text, token(r, near, 3*i))
	}
	bytes := code.Encode(text)
	if most := 60*(64+2) + 8; len(bytes) > most {
		t.Errorf("60 tokens are kept in %d bytes, more than %d", len(bytes), most)
	}
	again, err := code.Decode(bytes)
	if err != nil {
		t.Fatal(err)
	}
	asked, exact, worst := code.Question(question), code.Question(text), 0.0 // both matrices are the same here
	for i, k := range again {
		if k.Start != text[i].Start || k.End != text[i].End {
			t.Errorf("token %d came back as %d to %d", i, k.Start, k.End)
		}
		for _, q := range asked {
			worst = max(worst, math.Abs(float64(dot(q.Vector, exact[i].Vector)-dot(q.Vector, k.Vector))))
		}
	}
	if worst > .05 {
		t.Errorf("a cosine differs by %.3f", worst)
	}
	was, is := Compare(asked, exact), Compare(asked, again)
	if d := math.Abs(was.Near() - is.Near()); d > .01 {
		t.Errorf("the text comes near by %.4f, and as it is kept by %.4f", was.Near(), is.Near())
	}
}

func TestATokenOfAQuestionWeighsWhatWasLearned(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 5))
	heavy, light := token(r, nil, 0), token(r, nil, 3)
	weight := make([]float32, 384)
	for i := range weight {
		weight[i] = heavy.Vector[i] - light.Vector[i]
	}
	m := make([]float32, 384*2)
	code, err := NewCode(m, m, weight, .5)
	if err != nil {
		t.Fatal(err)
	}
	q := code.Question([]Token{heavy, light})
	if q[0].Weight <= 1.5 || q[1].Weight >= 1.5 || q[1].Weight <= 0 {
		t.Errorf("weights %.2f and %.2f", q[0].Weight, q[1].Weight)
	}
}

func TestMatricesOfAnotherSizeAreNoCode(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 384 * 3, 384*2 + 1} {
		if _, err := NewCode(make([]float32, size), make([]float32, size), make([]float32, 384), 0); err == nil {
			t.Errorf("%d numbers make a code", size)
		}
	}
}

func TestTokensAreKeptInPlacesOfAnyKind(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 2))
	code := codeOf(t, r)
	for _, places := range [][][2]int{nil, {{0, 1}}, {{4, 5}, {4, 5}, {4, 6}, {300, 900}}} {
		var tokens []Token
		for _, p := range places {
			k := token(r, nil, 0)
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
	same := code.Encode([]Token{{Start: 0, End: 1, Vector: make([]float32, 384)}})
	if k, err := code.Decode(same); err != nil || math.IsNaN(float64(k[0].Vector[0])) {
		t.Errorf("a token without direction came back as %v, %v", k, err)
	}
}

func FuzzDecode(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 3))
	code := codeOf(f, r)
	whole := code.Encode([]Token{token(r, nil, 0), token(r, nil, 5)})
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add(append([]byte{1}, whole[1:]...))
	f.Add([]byte{codeForm, 0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, b []byte) {
		tokens, err := code.Decode(b)
		if err == nil && len(tokens) > len(b) {
			t.Errorf("%d tokens of %d bytes", len(tokens), len(b))
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 4))
	code := codeOf(b, r)
	var text []Token
	for i := range 240 {
		text = append(text, token(r, nil, i))
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
