package late

import (
	"math"
	"testing"
)

// The numbers are e's logarithms, so that sums can be told in the head.
func TestAReadingTellsOfEachStretchWhatItsTokensSay(t *testing.T) {
	t.Parallel()
	ln := func(x float64) float32 { return float32(math.Log(x)) }
	text := []Token{{Start: 0, End: 4}, {Start: 5, End: 9}, {Start: 10, End: 14}, {Start: 15, End: 19}}
	r := NewReading(text, []float32{ln(1), -1, ln(2), -3, ln(5), 2})
	same(t, "the whole", r.Answer(), math.Log(8))
	for _, c := range []struct {
		stretches       []Stretch
		answer, belongs float64
	}{
		{[]Stretch{{0, 9}}, math.Log(3), -2},
		{[]Stretch{{7, 12}}, math.Log(7), -.5}, // part of a token is the token
		{[]Stretch{{0, 4}, {10, 14}}, math.Log(6), .5},
	} {
		answer, belongs, ok := r.Of(c.stretches...)
		if !ok {
			t.Fatalf("%v was not read", c.stretches)
		}
		same(t, "answer", answer, c.answer)
		same(t, "belongs", belongs, c.belongs)
	}
	for _, s := range []Stretch{{4, 5}, {15, 19}, {40, 50}} { // between tokens, behind what was read, behind the text
		if _, _, ok := r.Of(s); ok {
			t.Errorf("%v was read", s)
		}
	}
	if got := NewReading(nil, nil).Answer(); !math.IsInf(got, -1) {
		t.Errorf("a text without tokens has the answer by %.2f", got)
	}
}
