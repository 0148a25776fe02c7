package flashcard

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// The longest answer that an entry gives, in code points: one that cannot be
// said in one breath is no card.
const longestBody = 280

// entry makes the card of a term that is set off before what is said of it.
func (m *maker) entry(s Sentence) draft {
	e := s.Entry
	term, okTerm := s.cut(e.Term)
	body, okBody := s.cut(e.Body)
	written := term
	joinedOn := e.glosses() && nextEntry.MatchString(body)
	if e.Form == Titled {
		term = heading(term, s.Lang)
		if !isGloss(words.Line(body), term, s.Lang) || m.definedBelow(s, term) {
			return draft{} // most headings are no terms
		}
	}
	term = strings.TrimRight(words.Line(strings.Trim(strings.TrimSpace(term), ".:–—-[]“”\"„»« ")), "⁰¹²³⁴⁵⁶⁷⁸⁹*†")
	body = words.Line(body)
	if e.glosses() {
		body = strings.TrimRight(body, " ;") // one sentence runs through the list
	}
	if !e.glosses() && len([]rune(body)) > longestBody {
		body = firstSaid(body)
	}
	if e.Form == Gloss {
		if bare := withoutArticle(term, s.Lang); (definite.MatchString(term) || oneThing.MatchString(term)) && bare != "" && !latin.MatchString(term) {
			term = capital(bare)
		}
	}
	a, known := asksIn(s)
	switch {
	case s.Outside != Kept:
		return refuse(s.Outside)
	case !known:
		return refuse(NoRules)
	case e.glosses() && trained(s.Path): // the heading above a definition may be the example's before
		return refuse(Exercise)
	case !okTerm || !okBody:
		return refuse(Half)
	case !named(term, s.Lang) && kindsOf(s) == "" || isLabel(term) || !balanced(term) || strings.Count(term, "[") != strings.Count(term, "]"), s.Lang == "de" && e.glosses() && !unicode.IsUpper([]rune(term)[0]):
		return refuse(NoTerm)
	case e.Form == Definition && e.Body.Start <= e.Term.Start && e.Term.End <= e.Body.End && !m.namesIn(s):
		return refuse(NoTerm)
	case e.glosses() && pictured.MatchString(e.Of):
		return refuse(Leans) // what a picture's letters stand for
	case oneExample.MatchString(e.Of), ofExamples.MatchString(e.Of) && statesOf(body, term, s.Lang), e.glosses() && analogous.MatchString(e.Of):
		return refuse(Exercise)
	case e.glosses() && judgedKinds.MatchString(headNoun(words.Line(e.Of), s.Lang)):
		return refuse(NoTerm) // a cause, an advantage, and no term
	case e.glosses() && kindsOf(s) == "" && (phrased(term, s.Lang) || besides(term)):
		return refuse(NoTerm)
	case e.Form == Gloss && m.labels[fold(words.Line(written))]:
		return refuse(NoTerm)
	case e.glosses() && s.Lang == "en" && acted(body):
		return refuse(Says)
	case e.glosses() && slices.ContainsFunc(s.Path, ofDocument.MatchString):
		return refuse(Says)
	case e.glosses() && answersYes.MatchString(body):
		return refuse(Says)
	case e.glosses() && (poles[fold(term)] || problem.MatchString(term) && !indefinite.MatchString(body) && !states(body, s.Lang)):
		return refuse(NoTerm) // a side of something, or what is done against a problem
	case e.glosses() && e.Bare && len(s.Path) > 0 && recapped.MatchString(s.Path[len(s.Path)-1]):
		return refuse(Says) // what the text has explained before
	case e.glosses() && endsWith(body, term):
		return refuse(Says) // a sentence that comes to the term at its end
	case e.glosses() && s.valueOnly(body):
		return refuse(Says)
	case e.Lone && s.Lang != "zh" && s.Lang != "ja" && !isGloss(body, term, s.Lang):
		return draft{}
	case joinedOn, e.Cut, !e.glosses() && !concluding(body):
		return refuse(Fragment)
	}
	if e.glosses() {
		if body = finished(body); body == "" {
			return refuse(Fragment)
		}
	}
	of := kindsOf(s)
	if m.saidOf(s, term, body) == Leans && e.glosses() {
		body = firstSentence(body)
	}
	if why := m.saidOf(s, term, body); why != Kept && (why != Says || of == "") {
		return refuse(why)
	} else if why == Kept {
		of = ""
	} else if !oneOfThem(body, s.Lang) {
		return refuse(why)
	}
	c := Card{Kind: Basic, Back: capital(end(body)), Term: words.Fold(term), Shape: "entry", Score: 1.2}
	if s.Lang == "zh" || s.Lang == "ja" {
		c.Back = body
	}
	switch e.Form {
	case Definition:
		c.Front, c.Shape, c.Score = placed(s, fmt.Sprintf(a.defined, term), term), "definition", 1.4
	case Theorem:
		c.Front, c.Shape, c.Score = fmt.Sprintf(a.states, withKind(s, term)), "theorem", 1.1
	default:
		if c.Front = fmt.Sprintf(a.meant, term); of != "" {
			c.Front, c.Score = of+" – "+c.Front, 0.95
		} else {
			c.Front = placed(s, c.Front, term)
		}
	}
	if e.glosses() && of == "" && !m.definesTerm(s, term, body) {
		c.Score = 0.85 // a glossary's
	}
	if e.glosses() && repeatsTerm(term, body, s.Lang) {
		return refuse(GivenAway)
	}
	if fresh(c, s.Lang) < 2 && !strings.ContainsFunc(c.Back, isSign) {
		return refuse(GivenAway)
	}
	return draft{card: c}
}

