package flashcard

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
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
	n, nouns := 0, 0
	rest := manyOf.ReplaceAllString(manyOf.ReplaceAllString(lead, " "), " ") // a space may have stood for two
	for _, t := range words.Tokens(rest, lang) {
		if t.Content() && !t.Number && len([]rune(t.Norm)) > 2 && !emptyVerbs[t.Norm] {
			n++
			if upperToken(t) {
				nouns++
			}
		}
	}
	if lang == "de" && nouns == 0 {
		return 0 // German nouns have capitals
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
	countedOther = regexp.MustCompile(`(?i)\b(?:of|between|from|von|zwischen|aus|zweier|de|entre|des) (?:the |den |los |las |les )?(?:two|three|four|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro|[2-6])\b|\b(?:two|three|four|five|six|[2-6])-\p{L}+`)
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
