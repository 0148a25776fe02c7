package flashcard

import "testing"

func TestInstancesAndCases(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, text, want string }{
		{"one thing by its name", "fr", "Une forme rapide est le tampon circulaire, plus court et sans copie des données.", ""},
		{"one thing by its name", "en", "A special buffer is the ring buffer, small and without any copy of its data.", ""},
		{"what tells it apart", "de", "Zahnkränze sind die Teile, deren Zähne in andere greifen.", "Was sind Zahnkränze? | Die Teile, deren Zähne in andere greifen."},
		{"what tells it apart", "en", "A derivative is the rate at which a function changes when its argument does.", "What is a derivative? | The rate at which a function changes when its argument does."},
		{"one of a hundred cases", "en", "If the sums are different, an error is reported to the sender of the frame.", ""},
		{"a letter of a figure", "en", "If node B has one child only, the parent of B is linked to the child of B.", ""},
		{"an end that is none", "it", "Un grafo regolare è un grafo finito con un insieme di vertici tali che.", ""},
		{"the parts alone", "it", "Le ruote dentate sono composte da un mozzo e da una corona; di solito sono di acciaio.", "Da che cosa sono composte le ruote dentate? | Da un mozzo e da una corona."},
	} {
		s := Sentence{Text: c.text, Lang: c.lang, Heading: "Le ruote dentate", Marked: []string{"Zahnkränze", "ruote dentate", "sums", "node"}}
		if got := firstOf(s); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.name, c.lang, got, c.want)
		}
	}
	for _, c := range []struct{ name, lang, term, body, want string }{
		{"a sentence", "fr", "Tissu de liaison", "le réseau de fibres fines guide la croissance de chaque racine.", "says little"},
		{"a sentence", "it", "Tessuto di sostegno", "la rete di fibre sottili guida la crescita di ogni radice.", "says little"},
		{"a noun", "fr", "Tissu de liaison", "le réseau de fibres fines servant à guider la croissance des racines.", "Que désigne « Tissu de liaison » ? | Le réseau de fibres fines servant à guider la croissance des racines."},
		{"the next number", "en", "Class of service", "a mark for the kinds of traffic in a network (of three bits) 2.", "fragment"},
		{"cut before its end", "de", "Abstrakter Typ", "die Beschreibung einer Struktur ohne ihren Bau. In Java als.", "Was bedeutet „Abstrakter Typ“? | Die Beschreibung einer Struktur ohne ihren Bau."},
		{"of several things", "ru", "Шаблонов разработки", "готовые решения задач, которые часто возникают в программах.", "no term"},
	} {
		if got := only(t, entryOf(t, c.lang, Gloss, c.term, c.body)); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.name, c.lang, got, c.want)
		}
	}
	if got := firstOf(Sentence{Text: "Шаблонов разработки - это готовые решения задач, которые часто возникают в программах.", Lang: "ru"}); got != "" {
		t.Errorf("of several things: %q", got)
	}
	s := listed(t, "en", "Main types of gear wheels:", "Spur wheel", "Bevel wheel", "Spur wheel: teeth along its axis", "Bevel wheel: teeth on a cone")
	if got := only(t, s); got != "fragment" {
		t.Errorf("two lists: %q", got)
	}
	s = listed(t, "en", "Types of states:", "blocking", "listening", "learning")
	s.Path = []string{"There are two kinds of messages"}
	if got := only(t, s); got == "There are two kinds of messages – Types of states: which ones? | - blocking\n- listening\n- learning" {
		t.Errorf("below a sentence: %q", got)
	}
}

func TestQuestionsThatAgree(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Zwei Zahnräder heißen verzahnt, wenn ihre Zähne ohne Spiel ineinander greifen.":  "Wann heißen zwei Zahnräder verzahnt? | Wenn ihre Zähne ohne Spiel ineinander greifen.",
		"Ein Zahnrad mit einer Welle heißt angetrieben, wenn die Welle an ihm Kraft übt.": "Wann heißt ein Zahnrad mit einer Welle angetrieben? | Wenn die Welle an ihm Kraft übt.",
	} {
		if got := firstOf(Sentence{Text: text, Lang: "de"}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got, want := firstOf(Sentence{Text: "The term gear ratio refers to the number of turns of one wheel for each turn of another.", Lang: "en"}), "What is meant by “gear ratio”? | The number of turns of one wheel for each turn of another."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := firstOf(Sentence{Text: "齿轮理论是连接数学与机械实践的重要桥梁，在工程中应用很广。", Lang: "zh"}); got != "" {
		t.Errorf("a praise: %q", got)
	}
	s := displayed(t, "en", "The ratio of a pair of wheels is given by", `\begin{align*} r = \frac{n_1}{n_2} \end{align*}`)
	if got, want := firstOf(s), `Which formula gives the ratio of a pair of wheels? | $\begin{aligned} r = \frac{n_1}{n_2} \end{aligned}$`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
