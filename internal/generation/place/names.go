package place

import (
	"regexp"
	"strings"
)

// called are what places are called in all languages, folded: each line is one
// thing, so that "exercise 12" finds "Aufgabe 12". What is no word of its own
// ("S.") is with its point; the words of a line are patterns. The first line of
// a kind that has a word counts.
var called = []calling{
	calls(Page, false, `pages|page|pg\.?|p\.|seite|s\.|pagina|pag\.|sida|side|strona|страниц[аеиуы]|стр\.|сторінк[аиу]|sayfa|σελιδα|trang|صفحه|صفحة|الصفحة|עמוד`),
	calls(Page, false, `slide|folie|diapositive|transparent|diapositiva|dia|slajd|слайд[еа]?|slayt|שקופית`),

	calls(Section, false, `chapter|chap\.?|ch\.?|kapitel|kap\.|chapitre|capitulo|capitolo|hoofdstuk|глав[аеуы]|розділ[іу]?|rozdzial|bolum|κεφαλαιο|chuong|الفصل|فصل|פרק|章|장`),
	calls(Section, false, `section|sec\.?|abschnitt|seccion|sezione|secao|paragraaf|раздел[еа]?|§|节|節|절`),
	calls(Section, false, `part|partie|teil|parte|deel|част[ьи]`),
	calls(Section, false, `lecture|vorlesung|cours|lezione|leccion|aula|les|лекци[яию]|讲|講|回`),
	calls(Section, false, `unit|tema`),
	calls(Section, false, `article|art\.?|artikel|articulo|articolo|artigo|стать[яеи]`),

	calls(Item, true, `question|frage|pregunta|domanda|questao|vraag|вопрос[еа]?|pytanie|fraga|soru|السوال|سوال|שאלה|问题|問題|題|题|問|문제`),
	calls(Item, true, `exercise|ex\.|problem|task|aufgabe|ubungsaufgabe|klausuraufgabe|ubung|exercice|ejercicio|esercizio|exercicio|opgave|oefening|задач[аеиу]|задани[ея]|упражнени[ея]|zadanie|uppgift|تمرين|תרגיל|练习|習題|习题|演習|문제`),
	calls(Item, true, `step|schritt|etape|paso|stap|passo|шаг`),
	calls(Item, false, `theorem|thm\.?|satz|theoreme|teorema|stelling|теорем[аеуы]|twierdzenie|定理|정리`),
	calls(Item, false, `definition|def\.?|definicion|definizione|definicao|definitie|определени[ея]|定义|定義|정의`),
	calls(Item, false, `lemma|lemme|lema|лемм[аеуы]|引理`),
	calls(Item, false, `proposition|prop\.|proposicion|proposizione|proposicao|propositie|命题|命題`),
	calls(Item, false, `corollary|korollar|folgerung|corollaire|corolario|corollario|следстви[ея]`),
	calls(Item, false, `example|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|пример[е]?|przyklad|ornek|例题|例題|例|예제`),
	calls(Item, false, `remark|bemerkung|remarque|observacion|osservazione|observacao|замечани[ея]`),
	calls(Item, false, `rule|regel|regle|regla|regola|regra|правил[оае]`),
}

// calling is what one thing is called.
type calling struct {
	kind  Kind
	asks  bool // often numbered without being named, and called by any such name
	names string
	whole *regexp.Regexp
}

func calls(kind Kind, asks bool, names string) calling {
	return calling{kind, asks, names, regexp.MustCompile(`^(?:` + names + `)$`)}
}

// typed find a place that a question names, of each kind.
var typed = func() map[Kind]*regexp.Regexp {
	lists := map[Kind][]string{}
	for _, c := range called {
		lists[c.kind] = append(lists[c.kind], c.names)
	}
	all := map[Kind]*regexp.Regexp{}
	for kind, list := range lists {
		all[kind] = regexp.MustCompile(`(?:^|[^\p{L}\p{N}])(` + strings.Join(list, "|") + `)\s*(?:no\.?|nr\.?|number|№|#)?\s*` + number + `(?:[^\p{L}\p{N}]|$)`)
	}
	return all
}()
