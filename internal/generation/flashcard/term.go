package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// The longest term, in words and in code points.
const (
	termWords = 6
	termRunes = 60
)

// linking words may stand inside a term: "law of large numbers".
var linking = setOf("of the a an in for to with on by and or under at de del la el los las y e o en con sin a para por du des le les l d un une et à au aux sur par der die das des dem den von vom zu zum zur und oder mit für im in nach eines einer & vs per no non di dello della dei degli delle nel nella nei nelle al allo alla ai agli alle dal dalla dai dalle tra fra il lo i gli do da dos das ao aos à às no na nos nas pelo pela um uma entre em com sem и в на с по для из к от о при без между не")

// named reports that a term that its author set off names something that can
// be asked for.
func named(term, lang string) bool {
	rs := []rune(term)
	if environment.MatchString(term) {
		return false // a definition with its number
	}
	if len(rs) < 2 || len(rs) > termRunes || amount.MatchString(term) || strings.ContainsAny(term, "?¿!;,\"|{}=<>\n→⇒") || strings.ContainsFunc(term, isSign) || !balanced(term) || isLabel(term) {
		return false
	}
	if lang == "zh" || lang == "ja" {
		return len(rs) <= 24 && !strings.ContainsAny(term, "，。、：；？！") && !cjkClause.MatchString(term)
	}
	fields := strings.Fields(term)
	if lang == "ru" && ruOf.MatchString(term) {
		return false
	}
	if len(fields) > termWords || isLabel(withoutArticle(term, lang)) || adverb.MatchString(term) {
		return false
	}
	for _, f := range fields {
		if valued[strings.ToLower(f)] {
			return false
		}
	}
	bare := withoutArticle(term, lang)
	tokens := words.Tokens(bare, lang)
	if len(tokens) == 0 {
		return false
	}
	content := 0
	for i, t := range tokens {
		n := words.Fold(t.Text)
		switch {
		case t.Guard == words.Negation && i == 0 && len(tokens) > 1:
		case i > 0 && i == len(tokens)-1 && t.Guard == words.Negation, verbish[n], pronouns[n], i > 0 && relative[n] && lang != "de", verbs[lang][n] && n != "si" && n != "se", t.Guard == words.Hedge, i > 0 && dangling[n]:
			return false
		case t.Stop && (i == 0 || i == len(tokens)-1 || !linking[n] && !linking[t.Norm]):
			return false
		}
		if t.Content() && !t.Number {
			content++
		}
	}
	first := words.Fold(tokens[0].Text)
	return content > 0 && opensTerm(first, lang) && !quantifier[first] && !prepositions[first] && !imperative[first]
}

// amount is a number of something, "10 seconds", or something of a number, "value
// of 0"; a year is none.
var amount = regexp.MustCompile(`^\d+(?:[.,]\d+)? |(?i: (?:of|von|de|di|du|da|от) [−-]?\d{1,3}(?:[.,]\d+)?$)`)

// phrased reports a label that says what is done or where, and is no term.
func phrased(term, lang string) bool {
	term = bracketed.ReplaceAllString(term, "")
	fields := strings.Fields(term)
	if lang == "de" && len(fields) > 1 && unicode.IsLower([]rune(fields[len(fields)-1])[0]) {
		return true // "Gerechtigkeit stärken"
	}
	if aspectOf.MatchString(term) || lang == "ru" && ruTold.MatchString(fold(term)) {
		return true
	}
	p := phrases[lang]
	return p != nil && len(fields) > 2 && p.MatchString(term)
}

// ruOf is of several things, in the case of what belongs to something.
var ruOf = regexp.MustCompile(`^\p{L}{4,}(?:ов|ев) \p{Ll}`)

// ruTold begins with what the reader is to do.
var ruTold = regexp.MustCompile(`^\p{L}{2,}(?:йте|ите|ьте)(?:сь)?(?: |$)`)

// aspectOf is a side of something: "Importance of the model".
var aspectOf = regexp.MustCompile(`^(?i:nature|importance|relevance|purpose|goals?|objectives?|advantages?|disadvantages?|limits|usage|natur|bedeutung|relevanz|ziele?|zweck|vorteile?|nachteile?|grenzen|importance|buts?|objectifs?|avantages?|inconvénients?|limites|naturaleza|importancia|relevancia|objetivos?|ventajas?|desventajas?|límites|usos?|natura|importanza|obiettiv[oi]|scop[oi]|vantaggi[o]?|svantaggi[o]?|limiti|natureza|importância|vantagem|vantagens|desvantagens|limitações|важность|цели?|преимущества|недостатки|роль) (?:of|der|des|von|de|du|d['’]|del|di|della|dei|do|da|dos|das|\p{L}+al\b|\p{L}+(?:а|я|и|ов|ей)\b)`)

