package flashcard

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
)

// doing reports a text that tells what something does, or how what its term
// names is done: "Checksum: detects changed bits", "Stemming: reduce words to
// their roots".
func doing(term, body, lang string) bool {
	if d := does[lang]; d != nil && d.MatchString(body) {
		return true
	}
	p, ok := actions[lang]
	return ok && p.noun.MatchString(bracketed.ReplaceAllString(term, "")) && p.done.MatchString(body) && !addressed.MatchString(" "+fold(body)+" ")
}

// does are by language the verbs that say what a thing is for, where its
// sentence leaves it out.
var does = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`^(?i:identifies|determines|specifies|controls|manages|converts|transforms|ensures|connects|translates|returns|computes|calculates|combines|separates|splits|reduces|removes|holds|maps|assigns|detects|encrypts|protects|compares|indicates|defines|selects|keeps|tracks|coordinates|regulates|produces|links) \p{L}`),
	"de": regexp.MustCompile(`^(?i:bestimmt|steuert|verwaltet|wandelt|prüft|verbindet|übersetzt|liefert|berechnet|speichert|erkennt|schützt|vergleicht|regelt|trennt|misst|ordnet) \p{L}`),
	"fr": regexp.MustCompile(`^(?i:conçoit|détermine|identifie|gère|transforme|convertit|permet d|garantit|assure|définit|décrit|indique|mesure|représente|calcule|vérifie|relie|sépare|réduit|protège|associe|stocke|correspond |consiste |sert |désigne|se concentre sur)\p{L}*['’ ]`),
	"es": regexp.MustCompile(`^(?i:identifica|determina|especifica|controla|gestiona|convierte|transforma|comprueba|garantiza|asegura|conecta|traduce|devuelve|calcula|combina|separa|reduce|almacena|asigna|detecta|protege|compara|define|regula|corresponde a|sirve para|se encarga de) \p{L}`),
	"it": regexp.MustCompile(`^(?i:identifica|determina|specifica|controlla|gestisce|converte|trasforma|verifica|garantisce|assicura|collega|traduce|restituisce|calcola|combina|separa|riduce|memorizza|assegna|rileva|protegge|confronta|definisce|regola|corrisponde a|serve (?:a|per)|si occupa di) \p{L}`),
	"pt": regexp.MustCompile(`^(?i:identifica|determina|especifica|controla|gere|converte|transforma|verifica|garante|assegura|liga|traduz|devolve|calcula|combina|separa|reduz|armazena|guarda|atribui|dete[c]?ta|protege|compara|define|regula|move|corresponde a|serve para) \p{L}`),
	"ru": regexp.MustCompile(`^(?i:определяет|задаёт|задает|управляет|преобразует|проверяет|обеспечивает|связывает|возвращает|вычисляет|хранит|описывает|измеряет|разделяет|обозначает|отвечает за) \p{L}`),
}

// actions are by language the nouns of what is done, and the beginnings that
// say how.
var actions = map[string]struct{ noun, done *regexp.Regexp }{
	"en": {regexp.MustCompile(`(?:ing|[ts]ion|ment)$`), regexp.MustCompile(`^(?i:reduce|remove|exclude|find|compute|calculate|replace|store|split|merge|convert|keep|sort|map|group|combine|divide|break|turn|transform|add|assign|estimate|match|count|reorder|insert|delete|encode|decode|compress|measure|collect|filter|select|represent|separate|extract|repeat|change|transfer|move|hide|share|protect|check|test|compare) \p{L}`)},
	"fr": {regexp.MustCompile(`^\p{L}+(?:tion|sion|ment|age)\b`), regexp.MustCompile(`^(?i:\p{L}{3,}(?:er|ir)|réduire|mettre|rendre|construire|traduire|produire|extraire|introduire|répartir) (?:les?|la|l['’]|une?|des|du|de|à|\p{L})`)},
	"es": {regexp.MustCompile(`^\p{L}+(?:ción|sión|miento|aje)\b`), regexp.MustCompile(`^\p{L}{3,}(?:ar|er|ir) (?:los?|las?|el|una?|\p{L})`)},
	"it": {regexp.MustCompile(`^\p{L}+(?:zione|sione|mento|aggio)\b`), regexp.MustCompile(`^\p{L}{2,}(?:are|ere|ire|urre|orre) (?:i|gli|il|lo|la|le|l['’]|un|\p{L})`)},
	"pt": {regexp.MustCompile(`^\p{L}+(?:ção|são|mento|agem)\b`), regexp.MustCompile(`^\p{L}{3,}(?:ar|er|ir) (?:os?|as?|uma?|\p{L})`)},
}

// code reports a text that is code for a good part: what it says, a reader of
// the code alone can tell.
func code(s Sentence, body string) bool {
	n := 0
	for _, c := range s.Code {
		if strings.Contains(body, c) && strings.ContainsAny(c, "<>(){}=;|-+*/") {
			n += len([]rune(c))
		}
	}
	prose := 0
	for _, t := range words.Tokens(body, s.Lang) {
		if t.Content() && !t.Number && len([]rune(t.Norm)) > 1 {
			prose++
		}
	}
	return n > 0 && prose < 5
}
