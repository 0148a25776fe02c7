package quoted

import (
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/platform/fold"
)

// kindPatterns tell the kinds of questions that ask for more than a fact, in the
// order in which they are tried. They are held against the question as it stands.
var kindPatterns = []struct {
	want Want
	re   *regexp.Regexp
}{
	{Example, regexp.MustCompile(`(?i)\b(examples?|for instance|beispiele?|exemples?|ejemplos?|esemp(io|i)|exemplos?|voorbeeld(en)?|exempel|eksemp(el|ler)|przykład\w*|örnek\w*)\b|пример|приклад|παράδειγμα|דוגמ|مثال|أمثلة|例子|举例|舉例|实例|例を|例え|例は|예를|예시|उदाहरण|ví dụ`)},
	{Formula, regexp.MustCompile(`(?i)\b(formulas?|formulae|equations?|formeln?|gleichung(en)?|formules?|équations?|fórmulas?|ecuaci(ó|o)n(es)?|equaç(ão|ões)|equazion[ei]|formul[ae]|vergelijking(en)?|wzór|równanie|formel|denklem\w*|công thức)\b|формул|уравнени|рівнянн|τύπος|εξίσωση|נוסח|معادلة|صيغة|公式|数式|式は|식은|공식|수식|सूत्र`)},
	{Formula, regexp.MustCompile(`(?i)\bhow (is|are|do (you|we|i)) .{1,60}\b(calculated?|computed?)\b|\bwie (wird|werden|berechne\w*) .{1,60}\bberechnet\b|\bwie berechne\w+|\bcomment (calcul\w+|se calcul\w+)|\bcómo se calcula|\bcome si calcola|\bcomo se calcula|\bhoe bereken\w*|как (вычисл|рассчит|посчит)\S+|(如何|怎么|怎樣|怎样)计算`)},
	{List, regexp.MustCompile(`(?i)^\W*(and )?(what|which) are (the|some|all|its|their|his|her|those)\b|^\W*(list|name|enumerate)\b|\b(steps?|advantages|disadvantages|drawbacks|benefits|kinds of|types of|which types)\b|^\W*how (do|can|should|would|does|could) (i|you|we|one|they)\b|\bhow to\b`)},
	{List, regexp.MustCompile(`(?i)\b(was sind die|welche[rn]? (folgen|auswirkungen|ursachen|bestandteile|elemente|bedingungen|voraussetzungen|arten|typen|schritte|phasen|regeln|eigenschaften|vorteile|nachteile|vor- und nachteile|gründe|ziele|aufgaben|merkmale|prinzipien|grundsätze|möglichkeiten|methoden)|nenne|zähle|liste|schritte|phasen|vorteile|nachteile)\b|^\W*wie (kann|gehe|geht|macht) (ich|man|wir)\b`)},
	{List, regexp.MustCompile(`(?i)\b(quel(le)?s sont|citez?|énumère[zr]?|étapes|avantages|inconvénients|cuáles son|cuales son|enumera|ventajas|desventajas|pasos|quali sono|elenca|vantaggi|svantaggi|passi|quais são|quais sao|vantagens|desvantagens|passos|wat zijn de|noem|stappen|voordelen|nadelen|jakie są|jakie sa|wymień|zalety|wady|etapy|vilka är|hvilke|nelerdir|adımlar\w*)\b|^\W*comment (faire|peut-on)\b|^\W*come (si (può|puo|possono|fa)|posso|possiamo)(?:\s|$)|^\W*cómo (se (puede\w*|hace)|puedo)\b|^\W*como (se pode\w*|posso|é possível)\b|^\W*hoe kan (ik|men|je)\b`)},
	{List, regexp.MustCompile(`(?i)^\W*(in )?(which|what) \w+s (are|were|have|can|exist|belong|must|should)\b|^\W*(aus |in )?(welchen?|welche) \p{L}+(e|en|er|s|n) (sind|werden|wurden|haben|gibt|gehören|können|müssen|sollen|besteht|bestehen)\b|^\W*(qual|quel)\w+ \p{L}+s (sont|ont|font|peuvent|são|tem|têm|podem|existem|há)\b|^\W*qué \p{L}+s (hay|son|tiene\w*|existen|pued\w+)\b|^\W*quali \p{L}+ (sono|ha|hanno|esistono|ci sono|possono|può|vengono|si)\b|^\W*welke \p{L}+ (zijn|heeft|hebben|kan|kunnen|bestaan)\b|^\W*jakie \p{L}+(y|e|i|a) (ma|mają|są|wykonuje|występują|istnieją)\b`)},
	{List, regexp.MustCompile(`(?i)какие|каковы|перечисли|назови|этапы|преимуществ|недостат|які |перелічи|哪些|哪几|[两兩二三四五六七八九十\d]\s?(个|個|种|種|条|條|项|項|类|類|大|步)\S{1,14}(是什么|是什麼|是哪|分别是)|哪[两兩二三四五六七八九十]|步骤|步驟|列举|列舉|优点|缺点|優點|缺點|特点有|挙げ|手順|種類|利点|欠点|長所|短所|何がありますか|무엇이 있|종류|단계|장점|단점|ما هي|اذكر|عدد |خطوات|مزايا|عيوب|אילו |מהם|מהן|ποια είναι τα|ποιες είναι|प्रकार|लाभ`)},
	{List, regexp.MustCompile(`(?i)^\W*what\b.{2,60}\b(responsible for|in charge of|take care of)\W*$|^\W*what\b.{0,20}\b(responsibilit(y|ies)|duties|tasks)\b|^\W*wofür\b.{2,60}\b(zuständig|verantwortlich|sorg\w+)|^\W*worum\b.{0,40}\bkümmer\w+|^\W*(de quoi|de qué|di (?:che )?cosa|pelo que|por que|de que|do que)(?:[^\p{L}].{0,60}?)?[^\p{L}](responsable|chargée?s?|s['’]occupe|encarga|responsabil[ei]|si occupa|responsáve(l|is)|encarregad[oa]s?|se ocupa)|^\W*waar(voor)?\b.{2,60}\b(verantwoordelijk|zorg\w+)\b|^\W*(за что|за які?) .{0,40}(отвечае|отвечаю|ответствен|відповіда)\S*|^\W*za co .{0,40}(odpowiada\w*|odpowiedzialn\w+)|负责(什么|哪些)|負責(什麼|哪些)|何を担当|무엇을 (담당|책임)|^\W*عن ماذا .{0,20}مسؤول`)},
}

