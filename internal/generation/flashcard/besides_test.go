package flashcard

import (
	"strings"
	"testing"
)

// What is one more of a kind in its text is no notion, and a notion whose name
// has the adjective is.
func TestOneMoreOfAKind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, text string }{
		{"en", "An alternative approach is a search that starts from both ends of the maze."},
		{"de", "Eine mögliche Lösung ist eine Suche, die an beiden Enden des Labyrinths beginnt."},
		{"fr", "Une étape intermédiaire est la traduction du plan en une suite de commandes."},
		{"es", "Una solución alternativa es una búsqueda que empieza por los dos extremos."},
		{"it", "Una regola alternativa è la ricompensa che decresce ad ogni passo del gioco."},
		{"pt", "Uma solução alternativa é uma procura que começa pelos dois extremos do labirinto."},
		{"de", "Das Ziel des Befehls ist das GartenModell-Objekt in der Ansicht der Beete."},
		{"de", "Command Target ist das GartenModell in der Ansicht aller Beete."},
		{"it", "Una versione alternativa della ricerca prende il nome di RITA (ricerca in tempo alto)."},
	} {
		if got := firstOf(Sentence{Text: c.text, Lang: c.lang, Marked: []string{"RITA"}}); got != "" {
			t.Errorf("%s: %q", c.text, got)
		}
	}
	for _, c := range []struct{ lang, text string }{
		{"en", "An alternative hypothesis is a statement that a test sets against the null hypothesis."},
		{"fr", "Un courant alternatif est un courant électrique qui change de sens régulièrement."},
		{"es", "Un filamento intermedio es una fibra de proteínas que da forma a la célula."},
	} {
		if firstOf(Sentence{Text: c.text, Lang: c.lang}) == "" {
			t.Errorf("no card of %q", c.text)
		}
	}
}

func TestAnAnswerToAQuestionBefore(t *testing.T) {
	t.Parallel()
	for lang, text := range map[string]string{
		"de": "Die Antwort ist eine Ordnung in Blöcken, die man Seiten nennt.",
		"fr": "La réponse tient à leur organisation interne en blocs, appelés pages.",
		"es": "La respuesta es una organización en bloques, llamados páginas.",
		"it": "La risposta è una struttura divisa in blocchi, detti pagine.",
		"pt": "A resposta é uma organização em blocos, chamados páginas.",
	} {
		if got := firstOf(Sentence{Text: text, Lang: lang, Marked: []string{"pages", "páginas", "pagine"}}); got != "" {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

func TestLettersThatAFontsJoinedOnesAreReadAs(t *testing.T) {
	t.Parallel()
	whole := "Un identificatore è una stringa di caratteri che indica una sola risorsa."
	if firstOf(Sentence{Text: whole, Lang: "it"}) == "" {
		t.Fatal("no card of the whole text")
	}
	for _, broken := range []string{
		"Un idenȋcatore è una stringa di caratteri che indica una sola risorsa.",
		"Un identificatore è una stringa di caratteri che ha l'e\u031betto di indicare una risorsa.",
		"Un identificatore è una stringa che indica un ra\u0311namento di una sola risorsa.",
	} {
		if got := firstOf(Sentence{Text: broken, Lang: "it"}); got != "" {
			t.Errorf("%q: %q", broken, got)
		}
	}
}

func TestATermThatItsTextComesTo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, term, body string }{
		{"it", "PDDL", "Un’estensione con variabili di un linguaggio più vecchio è il Planning Domain Language (PDDL)."},
		{"en", "Frame", "The unit that a link layer hands on to its neighbour is a frame."},
	} {
		text := c.term + ": " + c.body
		s := Sentence{Text: text, Lang: c.lang, Entry: &Entry{Term: part(t, text, c.term), Body: part(t, text, c.body)}}
		if got := only(t, s); got != string(Says) {
			t.Errorf("%s: %q", c.term, got)
		}
	}
}

func TestATermThatManyThingsHaveStandsUnderItsHeading(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, term, body string
		path                   []string
		want                   string
	}{
		{"a number of something", "fr", "Nombre d’éléments", "Un entier qui compte les cases remplies.", []string{"Tableau dynamique"}, "Tableau dynamique – Que désigne « Nombre d’éléments » ? | Un entier qui compte les cases remplies."},
		{"below what it is made of", "fr", "La capacité", "Un entier qui compte toutes les cases.", []string{"Tableau dynamique", "Anatomie"}, "Tableau dynamique – Anatomie – Que désigne « Capacité » ? | Un entier qui compte toutes les cases."},
		{"below a label alone", "es", "Oferta", "Es una propuesta que una parte dirige a la otra.", []string{"Definición", "Oferta"}, "¿Qué significa «Oferta»? | Es una propuesta que una parte dirige a la otra."},
		{"with its article", "de", "Ein Zeiger", "Eine Zahl, die einen Ort im Speicher nennt.", nil, "Was bedeutet „Zeiger“? | Eine Zahl, die einen Ort im Speicher nennt."},
		{"no article", "en", "A priori", "A judgement that rests on no experience.", nil, "What is meant by “A priori”? | A judgement that rests on no experience."},
		{"a label with what it is of", "de", "Details (Schranke)", "Eine Zahl der Teilnehmer, die beim Bau genannt wird.", nil, "no term"},
	} {
		text := c.term + ": " + c.body
		s := Sentence{Text: text, Lang: c.lang, Path: c.path, Entry: &Entry{Term: part(t, text, c.term), Body: part(t, text, c.body)}}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestATableOfDataOrOfPairs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule          string
		header, cells []string
		want          string
	}{
		{"months", []string{"Land", "Stadt", "01", "02", "03"}, []string{"Schweiz", "Bern", "2.5", "3.5", "5.5"}, "says little"},
		{"each with each", []string{"", "Null", "Eins"}, []string{"Null", "gibt an beide", "gibt an keinen"}, "no term"},
		{"one number among them", []string{"Stoff", "Zeichen", "Zahl"}, []string{"Helium", "He", "2"}, "Stoff „Helium“: Zeichen, Zahl? | - Zeichen: He\n- Zahl: 2"},
	} {
		text := strings.Join(c.cells, "\t")
		s := Sentence{Text: text, Lang: "de", Row: &Row{Header: c.header}}
		for _, cell := range c.cells {
			s.Row.Cells = append(s.Row.Cells, part(t, text, cell))
		}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestATopicAboveTwoLabels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path []string
		want string
	}{
		{[]string{"Bäume", "Aufbau", "Vergleich"}, "Bäume – Vergleich"},
		{[]string{"Aufbau", "Vergleich"}, ""},
		{[]string{"Bäume", "Aufbau", "Ablauf", "Vergleich"}, ""},
	} {
		if got := topicOf(c.path, "de"); got != c.want {
			t.Errorf("%q: %q, want %q", c.path, got, c.want)
		}
	}
}

