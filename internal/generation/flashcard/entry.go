package flashcard

import (
	"fmt"
	"regexp"
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
	if e.Form == Titled {
		term = heading(term, s.Lang)
		if !isGloss(words.Line(body), term, s.Lang) {
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
		if bare := withoutArticle(term, s.Lang); definite.MatchString(term) && bare != "" {
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
	case ofExamples.MatchString(e.Of) && statesOf(body, term, s.Lang):
		return refuse(Exercise)
	case e.glosses() && kindsOf(s) == "" && phrased(term, s.Lang):
		return refuse(NoTerm)
	case e.Lone && s.Lang != "zh" && s.Lang != "ja" && !isGloss(body, term, s.Lang):
		return draft{}
	case !e.glosses() && !concluding(body):
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
		c.Front, c.Shape, c.Score = fmt.Sprintf(a.states, term), "theorem", 1.1
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
var unfinished = regexp.MustCompile(`(?i) (?:the|an?|and|or|of|if|is|are|was|that|which|with|und|oder|der|die|das|ist|sind|wenn|dass|mit|le|les|des?|du|et|ou|est|sont|qui|que|el|los|las|del|y|es|son|il|gli|di|del|della|che|è|sono|os?|do|da|que|é|são|com|и|или|в|на|что|это)\.?$`)

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
	if caseless(term) || acronymAlone.MatchString(term) || strings.Contains(strings.TrimSpace(bracketed.ReplaceAllString(term, "")), " ") {
		return question
	}
	about := topic(s)
	if len(s.Path) > 1 && within(term, about, s.Lang) {
		about = heading(s.Path[0], s.Lang) // of what document
	}
	if about == "" || within(about, question, s.Lang) {
		return question
	}
	return about + " – " + question
}

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
	case s.Entry.glosses() && strings.Count(body, ": ") > 1, strings.HasSuffix(body, ":"), joined.MatchString(body), abbreviated.MatchString(body), strings.HasSuffix(body, "："), strings.HasSuffix(body, ","), strings.HasSuffix(body, ";"), torn(body):
		return Fragment
	case s.Entry.glosses() && copulas[firstWord(lower)] && !isA.MatchString(body) && !areThose.MatchString(body):
		return Says
	case questionlike(body), yesNo.MatchString(lower):
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
	if s.Entry.glosses() && !listed && !m.definesTerm(s, term, body) {
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

// yesNo answers another question than what the term is.
var yesNo = regexp.MustCompile(`^(?:yes|no|ja|nein|oui|non|sí|sì|sim|não|да|нет|sendo|siendo|essendo|being)[ ,.;]`)

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

// sureNoun reports that a text begins with a noun and what tells it apart: an
// article, or a relative clause behind it.
func sureNoun(body, lang string) bool {
	switch lang {
	case "de":
		return regexp.MustCompile(`^(?:[Ee]ine?[rs]?|[Dd]er|[Dd]ie|[Dd]as) |^\p{Lu}[\p{L}-]+(?: (?:von|der|des|einer|eines|aus) [^,]{3,40})?, (?:die|der|das|dessen|deren|in|mit|auf|aus|bei|durch|von) `).MatchString(body)
	case "en":
		return regexp.MustCompile(`^(?i:an?|the|any|one of) |^[\p{L}-]+(?: [\p{L}-]+){0,3} (?:that|which|whose|where|of) `).MatchString(body)
	case "fr":
		return regexp.MustCompile(`^(?i:une?|les?|la|l['’]|c['’]est|ce sont|ensemble) ?`).MatchString(body)
	case "es":
		return regexp.MustCompile(`^(?i:una?|el|la|los|las|es|son|conjunto|se trata) |^\p{L}+(?: \p{L}+){0,4} que `).MatchString(body)
	case "it":
		return regexp.MustCompile(`^(?i:(?:un[ao]?|il|lo|la|i|gli|le|è|sono|insieme|si tratta) |(?:un|l)['’])|^\p{L}+(?: \p{L}+){0,4} (?:che|in cui|con cui) `).MatchString(body)
	case "pt":
		return regexp.MustCompile(`^(?i:uma?|o|a|os|as|é|são|conjunto|trata-se) |^\p{L}+(?: \p{L}+){0,4} que `).MatchString(body)
	case "ru":
		return regexp.MustCompile(`^(?i:это|набор|множество|совокупность|способ|метод|процесс|механизм|свойство) |^\p{L}+(?: \p{L}+){0,4}, (?:которы|котора|которо|где|при которо)`).MatchString(body)
	}
	return true
}

// nounFirst reports that what begins with an article begins with a noun and what
// belongs to it, and not with a sentence's subject and its verb. A sentence
// whose subject is the term does as well.
func nounFirst(body, term, lang string) bool {
	noun, ok := nouns[lang]
	if !ok || !withArticle.MatchString(body) || noun.MatchString(body) {
		return true
	}
	stems := map[string]bool{}
	for _, t := range words.Tokens(term, lang) {
		stems[t.Stem] = true
	}
	for i, t := range words.Tokens(body, lang) {
		if i > 4 {
			return false
		}
		if t.Content() && stems[t.Stem] {
			return true
		}
	}
	return false
}

var (
	withArticle = regexp.MustCompile(`^(?i:(?:an?|the|eine?[rsn]?|der|die|das|una?|el|la|los|las|une?|les?|uno|il|lo|gli|uma?|os?|as) |l['’]|un['’])`)
	nouns       = map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`^(?i:an?|the) (?:[\p{L}’'-]+,? (?:and |or )?){1,4}?(?:(?:of|that|which|who|whose|where|for|in|between|from|with|to|by|used|defined|containing|consisting|on|at|over|under|when|such|without|\()(?: |$)|[\p{L}’'-]*[,.;]|\()`),
		"de": regexp.MustCompile(`^(?i:eine?[rsn]?|der|die|das) (?:\p{Ll}[\p{L}-]*,? ){0,5}\p{Lu}[\p{L}\d/-]+(?:[,.;:]|$| (?:\p{Lu}|\(|von|der|des|die|das|zur|zum|für|eines|einer|zwischen|in|im|mit|ohne|über|auf|aus|durch|bei|an|am|als|und|oder|nach|unter|vom|welche[rs]?)(?:[ \p{L}]|$))`),
		"it": regexp.MustCompile(`^(?i:(?:un[ao]?|il|lo|la|i|gli|le) |(?:un|l)['’])(?:[\p{L}'’-]+,? (?:e |o )?){1,3}?(?:di|d['’]|del|dello|della|dell['’]|dei|degli|delle|che|in|nel|nella|per|con|tra|fra|da|dal|dalla|cui|dove|a|al|alla|senza|su|sul|sulla|e|secondo|come|basat[oaie]|il cui|la cui|\()(?: |\p{L}|$)|^(?i:(?:un[ao]?|il|lo|la|i|gli|le) |(?:un|l)['’])(?:[\p{L}'’-]+ ){0,3}[\p{L}'’-]+[,.;]`),
		"pt": regexp.MustCompile(`^(?i:uma?|o|a|os|as) (?:[\p{L}-]+,? (?:e |ou )?){1,3}?(?:de|do|da|dos|das|que|em|no|na|nos|nas|para|com|por|pelo|pela|entre|onde|a|ao|à|aos|às|sem|sobre|e|cuj[oa]s?|segundo|como|basead[oa]s?|\()(?: |$)|^(?i:uma?|o|a|os|as) (?:[\p{L}-]+ ){0,3}[\p{L}-]+[,.;]`),
		"es": regexp.MustCompile(`^(?i:una?|el|la|los|las) (?:[\p{L}-]+,? ){1,3}?(?:de|del|que|en|para|con|por|entre|donde|a|al|sin|sobre|y|cuy[oa]s?|según|como|basad[oa]s?|\()(?: |$)|^(?i:una?|el|la|los|las) (?:[\p{L}-]+ ){0,3}[\p{L}-]+[,.;]`),
	}
)

var relative = setOf("what how that which who whose where when if because die der das dessen deren wenn dass que qui dont où quien cuyo cuya cuando donde si che cui quando onde cujo cuja")

// compares begins with a judgement about the term.
var compares = regexp.MustCompile(`^(?:son|es|sont|est|ist|sind|is|are|it is|they are|è|sono|é|são) (?:più|meno|molto|migliore|fondamentale|cruciale|mais|melhor|essencial|crucial|preciso|más|muy|menos|mejor|crucial|importante|necesario|necesaria|posible|común|deseable|responsable|plus|moins|très|sehr|mehr|weniger|besser|more|less|very|much|better) `)

// judges reports that what is said of a term judges it.
func judges(body, lang string) bool {
	j := map[string]*regexp.Regexp{"en": valuation, "de": deJudges, "fr": frJudges, "es": esJudges, "it": itJudges, "pt": ptJudges, "ru": ruNoKind}[lang]
	rs := []rune(body)
	return j != nil && j.MatchString(strings.ToLower(string(rs[:1]))+string(rs[1:]))
}

// numberRef leads to a numbered place of the text.
var numberRef = regexp.MustCompile(`(?i)\(§ ?\d|\b(?:durch|aus|nach|wegen|mit|satz|by|from|in|theorem|lemma|eq\.?|d['’]après|par|por|seite|page|p\.|página|vgl\.?|cf\.?) \(?\d+(?:\.\d+)+|\((?:vgl|cf|siehe|see|voir|ver|v\.)[ .]`)

// onPage leads to a page.
var onPage = regexp.MustCompile(`(?i)(?:^|[ (])(?:seite|page|p\.|s\.|pág(?:ina)?\.?|pagina|стр\.) ?\d`)

// afterSubject is a definition without the pronoun that stands for its term:
// "It is the price of …", "Es una colección …".
func afterSubject(body string) string {
	return subjectPronoun.ReplaceAllString(body, "")
}

var subjectPronoun = regexp.MustCompile(`^(?i:it|this|these|they|es handelt sich um|er|sie|es|dies|das|il|elle|ils|elles|c['’]|ce sont|il s['’]agit (?:de|d['’])|es|son|se trata de(?:l)?)(?: |\b)`)

// instructing reports a text that tells the reader what to do.
func instructing(lower, lang string) bool {
	first := firstWord(lower)
	switch lang {
	case "en":
		return imperative[first] || strings.Contains(" "+lower+" ", " you ") || strings.Contains(" "+lower+" ", " your ") || first == "if" || first == "when" && !strings.HasPrefix(lower, "when a")
	case "zh":
		return regexp.MustCompile(`^(?:不要|请|請|查看|参考|參考|注意|如果)`).MatchString(lower)
	case "de":
		return regexp.MustCompile(`^(?:wenn|falls|siehe|vgl|man |z\.? ?b|beispiel|bzw)`).MatchString(lower)
	case "fr":
		return regexp.MustCompile(`^(?:si |voir|soit|soient|on |par exemple|pour )`).MatchString(lower)
	case "it":
		return regexp.MustCompile(`^(?:se |vedi |sia |siano |per esempio|ad esempio|per |quando |bisogna |occorre )`).MatchString(lower)
	case "pt":
		return regexp.MustCompile(`^(?:se |ver |veja |seja |sejam |por exemplo|para |quando |deve-se |é preciso )`).MatchString(lower)
	case "ru":
		return regexp.MustCompile(`^(?:если |см\. |смотри |\p{L}+(?:йте|ите) |пусть |например|чтобы |когда |нужно |надо |можно )`).MatchString(lower)
	case "es":
		return regexp.MustCompile(`^(?:si |ver |véase|sea |sean |por ejemplo|para |cuando |hay que)`).MatchString(lower)
	}
	return false
}

// defining reports that what stands behind a term and a colon says what it is:
// it begins as a definition does, with an article or a noun, or its verb is one
// of those of definitions.
func defining(body, lang string) bool {
	if strings.ContainsFunc(body, isSign) {
		letters := 0
		for _, r := range body {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if letters <= 20 && (letters <= 5 || lang != "zh" && lang != "ja") {
			return true // a formula says what it is
		}
	}
	d, ok := definers[lang]
	if !ok {
		return true
	}
	return d.MatchString(body)
}

var definers = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`^(?:(?i:an?|the|any|every|each|one of|two|all|how|where|whether|the act|process|number of|set of|is|are|refers to|means|denotes|describes|represents|stores|measures|consists of|defined as|used (?:to|for|when)|given|it (?:is|are|has|was|means|refers|stores|consists|measures|describes)|this is|these are|they are|when an?) |[\p{L}-]+(?:ing|tion|ment|ity|ness|ance|ence|ure|sis|ship|hood) (?:of|by|that|which|for|in|between|from|with|to) |[\p{L}-]+ (?:of|that|which|whose) )`),
	"de": regexp.MustCompile(`^(?:(?:[Ee]ine?[rsnm]?|[Dd]er|[Dd]ie|[Dd]as|[Ii]st|[Ss]ind|[Bb]ezeichnet|[Bb]eschreibt|[Gg]ibt|[Aa]lle|[Jj]ede[rs]?|[Ww]ie|[Oo]b|[Aa]nzahl|[Mm]enge|[Mm]aß|[Ff]ähigkeit|[Vv]erfahren|[Pp]rozess|[Mm]ethode|[Ss]umme|[Ee]s handelt sich|[Ee]r ist|[Ss]ie ist|[Ee]s ist) |[\p{Lu}][\p{L}-]+ (?:der|des|die|das|von|zur|zum|für|eines|einer|zwischen|in|im|mit|ohne|über|auf|aus|durch|bei),? )`),
	"fr": regexp.MustCompile(`^(?i:\p{L}{4,}(?: et \p{L}+| \p{L}+)? (?:qui|permettant|consistant)|comment|une?|les?|la|l['’]\p{L}+|des|du|de la|est|sont|ensemble|désigne|c['’]est|ce sont|il s['’]agit|tout|toute|quantité|nombre|manière|façon|méthode|processus|action|fait) `),
	"zh": regexp.MustCompile(`^(?:是?指|是|一[种種个個类類]|用于|用於|表示|由.{2,30}(?:组成|構成|构成)|以.{2,40}的)|^[^。，、是会會需可能导導通将將]{2,40}的[\p{Han}]{1,6}(?:[。（(]|$)|^[^。，]{1,14}是(?:一|指)`),
	"ja": regexp.MustCompile(`^[^。]{4,90}(?:こと|もの|手法|方法|仕組み|技術|状態|性質|概念|構造|集合|関数|単位|過程|プロトコル|システム|データ|サーバー?)(?:である|です|のこと)?(?:。|$)`),
	"it": regexp.MustCompile(`^(?i:(?:\p{L}{4,}(?: e \p{L}+| \p{L}+[aoei])? (?:che|in cui)|come|un[ao]?|(?:il|lo|la|i|gli|le) [\p{L}'’]+(?: [\p{L}'’]+)? (?:di|d['’]\p{L}+|del|dello|della|dei|degli|delle|che|in|per|con|tra|fra|da)|quell[aoie]|è|sono|si tratta|si riferisce|insieme|consiste|indica|rappresenta|misura|quantità|numero|tempo|capacità|processo|metodo|parte|ogni|tutt[oaie]|tecnica|forma|programma|sistema|operazione|struttura|meccanismo) |(?:un|l)['’]\p{L}+ )|^[\p{L}]+(?:zione|sione|tà|mento|nza|ggio) (?:di|del|della|dei|degli|delle|che|in|per|tra|fra) `),
	"pt": regexp.MustCompile(`^(?:(?i:\p{L}{4,}(?: e \p{L}+| \p{L}+[aoe]s?)? que|como|uma?|(?:o|a|os|as) \p{L}+(?: \p{L}+)? (?:de|do|da|dos|das|que|em|mais|por|com|para|entre|pelo|pela)|aquel[ea]s?|é|são|trata-se|refere-se|conjunto|consiste|indica|representa|mede|quantidade|número|tempo|capacidade|processo|método|parte|todo|toda|todos|todas|descreve|define|técnica|forma|programa|sistema|operação|estrutura|mecanismo) |[\p{L}]+(?:ção|são|dade|mento|ncia|ância|ência|gem) (?:de|do|da|dos|das|que|em|para|entre) )`),
	"ru": regexp.MustCompile(`^(?:(?i:это) )?[\p{Cyrillic}A-Za-z][\p{L}-]+,? [\p{L}(«]`),
	"es": regexp.MustCompile(`^(?:(?i:\p{L}{4,}(?:s|o|a|e|n|r|d)(?: y \p{L}+| \p{L}+[aoels]s?)? que|c[oó]mo|una?|(?:el|la|los|las) \p{L}+(?: \p{L}+)? (?:de|del|que|en|más|por|con|para|entre)|aquell?[oa]?s?|unos|unas|lo|es|son|se trata|se refiere|conjunto|consiste|indica (?:que|si)|representación|mide|cantidad|número|tiempo|capacidad|proceso|método|parte|todo|toda|aquel|aquella|aquellos|aquellas|describe|define|es el|técnica|forma|programa|sistema) |[\p{L}]+(?:ción|dad|miento|ncia|aje) (?:de|del|que|en|para|entre) )`),
}
