package lexical

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKnownInTellsWhichLanguagesTextsHaveTheWords(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	for i := range int64(200) {
		x.Add(2*i+1, 1, "de", "Der Vertrag von Lissabon wurde von den Staaten geschlossen.")
		x.Add(2*i+2, 2, "en", "The treaty of Maastricht was made by the states.")
	}
	x.Add(1001, 3, "", "Lissabon")
	x.Add(1002, 4, "fr", "Une seule phrase en français.")
	q := x.Parse("Wer schloss den Vertrag von Lissabon?")
	known := x.KnownIn(q)
	if all := q.Known(); known["de"] < .9*all || known["en"] > .1*all || math.Abs(known[""]-all) > 1e-9 || known["fr"] < .8*all {
		t.Errorf("of %.3f known in all: %v; want nearly all in German, nearly nothing in English, and no verdict on one text", q.Known(), known)
	}
	if diff := cmp.Diff([]string{"de", "en", "fr"}, x.Languages()); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
}

func TestSampleIsOfEachLanguageAndAlwaysTheSame(t *testing.T) {
	t.Parallel()
	fill := func(order func(i int64) int64) *Index {
		x := newIndex(t)
		for i := range int64(1000) {
			n := order(i)
			language := "de"
			if n%10 == 0 {
				language = "en"
			}
			x.Add(n+1, 1, language, fmt.Sprint("Wort ", n))
		}
		x.Add(5000, 1, "", "nobody knows")
		return x
	}
	x := fill(func(i int64) int64 { return i })
	sample := x.Sample(200)
	count := make(map[string]int)
	for _, n := range sample {
		count[x.Language(n)]++
	}
	if count["en"] != 100 || count["de"] < 150 || count["de"] > 250 || len(count) != 2 {
		t.Errorf("sampled %v of 100 English and 900 German texts", count)
	}
	there := make(map[int64]bool)
	for _, n := range fill(func(i int64) int64 { return 999 - i }).Sample(200) {
		there[n] = true
	}
	for _, n := range sample {
		if !there[n] {
			t.Fatalf("%d is not sampled where the texts came in another order", n)
		}
	}
}
