package flashcard

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// list makes the card of an enumeration: what leads to it asks, its items answer.
func (m *maker) list(s Sentence) draft {
	written, ok := s.cut(s.List.Lead)
	lead := strings.TrimSpace(strings.TrimRight(words.Line(written), ":： ."))
	lead = itemMark.ReplaceAllString(lead, "")
	if s.List.Titled {
		lead = strings.TrimSpace(headingTail.ReplaceAllString(headingMark.ReplaceAllString(lead, ""), ""))
	}
	a, known := asksIn(s)
	switch {
	case s.Outside != Kept:
		return refuse(s.Outside)
	case trained(s.Path):
		return refuse(Exercise)
	case !ok:
		return refuse(Half)
	case !known:
		return refuse(NoRules)
	}
	if colon := strings.HasSuffix(strings.TrimSpace(written), ":") || strings.HasSuffix(written, "："); !colon && !enumerates(lead, s.Lang) && !kindsAlone.MatchString(fold(lead)) {
		return draft{} // any heading or line with a list below
	}
	switch {
	case s.List.Titled && bullet.MatchString(strings.TrimSpace(written)):
		return refuse(Fragment) // the first of the items
	case analogous.MatchString(lead):
		return refuse(Exercise)
	}
	if s.List.Titled && (continued.MatchString(written) || m.goesOn[fold(lead)]) {
		return refuse(Fragment) // the other half stands elsewhere
	}
	question, why := led(s, lead)
	if why != Kept {
		return refuse(why)
	}
	items, why := s.items()
	if why != Kept {
		return refuse(why)
	}
	if n := countIn(lead, s.Lang); n > 0 && n != len(items) {
		return refuse(Fragment) // some are elsewhere, or not of them
	}
	if !aspects.MatchString(question) && slices.ContainsFunc(items, func(i string) bool { return said(strings.TrimPrefix(i, "- "), s.Lang) }) {
		return refuse(Says) // what is said of the kinds, and not which there are
	}
	c := Card{Kind: Basic, Back: strings.Join(items, "\n"), Term: words.Fold(question), Shape: "list", Score: 1}
	switch c.Front = fmt.Sprintf(a.which, question); {
	case interrogative.MatchString(lead):
		c.Front = question + "?"
	case goesOn(lead, s.Lang):
		c.Front = question + " …?"
	}
	if fresh(c, s.Lang) < 2 {
		return refuse(GivenAway)
	}
	return draft{card: c}
}

// continued is a heading that takes up the one before.
var continued = regexp.MustCompile(`(?i)[\s(\[–—-]+(?:suite|cont(?:d|['’]d|inued|inuaci[oó]n|inuação|inua)?|forts(?:etzung|\.)?|segue|продолжение|[2-9]/[2-9]|ii+)[.)\]]*\s*$`)

// said reports an item that says something and names nothing.
func said(item, lang string) bool {
	if lang == "zh" || lang == "ja" || lang == "ko" || lang == "ar" {
		return false
	}
	first := firstWord(fold(item))
	return verbs[lang][first] || dangles(item, lang) || states(item, lang)
}

// aspects are kinds that whole sentences are of.
var aspects = regexp.MustCompile(`(?i)advantages|benefits|drawbacks|goals|objectives|propert|features|characteristics|rules|principles|conditions|requirements|reasons|causes|steps|phases|stages|functions|tasks|problems|criteria|axioms|limitations|consequences|nachteil|vorteil|ziel|eigenschaft|merkmal|regel|prinzip|bedingung|anforderung|gründe|ursache|schritt|phasen|funktion|aufgabe|problem|kriterien|folgen|voraussetzung|avantage|inconvénient|propriété|caractéristique|règle|principe|condition|raison|étape|fonction|problème|critère|objectif|ventaja|desventaja|inconveniente|propiedad|característica|regla|condici|requisito|raz[oó]n|causa|paso|fase|funci[oó]n|problema|criterio|objetivo|vantagg|proprietà|caratteristic|regol|princip|condizion|motiv|ragion|passi|fasi|funzion|criteri|obiettiv|scop|vantage|propriedade|regra|condiç|razões|passos|função|funções|limitaç|orientador|преимуществ|недостатк|свойств|правил|принцип|услови|требовани|причин|шаг|этап|функци|задач|проблем|критери|цел`)

