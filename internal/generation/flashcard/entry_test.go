package flashcard

import (
	"strings"
	"testing"
)

// part is where a text stands in another.
func part(t *testing.T, whole, part string) Part {
	t.Helper()
	at := strings.Index(whole, part)
	if at < 0 {
		t.Fatalf("%q is not in %q", part, whole)
	}
	start := len([]rune(whole[:at]))
	return Part{start, start + len([]rune(part))}
}

// only is the one card of a sentence, as "front | back", or why there is none.
func only(t *testing.T, s Sentence) string {
	t.Helper()
	cards, refused := Candidates([]Sentence{s})
	if len(cards) == 1 && refused.Total() == 0 {
		return cards[0].Front + " | " + cards[0].Back
	}
	if len(cards) == 0 && len(refused) == 1 {
		for why := range refused {
			return string(why)
		}
	}
	t.Fatalf("%d cards, %v", len(cards), refused)
	return ""
}

func TestATermWithWhatIsSaidOfIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, term, body string
		form                   Form
		want                   string
	}{
		{"of a glossary", "en", "Bias", "the difference between what an estimator expects and what is true.", Gloss, "What is meant by “Bias”? | The difference between what an estimator expects and what is true."},
		{"of a glossary", "de", "Prozess", "Ein Programm, das gerade ausgeführt wird.", Gloss, "Was bedeutet „Prozess“? | Ein Programm, das gerade ausgeführt wird."},
		{"with its pronoun", "es", "Hilo", "Es una unidad de trabajo que el núcleo reparte entre procesadores.", Gloss, "¿Qué significa «Hilo»? | Es una unidad de trabajo que el núcleo reparte entre procesadores."},
		{"a definition with its name", "fr", "Groupe", "Un ensemble muni d’une loi associative avec élément neutre où tout élément est inversible.", Definition, "Comment définit-on « Groupe » ? | Un ensemble muni d’une loi associative avec élément neutre où tout élément est inversible."},
		{"a theorem with its name", "de", "Satz von Rolle", "Eine differenzierbare Funktion mit gleichen Randwerten hat dazwischen eine waagrechte Tangente.", Theorem, "Was besagt „Satz von Rolle“? | Eine differenzierbare Funktion mit gleichen Randwerten hat dazwischen eine waagrechte Tangente."},
		{"without rules none", "nl", "Afgeleide", "de mate waarin een functie in een punt verandert.", Gloss, "no rules"},
		{"of a glossary", "pt", "Derivada", "a taxa de variação de uma função num ponto dado.", Gloss, "O que significa “Derivada”? | A taxa de variação de uma função num ponto dado."},
		{"of a glossary", "it", "Processo", "Un programma in esecuzione con le sue risorse.", Gloss, "Che cosa significa «Processo»? | Un programma in esecuzione con le sue risorse."},
		{"of a glossary", "ru", "Прерывание", "сигнал, поступающий от устройства к процессору и сообщающий о событии.", Gloss, "Что означает «Прерывание»? | Сигнал, поступающий от устройства к процессору и сообщающий о событии."},
		{"a sentence about what has it", "zh", "插入效率低", "当元素较多时，插入操作需要移动大量的元素。", Gloss, "says little"},
		{"in traditional characters", "zh", "可用性", "用於表示系統在多少時間內能夠回應的比例。", Gloss, "什麼是“可用性”？ | 用於表示系統在多少時間內能夠回應的比例。"},
		{"a label", "de", "Vorteile", "Die Methode ist schnell und braucht wenig Speicher.", Gloss, "no term"},
		{"a numbered label", "en", "Step 3", "the list is sorted by the second key.", Gloss, "no term"},
		{"a discourse word", "es", "Dado que", "el sistema es lineal, la suma de dos soluciones lo es.", Gloss, "no term"},
		{"a sentence about something else", "de", "Opposition", "Der Sprecher der Opposition kritisierte den Plan als zu teuer für das Land.", Gloss, "says little"},
		{"a sentence about something else", "de", "Bus", "Der Empfangsport überträgt es direkt über einen Bus an den Ausgang.", Gloss, "says little"},
		{"a sentence about something else", "fr", "Temps", "La diffusion se termine après autant d’étapes que le graphe est large.", Gloss, "says little"},
		{"a sentence about something else", "it", "Prelazionabili", "Il sistema operativo può sottrarle al processo che le usa.", Gloss, "says little"},
		{"a sentence about something else", "ru", "Зависимость", "код зависит от конкретных классов, а не от абстракций.", Gloss, "says little"},
		{"the term and what it does", "de", "Integration", "Die Integration in Verbänden ist hinter Beiträgen verschlossen.", Gloss, "says little"},
		{"the term and what it is", "en", "Deadlock", "A deadlock is a state in which processes wait for each other.", Gloss, "What is meant by “Deadlock”? | A deadlock is a state in which processes wait for each other."},
		{"nouns with adjectives alone", "de", "Machtfunktion", "Die Erhöhung der wirtschaftlichen und politischen Gestaltungsmacht.", Gloss, "Was bedeutet „Machtfunktion“? | Die Erhöhung der wirtschaftlichen und politischen Gestaltungsmacht."},
		{"told of something else", "es", "Cohesión", "Un módulo del sistema debe ejecutar una sola tarea concreta.", Gloss, "says little"},
		{"told what to do", "en", "Short timeline", "Aim for breadth and solve a few of the questions.", Gloss, "says little"},
		{"a line of the contents", "en", "Spectral theory", "the spectral projector of a matrix (§6).", Gloss, "leans"},
		{"what follows is elsewhere", "en", "Loss", "The functions that are listed in the table below are the usual ones.", Gloss, "leans"},
		{"nothing but a setting", "de", "Fixpunkt", "Sei f eine stetige Funktion auf einem Intervall.", Definition, "fragment"},
		{"a sentence that is cut", "en", "Independence", "Two random variables are called independent if and only if.", Definition, "fragment"},
		{"a list to come", "en", "Tree", "a graph with three of the following properties:", Gloss, "fragment"},
		{"an address", "en", "Contact", "the office is open from two to three, mail to a@b.example for more.", Gloss, "organising"},
	} {
		text := c.term + ": " + c.body
		s := Sentence{Text: text, Lang: c.lang, Entry: &Entry{Term: part(t, text, c.term), Body: part(t, text, c.body), Form: c.form}}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAnEnumerationWithWhatLeadsToIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, lead string
		items            []string
		want             string
	}{
		{"a number", "en", "A process of the kernel is in one of three states:", []string{"running", "ready to run", "blocked"}, "A process of the kernel is in one of three states: which ones? | - running\n- ready to run\n- blocked"},
		{"a noun of kinds", "de", "Vorteile von Indizes in Datenbanken:", []string{"schnelle Suche", "sortierte Ausgabe"}, "Vorteile von Indizes in Datenbanken: welche? | - schnelle Suche\n- sortierte Ausgabe"},
		{"their marks", "es", "Los modos de un procesador son de dos tipos:", []string{"• modo usuario", "• modo núcleo"}, "Los modos de un procesador son de dos tipos: ¿cuáles? | - modo usuario\n- modo núcleo"},
		{"of what", "es", "Los tipos son:", []string{"simple", "doble"}, "no term"},
		{"no subject", "es", "Tiene varias opciones interesantes:", []string{"una de borrado", "otra de copia"}, "leans"},
		{"a pronoun", "en", "It has three parts that matter:", []string{"a head", "a body", "a tail"}, "leans"},
		{"a number of something else", "de", "Vereinigung von zwei Mengen einer Art:", []string{"alle Elemente", "keines doppelt"}, "no term"},
		{"too many", "en", "The engine of the car has seven parts:", strings.Fields("a1 b2 c3 d4 e5 f6 g7"), "unwieldy"},
		{"not a language with rules", "nl", "Er zijn drie soorten geheugen:", []string{"cache", "hoofdgeheugen"}, "no rules"},
		{"of Portuguese", "pt", "Existem dois tipos de memória:", []string{"cache", "principal"}, "Existem dois tipos de memória: quais? | - cache\n- principal"},
		{"of Italian", "it", "Vantaggi degli indici nelle basi di dati:", []string{"ricerca veloce", "risultati ordinati"}, "Vantaggi degli indici nelle basi di dati: quali? | - ricerca veloce\n- risultati ordinati"},
		{"of Russian", "ru", "Различают два вида памяти процесса:", []string{"стек", "куча"}, "Различают два вида памяти процесса: какие? | - стек\n- куча"},
	} {
		text := c.lead + "\n" + strings.Join(c.items, "\n")
		s := Sentence{Text: text, Lang: c.lang, List: &List{Lead: part(t, text, c.lead)}}
		for _, i := range c.items {
			s.List.Items = append(s.List.Items, part(t, text, i))
		}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestARowWithItsHeader(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		header, cells []string
		want          string
	}{
		{"two columns", []string{"Sort", "Worst case"}, []string{"Heapsort", "n log n steps"}, "Sort “Heapsort”: Worst case? | N log n steps"},
		{"three columns", []string{"Sort", "Worst case", "Stable"}, []string{"Merge sort", "n log n", "always"}, "Sort “Merge sort”: Worst case, Stable? | - Worst case: n log n\n- Stable: always"},
		{"nothing in it", []string{"Sort", "Stable"}, []string{"Heapsort", "-"}, "says little"},
		{"a column without a name", []string{"Sort", ""}, []string{"Heapsort", "n log n"}, "no term"},
		{"a number for a subject", []string{"Nr", "Name"}, []string{"3", "Heapsort"}, "no term"},
		{"kinds of nothing", []string{"Type", "Range"}, []string{"Passive sensor", "measures without a source"}, "leans"},
		{"a badge", []string{"Badge", "How to earn it"}, []string{"🏅 Cable Detective", "Find the fault of the lab"}, "organising"},
		{"an address", []string{"MAC address", "Port"}, []string{"AA:BB:CC:11:22:33", "Fast port of the switch"}, "says little"},
		{"a row of a query", []string{"city_name", "location"}, []string{"Lisbon", "in the west"}, "says little"},
		{"nothing but numbers", []string{"City", "Temperature"}, []string{"Kyiv", "15"}, "says little"},
		{"one of two that are compared", []string{"Static memory", "Dynamic memory"}, []string{"less dense (six transistors)", "denser (one transistor)"}, "no term"},
		{"a picture before a name", []string{"Sort", "Worst case"}, []string{"🟢 Heapsort", "n log n steps"}, "Sort “Heapsort”: Worst case? | N log n steps"},
	} {
		text := strings.Join(c.cells, "\t")
		s := Sentence{Text: text, Lang: "en", Row: &Row{Header: c.header}}
		for _, cell := range c.cells {
			s.Row.Cells = append(s.Row.Cells, part(t, text, cell))
		}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAFormulaOfACardIsWhole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tex  string
		want bool
	}{
		"whole":                       {`E = m c^2`, true},
		"its left side is lost":       {`= m c^2`, false},
		"its right side is lost":      {`E =`, false},
		"a bracket is lost":           {`f(x`, false},
		"runs on into a sentence":     {`M. d.h. γ ≤ x`, false},
		"the half of a fraction line": {"p n\u0305", false},
		"words within a command":      {`x \text{ such that there is } y`, true},
	} {
		text := "The rest energy is " + c.tex + " for a body."
		at := part(t, text, c.tex)
		s := Sentence{Text: text, Lang: "en", Math: []Formula{{at.Start, at.End, c.tex}}}
		masked, ok := s.masked()
		if !ok || s.soundFormulas(masked) != c.want {
			t.Errorf("%s: sound %t, want %t", name, !c.want, c.want)
		}
	}
	s := Sentence{Text: "A sum of n terms is x_1 + x_2 = s in all.", Lang: "en"}
	if s.soundFormulas(s.Text) {
		t.Error("a formula that is not marked as one is sound")
	}
	if got := written(`p = m v \qquad (2.43)`); got != `p = m v \qquad` {
		t.Errorf("%q", got)
	}
	if got := written(`O(1)`); got != `O(1)` {
		t.Errorf("%q", got)
	}
}

