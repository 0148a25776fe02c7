package main

import (
	"math/rand/v2"
	"strings"
)

// common are frequent English words; the texts made of them are tokenised and
// stemmed as real ones are.
var common = strings.Fields(`the of and a to in is that it was for on are as with his they at be this from have or by
one had not but what all were when we there can an your which their said if do will each about how up out them then she
many some so these would other into has more her two like him see time could no make than first been its who now people
my made over did down only way find use may water long little very after words called just where most know energy cell
light force number wave system process theory example result memory function value reaction structure measure surface
pressure temperature electron molecule language history society market price demand supply growth policy state law
court evidence argument nature species evolution protein membrane current voltage field charge mass motion velocity`)

// text returns about n words in sentences, the same for the same source.
func text(r *rand.Rand, n int) string {
	var b strings.Builder
	for i := range n {
		w := common[min(int(r.ExpFloat64()*40), len(common)-1)]
		if i%14 == 0 {
			w = strings.ToUpper(w[:1]) + w[1:]
		}
		b.WriteString(w)
		if i%14 == 13 || i == n-1 {
			b.WriteByte('.')
		}
		b.WriteByte(' ')
	}
	return b.String()
}