// An ordinal or a preposition before a common word names nothing.
func TestTermsThatNameNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, term, body string }{
		{"fr", "Chez Hegel", "Un mouvement de l’histoire où chaque notion engendre son contraire."},
		{"de", "Laut Hegel", "Eine Bewegung der Geschichte, die ihr Gegenteil erzeugt."},
		{"es", "Contra Hegel", "Un movimiento de la historia que engendra su contrario."},
		{"it", "Presso Hegel", "Un movimento della storia che genera il suo contrario."},
		{"en", "Second tendency", "A movement of history that leads to its own opposite."},
		{"de", "Zweite Tendenz", "Eine Bewegung der Geschichte, die ihr Gegenteil erzeugt."},
	} {
		text := c.term + ": " + c.body
		s := Sentence{Text: text, Lang: c.lang, Entry: &Entry{Term: part(t, text, c.term), Body: part(t, text, c.body)}}
		if got := only(t, s); got != string(NoTerm) {
			t.Errorf("%s: %q", c.term, got)
		}
	}
	for _, c := range []struct{ lang, text string }{
		{"ru", "Вторая тенденция — это рост числа людей, которые работают дома."},
		{"ru", "Поясним это понятие ещё раз через сравнение с западным взглядом."},
		{"ru", "Рождение духов – система сил, которые навели порядок, привело к разделению мира."},
		{"ru", "Общество – это совокупность людей с общими целями и т. д. Личность имеет сознание и мозг."},
		{"ru", "Духовность – это совокупностьэкономическихисоциальных начал человека."},
		{"ru", "Русская мысль – это неотъемлемая часть мировой культуры народов."},
		{"de", "Ein Garten ist ein wesentlicher Bestandteil der Kultur eines jeden Volkes."},
		{"fr", "Un jardin est une partie intégrante de la culture de tous les peuples."},
		{"es", "Un jardín es una parte integral de la cultura de todos los pueblos."},
		{"it", "Un giardino è una parte integrante della cultura di tutti i popoli."},
		{"pt", "Um jardim é uma parte integrante da cultura de todos os povos."},
		{"en", "A garden is an integral part of the culture of every people on earth."},
		{"en", "The garden model means plants have an effect on the soil below."},
		{"zh", "一种实现方式是规定所有进程在开始前请求所需要的全部资源。"},
		{"zh", "另一方法是一种在执行前检查全部资源的方法。"},
	} {
		if got := firstOf(Sentence{Text: c.text, Lang: c.lang}); got != "" {
			t.Errorf("%q: %q", c.text, got)
		}
	}
	for _, c := range []struct{ lang, text string }{
		{"ru", "Режим – это совокупность правил, которые определяют порядок работы."},
		{"zh", "死锁预防是一种在程序运行之前避免死锁发生的方法。"},
	} {
		if firstOf(Sentence{Text: c.text, Lang: c.lang}) == "" {
			t.Errorf("no card of %q", c.text)
		}
	}
}

func TestWhatAPicturesLettersStandFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, of, term, body string }{
		{"zh", "上图中，每个数据代表的含义如下：", "R 矩阵", "一种表示每个进程请求的资源数量的矩阵"},
		{"en", "In the figure the letters mean:", "Row R", "The number of resources that each process asks for."},
		{"es", "En la figura las letras son:", "Fila R", "El número de recursos que pide cada proceso."},
	} {
		text := c.term + ": " + c.body
		s := Sentence{Text: text, Lang: c.lang, Entry: &Entry{Term: part(t, text, c.term), Body: part(t, text, c.body), Of: c.of}}
		if got := only(t, s); got != string(Leans) {
			t.Errorf("%s: %q", c.of, got)
		}
	}
}

// What stands in a list of advantages or examples holds of what has them.
func TestADefinitionInAListOfAdvantages(t *testing.T) {
	t.Parallel()
	s := Sentence{Text: "Ein Knoten ist eine Struktur, die nur Daten hält.", Lang: "de", Item: true, Opens: true, Closed: true}
	if firstOf(s) == "" {
		t.Fatal("no card of the sentence alone")
	}
	for led, want := range map[string]Reason{"Vorteile:": Leans, "Beispiele": Exercise} {
		s.Led = led
		if got := only(t, s); got != string(want) {
			t.Errorf("%s %q", led, got)
		}
	}
	if s.Led = "Ein Baum hat:"; firstOf(s) == "" {
		t.Error("no card below other words")
	}
}