// kindOf is the kind of a question that asks for more than a fact, and Anything
// for the others.
func kindOf(text string) Want {
	if a, b := Sides(text); a != "" && b != "" {
		return Comparison
	}
	for _, p := range kindPatterns {
		if p.re.MatchString(text) {
			return p.want
		}
	}
	return Anything
}

// carries reports that a word of a question only says its kind: nobody looks for
// "example" in the text around one.
func (w Want) carries(word string) bool {
	switch w {
	case Example, Formula:
		return kindOf(word) == w
	case Comparison:
		return differs.MatchString(word)
	case Definition:
		return definesWords.MatchString(fold.Plain.Text(word))
	case List:
		return stepWords.MatchString(fold.Plain.Text(word))
	}
	return false
}

// sidePatterns find the two things that a question compares.
var sidePatterns = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:difference|differences|distinction|comparison|distinguish|relation) between (.+?) and (.+)`),
	regexp.MustCompile(`(?i)^\W*compare (.+?) (?:and|with|to) (.+)`),
	regexp.MustCompile(`(?i)\bhow (?:does|do|is|are) (.+?) (?:differ|different|differs) from (.+)`),
	regexp.MustCompile(`(?i)(?:unterschiede?|vergleich)\w*(?: \w+){0,3}? zwischen (.+?) und (.+)`),
	regexp.MustCompile(`(?i)\bwie unterscheide\w+ sich (.+?) (?:von|und) (.+)`),
	regexp.MustCompile(`(?i)\bvergleiche (.+?) (?:und|mit) (.+)`),
	regexp.MustCompile(`(?i)(?:différences?|diferencias?|diferenças?)(?: \w+){0,4}? entre (.+?) (?:et|y|e) (.+)`),
	regexp.MustCompile(`(?i)\bdifferenz[ae](?: \w+){0,3}? (?:tra|fra) (.+?) e (.+)`),
	regexp.MustCompile(`(?i)\b(?:compar[aeo]\w*|confronta) (.+?) (?:et|avec|à|y|con|e|com) (.+)`),
	regexp.MustCompile(`(?i)\bverschil(?:len)?(?: \w+){0,3}? tussen (.+?) en (.+)`),
	regexp.MustCompile(`(?i)\bvergelijk (.+?) (?:en|met) (.+)`),
	regexp.MustCompile(`(?i)(?:разниц|различи|отличи)\S*(?: \S+){0,2}? между (.+?) и (.+)`),
	regexp.MustCompile(`(?i)чем отлича\S+ (.+?) от (.+)`),
	regexp.MustCompile(`(?i)чем (.+?) отлича\S+ от (.+)`),
	regexp.MustCompile(`(?i)\bсравни\S* (.+?) (?:и|с) (.+)`),
	regexp.MustCompile(`(?i)\bróżni\S*(?: \S+){0,3}? (?:między|pomiędzy) (.+?) [ai] (.+)`),
	regexp.MustCompile(`(?i)\bczym różni się (.+?) od (.+)`),
	regexp.MustCompile(`(?i)\bskillnad\w*(?: \w+){0,3}? mellan (.+?) och (.+)`),
	regexp.MustCompile(`(?i)^(.+?) ile (.+?) arasında\S*`),
	regexp.MustCompile(`الفرق بين (.+?) و\s?(.+)`),
	regexp.MustCompile(`^(?:请?比较|比較|请问|試比較)?(.+?)(?:和|与|與|跟|同)(.+?)(?:之间|之間)?(?:的|有什么|有何|有什麼|有哪些)?(?:区别|區別|不同|差异|差異|差别|差別|异同|異同)`),
	regexp.MustCompile(`^(.+?)と(.+?)の(?:違い|差|相違|比較)`),
	regexp.MustCompile(`^(.+?)[와과] (.+?)의? ?(?:차이|비교)`),
	regexp.MustCompile(`(?i)^(?:.*\b(?:of|in|between)\s)?(.+?)\s+(?:vs\.?|versus|gegenüber)\s+(.+)`),
}

var (
	differs  = regexp.MustCompile(`(?i)^(differ\w*|compar\w*|distinguish\w*|distinction|unterschied\w*|unterscheide\w*|vergleich\w*|différence\w*|diferencia\w*|diferença\w*|differenz\w*|confronta|verschil\w*|vergelijk|разниц\S*|различи\S*|отлича\S*|отличи\S*|сравни\S*|różni\w*|skillnad\w*|fark\w*|الفرق|区别|不同|差异|違い)$`)
	articles = regexp.MustCompile(`(?i)^(?:(?:the|an?|der|die|das|den|dem|einer?|eine[mns]?|les?|la|une?|los|las|el|una|uno|il|lo|gli|i|o|os|as|uma?|de|het|een)\s+|(?:l|un)['’])`)
)

// Sides are the two things that a question compares; both are empty for one that
// compares none.
func Sides(text string) (first, second string) {
	text = strings.TrimRight(strings.Join(strings.Fields(text), " "), " ?？.!。")
	for _, re := range sidePatterns {
		if m := re.FindStringSubmatch(text); m != nil {
			first, second = side(m[1]), side(m[2])
			if short := stand.FindStringSubmatch(strings.TrimSpace(m[2])); short != nil {
				return first, standing(first, short[1], short[2])
			}
			return shared(first, second)
		}
	}
	return "", ""
}

// stand is a thing whose noun the other side names: "a partial switch and a
// whole one", "un cambio parcial y uno completo".
var stand = regexp.MustCompile(`(?i)^\W*(?:(?:uno|celle|celui|quello|quella|aquele|aquela)\s+(\p{L}+)|(?:an?|the)\s+(\p{L}+)\s+one)$`)

// standing puts the noun that the first side names beside what the second says
// of it, which stands behind it, or before it as in English.
func standing(first, behind, before string) string {
	a := strings.Fields(first)
	if behind != "" {
		return strings.Join(append(slices.Clone(a[:max(1, len(a)-1)]), behind), " ")
	}
	return strings.Join(append([]string{before}, a[min(1, len(a)-1):]...), " ")
}

// modifying ends adjectives of English; German writes its own small.
var modifying = regexp.MustCompile(`(ic|al|ive|ous|ary|ed|ing|ent|ant|able|ible|ar|ful|less)$`)

// shared gives each side the noun that only one of them says: "static and
// dynamic typing", "diritto civile e penale".
func shared(first, second string) (string, string) {
	a, b := strings.Fields(first), strings.Fields(second)
	switch {
	case len(a) == 1 && len(b) == 2 && (modifying.MatchString(a[0]) && modifying.MatchString(b[0]) || german.MatchString(a[0]+" "+second)):
		return first + " " + b[1], second
	case len(a) == 2 && len(b) == 1 && romance.MatchString(a[1]+" "+b[0]):
		return first, a[0] + " " + second
	}
	return first, second
}

var (
	german  = regexp.MustCompile(`^\p{Ll}+(e|er|es|en|em) \p{Ll}+(e|er|es|en|em) \p{Lu}`)
	romance = regexp.MustCompile(`^\p{Ll}+(ale|ile|ico|ica|ivo|iva|al|el|if|ive|ique|elle|ario|aria|oso|osa|eux|euse) \p{Ll}+(ale|ile|ico|ica|ivo|iva|al|el|if|ive|ique|elle|ario|aria|oso|osa|eux|euse)$`)
)

func side(s string) string {
	s = strings.Trim(s, " ,;:\"“”„«»'")
	for {
		short := articles.ReplaceAllString(s, "")
		if short == s {
			return s
		}
		s = short
	}
}

// signs are words that stand in a text of a kind: before an example, around what
// is set apart.
var signs = map[Want]*regexp.Regexp{
	Example:    regexp.MustCompile(`(?i)\b(for example|for instance|e\. ?g\.|such as|examples?|zum beispiel|z\. ?b\.|beispiele?n?|etwa|par exemple|exemples?|por ejemplo|ejemplos?|ad esempio|per esempio|esemp(?:io|i)|por exemplo|exemplos?|bijvoorbeeld|voorbeeld(?:en)?|till exempel|exempel|na przykład|przykład\w*|örneğin|örnek(?:ler)?)\b|(?:^|[\s(])(?:e\.?g|ex|bsp|bv|p\. ?ex|p\. ?ej|np|напр)\.?[\s:,]|например|пример|наприклад|例如|比如|譬如|例|例えば|たとえば|예를 들|مثل|مثال|למשל`),
	Comparison: regexp.MustCompile(`(?i)\b(whereas|while|unlike|in contrast|on the other hand|instead|rather than|more|less|both|different|differs?|hingegen|dagegen|während|im gegensatz|unterschied\w*|anders als|tandis que|alors que|contrairement|en revanche|différen\w+|mientras|en cambio|a diferencia|diferen\w+|mentre|invece|a differenza|differen\w+|enquanto|ao contrário|terwijl|daarentegen|verschil\w*)\b|тогда как|в отличие|различ|отлич|而|不同|区别|相比|に対して|一方|異な|違い`),
	List:       regexp.MustCompile(`(?i)\b(first(ly)?|second(ly)?|third(ly)?|following|finally|erstens|zweitens|folgende\w*|premièrement|suivants?|suivantes?|siguientes?|seguenti|seguintes?|volgende)\b|во-первых|следующ|以下|如下|第一|首先|次の|;.*;|\(1\).*\(2\)|①.*②`),
}

// speaksOf says how far a text is of the kind that is asked for: 1 where it has
// the signs of one.
func (w Want) speaksOf(text string) bool {
	re := signs[w]
	if re == nil {
		return false
	}
	if re.MatchString(text) {
		return true
	}
	if ascii(text) {
		return false // it has no marks to take off, and the case tells nothing
	}
	return re.MatchString(fold.Plain.Text(text))
}