// phrases are prepositions that a label has and a term hardly ever.
var phrases = map[string]*regexp.Regexp{
	"de": regexp.MustCompile(` (?:in|im|für|bei|zur|zum|durch|mit|gegen|nach|vor|auf) `),
	"en": regexp.MustCompile(`(?i) (?:for|in|with|from|against|during|before|after|on) `),
	"fr": regexp.MustCompile(` (?:pour|dans|avec|contre|pendant|avant|après|chez) `),
	"es": regexp.MustCompile(` (?:para|con|contra|durante|antes|después|desde) `),
	"it": regexp.MustCompile(` (?:per|con|contro|durante|prima|dopo) `),
	"pt": regexp.MustCompile(` (?:para|com|contra|durante|antes|depois) `),
	"ru": regexp.MustCompile(` (?:для|при|против|после|через|в|на|с|о|об) `),
}

// adverb opens a sentence and no term.
var adverb = regexp.MustCompile(`^(?:\p{L}+mente|\p{L}{3,}ly|\p{L}+erweise)(?: |$)|^\p{L}{4,}ment `)

// cjkClause is a part of a sentence and no term.
var cjkClause = regexp.MustCompile(`^[这那该其此它他我你][些个種种]?|^(?:一[种個种個个類类]|另一|第[一二三四五六][种个類类個種]?|上述|下列|以下|前者|后者|後者)[\p{Han}]|[是了吗呢]$|です|ます|である|して|によって|する$|した$|ください`)

// articles before a term are not part of it.
var articles = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`^(?i:an?|the) `),
	"de": regexp.MustCompile(`^(?i:eine?|der|die|das) `),
	"fr": regexp.MustCompile(`^(?i:(?:une?|les?|la) |l['’])`),
	"es": regexp.MustCompile(`^(?i:una?|el|la|los|las) `),
	"it": regexp.MustCompile(`^(?i:(?:un[ao]?|il|lo|la|i|gli|le) |(?:un|l)['’])`),
	"pt": regexp.MustCompile(`^(?i:uma?|o|a|os|as) `),
}

// articleWithin are articles that stand second in a text only behind an adverb or
// a preposition. German and Portuguese have them in terms, in other cases.
var articleWithin = map[string]map[string]bool{
	"en": setOf("the an"),
	"fr": setOf("le la les"),
	"es": setOf("el la los las"),
	"it": setOf("il lo la gli le"),
}

func withoutArticle(term, lang string) string {
	if a := articles[lang]; a != nil {
		term = a.ReplaceAllString(term, "")
	}
	return strings.TrimSpace(term)
}

var pronouns = setOf("it its they them this these those he she we our you your i my es er sie wir uns ihr man il elle ils elles on nous vous ce cette ces él ella ellos nosotros esto este esta estos estas eso se su sus esso essa essi esse questo questa questi queste quello quella quelli quelle lui lei loro suo sua suoi sue noi voi ele ela eles elas isto isso aquilo esta este estes estas essa esse esses seu sua seus suas nós он она оно они это этот эта эти тот та те его её ее их мы вы я ты")

// evident reports that a word that opens a sentence without an article is a
// noun there: the document has it elsewhere as one, in a heading, set off, or
// with a capital inside a sentence.
func (t terms) evident(term string, c sentence) bool {
	if marked(term, c) {
		return true
	}
	if c.lowered {
		return t.goesOnWith(term, c.lang)
	}
	tokens := words.Tokens(term, c.lang)
	if len(tokens) == 0 {
		return false
	}
	last, first := tokens[len(tokens)-1], tokens[0]
	if t.heading[last.Stem] || t.heading[first.Stem] || len([]rune(term)) > 1 && term == strings.ToUpper(term) {
		return true
	}
	switch c.lang {
	case "de":
		return t.inside[first.Norm]
	case "fr", "es", "it", "pt", "ru":
		return t.inside[first.Norm] && unicode.IsUpper([]rune(first.Text)[0])
	}
	return true
}
