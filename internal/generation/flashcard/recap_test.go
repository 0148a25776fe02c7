package flashcard

import "testing"

// What stands behind a term answers whether, against what or for what, and not
// what the term means.
func TestATermThatIsNotExplained(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, lang, term, body string
		path                   []string
		of                     string
		want                   Reason
	}{
		{"yes or no", "de", "Vollständigkeit", "ja (mit gewisser Wahrscheinlichkeit)", nil, "Eigenschaften der Suche", Says},
		{"yes or no", "en", "Completeness", "yes, with a certain probability of the search", nil, "Properties of the search", Says},
		{"yes or no", "fr", "Complétude", "oui (avec une certaine probabilité)", nil, "Propriétés de la recherche", Says},
		{"a side", "fr", "Positive", "la contribution technique qui accélère le développement", nil, "", NoTerm},
		{"a side", "de", "Indirekt", "eine Wirkung, die über einen Umweg entsteht", nil, "", NoTerm},
		{"a side", "es", "Externo", "un efecto que viene de fuera del sistema", nil, "", NoTerm},
		{"what is done against it", "de", "Nullhäufigkeitsproblem", "Glättung der Zählung mit kleinen Werten", nil, "", NoTerm},
		{"what a chapter has said", "en", "Smoothing", "a small value that is added to each count", []string{"Text", "Wrap-Up"}, "", Says},
		{"what a chapter has said", "it", "Lisciatura", "un piccolo valore che si aggiunge a ogni conto", []string{"Testo", "Riepilogo"}, "", Says},
	} {
		s := entryOf(t, c.lang, Gloss, c.term, c.body)
		s.Path, s.Entry.Of, s.Entry.Bare = c.path, c.of, true
		if got := only(t, s); got != string(c.want) {
			t.Errorf("%s, %s: %q, want %q", c.rule, c.lang, got, c.want)
		}
	}
	s := entryOf(t, "en", Gloss, "Halting problem", "a question about programs that no program can answer")
	if got := only(t, s); got == string(NoTerm) {
		t.Error("a problem that is explained gives no card")
	}
}

func TestAListOfWhetherSomethingIsSo(t *testing.T) {
	t.Parallel()
	s := listed(t, "de", "Eigenschaften der Suche:", "Vollständigkeit: ja (mit der Zeit)", "Optimalität: ja (mit der Zeit)")
	if got := only(t, s); got != string(Says) {
		t.Errorf("%q", got)
	}
	s = listed(t, "en", "Advantages of named lists:", "no limit on their number", "easy to read")
	if got := only(t, s); got == string(Says) {
		t.Error("what there is none of answers as well")
	}
	for lang, lead := range map[string]string{"fr": "Le plan contient les composants du groupe dont :", "de": "Der Plan enthält Komponenten der Gruppe, darunter:"} {
		if got := only(t, listed(t, lang, lead, "alpha", "omega")); got != string(Guess) {
			t.Errorf("some of many, %s: %q", lang, got)
		}
	}
}

func TestWhatSomethingIsForIsNotWhatItIs(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"流量控制是为了让接收方能来得及接收所有的报文。", "第三次握手是为了防止失效的连接请求到达的一种方法。", "等待一段时间是为了让旧的报文从网络中消失的办法。"} {
		if got := firstOf(Sentence{Text: text, Lang: "zh"}); got != "" {
			t.Errorf("%q", got)
		}
	}
	for lang, text := range map[string]string{
		"fr": "Un vocabulaire est une très bonne mesure de ce que sait un élève.",
		"es": "Un vocabulario es una muy buena medida de lo que sabe un alumno.",
		"it": "Un vocabolario è una molto buona misura di quello che sa un alunno.",
		"pt": "Um vocabulário é uma muito boa medida do que sabe um aluno.",
	} {
		if got := firstOf(Sentence{Text: text, Lang: lang}); got != "" {
			t.Errorf("%q", got)
		}
	}
}

func TestWhatSomethingFrenchConsistsOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"L’encapsulation consiste à cacher ce que l’on n’a pas besoin de comprendre.":   "En quoi consiste l’encapsulation ? | À cacher ce que l’on n’a pas besoin de comprendre.",
		"Un système de fichiers se compose de blocs, de tables et de répertoires.":      "De quoi se compose un système de fichiers ? | De blocs, de tables et de répertoires.",
		"Une trame est constituée d’un en-tête, de données et d’une somme de contrôle.": "De quoi se compose une trame ? | D’un en-tête, de données et d’une somme de contrôle.",
	} {
		s := Sentence{Text: text, Lang: "fr", Marked: []string{"encapsulation"}}
		if got := firstOf(s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := firstOf(Sentence{Text: "Le rein se compose de néphrons qui filtrent le sang.1600 litres passent par jour.", Lang: "fr", Marked: []string{"rein"}}); got != "" {
		t.Errorf("two sentences that run together: %q", got)
	}
}

func TestACellThatLeadsElsewhere(t *testing.T) {
	t.Parallel()
	text := "Helium\tein Edelgas (siehe Thema 2)"
	s := Sentence{Text: text, Lang: "de", Path: []string{"Chemie ⭐⭐"}, Row: &Row{Header: []string{"Gas", "Gefahr"}}}
	s.Row.Cells = []Part{part(t, text, "Helium"), part(t, text, "ein Edelgas (siehe Thema 2)")}
	if got := only(t, s); got != string(Leans) {
		t.Errorf("%q", got)
	}
	text = "Helium\tein Edelgas, das nicht brennt"
	s.Text = text
	s.Row.Cells = []Part{part(t, text, "Helium"), part(t, text, "ein Edelgas, das nicht brennt")}
	if got, want := only(t, s), "Chemie – Gas „Helium“: Gefahr? | Ein Edelgas, das nicht brennt"; got != want {
		t.Errorf("a heading with pictures behind it: %q, want %q", got, want)
	}
}
