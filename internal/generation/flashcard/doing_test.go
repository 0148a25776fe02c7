package flashcard

import "testing"

func TestWhatATermDoesOrHowItIsDone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, lang, term, body, want string }{
		{"what it does", "pt", "Cabeçalho Seguinte", "Identifica o protocolo da camada de cima;", "O que significa “Cabeçalho Seguinte”? | Identifica o protocolo da camada de cima."},
		{"what it does", "en", "Parity bit", "detects that one of the other bits was flipped", "What is meant by “Parity bit”? | Detects that one of the other bits was flipped."},
		{"what a role does", "fr", "Chef de projet", "Garantit que les délais du contrat sont tenus.", "Que désigne « Chef de projet » ? | Garantit que les délais du contrat sont tenus."},
		{"how it is done", "en", "Case folding", "reduce all letters of a text to small ones", "What is meant by “Case folding”? | Reduce all letters of a text to small ones."},
		{"how it is done", "it", "Riduzione in scala", "ridurre le immagini a una dimensione comune", "Che cosa significa «Riduzione in scala»? | Ridurre le immagini a una dimensione comune."},
		{"told to the reader", "en", "Case folding", "reduce your letters before you search for them", "says little"},
		{"done to no action", "en", "Small letter", "reduce all letters of a text to small ones", "says little"},
		{"two letters", "es", "IP", "Es el protocolo que lleva los paquetes de una red a otra.", "¿Qué significa «IP»? | Es el protocolo que lleva los paquetes de una red a otra."},
		{"two letters of a note", "en", "NB", "the protocol that carries packets between networks", "no term"},
		{"a number of a list", "en", "IV", "the protocol that carries packets between networks", "no term"},
		{"so and so many", "fr", "10 secondes", "La durée pendant laquelle on attend sans rien faire.", "no term"},
		{"how it is thought of", "es", "Modelo mental", "cómo cree el usuario que funciona el sistema", "¿Qué significa «Modelo mental»? | Cómo cree el usuario que funciona el sistema."},
		{"several that a clause tells apart", "es", "Políticas internas", "normas que gestionan los sistemas de varios propietarios", "¿Qué significa «Políticas internas»? | Normas que gestionan los sistemas de varios propietarios."},
		{"the first of two sentences", "en", "Shared lock", "a lock that several threads hold at once. This is why it is called so.", "What is meant by “Shared lock”? | A lock that several threads hold at once."},
		{"an aspect", "fr", "Prévention", "Une icône différente pour chacune des actions possibles.", "no term"},
	} {
		if got := only(t, entryOf(t, c.lang, Gloss, c.term, c.body)); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.rule, c.lang, got, c.want)
		}
	}
}

func TestCodeIsNoAnswer(t *testing.T) {
	t.Parallel()
	s := entryOf(t, "ru", Gloss, "Связь", "группа -<>- студент <->")
	s.Code = []string{"-<>-", "<->"}
	s.Entry.Of = "Виды связи таблиц"
	if got := only(t, s); got != "formula" {
		t.Errorf("%q", got)
	}
}

func TestAnAnswerEndsWhereItsSentenceDoes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, lang, term, body, want string }{
		{"the rest is elsewhere", "en", "Exposure factor", "the percentage of an asset that a loss takes away. If the", "What is meant by “Exposure factor”? | The percentage of an asset that a loss takes away."},
		{"all of it", "en", "Exposure factor", "the percentage of an asset that a loss takes away if the", "fragment"},
		{"a word of code", "de", "Abfrage", "Eine Menge von Zeilen, die eine Tabelle liefert. SELECT", "Was bedeutet „Abfrage“? | Eine Menge von Zeilen, die eine Tabelle liefert."},
		{"half a word", "de", "Abfrage", "Eine Menge von Zeilen, die eine Tabelle oder meh-", "fragment"},
		{"the next label", "pt", "Passivo", "a demonstração de resultados: gastos com o pessoal: 1500 euros", "fragment"},
		{"what one does", "en", "Calculate loss", "the cost that is associated with a single realized risk", "no term"},
		{"a kind without its article", "es", "Alta disponibilidad", "capacidad de una aplicación para seguir activa ante fallos", "¿Qué significa «Alta disponibilidad»? | Capacidad de una aplicación para seguir activa ante fallos."},
		{"of the course", "en", "Attendance policy", "a rule by which attendance is taken at the door of the hall", "organising"},
		{"of the course", "en", "Course number", "the number of the course as it is held in Summer 2026", "organising"},
	} {
		s := entryOf(t, c.lang, Gloss, c.term, c.body)
		s.Entry.Bare = c.lang == "es"
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
	s := entryOf(t, "en", Gloss, "Meetings", "the three lessons of a week that all take part in")
	s.Path = []string{"Course Logistics"}
	if got := only(t, s); got != "organising" {
		t.Errorf("under a heading of the course: %q", got)
	}
}

func TestLettersOfNoFormula(t *testing.T) {
	t.Parallel()
	s := displayed(t, "it", "La matrice di adiacenza è ", "A = ๢a_{ij}๣")
	if cards, _ := Candidates([]Sentence{s}); len(cards) > 0 {
		t.Errorf("%q", cards[0].Back)
	}
	if got := fronts("zh", "对于每个读事务检查是否读取了将来的某个数据。"); len(got) > 0 {
		t.Errorf("half a word: %q", got)
	}
}

func TestWhatIsSaidOfOthersIsNoMeaning(t *testing.T) {
	t.Parallel()
	for lang, c := range map[string][2]string{
		"es": {"Tareas de fondo", "Las tareas de mantenimiento no interfieren con las tareas del usuario."},
		"it": {"Processi leggeri", "I processi di servizio non interferiscono con il lavoro dell’utente."},
	} {
		if got := only(t, entryOf(t, lang, Gloss, c[0], c[1])); got != "says little" {
			t.Errorf("%s: %q", lang, got)
		}
	}
	if got := only(t, entryOf(t, "fr", Gloss, "Cas d'usage", "l'ensemble des réseaux que la méthode sert à entraîner")); got != "no term" {
		t.Errorf("a label: %q", got)
	}
	if got := fronts("en", "If need guaranteed time of the sort, the merge sort gives the better bound."); len(got) > 0 {
		t.Errorf("nobody who needs it: %q", got)
	}
}
