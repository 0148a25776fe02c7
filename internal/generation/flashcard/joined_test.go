package flashcard

import "testing"

func TestWhatAPageJoinsIsNoSentence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, text string }{
		{"a heading", "de", "Ringspeicher Der Ringspeicher ist ein Puffer mit einer festen Größe, der sich selbst überschreibt."},
		{"a heading", "en", "Ring buffer The ring buffer is a buffer of a fixed size that overwrites its oldest entry."},
		{"a heading", "fr", "Tampon circulaire Un tampon circulaire est un tampon de taille fixe qui écrase ses anciennes entrées."},
		{"a heading", "es", "Búfer circular Un búfer circular es un búfer de tamaño fijo que sobrescribe sus entradas."},
		{"a heading", "it", "Buffer circolare Un buffer circolare è una memoria di dimensione fissa che sovrascrive i dati."},
		{"a heading", "pt", "Buffer circular Um buffer circular é uma memória de tamanho fixo que reescreve os dados."},
		{"a heading with a name", "en", "Zorn lemma The Zorn lemma is a statement about chains in an ordered set of elements."},
		{"a heading's last word", "en", "Zorn’s lemma Lemma is a statement about chains in an ordered set of elements."},
		{"a footnote's number", "en", "A ring buffer is a circular⁷ store of a fixed size that overwrites its oldest entry."},
		{"cut behind its verb", "en", "Wrapping is a small effect that the pointers of a buffer of fixed size are."},
		{"what is assumed", "en", "If the buffer is assumed to be empty, a pointer to its start is introduced."},
		{"cut at an abbreviation", "it", "Il medioevo è il periodo di storia che è compreso fra i secc."},
		{"one of a number", "en", "A queue with 5 readers means 6 write operations for each of its messages."},
		{"a figure of an example", "en", "Redis used the queue but still examined 44,075 messages of all its readers."},
		{"a label", "fr", "Remarques Une mémoire de taille fixe qui écrase ses entrées est appelée un tampon."},
		{"a clause", "de", "Der Zeiger wandert durch den Speicher, die überschriebene Zelle nennt man Ringzelle."},
		{"a clause before it", "en", "When a buffer is full, its oldest entry is lost because the pointer wraps to the start."},
		{"an adjective for a verb", "en", "The root mean square value is like a usual mean of all the values."},
		{"those of the text", "de", "Maßnahmen sind eine Senkung der Steuern und eine Erhöhung der Ausgaben."},
		{"how it stands", "fr", "Le tampon est une mémoire rapide, mais sa taille reste fixe pendant l’exécution."},
		{"one more", "en", "Overwriting is a further way of freeing memory that a buffer has."},
		{"cut before its formula", "ru", "Объём буфера - это мера памяти устройства, выражающаяся как."},
	} {
		s := Sentence{Text: c.text, Lang: c.lang}
		if got := firstOf(s); got != "" {
			t.Errorf("%s, %s: %q", c.name, c.lang, got)
		}
	}
	s := Sentence{Text: "Ring model of buffers A similar model is a store of a fixed size.", Lang: "en", Marked: []string{"Ring model of buffers"}}
	if got := firstOf(s); got != "" {
		t.Errorf("what is set off before a sentence: %q", got)
	}
	for _, text := range []string{
		"Ein Ringspeicher ist ein Puffer mit einer festen Größe, der sich selbst überschreibt.",
		"Die Daten, die ein Programm zuletzt gelesen hat, nennt man Arbeitsmenge.",
	} {
		if firstOf(Sentence{Text: text, Lang: "de"}) == "" {
			t.Errorf("no card of %q", text)
		}
	}
}

