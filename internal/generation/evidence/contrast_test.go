package evidence

import (
	"math"
	"testing"

	"studyapp/internal/search"
)

func TestContrastIsWithWhatIsNoLongerAmongTheBest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		cosines   []float64
		top, rest float64
	}{
		{"none", nil, 0, 0},
		{"too few to leave any behind", []float64{.9, .8, .8, .8}, .9, 0},
		{"too few behind", []float64{.9, .8, .8, .8, .84, .76}, .9, 0},
		{"what is missing counts as the lowest", []float64{.9, .8, .8, .8, .84, .8, .8, .76}, .9, (.84 + .8 + .8 + 5*.76) / 8},
		{"beyond the twelfth nothing counts", []float64{.8, .9, .8, .8, .7, .7, .7, .7, .7, .7, .7, .7, .1, .1}, .9, .7},
		{"found by words alone", []float64{.9, 0, 0, 0, .7, 0, .7, .7, .7}, .9, .7},
	} {
		var hits []search.Hit
		for _, x := range c.cosines {
			hits = append(hits, search.Hit{Cosine: x})
		}
		if top, rest := contrast(hits); math.Abs(top-c.top) > 1e-9 || math.Abs(rest-c.rest) > 1e-9 {
			t.Errorf("%s: %.3f, %.3f, want %.3f, %.3f", c.name, top, rest, c.top, c.rest)
		}
	}
}