func TestWhyACardIsNotMade(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		s    Sentence
		want Reason
	}{
		{"a caption", Sentence{Text: "A residual is the difference between an observed and a predicted value.", Lang: "en", Outside: Apparatus}, Apparatus},
		{"an exercise", Sentence{Text: "A residual is the difference between an observed and a predicted value.", Lang: "en", Path: []string{"Regression", "Exercise 4"}}, Exercise},
		{"about what comes next in a course", Sentence{Text: "A residual is the difference between an observed and a predicted value.", Lang: "en", Path: []string{"Regression", "What’s next"}}, Organising},
		{"about the course", Sentence{Text: "A midterm is an exam that is held in the middle of the course.", Lang: "en"}, Organising},
		{"this", Sentence{Text: "A residual is the difference between this value and a predicted one.", Lang: "en"}, Leans},
		{"a lost negation", Sentence{Text: "A space of one piece and one hole is called a ring, which is not its usual name.", Lang: "en"}, Turned},
	} {
		cards, refused := Candidates([]Sentence{c.s})
		if len(cards) > 0 || refused[c.want] != 1 {
			t.Errorf("%s: %v, %v, want %s", c.name, cards, refused, c.want)
		}
	}
	for text, lang := range map[string]string{
		"Leider ist das eine Aufgabe, die niemand in kurzer Zeit lösen kann.":       "de",
		"Dado que es un sistema lineal, la suma de dos soluciones es una solución.": "es",
		"Een programma is een reeks opdrachten die een processor uitvoert.":         "nl",
		"The current most popular way of training such networks is called Adam.":    "en",
		"Comprueba si es un archivo regular que tiene los permisos necesarios.":     "es",
	} {
		if cards, _ := Candidates([]Sentence{{Text: text, Lang: lang}}); len(cards) > 0 {
			t.Errorf("%q gives %v", text, cards)
		}
	}
}

