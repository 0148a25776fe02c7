package flashcard

import (
	"strings"
	"testing"
)

// listed is a sentence with an enumeration.
func listed(t *testing.T, lang, lead string, items ...string) Sentence {
	t.Helper()
	text := lead + "\n" + strings.Join(items, "\n")
	s := Sentence{Text: text, Lang: lang, List: &List{Lead: part(t, text, lead)}}
	for _, i := range items {
		s.List.Items = append(s.List.Items, part(t, text, i))
	}
	return s
}

func TestAListUnderAHeading(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang string
		path       []string // the list's own heading is the last
		items      []string
		want       string
	}{
		{"that names the kinds", "es", []string{"Procesos", "Partes de un proceso"}, []string{"código", "datos", "pila"}, "Partes de un proceso: ¿cuáles? | - código\n- datos\n- pila"},
		{"that is a label", "de", []string{"Sortieren", "3.2 Heapsort", "Vorteile"}, []string{"kein zusätzlicher Speicher", "gute Laufzeit im schlechtesten Fall"}, "Heapsort – Vorteile: welche? | - kein zusätzlicher Speicher\n- gute Laufzeit im schlechtesten Fall"},
		{"that is a label of nothing", "de", []string{"Vorteile"}, []string{"kein zusätzlicher Speicher", "gute Laufzeit"}, "no term"},
		{"with a question above", "pt", []string{"O que é um índice?", "Tipos de índices"}, []string{"primário", "secundário"}, "Tipos de índices: quais? | - primário\n- secundário"},
		{"whose items explain", "it", []string{"Deadlock", "Condizioni del deadlock"}, []string{
			"Mutua esclusione: le risorse possono essere usate da un processo alla volta e mai da due.",
			"Attesa circolare: ogni processo attende una risorsa che un altro processo possiede già.",
		}, "Condizioni del deadlock: quali? | - Mutua esclusione\n- Attesa circolare"},
		{"that says what they do", "en", []string{"Testing", "Experience-Based Techniques"}, []string{"Makes use of what testers know", "Depends on the skills of the tester"}, "says little"},
	} {
		s := listed(t, c.lang, c.path[len(c.path)-1], c.items...)
		s.Path, s.List.Titled = c.path, true
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	s := listed(t, "en", "Heaps and stacks", "fast", "small")
	s.Path, s.List.Titled = []string{"Heaps and stacks"}, true
	if cards, refused := Candidates([]Sentence{s}); len(cards) > 0 || refused.Total() > 0 {
		t.Errorf("a heading of no kinds: %v, %v", cards, refused)
	}
}

func TestWhatLeadsToAListSaysOfWhat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, heading, lead string
		items                     []string
		want                      string
	}{
		{"with the heading", "en", "(2.3) Functional Testing", "Commonly used techniques:", []string{"equivalence classes", "boundary values"}, "Functional Testing – Commonly used techniques: which ones? | - equivalence classes\n- boundary values"},
		{"without any", "en", "", "Commonly used techniques:", []string{"equivalence classes", "boundary values"}, "no term"},
		{"by itself", "en", "Testing", "Types of acceptance testing:", []string{"by users", "in operation"}, "Types of acceptance testing: which ones? | - by users\n- in operation"},
		{"as a sentence that goes on", "fr", "Horloges", "Les règles de mise à jour sont :", []string{"un pas avant chaque envoi", "le maximum à la réception"}, "Horloges – Les règles de mise à jour sont …? | - un pas avant chaque envoi\n- le maximum à la réception"},
		{"some of many", "en", "Reviews", "Assessing characteristics like:", []string{"readability", "completeness"}, "guess"},
		{"its verb first", "pt", "Amplitude", "Divide-se em dois tipos:", []string{"alta", "baixa"}, "leans"},
		{"a number of a standard", "de", "Ethernet", "In IEEE 802.3 ist die Interpretation:", []string{"steigende Flanke", "fallende Flanke"}, "no term"},
		{"kinds on the way only", "de", "Design", "Basierend auf echten Anforderungen:", []string{"konkrete Erwartungen", "quantitative Werte"}, "leans"},
		{"two problems", "es", "Cables", "El trenzado soluciona dos problemas físicos:", []string{"el ruido", "la diafonía"}, "Cables – El trenzado soluciona dos problemas físicos: ¿cuáles? | - el ruido\n- la diafonía"},
	} {
		s := listed(t, c.lang, c.lead, c.items...)
		if c.heading != "" {
			s.Path, s.Heading = []string{c.heading}, c.heading
		}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNoTwoAnswersToOneQuestion(t *testing.T) {
	t.Parallel()
	a := listed(t, "en", "Two kinds of functional tests:", "equivalence classes", "boundary values")
	b := listed(t, "en", "Two kinds of functional tests:", "statement coverage", "branch coverage")
	b.Page = 2
	cards, refused := Candidates([]Sentence{a, b})
	if len(cards) != 0 || refused[Guess] != 2 {
		t.Errorf("%v, %v", cards, refused)
	}
}
