package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// verbs are by language the words that show a whole sentence where a definition
// would have a noun: what helps and links, and the verbs that explanations are
// made of. German and Russian verbs are told by their endings too.
var verbs = map[string]map[string]bool{
	"en": setOf(`is are was were has have had can must will should may cannot would could does do did
		sends receives uses use makes make takes take gives give shows show provides provide allows allow requires require contains contain runs creates create reads writes checks returns return becomes become
		flows flow follows follow executes runs gets needs need means starts happens happen occurs occur exists exist depends depend helps help keeps keep leads lead causes cause increases decreases stores determines performs produces produce lets wants want works solves`),
	"de": setOf("ist sind wird werden hat haben kann können muss müssen darf dürfen soll sollen war waren wurde wurden will wollen möchte möchten sollte sollten könnte könnten gibt geht steht steigt sinkt dient"),
	"fr": setOf(`est sont a ont peut peuvent doit doivent sera seront était étaient fait font permet permettent utilise utilisent contient contiennent envoie envoient reçoit reçoivent donne donnent devient deviennent existe existent
		se s'est choisit diffuse retransmet attend attendent prend prennent reste restent va vont faut garantit garantissent nécessite nécessitent dépend dépendent`),
	"es": setOf(`es son ha han puede pueden debe deben está están tiene tienen será serán se existe existen era eran fue permite permiten utiliza utilizan usa usan contiene contienen envía envían recibe reciben hace hacen
		trata tratan describe describen muestra muestran ejecuta ejecutan proporciona proporcionan gestiona ofrece ofrecen necesita necesitan requiere requieren convierte quiere quieren depende dependen incluye incluyen ocurre ocurren sirve sirven indica indican representa representan`),
	"it": setOf(`è sono ha hanno può possono deve devono viene vengono era erano esiste esistono consente permette permettono utilizza utilizzano usa usano contiene contengono invia inviano riceve ricevono fa fanno si
		tratta trattano descrive descrivono mostra mostrano instrada associa associano segue seguono esegue eseguono blocca effettua effettuano fornisce forniscono gestisce gestiscono trattengono trattiene richiede richiedono diventa diventano dipende dipendono serve servono indica indicano rappresenta rappresentano avviene avvengono attende attendono va vanno manca mancano nasce nascono svolge svolgono`),
	"pt": setOf(`é são tem têm pode podem deve devem está estão será serão existe existem foi foram era eram permite permitem há utiliza utilizam usa usam contém contêm envia enviam recebe recebem faz fazem se
		trata tratam difere diferem descreve descrevem mostra mostram resulta resultam corresponde executa executam fornece fornecem oferece oferecem necessita requer requerem torna-se tornam-se depende dependem inclui incluem ocorre ocorrem serve servem indica indicam representa representam desce descem adiam aumenta diminui`),
	"ru": setOf("является являются есть нужно можно надо будет был была было были должен должна должно должны нет"),
}

var (
	// deVerb ends as a German verb may, and its neighbour tells the rest.
	deVerb = regexp.MustCompile(`^\p{Ll}{2,}(?:t|te|ten|en|et|ßt|st)$`)
	// deFunction are German words with such endings that are no verbs.
	deFunction = setOf(`mit seit nicht jetzt oft meist fast direkt selbst sonst erst zuletzt gleichzeitig einen jeden allen vielen keinen meinen seinen ihren deren dessen den denen wegen gegen zwischen neben unten oben außen innen hinten vorn
		zusammen anderen weiteren beiden etwa statt bereits samt insgesamt gesamt leicht gut echt exakt konkret bestimmt getrennt zwei drei mindestens höchstens wenigstens genannt bekannt einzelnen ersten zweiten letzten verschiedenen`)
	ruVerb = regexp.MustCompile(`^\p{Ll}{2,}(?:ет|ёт|ит|ют|ят|ут|ат|ется|ётся|ится|ются|ятся|утся|ается|яется|ают|яют|ены|ёны|иты|ыты|ана|аны|ено|ена|ёна)$`)
	ruNoun = setOf("объект субъект проект аспект эффект пакет ответ совет предмет бюджет приоритет привет интернет лимит кредит алфавит формат результат аппарат автомат атрибут институт маршрут минут стандарт скрипт агент фрагмент элемент момент инструмент документ эксперимент")
)

