package flashcard

import "testing"

func TestWordsBeforeAListThatAreWholeWithoutIt(t *testing.T) {
	t.Parallel()
	two := []string{"eine frühe Antwort", "ein später Gewinn"}
	for _, c := range []struct {
		name, lang, lead string
		items            []string
		want             string
	}{
		{"its verb's prefix ends it", "de", "Zwei Händler treffen sich und tauschen Waren aus", two, "no term"},
		{"its verb's prefix ends it", "de", "Mehrere Regeln greifen auf denselben Speicher zu", two, "no term"},
		{"a verb of its own", "de", "Aufgaben erben von der Klasse Auftrag:", two, "no term"},
		{"a verb of its own", "de", "Funktionen besitzen einen offenen Rahmen", two, "no term"},
		{"what is to be", "de", "Trennung der Bedingungen gewünscht", two, "no term"},
		{"what there is none of", "de", "Keine langen Operationen im Fenster", two, "no term"},
		{"what there is none of", "en", "No long operations in the window:", []string{"it stops", "it waits"}, "no term"},
		{"what there is none of", "es", "Ninguna de las operaciones del programa:", []string{"leer datos", "escribir datos"}, "no term"},
		{"what there is none of", "fr", "Aucune des opérations du programme :", []string{"lire des données", "écrire des données"}, "no term"},
		{"what there is none of", "it", "Nessuna delle operazioni del programma:", []string{"leggere dati", "scrivere dati"}, "no term"},
		{"what there is none of", "pt", "Nenhuma das operações do programa:", []string{"ler dados", "escrever dados"}, "no term"},
		{"what there is none of", "ru", "Никакие виды операций программы:", []string{"чтение данных", "запись данных"}, "no term"},
		{"a clause that says which", "de", "Faktoren, die die Wahrnehmung beeinflussen:", []string{"Licht", "Lärm"}, "Faktoren, die die Wahrnehmung beeinflussen: welche? | - Licht\n- Lärm"},
		{"a verb before the kinds", "de", "Systeme sollten folgende Eigenschaften besitzen:", []string{"Wirkung", "Ruhe"}, "Systeme sollten folgende Eigenschaften besitzen: welche? | - Wirkung\n- Ruhe"},
	} {
		if got := only(t, listed(t, c.lang, c.lead, c.items...)); got != c.want {
			t.Errorf("%s, %q: %q, want %q", c.name, c.lead, got, c.want)
		}
	}
}

func TestCodeBeforeAListIsNoVerb(t *testing.T) {
	t.Parallel()
	s := listed(t, "de", "Schlüsselwort await für Aufgaben", "wartet auf das Ende", "liefert ein Resultat")
	s.Code, s.List.Titled, s.Path = []string{"await"}, true, []string{"Warten", "Schlüsselwort await für Aufgaben"}
	if cards, _ := Candidates([]Sentence{s}); len(cards) > 0 {
		t.Errorf("%v", cards)
	}
}

func TestAListOfBothSides(t *testing.T) {
	t.Parallel()
	for lang, lead := range map[string]string{
		"de": "Vorteile/Nachteile", "en": "Advantages and disadvantages", "fr": "Avantages et inconvénients", "es": "Ventajas y limitaciones",
		"it": "Vantaggi e svantaggi", "pt": "Vantagens e desvantagens", "ru": "Преимущества и недостатки",
	} {
		s := listed(t, lang, lead, "alpha", "omega")
		s.List.Titled, s.Path = true, []string{"Heapsort", lead}
		if got := only(t, s); got != "guess" {
			t.Errorf("%s: %q", lead, got)
		}
	}
}

// A heading of one word may be the subject of what stands below it, and not what
// its things are called.
func TestWhatIsSaidBelowAHeadingOfOneWord(t *testing.T) {
	t.Parallel()
	s := listed(t, "de", "Functions", "Funktionen können in Variablen stehen", "Funktionen haben einen Rahmen")
	s.List.Titled, s.Path = true, []string{"JavaScript", "Functions"}
	if got := only(t, s); got != "says little" {
		t.Errorf("%q", got)
	}
	s = listed(t, "de", "Spezielle Regeln für Methoden", "die offene Methode", "der Aufruf")
	s.List.Titled, s.List.Nested, s.Path = true, true, []string{"Warten", "Spezielle Regeln für Methoden"}
	if got := only(t, s); got != "says little" {
		t.Errorf("rules that stand in the lists of the items: %q", got)
	}
}