func TestTheGateOfModelCards(t *testing.T) {
	t.Parallel()
	quote := "A lock does not prevent deadlocks, which are cycles of processes that wait for each other."
	for _, c := range []struct {
		cloze             bool
		front, back, want string
	}{
		{false, "What are deadlocks?", "Cycles of processes that wait for each other, which a lock does not prevent.", ""},
		{false, "What does a lock prevent?", "Deadlocks of processes.", "turned"},
		{false, "What do the processes above wait for?", "Each other, which is not prevented.", "leans"},
		{true, "It does not prevent {{c1::deadlocks}}.", "", "leans"},
		{true, "A lock does not prevent {{c1::the}} deadlocks.", "", "guess"},
		{false, "When is the exam?", "On Monday; the deadline is not known.", "organising"},
	} {
		if got := Check(c.cloze, c.front, c.back, quote, "en"); string(got) != c.want {
			t.Errorf("%s: %q, want %q", c.front, got, c.want)
		}
	}
}

func TestAnEntryThatIsCut(t *testing.T) {
	t.Parallel()
	s := entryOf(t, "de", Gloss, "Ringspeicher", "ein Puffer mit einer festen Größe, der sich selbst")
	s.Entry.Cut = true
	if got := only(t, s); got != "fragment" {
		t.Errorf("%q", got)
	}
}