// led is the question that the words before a list ask, with what they are about
// in front where they do not say it themselves, or why they ask none.
func led(s Sentence, lead string) (string, Reason) {
	about := topic(s)
	if !s.List.Titled && !s.List.Far && !s.List.Nested && isLabel(lead) && kindsAlone.MatchString(fold(lead)) {
		if s.List.Under != "" && heading(s.List.Under, s.Lang) != "" && !isLabel(s.List.Under) && !states(s.List.Under, s.Lang) {
			about = heading(s.List.Under, s.Lang)
		}
		if about == "" {
			return "", NoTerm
		}
		return about + " – " + lead, Kept
	}
	if s.List.Titled {
		about = above(s)
		if isLabel(lead) && kindsAlone.MatchString(fold(lead)) {
			if about == "" || s.List.Nested {
				return "", NoTerm
			}
			return about + " – " + lead, Kept
		}
		if isLabel(lead) || heading(lead, s.Lang) == "" || verbs[s.Lang] != nil && states(lead, s.Lang) {
			return "", NoTerm
		}
	}
	if why := leads(s, lead); why != Kept {
		return "", why
	}
	told := telling(lead, s.Lang) && (s.List.Titled || saysOfWhat(lead, s.Lang) || states(lead, s.Lang) || subjectsOf(lead, s.Lang) > 1)
	switch {
	case !told && s.List.Far, !told && (about == "" || within(about, lead, s.Lang)):
		return "", NoTerm
	case about == "" || within(about, lead, s.Lang) || told && !goesOn(lead, s.Lang) && (states(lead, s.Lang) || ofWhat.MatchString(lead)):
		return lead, Kept
	}
	return about + " – " + lead, Kept
}

var (
	// kindsAlone are labels that say what the items below are of a thing.
	kindsAlone = regexp.MustCompile(`^(?:advantages|disadvantages|benefits|drawbacks|pros|cons|goals|properties|features|characteristics|types|steps|vorteile|nachteile|ziele|eigenschaften|merkmale|arten|typen|schritte|folgen|gründe|avantages|inconvénients|propriétés|caractéristiques|étapes|objectifs|buts|ventajas|desventajas|inconvenientes|propiedades|características|beneficios|objetivos|tipos|pasos|vantaggi|svantaggi|proprietà|caratteristiche|obiettivi|tipi|passi|vantagens|desvantagens|propriedades|passos|преимущества|недостатки|плюсы|минусы|цели|свойства|причины|последствия|применение|применения|applications|uses|use cases|anwendungen|einsatzgebiete|aplicaciones|applicazioni|aplicações|utilisations)$`)
	// ofWhat says of what the kinds are.
	ofWhat = regexp.MustCompile(`(?i) (?:(?:of|for|in|von|der|des|für|bei|zur|zum|im|du|de|des|pour|del|della|dei|degli|delle|di|para|per|en|em|на|для|при) |d['’]|dell['’])\p{L}`)
)

// saysOfWhat reports that the words before a list say of what its kinds are, or
// that their language does so without a preposition.
func saysOfWhat(lead, lang string) bool {
	return words.EastAsian(lead) != "" || ofWhat.MatchString(lead) || lang == "pt" && afterHeadPt.MatchString(lead)
}

// goesOn reports that a list ends the sentence that leads to it: "A stack is
// used to …".
func goesOn(lead, lang string) bool {
	tokens := words.Tokens(lead, lang)
	if len(tokens) < 3 || lang == "zh" || lang == "ja" || lang == "ko" {
		return false
	}
	last := tokens[len(tokens)-1]
	n := words.Fold(last.Text)
	return last.Stop && !following.MatchString(n) || verbs[lang][n]
}

// The fewest and most items of an enumeration to learn, and their longest.
const (
	fewestItems = 2
	mostItems   = 6
	longestItem = 110
	longestList = 320
)