// states reports that a text is a sentence about its own subject: a finite verb
// stands in it before the first relative clause, and not at its beginning.
func states(text, lang string) bool {
	known, ok := verbs[lang]
	if !ok {
		return false
	}
	tokens := words.Tokens(text, lang)
	behind := false // a comma: participles tell the noun apart there
	for i, t := range tokens {
		n := words.Fold(t.Text)
		behind = behind || t.Clause && i > 0
		switch {
		case i > 16 || i > 0 && (t.First || relative[n] && (lang != "de" || t.Clause) || lang == "ru" && ruRelative[n]):
			return false
		case t.Clause && i > 0 && (t.Stop && !known[n] || t.Guard != words.NoGuard):
			return false // a clause that tells the noun apart
		case i > 1 && t.Guard == words.Negation && deniesVerb[lang]:
			return true
		case i > 0 && romance[lang] != nil && actsOn(tokens, i, lang):
			return true
		case i == 0, n == "se" && reflexiveAfter[words.Fold(tokens[i-1].Text)]:
		case known[n], !behind && lang == "de" && germanVerb(tokens, i), !behind && lang == "ru" && ruVerb.MatchString(t.Text) && !ruNoun[n]:
			return true
		}
	}
	return false
}

// deniesVerb are the languages whose negation stands before its verb.
var deniesVerb = map[string]bool{"es": true, "it": true, "pt": true}

// romance are by language the articles that no noun stands before: a verb does.
var romance = map[string]map[string]bool{
	"fr": setOf("le la les une un"),
	"es": setOf("el la los las una un"),
	"it": setOf("il lo la gli una un"),
	"pt": setOf("os uma um"),
}

// noFinite ends by language as an infinitive, a gerund or a participle does.
var noFinite = map[string]*regexp.Regexp{
	"fr": regexp.MustCompile(`(?:er|oir|ir|re|ant|ées?|és?)$`),
	"es": regexp.MustCompile(`(?:[aei]r|[aei]rse|ndo|nte|[ai]d[oa]s?)$`),
	"it": regexp.MustCompile(`(?:[aei]re|rre|[aei]rsi|ndo|nte|[aiu]t[oaie])$`),
	"pt": regexp.MustCompile(`(?:[aei]r|[aei]r-se|ndo|nte|[ai]d[oa]s?)$`),
}

// actsOn reports that the token i is a verb: an article follows it, and what it
// acts on.
func actsOn(tokens []words.Token, i int, lang string) bool {
	if i < 1 || i+2 >= len(tokens) || howFirst[words.Fold(tokens[0].Text)] {
		return false
	}
	t, next, thing := tokens[i], tokens[i+1], tokens[i+2]
	return t.Content() && !t.Number && t.End-t.Start > 3 && !unicode.IsUpper([]rune(t.Text)[0]) && !noFinite[lang].MatchString(words.Fold(t.Text)) && !beforeArticle[words.Fold(t.Text)] &&
		!next.Clause && !next.First && romance[lang][words.Fold(next.Text)] && next.Start == t.End+1 && thing.Content() && !thing.Clause
}

// howFirst begin what is no sentence though it has a verb.
var howFirst = setOf("cómo como comment come quando cuando quand lorsque si se")

// beforeArticle are words that stand before an article and are no verbs.
var beforeArticle = setOf("tutti tutte tutto tutta todos todas todo toda tous toutes tout toute ambos ambas entrambi entrambe durante mediante según secondo lungo attraverso verso selon suivant durant pendant moyennant contre contra hormis outre malgré dopo presso tramite oltre sobre hacia hasta desde entre hors chez dans sous vers depuis jusque même solo seulement anche también incluso")

// reflexiveAfter are prepositions: "de se adaptar" has no finite verb.
var reflexiveAfter = setOf("de para a em por ao en sem sin")

var ruRelative = setOf("который которая которое которые которого которой которых которым которыми где когда при что чтобы если")

// germanVerb reports that the token i is a verb of a main clause: no noun
// follows it that it could stand before, and it is no infinitive with "zu".
func germanVerb(tokens []words.Token, i int) bool {
	t := tokens[i]
	n := words.Fold(t.Text)
	if !deVerb.MatchString(t.Text) || deFunction[n] || article[n] || tokens[i-1].Norm == "zu" || t.Stop && !verbs["de"][n] {
		return false
	}
	if i == 1 && upperToken(tokens[0]) && strings.HasSuffix(n, "en") {
		return true // "Portale versuchen …"
	}
	// Adjectives and participles stand before a noun, with others between.
	k := i + 1
	for k < len(tokens) && !tokens[k].First && !upperToken(tokens[k]) && (strings.HasSuffix(tokens[k].Norm, "en") && !tokens[k].Stop || tokens[k].Norm == "und" || tokens[k].Norm == "oder") {
		k++
	}
	if k < len(tokens) && !tokens[k].First && upperToken(tokens[k]) && (strings.HasSuffix(n, "en") || strings.HasSuffix(n, "te")) {
		return false
	}
	last := i+1 == len(tokens) || tokens[i+1].First || tokens[i+1].Clause
	if last && strings.HasSuffix(n, "en") {
		return unicode.IsUpper([]rune(tokens[0].Text)[0]) && article[tokens[0].Norm] && tokens[i-1].Norm != "zu"
	}
	return true
}

