package flashcard

import (
	"strings"
	"testing"
)

func TestADefinitionWithTheArticleOfOneThing(t *testing.T) {
	t.Parallel()
	for lang, c := range map[string][2]string{
		"en": {"The coupling is the degree of dependence between the modules of a system.", "What is the coupling? | The degree of dependence between the modules of a system."},
		"es": {"El acoplamiento es el grado de dependencia entre los módulos de un sistema.", "¿Qué es el acoplamiento? | El grado de dependencia entre los módulos de un sistema."},
		"fr": {"Le couplage est le degré de dépendance entre les modules d’un système.", "Qu’est-ce que le couplage ? | Le degré de dépendance entre les modules d’un système."},
		"it": {"Il throughput è il numero di processi completati in un’unità di tempo.", "Che cos’è il throughput? | Il numero di processi completati in un’unità di tempo."},
		"pt": {"A coesão é o grau de relação entre as partes de um módulo do programa.", "O que é a coesão? | O grau de relação entre as partes de um módulo do programa."},
		"de": {"Die Kopplung ist der Grad der Abhängigkeit zwischen den Modulen eines Systems.", "Was ist die Kopplung? | Der Grad der Abhängigkeit zwischen den Modulen eines Systems."},
	} {
		s := Sentence{Text: c[0], Lang: lang, Heading: c[0][:strings.IndexByte(c[0][4:], ' ')+4], Page: 1}
		if got := firstOf(s); got != c[1] {
			t.Errorf("%s: %q, want %q", lang, got, c[1])
		}
		if s.Heading = ""; lang != "en" {
			if cards, _ := Candidates([]Sentence{s}); len(cards) > 0 {
				t.Errorf("%s: the text is not about it: %q", lang, cards[0].Front)
			}
		}
	}
}

func TestWhenSomethingIsOneOfAKind(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"A set of vertices is an independent set if no two of them share an edge.": "When is a set of vertices an independent set? | If no two of them share an edge.",
		"A walk is a path such that all of its vertices are distinct ones.":        "What is a walk? | A path such that all of its vertices are distinct ones.",
	} {
		if got := firstOf(Sentence{Text: text, Lang: "en"}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for rule, text := range map[string]string{
		"what one does":       "Finding efficient algorithms is an active area of research today.",
		"why it is one":       "Ein Student ist eine starke Entität, weil er ohne andere bestehen kann.",
		"a hole in the text":  "A random graph is a graph on a set , in which each edge occurs alone.",
		"no end of a subject": "无论是一种转账交易还是一种智能合约，手续费越高越快。",
	} {
		lang := map[bool]string{true: "de", false: "en"}[strings.HasPrefix(text, "Ein ")]
		if strings.HasPrefix(text, "无") {
			lang = "zh"
		}
		if got := fronts(lang, text); len(got) > 0 {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

func TestNotesInSmallLetters(t *testing.T) {
	t.Parallel()
	note := Sentence{Text: "affordance is the relation between an object and a person", Lang: "en", Heading: "Affordance", Page: 1, Item: true, Opens: true, Closed: true}
	if got, want := firstOf(note), "What is affordance? | The relation between an object and a person."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if note.Heading = "Day one"; len(frontsOf(note)) > 0 {
		t.Errorf("the text is not about it: %q", frontsOf(note))
	}
	if note.Opens = false; len(frontsOf(note)) > 0 {
		t.Errorf("the middle of an item: %q", frontsOf(note))
	}
}

func frontsOf(s Sentence) []string {
	cards, _ := Candidates([]Sentence{s})
	var out []string
	for _, c := range cards {
		out = append(out, c.Front)
	}
	return out
}

func TestArticlesOfOneLanguageArePronounsOfAnother(t *testing.T) {
	t.Parallel()
	for lang, c := range map[string][2]string{
		"it": {"Il demone è un programma che lavora in sottofondo senza terminale.", "Che cos’è il demone? | Un programma che lavora in sottofondo senza terminale."},
	} {
		if got := firstOf(Sentence{Text: c[0], Lang: lang, Heading: c[0][:8], Marked: []string{c[0][3:8]}}); got != c[1] {
			t.Errorf("%s: %q, want %q", lang, got, c[1])
		}
	}
}