// items are the items of a list as Markdown has them: whole, or only what each
// names where they go on to explain it.
func (s Sentence) items() ([]string, Reason) {
	if n := len(s.List.Items); n < fewestItems || n > mostItems {
		return nil, Unwieldy
	}
	texts := make([]string, len(s.List.Items))
	long, named, masked := 0, 0, true
	for i, p := range s.List.Items {
		item, ok := s.cut(p)
		masked = masked && ok
		texts[i] = itemMark.ReplaceAllString(words.Line(item), "")
		long += len([]rune(texts[i]))
		if _, ok := itemName(texts[i], s.Lang); ok {
			named++
		}
	}
	if named == len(texts) && long > 30*named {
		long = 0
		for i, t := range texts {
			texts[i], _ = itemName(t, s.Lang)
			long += len([]rune(texts[i]))
		}
	}
	if long > longestList {
		return nil, Unwieldy
	}
	var out []string
	seen := map[string]bool{}
	for _, item := range texts {
		switch n := len([]rune(item)); {
		case !masked || !s.soundFormulas(item):
			return nil, Half
		case n < 2 || seen[fold(item)]:
			return nil, Fragment
		case n > longestItem:
			return nil, Unwieldy
		case torn(item), strings.HasSuffix(item, ":"), strings.HasSuffix(item, "："), runsOn.MatchString(item), cutItem.MatchString(item):
			return nil, Fragment
		case questionlike(item), organising.MatchString(item):
			return nil, Says
		case points(item, s.Lang):
			return nil, Leans
		}
		if label, _, ok := strings.Cut(item, ": "); ok && isLabel(label) {
			return nil, Says // the items are not of one kind
		}
		seen[fold(item)] = true
		out = append(out, "- "+strings.TrimRight(item, ",;"))
	}
	return out, Kept
}

// itemName is what an item names before it explains it.
func itemName(item, lang string) (string, bool) {
	m := nameOfItem.FindStringSubmatch(item)
	if m == nil || isLabel(m[1]) || len(strings.Fields(m[1])) > termWords || !balanced(m[1]) {
		return "", false
	}
	return strings.TrimSpace(m[1]), content(m[1], lang) || caseless(m[1])
}

var (
	nameOfItem = regexp.MustCompile(`^([^:：.;!?–—]{2,60}?)(?:：|:(?: |$)| [–—-] )`)
	// cutItem ends before its end.
	cutItem  = regexp.MustCompile(`(?i)(?:[,(]| (?:and|or|the|of|to|und|oder|der|die|das|et|ou|de|des|y|o|e|di|da|и|или|в|на))$`)
	itemMark = regexp.MustCompile(`^(?:[•▪◦‣·–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)]) +`)
	// runsOn is an item with the text behind its list in it.
	runsOn = regexp.MustCompile(`\p{Ll} (?:The|This|These|It|We|In|For|If|There|Diese[rs]?|Die|Der|Das|Es|Wir|Le|La|Les|Ces?|Nous|El|Los|Las|Est[aeo]s?) \p{Ll}`)
)