var (
	// oneThing begins with the article of one of a kind.
	oneThing = regexp.MustCompile(`^(?:An?|Eine?|Une?|Un[ao]?|Uma?|L['’]|Un['’]) ?\p{L}`)
	// latin are terms whose first word is no article.
	latin = regexp.MustCompile(`^A (?:priori|posteriori|fortiori|star|level|cappella)`)
)

// definesTerm reports that what is said of a term has the form of a definition.
func (m *maker) definesTerm(s Sentence, term, body string) bool {
	if doing(term, body, s.Lang) {
		return true
	}
	sure := !s.Entry.Bare || sureNoun(body, s.Lang) || kindOf.MatchString(body) || m.doc.goesOnWith(term, s.Lang)
	return sure && defining(body, s.Lang) && nounFirst(body, term, s.Lang)
}

// finished is a text without a last sentence that has no end or is one word of
// code; it is empty where nothing is left.
func finished(body string) string {
	starts := sentenceStart.FindAllStringIndex(body, -1)
	if len(starts) == 0 {
		if unfinished.MatchString(body) {
			return ""
		}
		return body
	}
	last := starts[len(starts)-1][0] + 1
	if unfinished.MatchString(body) || oneName.MatchString(strings.TrimSpace(body[last:])) {
		return body[:last]
	}
	return body
}

var oneName = regexp.MustCompile(`^\p{Lu}{2,}\.?$`)

// unfinished ends where no sentence does: its rest stands in another block.
var unfinished = regexp.MustCompile(`(?i) (?:the|an?|and|or|of|if|is|are|was|that|which|with|und|oder|der|die|das|ist|sind|wenn|dass|mit|le|les|des?|du|et|ou|est|sont|qui|que|el|los|las|del|y|es|son|il|gli|di|del|della|che|è|sono|os?|do|da|que|é|são|com|и|или|в|на|что|это|als|wie|comme|como|come|as)\.?$`)

// firstSentence is the first of several sentences, or all of a text.
func firstSentence(body string) string {
	if at := sentenceStart.FindStringIndex(body); at != nil {
		return body[:at[0]+1]
	}
	return body
}

