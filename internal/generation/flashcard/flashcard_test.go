package flashcard

import (
	"strings"
	"testing"

	"studyapp/internal/generation/words"
)

// made returns the cards of one sentence that are no clozes, as "front | back".
func made(text string, more ...string) []string {
	s := Sentence{Text: text, Lang: words.Language(text)}
	s.Code = more
	cards, _ := Candidates([]Sentence{s})
	var out []string
	for _, c := range cards {
		if c.Kind == Basic {
			out = append(out, c.Front+" | "+c.Back)
		}
	}
	return out
}

func TestShapes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Ownership is a set of rules that govern how a Rust program manages memory.":                                        "What is ownership? | A set of rules that govern how a Rust program manages memory.",
		"A scope is the range within a program for which an item is valid.":                                                 "What is a scope? | The range within a program for which an item is valid.",
		"HTTP is a method for encoding and transporting data between a client and a server.":                                "What is HTTP? | A method for encoding and transporting data between a client and a server.",
		"Pushing to the stack is faster than allocating on the heap because the allocator never has to search for a place.": "Why is pushing to the stack faster than allocating on the heap? | Because the allocator never has to search for a place.",
		"The main difference between mitosis and meiosis is that meiosis halves the chromosomes.":                           "What is the main difference between mitosis and meiosis? | Meiosis halves the chromosomes.",
		"A steam turbine consists of one or more rotors mounted on a drive shaft.":                                          "What does a steam turbine consist of? | One or more rotors mounted on a drive shaft.",
		"Adding data is called pushing onto the stack, and removing data is called popping off the stack.":                  "What is adding data called? | Pushing onto the stack.",
		"Programs were run from the Marshall Space Flight Center (MSFC) in Huntsville for many years.":                      "What does MSFC stand for? | Marshall Space Flight Center.",
		"Port Access Entities (PAE) are parts of the standard that bridges and stations share.":                             "What does PAE stand for? | Port Access Entities",
		"Eine Dampfturbine besteht aus einem oder mehreren Rotoren auf einer Welle.":                                        "Woraus besteht eine Dampfturbine? | Aus einem oder mehreren Rotoren auf einer Welle.",
		"Eine Zelle ist die kleinste lebende Einheit aller Organismen auf der Erde.":                                        "Was ist eine Zelle? | Die kleinste lebende Einheit aller Organismen auf der Erde.",
		"Unter einem Rechenproblem versteht man eine Aufgabe, die ein Computer lösen kann.":                                 "Was versteht man unter einem Rechenproblem? | Eine Aufgabe, die ein Computer lösen kann.",
	} {
		got := made(text)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestShapesOfItalianPortugueseAndRussian(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Un processo è un programma in esecuzione con le sue risorse.":                                        "Che cos’è un processo? | Un programma in esecuzione con le sue risorse.",
		"Per paginazione si intende la divisione della memoria in blocchi di uguale dimensione.":              "Che cosa si intende per «paginazione»? | La divisione della memoria in blocchi di uguale dimensione.",
		"Si dice semaforo una variabile intera che i processi usano per sincronizzarsi.":                      "Che cosa si intende per «semaforo»? | Una variabile intera che i processi usano per sincronizzarsi.",
		"L’intervallo di tempo che lo scheduler assegna a ogni processo si chiama timeslice.":                 "Come si chiama l’intervallo di tempo che lo scheduler assegna a ogni processo? | Timeslice",
		"Una cella è composta da una membrana, un citoplasma e un nucleo.":                                    "Da che cosa è composta una cella? | Da una membrana, un citoplasma e un nucleo.",
		"Um processo é um programa em execução com os seus recursos.":                                         "O que é um processo? | Um programa em execução com os seus recursos.",
		"Por paginação entende-se a divisão da memória em blocos de igual tamanho.":                           "O que se entende por “paginação”? | A divisão da memória em blocos de igual tamanho.",
		"A representação visual de uma estrutura organizacional chama-se organograma.":                        "Como se chama a representação visual de uma estrutura organizacional? | Organograma",
		"Uma célula é constituída por uma membrana, um citoplasma e um núcleo.":                               "De que é constituída uma célula? | Por uma membrana, um citoplasma e um núcleo.",
		"Процесс — это программа во время выполнения вместе с её ресурсами.":                                  "Что такое процесс? | Программа во время выполнения вместе с её ресурсами.",
		"Под страничной памятью понимают деление памяти на блоки одинакового размера.":                        "Что понимают под страничной памятью? | Деление памяти на блоки одинакового размера.",
		"Транзакцией называется последовательность операций, которая выполняется целиком или не выполняется.": "Что называется транзакцией? | Последовательность операций, которая выполняется целиком или не выполняется.",
	} {
		if got := made(text); len(got) != 1 || got[0] != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
	for rule, text := range map[string]string{
		"judges (it)":                 "Un semaforo è la migliore soluzione per i problemi di sincronizzazione.",
		"this (it)":                   "Un processo è un programma che esegue questo codice in memoria.",
		"one way, not the thing (it)": "Un metodo di comunicazione tra processi è lo scambio di messaggi.",
		"judges (pt)":                 "Um semáforo é a melhor solução para problemas de sincronização.",
		"a sentence as a term (pt)":   "São uma restrição de unicidade indica quais são os atributos que não se podem repetir.",
		"judges (ru)":                 "Изменения — неизбежная часть разработки программного обеспечения.",
		"a clause behind a dash (ru)": "Зависимость — код зависит от конкретных классов, а не от абстракций.",
		"pronoun (ru)":                "Это программа, которая выполняется вместе с её ресурсами.",
	} {
		if got := made(text); len(got) > 0 {
			t.Errorf("%s: %q gives %q", rule, text, got)
		}
	}
}

func TestNoCardFromWhatCannotStandAlone(t *testing.T) {
	t.Parallel()
	for rule, text := range map[string]string{
		"pronoun first":           "It is a set of rules that govern how a program manages memory.",
		"this":                    "This is a set of rules that govern how a program manages memory.",
		"points elsewhere":        "Ownership is a set of rules that we saw in the previous chapter.",
		"narration":               "A scope is the range that we will look at in this example.",
		"valuation":               "Cache invalidation is a difficult problem in all of computer science.",
		"a preposition as term":   "Since the Quaternary is a very short period with short epochs, it is expanded.",
		"an adverb as term":       "Heute ist die Warschauer Börse der größte Markt in der ganzen Region.",
		"one case only":           "Die Region ist die Heimat von zwei erweiterten Metropolregionen.",
		"vague term":              "The reason is a lack of space on the disk of the old server.",
		"question":                "What is a set of rules that govern how memory is managed?",
		"heading":                 "Chapter 3 is a",
		"code":                    "let s = String::from(x) is { the } = [code] that <T> runs.",
		"no sentence":             "Ownership is a set of rules that govern how memory is managed",
		"tokenised":               "Azure is a role @-@ playing video game for the console of that name .",
		"somebody unnamed":        "When the whale came near the boat, he handled the lance without any fear.",
		"capitals":                "THE MATE IS A MAN WHO SPEAKS FROM THE QUARTER DECK of a ship.",
		"formulas":                "A space X is a pair (X, T) with T ⊆ P(X) and ∅ ∈ T and X ∈ T and U ∩ V ∈ T.",
		"too short":               "Rust is a language.",
		"when without a sentence": "When speaking of the season, the coach stated that he was not disappointed.",
	} {
		if got := made(text); len(got) > 0 {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

func TestClozeTakesWhatIsWorthKnowing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		s    Sentence
		want string
	}{
		"a name that is given":      {Sentence{Text: "Each value in the language is bound to one variable, called its owner.", Lang: "en", Marked: []string{"owner"}}, ""},
		"the term of a sentence":    {Sentence{Text: "The variable that a value is bound to is also known as its owner.", Lang: "en", Marked: []string{"owner"}}, ""},
		"what is set off, naming":   {Sentence{Text: "Memory that nobody can reach any more is called garbage by most authors.", Lang: "en", Marked: []string{"garbage"}}, "Memory that nobody can reach any more is called {{c1::garbage}} by most authors."},
		"what is set off, anywhere": {Sentence{Text: "Each value in Rust has exactly one owner at a time.", Lang: "en", Marked: []string{"owner"}}, ""},
		"a year of something named": {Sentence{Text: "The treaty that ended the war over Bohemia was signed in 1648 in two towns.", Lang: "en"}, "The treaty that ended the war over Bohemia was signed in {{c1::1648}} in two towns."},
		"a year of nothing named":   {Sentence{Text: "The treaty that ended the long war was signed in 1648 in two towns.", Lang: "en"}, ""},
		"a label's number":          {Sentence{Text: "The method of Gauss is what section 17 of the notes derives at length.", Lang: "en"}, ""},
		"nothing":                   {Sentence{Text: "Programs do many things with the memory that they are given.", Lang: "en"}, ""},
		"twice in the sentence":     {Sentence{Text: "Every owner has one owner and no other owner than itself.", Lang: "en", Marked: []string{"owner"}}, ""},
		"names of an example":       {Sentence{Text: "The pointer in s1 points to the owner of the value.", Lang: "en", Marked: []string{"owner"}, Code: []string{"s1"}}, ""},
	} {
		cards, _ := Candidates([]Sentence{c.s})
		got := ""
		for _, card := range cards {
			if card.Kind == Cloze {
				got = card.Front
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestRenderKeepsMarkdownHarmless(t *testing.T) {
	t.Parallel()
	got := made("The clone method is a way to copy *all* of the <b>data</b> of a value_x, as x.clone does.", "clone")
	for _, c := range got {
		if strings.Contains(c, "<b>") && !strings.Contains(c, `\<b>`) || strings.Contains(c, "*all*") && !strings.Contains(c, `\*all\*`) {
			t.Errorf("%q", c)
		}
	}
	if r := render("What does drop do in a_b?", []string{"drop"}); r != "What does `drop` do in a\\_b?" {
		t.Errorf("%q", r)
	}
}

func TestChooseSpreadsAndDropsRepeats(t *testing.T) {
	t.Parallel()
	var cards []Card
	for i := range 40 {
		cards = append(cards, Card{Kind: Basic, Front: strings.Repeat("word", i+1) + "?", Back: "Answer " + strings.Repeat("x", i), Term: strings.Repeat("t", i), Sentence: i, Score: 1})
	}
	cards = append(cards, Card{Kind: Basic, Front: cards[0].Front, Back: "Else", Sentence: 39, Score: 5})
	// The last card takes the place of two: it has the front of the first and the
	// sentence of the one before.
	if chosen, repeated := Choose(cards, 60, nil, nil); len(chosen) != 39 || repeated != 1 || chosen[0] != 40 {
		t.Errorf("%v, %d", chosen, repeated)
	}
	chosen, _ := Choose(cards, 10, nil, nil)
	if len(chosen) != 10 {
		t.Fatal(chosen)
	}
	parts := map[int]bool{}
	for _, i := range chosen {
		parts[cards[i].Sentence/4] = true
	}
	if len(parts) < 9 {
		t.Errorf("cards from %d of 10 parts", len(parts))
	}
	same := func(a, b int) float64 { return 0.99 }
	if chosen, repeated := Choose(cards, 10, same, nil); len(chosen) != 1 || repeated == 0 {
		t.Errorf("all alike: %v, %d", chosen, repeated)
	}
	if chosen, _ := Choose(cards, 10, nil, func(int) bool { return true }); len(chosen) != 0 {
		t.Errorf("all there already: %v", chosen)
	}
}

func FuzzCandidates(f *testing.F) {
	f.Add("Ownership is a set of rules that govern memory.", "Ownership", "set")
	f.Add("When {{c1::x}} goes, the `value` will be *dropped* by it.", "c1", "x")
	f.Add("Um ambiente é episódico caso cada escolha dependa de si.", "episódico", "x")
	f.Add("Процесс — это программа, которая выполняется.", "Процесс", "x")
	f.Add("光合成とは、植物が光を変換する過程のことである。", "光合成", "x")
	f.Add("線粒体是一种由两层膜包被的细胞器。", "细胞器", "y")
	f.Add("الخلية هي الوحدة الأساسية في بناء جميع الكائنات الحية.", "الخلية", "z")
	f.Fuzz(func(t *testing.T, text, marked, code string) {
		for _, lang := range []string{"en", "de", "fr", "es", "it", "pt", "ru", "ja", "zh", "ko", "ar"} {
			cards, _ := Candidates([]Sentence{{Text: text, Lang: lang, Marked: []string{marked}, Code: []string{code}}})
			for _, c := range cards {
				if c.Front == "" || c.Kind == Basic && c.Back == "" || c.Kind == Cloze && strings.Count(c.Front, "{{c1::") != 1 {
					t.Fatalf("%+v", c)
				}
			}
		}
	})
}
