package flashcard

import "testing"

func TestWhatTakesUpWhatWasSaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, text, want string }{
		{"as said", "it", "La scienza che studia le rocce, come già detto, si chiama petrologia.", ""},
		{"as seen", "en", "A sparse matrix is a matrix, as seen in sorting, whose entries are mostly zero.", ""},
		{"as shown", "de", "Ein Ringspeicher ist ein Puffer fester Größe, der sich wie oben gezeigt überschreibt.", ""},
		{"as seen", "pt", "Uma fila é uma estrutura de dados que, como já vimos antes, guarda elementos por ordem.", ""},
		{"whoever writes", "it", "Un indice è una struttura di dati che mi permette di trovare una riga in poco tempo.", ""},
		{"no reference", "en", "A sparse matrix is a matrix, as large as it may be, whose entries are mostly zero.", "What is a sparse matrix? | A matrix, as large as it may be, whose entries are mostly zero."},
	} {
		if got := firstOf(Sentence{Text: c.text, Lang: c.lang}); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.name, c.lang, got, c.want)
		}
	}
	s := listed(t, "es", "Repasaremos tres principios de conteo de conjuntos:", "suma", "producto", "inclusión")
	if got := only(t, s); got != "leans" {
		t.Errorf("what will be done: %q", got)
	}
	s = listed(t, "pt", "G pode ter dois tipos de arestas:", "dirigidas", "sem direção")
	if got := only(t, s); got != "no term" {
		t.Errorf("a letter: %q", got)
	}
	s = listed(t, "zh", "另一种分法有两种边：", "有向边", "无向边")
	if got := only(t, s); got != "leans" {
		t.Errorf("one more: %q", got)
	}
}