// leads is the reason against the words before a list as a question.
func leads(s Sentence, lead string) Reason {
	n := len([]rune(lead))
	lower := fold(lead)
	least := 14
	if s.List.Titled {
		least = 8
	}
	if s.Lang == "zh" || s.Lang == "ja" || s.Lang == "ko" {
		least = 6
	}
	switch {
	case n < least:
		return NoTerm
	case n > 150:
		return Unwieldy
	case torn(lead) || questionlike(lead):
		return Fragment
	case organising.MatchString(lead):
		return Organising
	case !s.soundFormulas(lead):
		return Half
	case !unicode.IsUpper([]rune(lead)[0]) && []rune(lead)[0] < 0x2e80 && s.Lang != "ar":
		return Fragment
	case numberedPlace.MatchString(lead), dangles(lead, s.Lang) || openers.MatchString(lower) || labelled.MatchString(lead):
		return Leans
	case points(following.ReplaceAllString(" "+lead+" ", " "), s.Lang), leansOn[s.Lang] != nil && leansOn[s.Lang].MatchString(lead), pronouned(lower):
		return Leans
	case infinitive[s.Lang] != nil && infinitive[s.Lang].MatchString(lower), reflexive.MatchString(lower), s.Lang == "de" && subjectlessDe.MatchString(lower):
		return Leans
	case s.Lang == "es" && !opensTerm(fold(spanishArticle.ReplaceAllString(lead, "")), "es") && !strings.HasPrefix(lower, "hay "), s.Lang == "es" && subjectless.MatchString(lower):
		return Leans
	case s.Lang == "en" && (subjectlessEn.MatchString(lower) || !opensTerm(fold(withoutArticle(lead, "en")), "en") && !startsList.MatchString(lower)):
		return Leans
	case supposed.MatchString(lead):
		return Exercise
	case doesSeveral(lower, s.Lang):
		return Leans
	case openEnded.MatchString(lead):
		return Guess
	case joins.MatchString(lead):
		return Fragment
	case (s.Lang == "it" || s.Lang == "pt" || s.Lang == "ru") && !opensTerm(fold(withoutArticle(lead, s.Lang)), s.Lang) && !startsOther.MatchString(lower):
		return Leans
	case isLabel(lead) && !s.List.Titled, instructing(lower, s.Lang), !enumerates(lead, s.Lang), strings.Contains(lead, ": "):
		return NoTerm
	case !states(lead, s.Lang) && !goesOn(lead, s.Lang) && !enumerates(headNoun(lead, s.Lang), s.Lang):
		return NoTerm // the kinds are named on the way only
	case states(lead, s.Lang) && !goesOn(lead, s.Lang) && !interrogative.MatchString(lead) && !enumerates(behindVerb(lead, s.Lang), s.Lang) && !counted.MatchString(" "+lead):
		return NoTerm // what is said of the kinds is not which there are
	}
	return Kept
}

var (
	spanishArticle = regexp.MustCompile(`^(?:El|La|Los|Las|Una?|Unos|Unas) `)
	// subjectless begins with its verb: who does it stands before.
	subjectless = regexp.MustCompile(`^(?:\p{L}+(?:ar|er|ir|arse|erse|irse)|pueden?|deben?|tienen?|está|están|permiten?|contienen?|incluyen?|utilizan?|usan?|realizan?|creas?n?|comprueban?|devuelven?|indican?|representan?|definen?|consisten?|muestran?|requieren?|fue|fueron|era|eran|ha|han|sirven?|siguen?|hacen?|se \p{L}+) `)
)

// infinitive begins with what is to be done.
var infinitive = map[string]*regexp.Regexp{
	"pt": regexp.MustCompile(`^\p{L}{2,}(?:ar|er|ir)(?:-se)? `),
	"it": regexp.MustCompile(`^\p{L}{2,}(?:are|ere|ire|arsi|ersi|irsi) `),
	"ru": regexp.MustCompile(`^\p{L}{2,}(?:ать|ить|еть|ять|уть|ться) `),
}

