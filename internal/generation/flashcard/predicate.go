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

// oneOf reports a statement that names one way or kind and defines nothing: "A
// method of synchronisation is the semaphore."
func oneOf(term, predicate string) bool {
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
