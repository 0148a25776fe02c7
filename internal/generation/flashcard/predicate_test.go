package flashcard

import "testing"

func TestWhatStandsBehindIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, text, marked, want string }{
		{"the other of two", "fr", "La coopération directe est la forme opposée, celle que les marchés libres remplacent.", "coopération directe", ""},
		{"the other of two", "en", "A pull system is the opposite, a system whose parts wait until they are asked for.", "pull system", ""},
		{"the other of what", "fr", "La désinflation est le processus inverse de la hausse des prix, ou leur ralentissement.", "désinflation", "Qu’est-ce que la désinflation ? | Le processus inverse de la hausse des prix, ou leur ralentissement."},
		{"of what it depends", "fr", "La pression d’un gaz est une fonction croissante de sa température et de sa quantité.", "pression d’un gaz", ""},
		{"of what it depends", "de", "Die Dampfdichte ist eine steigende Funktion der Temperatur und des Drucks.", "Dampfdichte", ""},
		{"a function", "fr", "Une fonction de hachage est une fonction qui associe une valeur de taille fixe à une donnée.", "fonction de hachage", "Qu’est-ce qu’une fonction de hachage ? | Une fonction qui associe une valeur de taille fixe à une donnée."},
		{"a praise", "es", "La rueda de tonos es una herramienta indispensable para pintores y arquitectos.", "rueda de tonos", ""},
		{"a praise", "it", "Il cerchio dei toni è uno strumento indispensabile per i pittori e gli architetti.", "cerchio dei toni", ""},
		{"a praise", "fr", "Le cercle des tons est un outil indispensable pour les peintres et les architectes.", "cercle des tons", ""},
		{"two definitions", "it", "Si definisce ascissa la distanza di un punto dall’asse verticale; ordinata la distanza dall’asse orizzontale.", "", "Che cosa si intende per «ascissa»? | La distanza di un punto dall’asse verticale."},
		{"nothing but an article", "de", "Die größte Menge wird als Kapazitätsgrenze bezeichnet und ist bei jedem Gefäß eine andere.", "Kapazitätsgrenze", ""},
		{"nothing but an article", "it", "La coppia ordinata è detta biglietto di ingresso.", "biglietto di ingresso", ""},
		{"nothing but an article", "fr", "Les coefficients entiers sont appelés nombres d’onde.", "", ""},
		{"the term first", "de", "Die Kapazitätsgrenze bezeichnet, wie viel Wasser ein Gefäß am Ende fassen kann.", "Kapazitätsgrenze", "Die {{c1::Kapazitätsgrenze}} bezeichnet, wie viel Wasser ein Gefäß am Ende fassen kann. | "},
		{"of what it is", "de", "Die größte Menge von Wasser in einem Gefäß wird als Kapazitätsgrenze bezeichnet und wechselt.", "Kapazitätsgrenze", "Die größte Menge von Wasser in einem Gefäß wird als {{c1::Kapazitätsgrenze}} bezeichnet und wechselt. | "},
	} {
		s := Sentence{Text: c.text, Lang: c.lang}
		if c.marked != "" {
			s.Marked = []string{c.marked}
		}
		if got := firstOf(s); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.name, c.lang, got, c.want)
		}
	}
}
