package late

import (
	"math/rand/v2"
	"testing"
)

func TestScalarProductsOfAnyLength(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 2))
	for _, n := range []int{0, 1, 3, 4, 31, 32, 33, 63, 64, 100, 384, 385} {
		a, b, want := make([]float32, n), make([]float32, n), 0.0
		for i := range a {
			a[i], b[i] = float32(r.NormFloat64()), float32(r.NormFloat64())
			want += float64(a[i]) * float64(b[i])
		}
		for name, got := range map[string]float32{"wide": dot(a, b), "plain": dotPlain(a, b)} {
			if d := float64(got) - want; d > 1e-3 || d < -1e-3 {
				t.Errorf("%s, of %d numbers: %g, want %g", name, n, got, want)
			}
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 3))
	tokens := func(n int) (out []Token) {
		for range n {
			out = append(out, Token{Vector: unit(r), Weight: 1})
		}
		return out
	}
	question, text := tokens(12), tokens(240)
	for b.Loop() {
		Compare(question, text)
	}
}
