package lexical

import (
	"testing"
)

func TestTypingErrorsComeNearTheWordsThatTextsHave(t *testing.T) {
	t.Parallel()
	a, err := NewAnalysers()
	if err != nil {
		t.Fatal(err)
	}
	x := New(a)
	texts := map[int64]string{
		1: "A recursive function calls itself. The recursion ends at its base case.",
		2: "Ownership moves with the value. The theorem of Pythagoras is about triangles.",
		3: "Horizontal scaling adds machines to what there is in the cellar.",
	}
	for n, body := range texts {
		x.Add(n, 1, "en", body)
	}
	for question, want := range map[string]string{
		"what is horizontl scaling":           "horizontal",
		"explain recursoin in the functions":  "recursion",
		"what is the theorm of pythagoras":    "theorem",
		"who has the ownreship of the values": "ownership",
		"what is the boiling point of ether":  "", // another word
		"what is scaling":                     "",
		"Was ist die Horizontle der Werte?":   "", // foreign
	} {
		got := ""
		for _, s := range x.Slips(question) {
			var near []string
			for _, n := range s.Texts {
				near = append(near, texts[n])
			}
			got += Nearest(s.Typed, near)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}

func TestDistanceCountsLetters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"mill", "mill", 0}, {"mill", "mil", 1}, {"mill", "milk", 1}, {"mill", "imll", 1}, {"mühle", "muhle", 1}, {"mill", "wheel", 4}} {
		if got := Distance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%s, %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