func TestTheRestOfASentence(t *testing.T) {
	t.Parallel()
	for before, want := range map[string]bool{
		"Die 1. ": true, "Am Anfang des 19. ": true, "Puffer, z. B. ": true, "approx. ": true,
		"Definition 3. ": false, "1. ": false, "Der Puffer ist voll. ": false, "": false,
	} {
		if got := Interrupted(before); got != want {
			t.Errorf("%q: %t", before, got)
		}
	}
	s := Sentence{Text: "Ringzelle ist ein Speicherplatz des Puffers, der überschrieben wird.", Lang: "de", Marked: []string{"Ringzelle"}}
	if firstOf(s) == "" {
		t.Error("no card of a whole sentence")
	}
	if s.Within = true; firstOf(s) != "" {
		t.Error("a card of the rest of a sentence")
	}
}

func TestEntriesThatAPageJoins(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, term, body, want string }{
		{"the next entries", "ru", "Буфер", "память фиксированного размера\nКэш — быстрая память процессора", "fragment"},
		{"the next entries", "en", "Buffer", "a memory of a fixed size\nCache – the fast memory of a processor", "fragment"},
		{"a sentence goes on behind it", "en", "Swapping", "the moving of pages to the disk – is a remedy of every kernel.", "fragment"},
		{"a sentence goes on behind it", "de", "Auslagerung", "das Verschieben von Seiten auf die Platte – ist ein Mittel jedes Kerns.", "fragment"},
		{"names alone", "ru", "Основа", "Debian, Alpine, Fedora, Arch Linux.", "says little"},
		{"names alone", "es", "Entorno", "Debian, Alpine, Fedora, Arch Linux.", "says little"},
	} {
		if got := only(t, entryOf(t, c.lang, Gloss, c.term, c.body)); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.name, c.lang, got, c.want)
		}
	}
	for lang, of := range map[string]string{
		"en": "A buffer is like a bucket:", "de": "Ein Puffer ist wie ein Eimer:", "fr": "Un tampon est comme un seau :",
		"es": "Un búfer es como un cubo:", "it": "Un buffer è come un secchio:", "pt": "Um buffer é como um balde:", "ru": "Аналогия с ведром:",
	} {
		s := entryOf(t, lang, Gloss, "Overflow", "a state in which water runs over its edge.")
		s.Entry.Of = of
		if got := only(t, s); got != "exercise" {
			t.Errorf("in terms of something else, %s: %q", lang, got)
		}
	}
	s := entryOf(t, "de", Gloss, "Puffer", "ein Speicher mit einer festen Größe, den zwei Prozesse teilen.")
	s.Entry.Of = "Die Teile sind wie folgt:"
	if got := only(t, s); got == "exercise" {
		t.Error("what leads to a list is taken for a likeness")
	}
}

