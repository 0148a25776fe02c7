package flashcard

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// list makes the card of an enumeration: what leads to it asks, its items answer.
func (m *maker) list(s Sentence) draft {
	lead, ok := s.cut(s.List.Lead)
	lead = strings.TrimRight(words.Line(lead), ":： .")
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
	if why := leads(s, lead); why != Kept {
		return refuse(why)
	}
	items, why := s.items()
	if why != Kept {
		return refuse(why)
	}
	c := Card{Kind: Basic, Front: fmt.Sprintf(a.which, lead), Back: strings.Join(items, "\n"), Term: words.Fold(lead), Shape: "list", Score: 1}
	if fresh(c, s.Lang) < 2 {
		return refuse(GivenAway)
	}
	return draft{card: c}
}

// The fewest and most items of an enumeration to learn, and their longest.
const (
	fewestItems = 2
	mostItems   = 6
	longestItem = 110
	longestList = 380
)

// items are the items of a list as Markdown has them.
func (s Sentence) items() ([]string, Reason) {
	if n := len(s.List.Items); n < fewestItems || n > mostItems {
		return nil, Unwieldy
	}
	var out []string
	seen := map[string]bool{}
	long := 0
	for _, p := range s.List.Items {
		item, ok := s.cut(p)
		item = itemMark.ReplaceAllString(words.Line(item), "")
		n := len([]rune(item))
		long += n
		switch {
		case !ok || !s.soundFormulas(item):
			return nil, Half
		case n < 2 || seen[fold(item)]:
			return nil, Fragment
		case n > longestItem || long > longestList:
			return nil, Unwieldy
		case torn(item), strings.HasSuffix(item, ":"), strings.HasSuffix(item, "："), runsOn.MatchString(item):
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

var (
	itemMark = regexp.MustCompile(`^(?:[•▪◦‣·–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)]) +`)
	// runsOn is an item with the text behind its list in it.
	runsOn = regexp.MustCompile(`\p{Ll} (?:The|This|These|It|We|In|For|If|There|Diese[rs]?|Die|Der|Das|Es|Wir|Le|La|Les|Ces?|Nous|El|Los|Las|Est[aeo]s?) \p{Ll}`)
)

// leads is the reason against the words before a list as a question.
func leads(s Sentence, lead string) Reason {
	n := len([]rune(lead))
	lower := fold(lead)
	least := 14
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
	case numberedPlace.MatchString(lead), dangling[firstWord(lower)] || openers.MatchString(lower) || labelled.MatchString(lead):
		return Leans
	case points(following.ReplaceAllString(" "+lead+" ", " "), s.Lang), leansOn[s.Lang] != nil && leansOn[s.Lang].MatchString(lead), pronouned(lower):
		return Leans
	case s.Lang == "es" && !opensTerm(fold(spanishArticle.ReplaceAllString(lead, "")), "es") && !strings.HasPrefix(lower, "hay "), s.Lang == "es" && subjectless.MatchString(lower):
		return Leans
	case s.Lang == "en" && (subjectlessEn.MatchString(lower) || !opensTerm(fold(withoutArticle(lead, "en")), "en") && !startsList.MatchString(lower)):
		return Leans
	case isLabel(lead), instructing(lower, s.Lang), !enumerates(lead, s.Lang), !telling(lead, s.Lang):
		return NoTerm
	}
	return Kept
}

var (
	spanishArticle = regexp.MustCompile(`^(?:El|La|Los|Las|Una?|Unos|Unas) `)
	// subjectless begins with its verb: who does it stands before.
	subjectless = regexp.MustCompile(`^(?:\p{L}+(?:ar|er|ir|arse|erse|irse)|pueden?|deben?|tienen?|está|están|permiten?|contienen?|incluyen?|utilizan?|usan?|realizan?|creas?n?|comprueban?|devuelven?|indican?|representan?|definen?|consisten?|muestran?|requieren?|fue|fueron|era|eran|ha|han|sirven?|siguen?|hacen?|se \p{L}+) `)
)

var (
	subjectlessEn = regexp.MustCompile(`^(?:requires?|uses?|has|have|includes?|contains?|provides?|supports?|consists?|accepts?|takes?|returns?|produces?|involves?|allows?|can|must|should|is|are|\p{L}+ly,) `)
	startsList    = regexp.MustCompile(`^(?:there|all|every|each|in|for|most|every) `)
)

// telling reports that the words before a list name what its items are of, and
// not only that there are some: "The types are" names nothing.
func telling(lead, lang string) bool {
	if lang == "zh" || lang == "ja" || lang == "ko" {
		return true
	}
	n := 0
	rest := manyOf.ReplaceAllString(lead, " ")
	for _, t := range words.Tokens(rest, lang) {
		if t.Content() && !t.Number && len([]rune(t.Norm)) > 2 && !emptyVerbs[t.Norm] {
			n++
		}
	}
	return n >= 2 || n == 1 && len(strings.Fields(lead)) <= 5 && strings.ContainsAny(lead, "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜÉ")
}

var emptyVerbs = setOf("following follows follow folgende folgenden folgendes suivants suivantes siguiente siguientes exist exists existen gibt give gives be distinguish unterscheidet distingue distinguen preguntas include includes incluye seguir siguen verschiedene diferentes different various major main key basic typische typischen typisch nachfolgende nachfolgenden wichtige wichtigsten principales principaux specifically seguenti seguinte seguintes esistono existem dividono divide dividem distinguono distinguir diversi diverse diversos principali principais possono podem следующие следующих выделяют различают существует существуют бывают основные делятся")

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
	manyJa       = regexp.MustCompile(`(?:[二三四五六2-6]つ|[二三四五六2-6]種類|種類|特徴|要素|機能|理由|利点|欠点|メリット|デメリット|カテゴリ)[^。]{0,12}(?:あ|です|分|ます|は|$)`)
)

var manyOf = regexp.MustCompile(`(?i)(?:\b(?:two|three|four|five|six|[2-6]|zwei|drei|vier|fünf|sechs|deux|trois|quatre|cinq|six|dos|tres|cuatro|cinco|seis|several|mehrere|verschiedene|plusieurs|varios|varias|main|haupt\p{L}*|principales|principaux|` +
	`types?|kinds?|forms?|parts?|components?|elements?|phases?|stages?|steps?|levels?|layers?|properties|features|characteristics|advantages|disadvantages|benefits|drawbacks|causes|reasons|functions|goals|principles|rules|conditions|requirements|methods|techniques|approaches|strategies|criteria|categories|classes|operations|factors|tasks|models|states|` +
	`arten|typen|formen|teile[n]?|komponenten|bestandteile[n]?|elemente[n]?|phasen|stufen|schritte[n]?|ebenen|schichten|eigenschaften|merkmale|vorteile|nachteile|ursachen|gründe[n]?|funktionen|ziele|prinzipien|regeln|bedingungen|anforderungen|methoden|verfahren|techniken|ansätze|strategien|kriterien|kategorien|klassen|operationen|faktoren|aufgaben|modelle|zustände[n]?|möglichkeiten|voraussetzungen|probleme|` +
	`sortes|formes|parties|composants|composantes|éléments|étapes|niveaux|couches|propriétés|caractéristiques|avantages|inconvénients|raisons|fonctions|objectifs|principes|règles|conditions|méthodes|techniques|approches|critères|catégories|opérations|facteurs|tâches|états|` +
	`tipos?|clases|formas|partes|componentes|elementos|fases|etapas|pasos|niveles|capas|propiedades|características|ventajas|desventajas|inconvenientes|causas|razones|funciones|objetivos|principios|reglas|condiciones|requisitos|métodos|técnicas|enfoques|estrategias|criterios|categorías|operaciones|factores|tareas|modelos|estados|problemas|` +
	`due|tre|quattro|cinque|dois|duas|três|quatro|cinco|tipi|tipologie|categorie|classi|forme|parti|componenti|elementi|fasi|passi|livelli|strati|proprietà|caratteristiche|vantaggi|svantaggi|cause|ragioni|motivi|funzioni|obiettivi|principi|regole|condizioni|requisiti|metodi|tecniche|approcci|strategie|criteri|operazioni|fattori|compiti|modelli|stati|problemi|diversi|diverse|principali|` +
	`formas|elementos|etapas|passos|níveis|camadas|propriedades|vantagens|desvantagens|razões|funções|objetivos|princípios|regras|condições|abordagens|estratégias|critérios|operações|fatores|tarefas|principais|diferentes)\b|` +
	`(?:^|[ ,])(?:дв[ае]|три|четыре|пять|шесть|тип(?:а|ы|ов)|вид(?:а|ы|ов)|част(?:и|ей)|компонент(?:а|ы|ов)|элемент(?:а|ы|ов)|этап(?:а|ы|ов)|уровн(?:я|и|ей)|сло(?:я|и|ёв|ев)|свойств[а]?|преимуществ[а]?|недостатк(?:а|и|ов)|причин[аы]?|функци[ияй]|цел[ией]|принцип(?:а|ы|ов)|правил[а]?|услови[яей]|требовани[яей]|метод(?:а|ы|ов)|способ(?:а|ы|ов)|подход(?:а|ы|ов)|критери(?:я|и|ев)|категори[ияй]|класс(?:а|ы|ов)|операци[ияй]|задач[аи]?|состояни[яей]|характеристик[аи]?)(?:[ ,:]|$)|` +
	`[两兩二三四五六](?:种|種|类|類|个|個|大|项|項|条|條|点|點|部分|阶段|階段|步)|세 가지|두 가지|네 가지|종류|أنواع|خصائص|مراحل|أقسام|مكونات)`)