// placed puts what the heading says before a question for a term of one word,
// which has a meaning in more than one place.
func placed(s Sentence, question, term string) string {
	if caseless(term) || acronymAlone.MatchString(term) || strings.Contains(strings.TrimSpace(bracketed.ReplaceAllString(term, "")), " ") && !generalOf.MatchString(term) {
		return question
	}
	about := topic(s)
	if len(s.Path) > 1 && within(term, about, s.Lang) {
		about = heading(s.Path[0], s.Lang) // of what document
	}
	if about == "" || isLabel(about) || within(about, question, s.Lang) {
		return question
	}
	return about + " – " + question
}

var (
	// poles are adjectives of two sides, which name neither.
	poles = setOf("positive negative direct indirect internal external positiv negativ direkt indirekt intern extern positif négatif négative directe indirecte interne externe positivo negativo positiva negativa directo directa indirecto indirecta interno interna externo externa positivi negativi diretto diretta indiretto indiretta esterno esterna positivos negativos direto direta indireto indireta положительный отрицательный положительные отрицательные прямой косвенный внутренний внешний")
	// problem is what something is done against.
	problem = regexp.MustCompile(`(?i)(?:^|[\p{L}-])(?:problem[ae]?s?|probleme|problème|problemi|проблема)(?: |$)`)
	// recapped is a heading over what a chapter has said.
	recapped = regexp.MustCompile(`^(?i:wrap-?up|recap(?:itulation)?|in short|summary|zusammenfassung|fazit|résumé|en bref|récapitulatif|resumen|en resumen|riassunto|riepilogo|resumo|em resumo|итоги?|выводы?|总结|小结)$`)
)

// generalOf is a side that many things have: the number, the size, the name of
// something.
var generalOf = regexp.MustCompile(`^(?i:number|size|length|width|height|type|kind|name|value|position|address|pointer|index|date|duration|state|status|anzahl|größe|länge|breite|höhe|name|wert|position|zeiger|dauer|zustand|nombre|taille|longueur|largeur|hauteur|type|nom|valeur|adresse|pointeur|indice|durée|état|número|tamaño|longitud|anchura|altura|tipo|nombre|valor|posición|dirección|puntero|índice|fecha|duración|estado|numero|dimensione|lunghezza|larghezza|altezza|nome|valore|posizione|indirizzo|puntatore|durata|stato|tamanho|comprimento|largura|posição|endereço|ponteiro|duração|число|количество|размер|длина|ширина|высота|имя|значение|адрес|указатель|дата|состояние) (?:(?:of|de|des|du|d[oa]s?|del|dell[aeo]|di|der|von|\p{Cyrillic}+) |d['’]|dell['’])`)

// glosses reports an entry that a text behind its term explains, and no numbered
// definition.
func (e Entry) glosses() bool { return e.Form == Gloss || e.Form == Titled }

// namesIn reports that a definition gives its term, which stands in it, as the
// name of what it defines.
func (m *maker) namesIn(s Sentence) bool {
	if s.Lang == "zh" || s.Lang == "ja" || s.Lang == "ko" {
		return true
	}
	rs := []rune(s.Text)
	before, after := string(rs[s.Entry.Body.Start:s.Entry.Term.Start]), string(rs[s.Entry.Term.End:s.Entry.Body.End])
	if naming(s.Lang, strings.TrimRight(before, " ")+" ", after) || naming(s.Lang, before, after) {
		return true
	}
	start := withoutArticle(words.Line(before)+" x", s.Lang) == "x"
	return start && copula.MatchString(after)
}

var copula = regexp.MustCompile(`^[”"»“]?(?: \([^)]*\))?(?: of| on| von| de| d’| du| des| del| einer| eines| der| di| della?| d[oa]s?)?[^.]{0,40}? ?(?:(?:is|are|ist|sind|est|sont|es|son|sono|heißt|bezeichnet|means|consists|:)\b|(?:è|é|são|[–—-]) )`)

