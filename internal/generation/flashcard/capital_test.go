package flashcard

import "testing"

func TestNoCapitalForALetterOfAFormula(t *testing.T) {
	for text, want := range map[string]string{
		"e ∥ f ssi ni l'un ni l'autre ne précède": "e ∥ f ssi ni l'un ni l'autre ne précède",
		"f(x) ist stetig":          "f(x) ist stetig",
		"x₁ + x₂ is even":          "x₁ + x₂ is even",
		"di = f(xi) + ei":          "di = f(xi) + ei",
		"a page that is not there": "A page that is not there",
		"è una funzione":           "È una funzione",
		"e-mail an alle":           "E-mail an alle",
	} {
		if got := capital(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