var (
	// openEnded leads to some of many.
	openEnded = regexp.MustCompile(`(?i)(?:^|[ ,(])(?:like|such as|e\. ?g\.?|for example|for instance|including|among others|z\. ?b\.?|wie|zum beispiel|unter anderem|u\. ?a\.?|beispielsweise|como|por ejemplo|p\. ?ej\.?|tel(?:le)?s? que|par exemple|come|ad esempio|per esempio|por exemplo|tais como|incluindo|inkl\.?|including|entre (?:muit[oa]s )?outr[oa]s|unter anderen|among (?:many )?others|например|такие как|比如|例如|包括)[ ,]*$|\b(?:some|einige|algun[ao]s|alcun[ie]|quelques|certains?|некоторые)\b`)
	// supposed begins an example.
	supposed = regexp.MustCompile(`^(?i:describa|explique|enumere|mencione|indique|describe|explain|list|nenne|nennen|beschreibe|beschreiben|erkläre|erklären|elencare|elencate|descrivere|citez|décrivez|énumérez|expliquez|descreva|enumera|перечислите|опишите|imagine|suppose|consider|let[’']s|imaginemos|supongamos|consideremos|suponhamos|vejamos|immaginiamo|supponiamo|consideriamo|imaginons|supposons|considérons|stellen wir|nehmen wir|angenommen|представим|предположим|пусть)\b`)
	// joins ends before what it leads to.
	joins = regexp.MustCompile(`(?i)(?:,|[ ,](?:and|or|und|oder|et|ou|y|e|и|или))$`)
	// reflexive begins with its verb: "Divide-se em dois tipos".
	reflexive     = regexp.MustCompile(`^\p{L}+-se |^(?:делится|делятся|состоит|состоят|бывает) `)
	subjectlessDe = regexp.MustCompile(`^(?:benutzt|ermöglicht|besteht|hat|ist|gibt|basierend|bietet|braucht|enthält|unterstützt|verwendet|dient|erlaubt|kann|muss|soll|wird|verhindert|führt|entstanden|umfasst|beinhaltet|benötigt) `)
	startsOther   = regexp.MustCompile(`^(?:esist(?:e|ono)|existem?|há|em geral,?|no geral,?|in generale,?|ci sono|si distinguono|существу(?:ет|ют)|есть|выделяют|различают|бывают) `)
	subjectlessEn = regexp.MustCompile(`^(?:helps?|makes?|ensures?|enables?|needs?|gives?|serves?|depends?|determines?|explains?|defines?|describes?|requires?|uses?|has|have|includes?|contains?|provides?|supports?|consists?|accepts?|takes?|returns?|produces?|involves?|allows?|can|must|should|is|are|\p{L}+ly,) `)
	startsList    = regexp.MustCompile(`^(?:there|all|every|each|in|for|most|every) `)
)

// doesSeveral reports words that begin with a verb before a number, so that who
// does it stands before them: "Names three reasons".
func doesSeveral(lower, lang string) bool {
	m := beforeNumber.FindStringSubmatch(lower)
	return m != nil && (lang != "pt" || m[2] != "dos") && !linking[m[1]] && !startsOther.MatchString(lower) && !thereAre.MatchString(m[1]) && !openings["es"][m[1]] && !quantifier[m[1]]
}

var (
	beforeNumber = regexp.MustCompile(`^(\p{L}+) (due|tre|quattro|cinque|dos|tres|cuatro|cinco|dois|duas|três|quatro|deux|trois|quatre|cinq) `)
	thereAre     = regexp.MustCompile(`^(?:existen?|exist(?:e|ent|em)|esiste|esistono|hay|há|ces|esos|estos|estas|questi|queste|ses|leurs)$`)
)

// telling reports that the words before a list name what its items are of, and
// not only that there are some: "The types are" names nothing.
func telling(lead, lang string) bool {
	if lang == "zh" || lang == "ja" || lang == "ko" {
		return true
	}
	n := subjectsOf(lead, lang)
	return n >= 2 || n == 1 && len(strings.Fields(lead)) <= 5 && strings.ContainsAny(lead, "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜÉ")
}

// subjectsOf counts the words that say what kinds are of.
func subjectsOf(lead, lang string) int {
	n := 0
	rest := manyOf.ReplaceAllString(manyOf.ReplaceAllString(lead, " "), " ") // a space may have stood for two
	for _, t := range words.Tokens(rest, lang) {
		if t.Content() && !t.Number && len([]rune(t.Norm)) > 2 && !emptyVerbs[t.Norm] {
			n++
		}
	}
	return n
}

