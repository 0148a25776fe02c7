package flashcard

import "testing"

// What was found wrong or of little use in cards of students' notes, by kind.
func TestLabelsThatAreNoTerms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ kind, lang, term, body, want string }{
		{"what is done", "de", "Soziale Gerechtigkeit stärken", "Maßnahmen zur Bekämpfung von sozialer Ungleichheit.", "no term"},
		{"where something is done", "de", "Grenzkorrekturen im Süden Italiens", "die Anpassung der Grenzen entlang der Sprachen.", "no term"},
		{"an example", "ru", "Пример реализации", "код на одном или нескольких языках программирования.", "no term"},
		{"a label with its translation", "ru", "Проблема (Problem)", "описание ситуации, в которой нужен паттерн.", "no term"},
		{"its own words again", "de", "Unabhängiges Polen", "die Gründung eines unabhängigen Polens mit Zugang zur Ostsee.", "given away"},
		{"an answer of another question", "pt", "Estratégia completa", "Sim, se o fator de ramificação for finito.", "says little"},
		{"what it is about", "pt", "Microeconomia", "A microeconomia trata de assuntos menores que a macroeconomia.", "says little"},
		{"told what to do", "ru", "Принцип простоты", "Начинайте с простого решения и усложняйте его потом.", "says little"},
		{"the next entry joined on", "de", "Standard-Backtracking", "die Prüfung der Bedingungen nach dem Einsetzen Forward-Checking: die Prüfung davor.", "fragment"},
		{"cut at an abbreviation", "fr", "Vue séparée", "des vues sans distorsion côte à côte, ex.", "fragment"},
		{"what was done", "it", "Nascita", "È stata richiesta la creazione di un processo dal sistema.", "says little"},
		{"several that a clause tells apart", "pt", "Bens não rivais", "São aqueles cujo uso não reduz o uso por outros.", "O que significa “Bens não rivais”? | São aqueles cujo uso não reduz o uso por outros."},
		{"a side of something", "es", "Importancia del modelo", "Es la distribución continua que más se usa en la estadística.", "no term"},
		{"formulas", "es", "Ecuaciones", "las relaciones entre la corriente y el campo de una barra.", "no term"},
		{"of a number", "en", "Value of 0", "the state in which nothing is left of the signal.", "no term"},
		{"of a year", "en", "Peace of 1648", "the treaty that ended the war of thirty years.", "What is meant by “Peace of 1648”? | The treaty that ended the war of thirty years."},
		{"a judgement", "pt", "Mensurabilidade", "É crucial que os requisitos sejam formulados com clareza.", "says little"},
		{"a long term of its own", "pt", "Índice de Preços no Consumidor", "o nível geral dos preços que os consumidores pagam.", "O que significa “Índice de Preços no Consumidor”? | O nível geral dos preços que os consumidores pagam."},
	} {
		if got := only(t, entryOf(t, c.lang, Gloss, c.term, c.body)); got != c.want {
			t.Errorf("%s: %q, want %q", c.kind, got, c.want)
		}
	}
}

func TestListsOfNoKinds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind, lang, lead string
		items            []string
		want             string
	}{
		{"an exercise", "es", "Describa los tres factores de la curva de oferta:", []string{"los activos", "la tecnología", "los precios"}, "exercise"},
		{"an example", "pt", "Imaginemos dois estudantes que fazem um trabalho:", []string{"o Afonso demora três horas", "o Miguel demora cinco"}, "exercise"},
		{"some of many", "pt", "Existem vários tipos de interface, incluindo, entre muitos outros:", []string{"gráfica", "por voz"}, "guess"},
		{"what is to be done", "pt", "Criar dois protótipos que mostrem problemas:", []string{"em papel", "em código"}, "leans"},
		{"what is said of the kinds", "de", "Funktionen haben eine offene Liste am Ende:", []string{"beliebig viele Werte", "alle in einem Feld"}, "no term"},
		{"its subject unsaid", "en", "Helps achieve three agreed goals:", []string{"scope", "time", "quality"}, "leans"},
		{"of nothing, in French", "fr", "Principales étapes :", []string{"associer un vecteur", "chercher des liens"}, "no term"},
		{"a question", "de", "Welche Schichten hat das Modell:", []string{"Infrastruktur", "Anwendungen"}, "Welche Schichten hat das Modell? | - Infrastruktur\n- Anwendungen"},
	} {
		if got := only(t, listed(t, c.lang, c.lead, c.items...)); got != c.want {
			t.Errorf("%s: %q, want %q", c.kind, got, c.want)
		}
	}
}