func TestListsAndRowsOfNoUse(t *testing.T) {
	t.Parallel()
	s := listed(t, "de", "• Lade-Verfahren", "Schnellladeverfahren", "Pufferladeverfahren")
	s.Path, s.List.Titled = []string{"Verfahren des Ladens", "• Lade-Verfahren"}, true
	if got := only(t, s); got != "fragment" {
		t.Errorf("an item as a heading: %q", got)
	}
	for lang, lead := range map[string]string{"it": "Espone tre regole di comportamento:", "es": "Expone tres reglas de conducta:", "fr": "Expose trois règles de conduite :", "pt": "Expõe três regras de conduta:"} {
		if got := only(t, listed(t, lang, lead, "la prima", "la seconda", "la terza")); got != "leans" {
			t.Errorf("its subject unsaid, %s: %q", lang, got)
		}
	}
	s = listed(t, "en", "Key defensive functions include:", "a shield", "a wall")
	if got := only(t, s); got != "no term" {
		t.Errorf("functions of nothing: %q", got)
	}
	row := func(header []string, cells ...string) Sentence {
		text := ""
		for i, c := range cells {
			if i > 0 {
				text += "\t"
			}
			text += c
		}
		s := Sentence{Text: text, Lang: "en", Row: &Row{Header: header}}
		for _, c := range cells {
			s.Row.Cells = append(s.Row.Cells, part(t, text, c))
		}
		return s
	}
	for _, c := range []struct {
		name string
		s    Sentence
		want string
	}{
		{"figures of an example", row([]string{"Goods", "Spain", "Chile"}, "Wine", "40 barrels", "50 bottles"), "says little"},
		{"more than one remembers", row([]string{"Sort", "Used by", "Known from"}, "Merge sort", "Java, Perl, Python, Ruby", "Knuth, Bentley, Sedgewick, Wirth"), "unwieldy"},
		{"whose case it is", entryOf(t, "de", Asked, "Wer ist Eigentümer des Wagens?", "X, da er gutgläubig erworben hat."), "exercise"},
	} {
		if got := only(t, c.s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFormulasThatLostASign(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"the law (x y)z for all of them": false, "the order of G [E to K] is lost": true, "the order (G) [E : K]": false} {
		if got := (Sentence{Text: text, Lang: "en"}).soundFormulas(text); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
	for tex, want := range map[string]bool{
		`e_{xy>0}`: false, `e_{n=(a+b)/c}`: false, `e_{xy} > 0`: true, `\sum_{i=1}^n x_i`: true, `∑_{i=1}^n x_i`: true, `S = a_{i>0}`: true,
	} {
		s := Sentence{Text: tex, Lang: "en", Math: []Formula{{0, len([]rune(tex)), tex}}}
		if got := s.soundFormulas(string(firstSign)); got != want {
			t.Errorf("%s: %t", tex, got)
		}
	}
}

func TestLabelsOfCausesAndDegrees(t *testing.T) {
	t.Parallel()
	for lang, of := range map[string]string{
		"en": "Causes of the crisis:", "de": "Ursachen der Krise:", "fr": "Causes de la crise :", "es": "Causas de la crisis:", "it": "Cause:", "pt": "Causas da crise:", "ru": "Причины кризиса:",
	} {
		s := entryOf(t, lang, Gloss, "Credit", "a form of payment that is put off to another day.")
		s.Entry.Of = of
		if got := only(t, s); got != "no term" {
			t.Errorf("%s: %q", lang, got)
		}
	}
	for _, c := range []struct{ lang, term, body, want string }{
		{"it", "Troppo tecnico", "un testo che solo i giuristi leggono con profitto.", "no term"},
		{"ru", "Определение 3. Поток", "множество линий, которые проходят через площадку.", "no term"},
		{"it", "Elezione", "ogni 4 anni, per via indiretta e con due turni.", "says little"},
		{"en", "Election", "every 4 years, with two rounds and a secret vote.", "says little"},
	} {
		if got := only(t, entryOf(t, c.lang, Gloss, c.term, c.body)); got != c.want {
			t.Errorf("%s: %q, want %q", c.term, got, c.want)
		}
	}
	s := Sentence{Text: "Il codice è una raccolta di norme che un parlamento ha approvato.", Lang: "it", Heading: "Codice civile", Path: []string{"Codice civile"}}
	if got := firstOf(s); got != "" {
		t.Errorf("the one of the text: %q", got)
	}
	if s.Heading, s.Path = "Codice", []string{"Codice"}; firstOf(s) == "" {
		t.Error("no card of the notion")
	}
}

func TestWhatIsSetOffSaysHowSomethingIs(t *testing.T) {
	t.Parallel()
	s := Sentence{Text: "È di origine contadina: la divisione della terra in parti uguali fra i figli.", Lang: "it", Marked: []string{"origine contadina"}}
	if got := firstOf(s); got != "" {
		t.Errorf("%q", got)
	}
}

func TestJapaneseListsOfKinds(t *testing.T) {
	t.Parallel()
	for lead, want := range map[string]string{
		"木構造を使って機能拡張が可能:":  "no term",
		"バッファを総称して保存する機能:": "no term",
		"木構造の種類:":          "木構造の種類：何があるか。 | - 二分木\n- B木",
	} {
		if got := only(t, listed(t, "ja", lead, "二分木", "B木")); got != want {
			t.Errorf("%s %q, want %q", lead, got, want)
		}
	}
}