var emptyVerbs = setOf("bedeutung importance importancia importanza importância múltiplas múltiplos múltiples multiple critical várias vários varias molteplici objective objectives concept concepts concepto conceptos concetto concetti conceito conceitos konzepte aspect aspects aspekte aspectos aspetti point points punkte puntos punti pontos way ways weisen solution solutions solución soluciones soluzioni soluções lösungen distinct distintos distintas possible possibles posible posibles possibili possíveis mögliche möglichen option options opciones opzioni opções optionen common commonly used usual important importants importantes importanti wichtige examples beispiele ejemplos esempi exemplos exemples thing things cosas coisas cose dinge essential key folgender consist consists following follows follow folgende folgenden folgendes suivants suivantes siguiente siguientes exist exists existen gibt give gives be distinguish unterscheidet distingue distinguen preguntas include includes incluye seguir siguen verschiedene diferentes different various major main key basic typische typischen typisch nachfolgende nachfolgenden wichtige wichtigsten principales principaux specifically seguenti seguinte seguintes esistono existem dividono divide dividem distinguono distinguir diversi diverse diversos principali principais possono podem следующие следующих выделяют различают существует существуют бывают основные делятся")

// following points at the list itself and at nothing else.
var following = regexp.MustCompile(`(?i)\b(?:(?:as )?follow(?:s|ing)|folgende[nrsm]?|suivante?s?|siguientes?|seguent[ei]|seguintes?|aus folgendem|comme suit)\b|следующ(?:ие|их|им|ими)`)

// pronouned reports a pronoun among the words that lead to a list.
func pronouned(lower string) bool {
	for _, f := range strings.Fields(lower) {
		if f = strings.Trim(f, ",.;:()"); pronouns[f] && f != "es" && f != "se" && f != "er" && f != "i" || f == "you" {
			return true
		}
	}
	return false
}

// behindVerb is what stands behind the first verb of a sentence.
func behindVerb(lead, lang string) string {
	rs := []rune(lead)
	for i, t := range words.Tokens(lead, lang) {
		if i > 0 && verbs[lang][words.Fold(t.Text)] {
			return string(rs[t.End:])
		}
	}
	return lead
}

// counted has a number of things.
var counted = regexp.MustCompile(`(?i) (?:two|three|four|five|six|[2-6]|zwei|drei|vier|fünf|sechs|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|due|tre|quattro|cinque|dois|duas|três|quatro|два|две|три|четыре|пять) `)

// headNoun is what the words before a list, which are no sentence, name: what
// stands before the first "of" or bracket.
func headNoun(lead, lang string) string {
	after := afterHead
	if lang == "pt" {
		after = afterHeadPt
	}
	if at := after.FindStringIndex(lead); at != nil && at[0] > 0 {
		lead = lead[:at[0]]
	}
	if lang == "ru" { // the first noun
		fields := strings.Fields(lead)
		lead = strings.Join(fields[:min(2, len(fields))], " ")
	}
	return " " + lead + " "
}

var (
	afterHead   = regexp.MustCompile(`(?i) (?:of|for|in|on|to|by|with|from|von|vom|der|des|eines|einer|für|bei|zur|zum|im|auf|mit|aus|als|gegen|du|de|des|d['’]|pour|dans|par|del|dell[aeo]?|dell['’]|dei|degli|di|para|per|en|em|no|na|nei|nel|von|на|для|при|по|в|из)(?: |\p{L}+['’])|[(/]`)
	afterHeadPt = regexp.MustCompile(`(?i) (?:de|d[oa]s?|em|n[oa]s?|para|por|com|a|à|ao|aos|às) |[(/]`)
)

// enumerates reports that the words before a list say that things of one kind
// follow: a number that counts them, or a noun of kinds and parts.
func enumerates(lead, lang string) bool {
	if lang == "ja" {
		return manyJa.MatchString(lead)
	}
	return manyOf.MatchString(countedOther.ReplaceAllString(lead, " "))
}

var (
	// countedOther is a number of something that the list is about.
	countedOther = regexp.MustCompile(`(?i)\b(?:of|between|from|von|zwischen|aus|zweier|de|entre|des) (?:the |den |los |las |les )?(?:two|three|four|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro|[2-6])\b`)
	manyJa       = regexp.MustCompile(`[二三四五六2-6](?:つ|種類)[^。]{0,12}(?:あ|です|分|ます|は|$)|(?:種類|特徴|要素|機能|理由|利点|欠点|メリット|デメリット|カテゴリ)(?:は|が(?:あ|次)|です|である|に(?:は|分|大別))|の(?:種類|特徴|要素|機能|理由|利点|欠点|メリット|デメリット|カテゴリ) ?$`)
)

