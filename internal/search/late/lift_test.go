package late

import (
	"math"
	"testing"
)

func TestWhatComesNearRises(t *testing.T) {
	t.Parallel()
	unknown := math.NaN()
	for name, c := range map[string]struct {
		scores, near []float64
		first        int
	}{
		"nothing is known":        {[]float64{3, 2, 1}, []float64{unknown, unknown, unknown}, 0},
		"one is known":            {[]float64{3, 2, 1}, []float64{unknown, .9, unknown}, 0},
		"all come alike":          {[]float64{3, 2, 1}, []float64{.5, .5, .5}, 0},
		"one comes a little near": {[]float64{7, 6, 5, 4, 3, 2, 1}, []float64{.3, .31, .3, .36, .3, .34, .35}, 0},
		"one stands out":          {[]float64{9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, []float64{.3, .31, .3, .29, .3, .6, .32, .3, .31, .3}, 5},
		"the unknown stay":        {[]float64{9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, []float64{unknown, .31, .3, .29, .3, .6, .32, .3, .31, .3}, 5},
	} {
		order, lifted := order(c.scores, c.near)
		if order[0] != c.first {
			t.Errorf("%s: %v, first %d, want %d", name, lifted, order[0], c.first)
		}
	}
}
