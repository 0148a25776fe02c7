package search

import "testing"

func TestWordsOfAnotherLanguageAreNotMeant(t *testing.T) {
	const portuguese = "Os componentes principais de um computador são a memória e o processador, e cada um deles tem uma função."
	const german = "Der Kanzler Brüning regierte mit Notverordnungen, und der Reichstag konnte sie nicht verhindern."
	for _, c := range []struct {
		question, typed, text string
		want                  bool
	}{
		{"What are the principles of the architecture?", "principles", portuguese, false},
		{"Quais são os componentes principias do computador?", "principias", portuguese, true},
		{"Which decrees did Bruning use against the parliament?", "bruning", german, true},
		{"Wogegen konnte sich der Reichstak nicht wehren?", "reichstak", german, true},
		{"principias componentes", "principias", portuguese, true},
	} {
		if got := mayMean(c.question, c.typed, c.text); got != c.want {
			t.Errorf("%q for %q: got %v", c.typed, c.question, got)
		}
	}
}