// saidOf is the reason against what is said of a term as an answer.
func (m *maker) saidOf(s Sentence, term, body string) Reason {
	listed := m.glossary && s.Entry.Form == Gloss && told(body, s.Lang)
	n := len([]rune(body))
	dense := s.Lang == "zh" || s.Lang == "ja"
	most, least := longestBody, 18
	if dense {
		most, least = longestBody/2, 8
	}
	lower := fold(body)
	switch {
	case n > most:
		return Unwieldy
	case n < least && !strings.ContainsFunc(body, isSign):
		return Says
	case s.Entry.glosses() && strings.Count(body, ": ") > 1, strings.HasSuffix(body, ":"), joined.MatchString(body), s.Entry.glosses() && apposition.MatchString(body), abbreviated.MatchString(body), strings.HasSuffix(body, "："), strings.HasSuffix(body, ","), strings.HasSuffix(body, ";"), torn(body):
		return Fragment
	case s.Entry.glosses() && copulas[firstWord(lower)] && !isA.MatchString(body) && !areThose.MatchString(body):
		return Says
	case questionlike(body), yesNo.MatchString(lower), howOften.MatchString(lower):
		return Says
	case organising.MatchString(body):
		return Organising
	case numberRef.MatchString(body), onPage.MatchString(body), points(s.Entry.plainly(body), s.Lang), leansOn[s.Lang] != nil && dense && leansOn[s.Lang].MatchString(body):
		return Leans
	case !s.soundFormulas(body), !s.soundFormulas(term):
		return Half
	case s.Entry.glosses() && code(s, body):
		return Half
	case s.Entry.glosses() && !doing(term, body, s.Lang) && !listed && (instructing(lower, s.Lang) || s.Lang == "de" && openings["de"][firstWord(lower)] && !strings.HasPrefix(lower, "ist ") && !strings.HasPrefix(lower, "sind ")), compares.MatchString(lower) || judges(body, s.Lang) || strings.HasSuffix(body, "!"):
		return Says
	}
	content := 0
	for _, t := range words.Tokens(body, s.Lang) {
		if t.Content() {
			content++
		}
	}
	if content < 3 && !strings.ContainsFunc(body, isSign) {
		return Says
	}
	if s.Entry.glosses() && !listed && (namesOnly(body) || !m.definesTerm(s, term, body)) {
		return Says
	}
	if s.Entry.glosses() && !(listed && inCase.MatchString(lower)) {
		if itself, defines := selfSaid(body, term, s.Lang); itself && !defines || !itself && states(afterSubject(body), s.Lang) {
			return Says
		}
	}
	return Kept
}

// firstSaid are the first sentences of a long definition that come to its point.
func firstSaid(body string) string {
	best := body
	for _, at := range sentenceStart.FindAllStringIndex(body, -1) {
		part := body[:at[0]+1]
		if len([]rune(part)) > longestBody {
			break
		}
		if concluding(part) {
			best = part
		}
	}
	return best
}

// sentenceStart is where a sentence ends and the next begins.
var sentenceStart = regexp.MustCompile(`\. +[\p{Lu}]`)

// ofExamples leads to examples.
var ofExamples = regexp.MustCompile(`(?i)\b(?:examples?|beispielen?|exemples?|ejemplos?|esempi[o]?|exemplos?)\b|пример|例`)

// pictured leads to what stands in a picture.
var pictured = regexp.MustCompile(`(?i)[上下]图|[上下]圖|如图|如圖|(?:^|[^\p{L}])(?:(?:in|on) (?:the|this) (?:figure|diagram|picture|image|graph)|in (?:der|dieser) (?:abbildung|grafik|skizze)|im (?:bild|diagramm)|(?:dans|sur) (?:la|cette) (?:figure|image)|(?:dans|sur) (?:le|ce) (?:schéma|dessin|graphique)|en (?:la|esta) (?:figura|imagen|gráfica)|en el (?:diagrama|esquema|dibujo)|nell[ao] (?:figura|schema)|na (?:figura|imagem)|no (?:diagrama|esquema)|на (?:рисунке|схеме|графике))(?:[^\p{L}]|$)`)

// ofDocument are headings over the parts that a document is to have.
var ofDocument = regexp.MustCompile(`(?i)\b(?:document|report|thesis|paper|dokuments?|berichts?|rapport|mémoire|documento|informe|relazione|relatório)\b.*\b(?:structure|template|outline|sections|aufbau|gliederung|vorlage|plan|estructura|plantilla|struttura|modello|estrutura|modelo)\b|\b(?:structure|template|outline|sections|aufbau|gliederung|estructura|plantilla|struttura|estrutura) (?:of|des|der|du|de|del|della|do|da) .*(?:document|report|thesis|dokument|bericht|rapport|informe|relazione|relatório)`)