var manyOf = regexp.MustCompile(`(?i)(?:(?:^| )[2-6] |(?:^|[^\p{L}])(?:two|three|four|five|six|zwei|drei|vier|fünf|sechs|deux|trois|quatre|cinq|six|dos|tres|cuatro|cinco|seis|several|mehrere|verschiedene|plusieurs|varios|varias|main|haupt\p{L}*|principales|principaux|` +
	`types|kinds|forms|parts|components|elements|phases|stages|steps|levels|layers|properties|features|characteristics|advantages|disadvantages|benefits|drawbacks|causes|reasons|functions|goals|principles|rules|conditions|requirements|methods|techniques|approaches|strategies|criteria|categories|classes|operations|factors|tasks|models|states|` +
	`arten|typen|formen|teile[n]?|komponenten|bestandteile[n]?|elemente[n]?|phasen|stufen|schritte[n]?|ebenen|schichten|eigenschaften|merkmale|vorteile|nachteile|ursachen|gründe[n]?|funktionen|ziele|prinzipien|regeln|bedingungen|anforderungen|methoden|verfahren|techniken|ansätze|strategien|kriterien|kategorien|klassen|operationen|faktoren|aufgaben|modelle|zustände[n]?|möglichkeiten|voraussetzungen|probleme|` +
	`sortes|formes|parties|composants|composantes|éléments|étapes|niveaux|couches|propriétés|caractéristiques|avantages|inconvénients|raisons|fonctions|objectifs|principes|règles|conditions|méthodes|techniques|approches|critères|catégories|opérations|facteurs|tâches|états|` +
	`tipos|clases|formas|partes|componentes|elementos|fases|etapas|pasos|niveles|capas|propiedades|características|ventajas|desventajas|inconvenientes|causas|razones|funciones|objetivos|principios|reglas|condiciones|requisitos|métodos|técnicas|enfoques|estrategias|criterios|categorías|operaciones|factores|tareas|modelos|estados|problemas|` +
	`due|tre|quattro|cinque|dois|duas|três|quatro|cinco|tipi|tipologie|categorie|classi|forme|parti|componenti|elementi|fasi|passi|livelli|strati|proprietà|caratteristiche|vantaggi|svantaggi|cause|ragioni|motivi|funzioni|obiettivi|principi|regole|condizioni|requisiti|metodi|tecniche|approcci|strategie|criteri|operazioni|fattori|compiti|modelli|stati|problemi|diversi|diverse|principali|` +
	`formas|elementos|etapas|passos|níveis|camadas|propriedades|vantagens|desvantagens|razões|funções|objetivos|princípios|regras|condições|abordagens|estratégias|critérios|operações|fatores|tarefas|principais|diferentes)(?:[^\p{L}]|$)|` +
	`(?:^|[ ,])(?:дв[ае]|три|четыре|пять|шесть|тип(?:а|ы|ов)|вид(?:а|ы|ов)|част(?:и|ей)|компонент(?:а|ы|ов)|элемент(?:а|ы|ов)|этап(?:а|ы|ов)|уровн(?:я|и|ей)|сло(?:я|и|ёв|ев)|свойств[а]?|преимуществ[а]?|недостатк(?:а|и|ов)|причин[аы]?|функци[ияй]|цел[ией]|принцип(?:а|ы|ов)|правил[а]?|услови[яей]|требовани[яей]|метод(?:а|ы|ов)|способ(?:а|ы|ов)|подход(?:а|ы|ов)|критери(?:я|и|ев)|категори[ияй]|класс(?:а|ы|ов)|операци[ияй]|задач[аи]?|состояни[яей]|характеристик[аи]?)(?:[ ,:]|$)|` +
	`[两兩二三四五六](?:种|種|类|類|个|個|大|项|項|条|條|点|點|部分|阶段|階段|步)|세 가지|두 가지|네 가지|종류|أنواع|خصائص|مراحل|أقسام|مكونات)`)