func TestSentencesThatDefineNothing(t *testing.T) {
	t.Parallel()
	for kind, c := range map[string][2]string{
		"a share without its year":     {"de", "Die NSDAP wird mit 37 % der Stimmen zur stärksten Partei im Land."},
		"a denial":                     {"es", "NAT no es un firewall, pero da una falsa sensación de seguridad."},
		"a disadvantage of something":  {"de", "Nachteil von Narrowing ist die Komplexität des entstehenden Suchraums im Programm."},
		"one of the simplest":          {"de", "Ein Entscheidungsbaum ist eine der einfachsten Formen induktiven Lernens überhaupt."},
		"a formula that stands behind": {"it", "Una serie di potenze è una serie numerica infinita della forma."},
		"a comparison":                 {"en", "Smaller is the value of the estimate that the search keeps for a node."},
		"the one of the text":          {"en", "The transformation consists of selecting an operation and searching for another."},
		"means as a noun":              {"en", "Cost-Effective means of detecting defects are used in every project."},
		"a judgement":                  {"es", "Wireshark es la herramienta más importante para analizar el tráfico."},
		"one of the notions":           {"pt", "Um conceito básico em IPM é a interface com o utilizador do sistema."},
		"a dash that stands for more":  {"ru", "Добавление нового значения — вставка без смены типа столбца таблицы."},
		"what is done, behind a dash":  {"ru", "Контейнеризация — учимся разворачивать и сопровождать базы данных."},
		"a denial before a dash":       {"ru", "База не проверяет значения — система с легко вносимыми ошибками."},
		"one thing without an article": {"en", "Exit criteria for a release is called definition of done."},
	} {
		if got := fronts(c[0], c[1]); len(got) > 0 {
			t.Errorf("%s: %q", kind, got)
		}
	}
}

func TestTablesOfTwoLists(t *testing.T) {
	t.Parallel()
	text := "Intrigues at court\tA shogun and an emperor"
	s := Sentence{Text: text, Lang: "en", Row: &Row{Header: []string{"Similarities", "Differences"}, Cells: []Part{part(t, text, "Intrigues at court"), part(t, text, "A shogun and an emperor")}}}
	if got := only(t, s); got != "no term" {
		t.Errorf("%q", got)
	}
}

func TestALeadThatCountsItsItems(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, lead string
		items      []string
		want       string
	}{
		{"en", "A test has two preconditions that hold:", []string{"a finite set", "equal chances", "a measure"}, "fragment"},
		{"zh", "古典概型必须保证两个前提条件：", []string{"样本空间为有限集", "测度就是元素的个数", "每个样本点的概率相同"}, "fragment"},
		{"pt", "Princípios dos métodos ágeis:", []string{"envolver o cliente", "aceitar a mudança", "entregar aos poucos"}, "Princípios dos métodos ágeis: quais? | - envolver o cliente\n- aceitar a mudança\n- entregar aos poucos"},
	} {
		if got := only(t, listed(t, c.lang, c.lead, c.items...)); got != c.want {
			t.Errorf("%s: %q, want %q", c.lead, got, c.want)
		}
	}
}

func TestATermExplainedWithinItsSentence(t *testing.T) {
	t.Parallel()
	s := Sentence{Text: "Todo o agente tem uma sequência de perceções: o histórico de perceções associadas ao agente.", Lang: "pt", Marked: []string{"sequência de perceções"}}
	if got := firstOf(s); got != "O que significa “sequência de perceções”? | O histórico de perceções associadas ao agente." {
		t.Errorf("%q", got)
	}
	s = Sentence{Text: "Für den Test gilt eine Regel: der Tester schreibt ihn vor dem Programm auf.", Lang: "de", Marked: []string{"Regel"}}
	if got := firstOf(s); got != "" {
		t.Errorf("%q", got)
	}
}

// firstOf is the first card of a sentence, or nothing.
func firstOf(s Sentence) string {
	cards, _ := Candidates([]Sentence{s})
	if len(cards) == 0 {
		return ""
	}
	return cards[0].Front + " | " + cards[0].Back
}

func TestMoreThatLeans(t *testing.T) {
	t.Parallel()
	if got := fronts("en", "The two last terms are called residuals of the model and its fit."); len(got) > 0 {
		t.Errorf("by its order: %q", got)
	}
	s := entryOf(t, "it", Gloss, "Strettoia (ponte)", "ogni lato del ponte è una risorsa del sistema")
	s.Entry.Of = "Il concetto può essere illustrato con diversi esempi:"
	if got := only(t, s); got != "exercise" {
		t.Errorf("an item of examples: %q", got)
	}
	s = entryOf(t, "ru", Asked, "Где источник истины?", "Один и только один, всё остальное из него.")
	s.Path = []string{"Новая система данных", "Где источник истины?"}
	if got := only(t, s); got != "Новая система данных – Где источник истины? | Один и только один, всё остальное из него." {
		t.Errorf("a question of few words: %q", got)
	}
	if s := (Sentence{Text: "x", Math: []Formula{{0, 1, `d/(dt) ( ) = 0`}}}); s.soundFormulas(string(firstSign)) {
		t.Error("an empty bracket is sound")
	}
}
