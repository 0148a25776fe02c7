package main

import (
	"math/rand/v2"
	"slices"
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

// vocabulary is the common words and then made-up ones, as many as a course
// of books has.
var vocabulary = func() []string {
	syllables := strings.Fields("al be con de er fi gra ho in ju ka lo mi na or pre qui ra so ti un ve wa xe yo zi tra ment sion ble")
	words := slices.Clone(common)
	r := rand.New(rand.NewPCG(5, 5))
	for len(words) < 12_000 {
		var w string
		for range 2 + r.IntN(3) {
			w += syllables[r.IntN(len(syllables))]
		}
		words = append(words, w)
	}
	return words
}()

// text returns about n words in sentences, the same for the same source. How
// often a word comes falls with its rank, as in a language (Zipf's law).
func text(r *rand.Rand, n int) string {
	rank := rand.NewZipf(r, 1.1, 3, uint64(len(vocabulary)-1))
	var b strings.Builder
	for i := range n {
		w := vocabulary[rank.Uint64()]
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