// oneExample leads to what the parts of something are in one case.
var oneExample = regexp.MustCompile(`(?i)\b(?:(?:an?|ein|un|um) (?:\p{L}+ ){0,2}(?:example|beispiel|exemple|ejemplo|esempio|exemplo))\b`)

// yesOrNo is a word that answers alone.
const yesOrNo = `(?:yes|no|ja|nein|oui|non|sí|sì|sim|não|да|нет)(?:[,.;]| ?\(|$)`

var answersYes = regexp.MustCompile(`^(?i:` + yesOrNo + `)`)

// yesNo answers another question than what the term is.
var yesNo = regexp.MustCompile(`^(?:yes|no|ja|nein|oui|non|sí|sì|sim|não|да|нет|sendo|siendo|essendo|being)[ ,.;]`)

// howOften tells when something happens and not what it is.
var howOften = regexp.MustCompile(`^(?:every|alle|tou(?:s|tes) les|chaque|cada|ogni|a cada|кажд\p{L}+) \d`)

// plainly is a text without the pronoun that stands for its term, and a definition
// without the words of mathematics that point nowhere.
func (e Entry) plainly(body string) string {
	if e.glosses() {
		return afterSubject(body)
	}
	return ofMathematics.ReplaceAllString(afterSubject(body), " ")
}

var ofMathematics = regexp.MustCompile(`(?i)(?:^|[ (,])(?:alors|donc|on dit(?: que)?|on a|on appelle|we have|we say(?: that)?|we call|such that|tel(?:le)?s? que|heißt dann|entonces|tenemos|allora|quindi|diciamo|si ha|então|temos|dizemos|так что)(?:[ ,:]|$)`)

// joined is a text with the next entry in it.
var joined = regexp.MustCompile(`[\p{L})\x{e000}-\x{e03f}] \p{Lu}[\p{L}-]+(?: \p{Ll}+)? ?: \S`)

// concluding reports that a definition or theorem comes to its point: it ends,
// and its last sentence is no "Let X be …".
func concluding(body string) bool {
	last := []rune(body)[len([]rune(body))-1]
	if !strings.ContainsRune(".。!”)」", last) && !isSign(last) || proofBegins.MatchString(body) || danglingEnd.MatchString(body) {
		return false
	}
	sentences := sentenceEnd.Split(strings.TrimRight(body, ". "), -1)
	end := strings.TrimSpace(sentences[len(sentences)-1])
	return !setup.MatchString(end) || conclusion.MatchString(end) || isSign(last)
}

var (
	sentenceEnd = regexp.MustCompile(`[.。] *`)
	proofBegins = regexp.MustCompile(`(?i)\b(?:beweis|proof|preuve|démonstration|demostración|übung)\b|证明|証明`)
	danglingEnd = regexp.MustCompile(`(?i)(?:\b(?:if|and|or|only if|then|that|such that|s\.t|t\.q|tel que|wenn|und|oder|dann|dass|gilt|si|et|ou|alors|que|y|o|entonces|即|满足|则))[.:,]?$`)
	setup       = regexp.MustCompile(`^(?i:(?:es )?sei(?:en)?\b|let\b|suppose\b|consider\b|given\b|for\b|assume\b|soi(?:t|ent)\b|on considère\b|sean?\b|consideremos\b|设|設|给定|考虑|weiter sei|ist|sind|gilt)|\bsei(?:en)?\b`)
	conclusion  = regexp.MustCompile(`(?i)\b(?:dann|so|gilt|heißt|heißen|nennt|genau dann|then|is called|are called|iff|if and only if|we have|there exists|alors|on a|est dit|s'appelle|entonces|se llama|se dice|se cumple|existe)\b|[则則⇔⇒]|称为|稱為`)
)
