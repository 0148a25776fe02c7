package flashcard

import "testing"

func TestALabelAmongItsKinds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, of, term, body, want string }{
		{"states", "es", "Estados de un proceso", "Bloqueado", "a la espera de una operación de E/S", "Estados de un proceso – ¿Qué significa «Bloqueado»? | A la espera de una operación de E/S."},
		{"properties", "it", "Le risorse hanno diverse proprietà:", "Statiche", "assegnate per tutta la vita di un processo", "Le risorse hanno diverse proprietà – Che cosa significa «Statiche»? | Assegnate per tutta la vita di un processo."},
		{"what defines by itself", "en", "States of a process", "Zombie", "a process that has ended and whose parent has not asked for it", "What is meant by “Zombie”? | A process that has ended and whose parent has not asked for it."},
		{"of nothing", "en", "Two types:", "Blocked", "at the end of some slow input", "says little"},
		{"advantages", "en", "Advantages of a hash table:", "Speed", "close to constant in nearly all cases", "no term"},
		{"a sentence about something else", "de", "Zustände eines Prozesses", "Blockiert", "Der Kern wartet auf das Ende einer Eingabe.", "says little"},
		{"none", "en", "", "Blocked", "at the end of some slow input", "says little"},
	} {
		s := entryOf(t, c.lang, Gloss, c.term, c.body)
		s.Entry.Of = c.of
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWhatTheTextPointsAtIsNotAskedFor(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string][2]string{
		"the one of the text":   {"fr", "La coupe est cohérente car aucun message n’est reçu avant d’avoir été envoyé."},
		"an abbreviation":       {"de", "Ein Verbindungsaufbau besteht aus mind."},
		"one word, many things": {"en", "Phenomenon is called Pareto principle."},
	} {
		if got := fronts(c[0], c[1]); len(got) > 0 {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

func TestWordsOfUnderstanding(t *testing.T) {
	t.Parallel()
	for lang, c := range map[string][2]string{
		"es": {"Un proceso puede ser entendido como un programa en ejecución.", "¿Cómo se define «proceso»? | Un programa en ejecución."},
		"pt": {"Dizemos que um ambiente é episódico caso cada escolha dependa apenas do episódio em si.", "Quando se diz que um ambiente é “episódico”? | Se cada escolha dependa apenas do episódio em si."},
		"it": {"Un ambiente si dice episodico se ogni scelta dipende dal solo episodio in corso.", "Quando si dice che un ambiente è «episodico»? | Se ogni scelta dipende dal solo episodio in corso."},
	} {
		got := fronts(lang, c[0])
		if len(got) == 0 || got[0] != c[1] {
			t.Errorf("%s: %q, want %q", lang, got, c[1])
		}
	}
}
