package late

import (
	"fmt"
	"math"
	"testing"
)

// along is a token of length 1 at the place, along one of the axes.
func along(axis, start, end int, weight float64) Token {
	v := make([]float32, 6)
	v[axis] = 1
	return Token{Start: start, End: end, Vector: v, Weight: weight}
}

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6 {
		t.Errorf("%s is %.4f, want %.4f", what, got, want)
	}
}

func TestEachTokenOfTheQuestionCountsByItsWeight(t *testing.T) {
	t.Parallel()
	c := Compare([]Token{along(0, 0, 3, 0), along(1, 4, 9, 6), along(2, 10, 12, 2)}, []Token{along(1, 0, 5, 6), along(3, 6, 9, 1)})
	same(t, "near", c.Near(), 6.0/8)
	same(t, "plain", c.Plain(), 1.0/3)
}

func TestAStretchIsHeldAgainstTheWholeQuestion(t *testing.T) {
	t.Parallel()
	slant := along(0, 10, 14, 1)
	slant.Vector[0], slant.Vector[1] = .6, .8
	c := Compare([]Token{along(0, 0, 3, 1), along(1, 4, 9, 3)}, []Token{along(0, 0, 5, 1), slant, along(1, 16, 20, 1)})
	for _, stretch := range []struct {
		start, end  int
		near, share float64
	}{
		{0, 6, .25, .25},
		{6, 15, .25*.6 + .75*.8, 0}, // others come nearer
		{6, 20, .25*.6 + .75, .75},
		{13, 17, .25*.6 + .75, .75}, // part of a token is the token
		{0, 20, 1, 1},
		{5, 10, 0, 0}, // between two tokens
		{30, 40, 0, 0},
	} {
		near, share := c.Within(Stretch{stretch.start, stretch.end})
		same(t, fmt.Sprintf("near of %v", stretch), near, stretch.near)
		same(t, fmt.Sprintf("share of %v", stretch), share, stretch.share)
	}
}

func TestStretchesSayTogetherWhatEitherSays(t *testing.T) {
	t.Parallel()
	c := Compare([]Token{along(0, 0, 3, 1), along(1, 4, 9, 3)}, []Token{along(0, 0, 5, 1), along(2, 6, 9, 1), along(1, 10, 15, 1)})
	near, share := c.Within(Stretch{0, 5}, Stretch{10, 15}, Stretch{20, 30})
	same(t, "near", near, 1)
	same(t, "share", share, 1)
	if near, share := c.Within(); near != 0 || share != 0 {
		t.Errorf("no stretch: %v, %v", near, share)
	}
}

func TestNothingComesNearToNothing(t *testing.T) {
	t.Parallel()
	token := []Token{along(0, 0, 3, 1)}
	for _, c := range []*Comparison{Compare(nil, nil), Compare(token, nil), Compare(nil, token)} {
		near, share := c.Within(Stretch{0, 10})
		if c.Near() != 0 || c.Plain() != 0 || near != 0 || share != 0 {
			t.Errorf("near %v, plain %v, within %v, %v", c.Near(), c.Plain(), near, share)
		}
	}
	common := Compare([]Token{along(0, 0, 3, 0), along(1, 3, 5, 0)}, token)
	same(t, "near of common words", common.Near(), common.Plain())
}

func TestDotTakesVectorsOfAnyLength(t *testing.T) {
	t.Parallel()
	for n := range 9 {
		a, b, want := make([]float32, n), make([]float32, n), 0.0
		for i := range n {
			a[i], b[i] = float32(i+1), float32(i-3)
			want += float64(a[i] * b[i])
		}
		same(t, fmt.Sprintf("%d numbers", n), float64(dot(a, b)), want)
	}
}

func ExampleCompare() {
	question := []Token{{Vector: []float32{1, 0}, Weight: 5}, {Vector: []float32{0, 1}, Weight: 1}}
	text := []Token{{Start: 0, End: 4, Vector: []float32{1, 0}}, {Start: 5, End: 9, Vector: []float32{.6, .8}}}
	c := Compare(question, text)
	first, _ := c.Within(Stretch{0, 4})
	second, _ := c.Within(Stretch{5, 9})
	fmt.Printf("whole %.2f, first word %.2f, second %.2f\n", c.Near(), first, second)
	// Output: whole 0.97, first word 0.83, second 0.63
}
