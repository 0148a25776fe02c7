package flashcard

import "testing"

// entryOf is a sentence of two parts, as an entry of a form.
func entryOf(t *testing.T, lang string, form Form, term, body string) Sentence {
	t.Helper()
	text := term + "\n" + body
	return Sentence{Text: text, Lang: lang, Entry: &Entry{Term: part(t, text, term), Body: part(t, text, body), Form: form, Bare: form == Titled}}
}

func TestAQuestionThatTheTextAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, question, answer, want string }{
		{"an exam's", "it", "3. Quando uno stato è adeguato nel parsing?", "Uno stato è adeguato quando non ha conflitti.", "Quando uno stato è adeguato nel parsing? | Uno stato è adeguato quando non ha conflitti."},
		{"with the mark of an answer", "en", "Why does a hash table grow?", "Answer: because long chains make every search slow.", "Why does a hash table grow? | Because long chains make every search slow."},
		{"a figure of speech", "en", "Ready for more hash tables?", "Then let the next page wait no longer.", "nothing"},
		{"of the page", "de", "Was zeigt die obige Abbildung des Speichers?", "Einen Speicher mit zwei Bereichen und einer Grenze.", "leans"},
		{"a word for an answer", "pt", "Como inventar boas heurísticas?", "Página em construção", "says little"},
		{"about the course", "es", "¿Cuándo es el examen final de la asignatura?", "El examen final es el lunes por la mañana.", "organising"},
	} {
		s := entryOf(t, c.lang, Asked, c.question, c.answer)
		if cards, refused := Candidates([]Sentence{s}); c.want == "nothing" {
			if len(cards) > 0 || refused.Total() > 0 {
				t.Errorf("%s: %v, %v", c.name, cards, refused)
			}
			continue
		}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestATermAsTheHeadingAboveIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, heading, body, want string }{
		{"its subject is unsaid", "es", "4.2 Latencia", "Es el tiempo que tarda un paquete en llegar.", "¿Qué significa «Latencia»? | Es el tiempo que tarda un paquete en llegar."},
		{"a noun alone", "de", "Geiger-Müller-Zählrohr", "Ein robustes Nachweisgerät für ionisierende Strahlung.", "Was bedeutet „Geiger-Müller-Zählrohr“? | Ein robustes Nachweisgerät für ionisierende Strahlung."},
		{"a noun with a clause", "pt", "Front Controller", "Um controlador que trata de todos os pedidos.", "O que significa “Front Controller”? | Um controlador que trata de todos os pedidos."},
		{"a sentence", "fr", "Types de pannes", "Les modèles de pannes forment une hiérarchie d’inclusion.", ""},
		{"a sentence", "it", "IMAP", "Un server IMAP associa a una cartella ogni messaggio.", ""},
		{"what the sentence itself defines", "es", "Protocolos", "Un protocolo es un conjunto de reglas que dos dispositivos acuerdan.", ""},
	} {
		cards, _ := Candidates([]Sentence{entryOf(t, c.lang, Titled, c.heading, c.body)})
		got := ""
		if len(cards) > 0 {
			got = cards[0].Front + " | " + cards[0].Back
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAnItemWithoutAFullStop(t *testing.T) {
	t.Parallel()
	s := Sentence{Text: "• A virtue is a stable disposition to feel and act well", Lang: "en"}
	if cards, _ := Candidates([]Sentence{s}); len(cards) > 0 {
		t.Errorf("a line that may go on: %v", cards)
	}
	s.Closed = true
	cards, _ := Candidates([]Sentence{s})
	if len(cards) == 0 || cards[0].Front+" | "+cards[0].Back != "What is a virtue? | A stable disposition to feel and act well." {
		t.Errorf("%v", cards)
	}
}

func TestNoQualityIsATerm(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Verantwortlich ist die Implementation der Methode, die gerufen wird.",
		"Russland und der Krieg sind eine schwere Bedrohung für den ganzen Raum.",
	} {
		if got := made(text); len(got) > 0 {
			t.Errorf("%q gives %q", text, got)
		}
	}
	if got := made("Extended Range cables reach zwei max. 100m lange Multimode-Fasern (MMF) in every office."); len(got) > 0 {
		t.Errorf("%q", got)
	}
}