// selfSaid reports a sentence whose subject is the term itself: it defines only
// where it goes on as a definition does ("A deadlock is a state in which …").
func selfSaid(body, term, lang string) (is, defines bool) {
	stems := map[string]bool{}
	for _, t := range words.Tokens(term, lang) {
		if t.Content() {
			stems[t.Stem] = true
		}
	}
	rs := []rune(body)
	subject := false
	for i, t := range words.Tokens(body, lang) {
		n := words.Fold(t.Text)
		switch {
		case i > 6 || i > 0 && (t.Clause || t.First):
			return false, false
		case t.Content() && stems[t.Stem]:
			subject = true
		case subject && (copulas[n] || verbs[lang][n]):
			return true, copulas[n] && indefinite.MatchString(strings.TrimSpace(string(rs[t.End:])))
		}
	}
	return false, false
}

// statesOf reports a sentence, about the term or something else.
func statesOf(body, term, lang string) bool {
	itself, _ := selfSaid(body, term, lang)
	return itself || states(body, lang)
}

// repeatsTerm reports a text that begins with all words of its term and does not
// define it: "Free Poland: founding of a free Poland".
func repeatsTerm(term, body, lang string) bool {
	have := map[string]bool{}
	for i, t := range words.Tokens(body, lang) {
		if i < 6 {
			have[t.Stem] = true
		}
	}
	n := 0
	for _, t := range words.Tokens(term, lang) {
		if t.Content() && !have[t.Stem] {
			return false
		}
		if t.Content() {
			n++
		}
	}
	_, defines := selfSaid(body, term, lang)
	return n > 0 && !defines
}

var (
	copulas    = setOf("is are ist sind est sont es son è sono é são means bezeichnet")
	indefinite = regexp.MustCompile(`^(?i:an?|any|one|eine?[rs]?|une?|des|una?|uma?|uno|conjunto|insieme|ensemble) `)
)

// isGloss reports that the sentence below a heading says what the heading means:
// its subject is the heading and unsaid, or it is no sentence but a noun with
// what tells it apart.
func isGloss(body, term, lang string) bool {
	if term == "" {
		return false
	}
	if unsaid.MatchString(body) {
		return true
	}
	if rest := afterSubject(body); rest != body {
		return isA.MatchString(strings.TrimSpace(rest))
	}
	if itself, _ := selfSaid(body, term, lang); itself || !indefinite.MatchString(body) && !kindOf.MatchString(body) {
		return false
	}
	for i, t := range words.Tokens(body, lang) {
		n := words.Fold(t.Text)
		switch {
		case i > 0 && i < 7 && (relative[n] && (lang != "de" || t.Clause) || lang == "ru" && ruRelative[n]):
			return true
		case i > 0 && t.Clause || i > 12:
			return false
		case verbs[lang][n], lang == "ru" && ruVerb.MatchString(t.Text) && !ruNoun[n]:
			return false
		}
	}
	return lang == "de" && !states(body, lang)
}

var (
	isA = regexp.MustCompile(`^(?i:(?:is|are|ist|sind|est|sont|es|son|è|sono|é|são) )?(?i:an?|one|the|eine?[rs]?|um eine?|une?|una?|uma?|uno|el|la|il|lo|o|a|le|los|las|i|gli|os|as|der|die|das) `)
	// areThose are several that a clause tells apart.
	areThose = regexp.MustCompile(`^(?i:are|sind|sont|son|sono|são) (?i:aquel\p{L}+|quell\p{L}+|ceux|celles|those|diejenigen|\p{L}+(?: \p{L}+){0,3}?) (?:que|che|qui|that|which|die|cuj\p{L}+|cuy\p{L}+|em que|in cui|cujo|de|di|en) `)
	// unsaid begins with the verb of a definition, whose subject is the heading.
	unsaid = regexp.MustCompile(`^(?:Corresponde[mn]?|Consiste[mn]?|Consist(?:e|ono)|Trata-se|Se trata|Si tratta|Representa[mn]?|Rappresenta(?:no)?|Describe[n]?|Descreve[m]?|Describes|Denotes|Refers to|Measures|Bezeichnet|Beschreibt|Misst|Mide[n]?|Mede[m]?|Misura(?:no)?|Designa[mn]?|Désigne(?:nt)?|Обозначает|Описывает|Определяет) `)
	// kindOf is a noun of kinds without its article.
	kindOf = regexp.MustCompile(`^(?i:conjunto|proceso|método|técnica|tiempo|capacidad|cantidad|número|insieme|processo|metodo|tecnica|tempo|capacità|quantità|numero|processo|método|técnica|capacidade|quantidade|forma|набор|множество|совокупность|способ|метод|процесс|механизм|свойство|способность|подход|ensemble|processus|méthode|set|process|method|technique|ability|measure|number|menge|prozess|verfahren|methode|fähigkeit|maß|anzahl) `)
)
