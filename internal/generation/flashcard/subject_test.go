package flashcard

import "testing"

func TestSubjectsThatNameNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, text string }{
		{"one more", "it", "Un’altra struttura è la coda circolare con un numero fisso di elementi e due puntatori."},
		{"one more", "it", "Un altro esperimento classico è il lancio di una moneta che viene ripetuto molte volte."},
		{"an adverb before it", "it", "Oggi la statistica è una scienza che raccoglie metodi di molte discipline."},
		{"an adverb before it", "es", "Hoy la estadística es una ciencia que reúne métodos de muchas disciplinas."},
	} {
		if got := firstOf(Sentence{Text: c.text, Lang: c.lang, Heading: "Statistica", Marked: []string{"la statistica", "la estadística"}}); got != "" {
			t.Errorf("%s, %s: %q", c.name, c.lang, got)
		}
	}
	if firstOf(Sentence{Text: "La statistica è la scienza che raccoglie e studia i dati di una popolazione.", Lang: "it", Marked: []string{"statistica"}}) == "" {
		t.Error("no card of a term")
	}
}
