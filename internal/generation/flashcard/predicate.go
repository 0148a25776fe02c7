package flashcard

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
)

// What stands behind "is" and tells not what something is.

// opposed says that something is the other of two and not of what: "the opposite
// form, …".
var opposed = regexp.MustCompile(`^(?i:(?:an?|the|une?|la|le|el|los?|las?|il|una?|das|die|der|eine?|o|a|uma?) |l['’])(?:\p{L}+ )?(?i:opposée?|inverse|contraire|opposite|contrary|converse|reverse|Gegenteil|Gegenstück|Umkehrung|contrari[oa]|opuest[oa]|opost[oa]|oppost[oa]|invers[oa])(?: \p{L}+)?[,.;]`)

// varies says of what something depends, and how.
var varies = regexp.MustCompile(`^(?i:an?|une|eine|una|uma) (?:(?:\p{L}+ )?(?:increasing|decreasing|rising|falling|linear|steigende|wachsende|fallende|lineare) (?:function|Funktion)|(?:fonction|función|funzione|função) (?:strictement |estrictamente |strettamente |estritamente )?(?:dé|de)?(?:croissante|creciente|crescente|linéaire|lineal|lineare|linear)) (?:of|in|von|de|du|des|del|d['’]|di|do|da|\p{L}+) `)

// besides reports one more of a kind that the text speaks of: "an alternative
// rule", "an intermediate step". A notion has the adjective in its name too, with
// a noun that says more.
func besides(term string) bool {
	fields := strings.Fields(words.Fold(term))
	for i, f := range fields {
		if ofTheText[f] && (i == 0 && len(fields) > 1 && generalNoun[fields[1]] || i > 0 && generalNoun[fields[i-1]]) {
			return true
		}
	}
	return false
}

// opensBesides reports a sentence about one more of a kind.
func (c sentence) opensBesides() bool {
	fields := strings.Fields(withoutArticle(c.text, c.lang))
	return len(fields) > 2 && besides(fields[0]+" "+fields[1])
}

var (
	ofTheText   = setOf("first second third last next erste erster erstes zweite zweiter zweites dritte dritter drittes letzte letzter letztes nächste nächster nächstes premier première deuxième second seconde troisième dernier dernière primer primera primero segunda segundo tercer tercera último última primo prima secondo seconda terzo terza ultimo ultima primeira primeiro segunda terceiro terceira первая первый первое вторая второй второе третья третий третье последняя последний следующая следующий alternative intermediate preliminary possible alternativer alternatives mögliche möglicher mögliches zusätzliche zusätzlicher zusätzliches intermédiaire possible supplémentaire alternativa alternativo intermedia intermedio posible adicional intermedia intermedio possibile possível intermediário intermediária intermédio intermédia adicional альтернативный альтернативная альтернативное промежуточный промежуточная возможный возможная")
	generalNoun = setOf("tendency trend group point aspect argument part type kind variety stage case reason theory tendenz gruppe punkt aspekt teil typ art fall grund theorie tendance groupe point partie type cas raison théorie tendencia grupo punto aspecto argumento parte tipo caso razón teoría tendenza gruppo aspetto argomento ragione teoria tendência ponto aspecto razão тенденция группа пункт аспект часть тип вид этап стадия случай причина теория rule step approach way method solution version variant formulation definition possibility option strategy technique answer regel schritt ansatz weg methode lösung version variante formulierung definition möglichkeit strategie technik règle étape approche façon méthode solution formulation définition possibilité stratégie regla paso etapa enfoque manera método solución versión variante formulación definición posibilidad estrategia técnica regola passo passaggio approccio modo metodo soluzione versione formulazione definizione possibilità strategia tecnica regra passo abordagem maneira solução versão formulação definição possibilidade estratégia правило шаг подход способ метод решение вариант версия определение")
)

// oneOf reports a statement that names one way or kind and defines nothing: "A
// method of synchronisation is the semaphore."
func oneOf(term, predicate string) bool {
	if identified.MatchString(predicate) {
		return true
	}
	if instance.MatchString(predicate) && !tellsApart.MatchString(predicate) {
		return true // "A special kind is the ring buffer, …"
	}
	return oneWay.MatchString(term+" ") && definiteNoun.MatchString(predicate)
}

var (
	oneWay       = regexp.MustCompile(`^(?i:ways?|concepts?|konzept|concepto|concetto|conceito|notion|methods?|forms?|kinds?|types?|examples?|solutions?|approach(?:es)?|techniques?|\p{L}*möglichkeit(?:en)?|methode|form|art|beispiel|\p{L}*lösung|\p{L}*ansatz|technik|façon|méthode|forme|type|exemple|manera|método|forma|tipo|ejemplo|solución|técnica|enfoque|metodo|modo|esempio|soluzione|tecnica|approccio|exemplo|solução|abordagem|maneira|способ|метод|пример) `)
	definiteNoun = regexp.MustCompile(`^(?i:the|der|die|das|le|la|les|el|los|las|il|lo|i|gli|o|a|os|as) |^(?i:l['’])`)
)

// instance is one thing by its name, and nothing that tells it apart.
var instance = regexp.MustCompile(`^(?:(?i:the|der|die|das|le|la|el|il|lo) |(?i:l['’]))[\p{L}-]+(?: [\p{L}-]{4,}){0,2}(?: \([^)]*\))?(?:\.$|, \p{L})`)

// identified is the one thing of a program that has a name as programs have them.
var identified = regexp.MustCompile(`^(?:(?i:the|der|die|das|le|la|el|il|lo|o|a) |(?i:l['’]))\p{Lu}\p{Ll}+\p{Lu}\p{L}*(?:[-. ]|$)`)

// tellsApart is a German noun with the clause that tells it apart.
var tellsApart = regexp.MustCompile(`^(?:Der|Die|Das|der|die|das) [^,]+, (?:die|der|das|den|dem|deren|dessen|denen|dass|in|mit|bei|wo|wobei|wenn|auf|aus|für|durch|um|zu|von) `)

// untilSemicolon is a definition without what stands behind a semicolon: the
// next one, or a remark.
func untilSemicolon(back string) string {
	first, _, more := strings.Cut(back, "; ")
	if !more || len(strings.Fields(first)) < 4 || !balanced(first) {
		return back
	}
	return first
}

// barely reports that a sentence gives a name to what only its article tells:
// "The greatest amount is called …".
func (c sentence) barely(term string) bool {
	before, _, found := strings.Cut(c.text, term)
	if !found || before == "" || !definite.MatchString(before) || ofWhat.MatchString(before) {
		return false
	}
	n, least := 0, 3
	if c.lang != "en" && c.lang != "de" {
		least++ // the verb of naming is one of them
	}
	for _, t := range words.Tokens(before, c.lang) {
		if t.Content() && len([]rune(t.Norm)) > 1 {
			n++
		}
	}
	return 0 < n && n < least
}
