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
	case bothSides.MatchString(lead):
		return refuse(Guess) // which of the items is on which side?
	case s.List.Nested && ruled.MatchString(lead):
		return refuse(Says) // the rules stand in the lists below the items
	}
	if s.List.Titled && (continued.MatchString(written) || m.goesOn[fold(lead)]) {
		return refuse(Fragment) // the other half stands elsewhere
	}
	if tells(asNouns(lead, s.Code), s.Lang) {
		return refuse(NoTerm)
	}
	question, why := led(s, lead)
	if why != Kept {
		return refuse(why)
	}
	items, why := s.items()
	if why != Kept {
		return refuse(why)
	}
	for _, i := range items {
		name := strings.TrimPrefix(i, "- ")
		if within(bracketed.ReplaceAllString(name, ""), lead, s.Lang) && within(bracketed.ReplaceAllString(lead, ""), name, s.Lang) {
			return refuse(NoTerm) // the heading's own term is one of those explained
		}
		if first := firstWord(fold(name)); s.List.Titled && !ofWhat.MatchString(lead) && !kindsAlone.MatchString(fold(lead)) && (verbs[s.Lang][first] || s.Lang == "ru" && ruVerb.MatchString(first)) {
			return refuse(Says) // what the heading's things do
		}
	}
	if n := countIn(lead, s.Lang); n > 0 && n != len(items) {
		return refuse(Fragment) // some are elsewhere, or not of them
	}
	if !(aspects.MatchString(question) && (!s.List.Titled || strings.Contains(lead, " ") || kindsAlone.MatchString(fold(lead)))) && slices.ContainsFunc(items, func(i string) bool { return said(strings.TrimPrefix(i, "- "), s.Lang) }) {
		return refuse(Says) // what is said of the kinds, and not which there are
	}
	c := Card{Kind: Basic, Back: strings.Join(items, "\n"), Term: words.Fold(question), Shape: "list", Score: 1}
	switch c.Front = fmt.Sprintf(a.which, question); {
	case interrogative.MatchString(lead) && !inClause.MatchString(lead):
		c.Front = question + "?"
	case goesOn(lead, s.Lang):
		c.Front = question + " …?"
	}
	if fresh(c, s.Lang) < 2 {
		return refuse(GivenAway)
	}
	return draft{card: c}
}

// inClause begins with the case in which what follows holds, and asks nothing.
var inClause = regexp.MustCompile(`^(?i:when|where|wenn|wo|quand|lorsque|où|cuando|donde|quando|dove|onde|когда|где) [^?]*, `)

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
	for i, item := range texts {
		if name, ok := itemName(item, s.Lang); ok && seen[fold(name)] {
			return nil, Fragment // two lists, of names and of what they mean
		}
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
		if written, _ := s.cut(s.List.Items[i]); verdict.MatchString(words.Line(written)) {
			return nil, Says // whether it has them, and not which
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
	// verdict is an item that says whether something is so: "Stable: yes".
	verdict = regexp.MustCompile(`(?i)^[^:：]{2,60}(?:：|: )` + yesOrNo)
	// cutItem ends before its end.
	cutItem  = regexp.MustCompile(`(?i)(?:[,(]| (?:and|or|the|of|to|und|oder|der|die|das|et|ou|de|des|y|o|e|di|da|и|или|в|на))$`)
	itemMark = regexp.MustCompile(`^(?:[•▪◦‣·–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)]) +`)
	// runsOn is an item with the text behind its list in it.
	runsOn = regexp.MustCompile(`\p{Ll} (?:The|This|These|It|We|In|For|If|There|Diese[rs]?|Die|Der|Das|Es|Wir|Le|La|Les|Ces?|Nous|El|Los|Las|Est[aeo]s?) \p{Ll}`)
)

// leads is the reason against the words before a list as a question.
func leads(s Sentence, lead string) Reason {
	n := len([]rune(lead))
	lower, plain := fold(lead), asNouns(lead, s.Code)
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
	case lettered.MatchString(lead):
		return NoTerm
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
	case !states(plain, s.Lang) && !goesOn(lead, s.Lang) && !enumerates(headNoun(lead, s.Lang), s.Lang):
		return NoTerm // the kinds are named on the way only
	case states(plain, s.Lang) && !goesOn(lead, s.Lang) && !interrogative.MatchString(lead) && !enumerates(behindVerb(plain, s.Lang), s.Lang) && !counted.MatchString(" "+lead):
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
	// lettered is of something that the text has called by a letter.
	lettered = regexp.MustCompile(`^[B-DF-HJ-NP-XZ] \p{Ll}`)
	// openEnded leads to some of many.
	openEnded = regexp.MustCompile(`(?i)(?:^|[ ,(])(?:like|such as|e\. ?g\.?|for example|for instance|including|among others|z\. ?b\.?|wie|zum beispiel|unter anderem|u\. ?a\.?|beispielsweise|como|por ejemplo|p\. ?ej\.?|tel(?:le)?s? que|par exemple|come|ad esempio|per esempio|por exemplo|tais como|incluindo|inkl\.?|including|dont|darunter|entre (?:ell[oa]s|os quais|as quais)|tra cui|fra cui|в том числе|entre (?:muit[oa]s )?outr[oa]s|unter anderen|among (?:many )?others|например|такие как|比如|例如|包括)[ ,]*$|\b(?:some|einige|algun[ao]s|alcun[ie]|quelques|certains?|некоторые)\b`)
	// supposed begins an example.
	supposed = regexp.MustCompile(`^(?i:describa|explique|enumere|mencione|indique|describe|explain|list|nenne|nennen|beschreibe|beschreiben|erkläre|erklären|elencare|elencate|descrivere|citez|décrivez|énumérez|expliquez|descreva|enumera|перечислите|опишите|imagine|suppose|consider|let[’']s|imaginemos|supongamos|consideremos|suponhamos|vejamos|immaginiamo|supponiamo|consideriamo|imaginons|supposons|considérons|stellen wir|nehmen wir|angenommen|представим|предположим|пусть)\b`)
	// joins ends before what it leads to.
	joins = regexp.MustCompile(`(?i)(?:,|[ ,](?:and|or|und|oder|et|ou|y|e|и|или))$`)
	// reflexive begins with its verb: "Divide-se em dois tipos".
	reflexive     = regexp.MustCompile(`^\p{L}+-se |^(?:делится|делятся|состоит|состоят|бывает) `)
	subjectlessDe = regexp.MustCompile(`^(?:benutzt|ermöglicht|besteht|hat|ist|gibt|basierend|bietet|braucht|enthält|unterstützt|verwendet|dient|erlaubt|kann|muss|soll|wird|verhindert|führt|entstanden|umfasst|beinhaltet|benötigt) `)
	startsOther   = regexp.MustCompile(`^(?:esist(?:e|ono)|existem?|há|em geral,?|no geral,?|in generale,?|ci sono|si distinguono|существу(?:ет|ют)|есть|выделяют|различают|бывают) `)
	subjectlessEn = regexp.MustCompile(`^(?:exists?|helps?|makes?|ensures?|enables?|needs?|gives?|serves?|depends?|determines?|explains?|defines?|describes?|requires?|uses?|has|have|includes?|contains?|provides?|supports?|consists?|accepts?|takes?|returns?|produces?|involves?|allows?|can|must|should|is|are|\p{L}+ly,) `)
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
