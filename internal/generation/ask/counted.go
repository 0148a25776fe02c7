package ask

import (
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/platform/fold"
)

// ordinals are the words that count the points of an answer, folded: the first
// to the sixth, and the last.
var ordinals = []*regexp.Regexp{
	counting(`first|1st|erste[nrsm]?|premiere?|primer[oa]?|prim[oa]|primeir[oa]|eerste|перв\S*|pierwsz\S*`, `第一|最初|첫`),
	counting(`second|2nd|zweite[nrsm]?|deuxieme|seconde?|segund[oa]|second[oa]|tweede|втор\S*|drug\S*`, `第二|二つ目|두 ?번째`),
	counting(`third|3rd|dritte[nrsm]?|troisieme|tercer[oa]?|terz[oa]|terceir[oa]|derde|трет\S*|trzec\S*`, `第三|三つ目|세 ?번째`),
	counting(`fourth|4th|vierte[nrsm]?|quatrieme|cuart[oa]|quart[oa]|vierde|четверт\S*|czwart\S*`, `第四|四つ目|네 ?번째`),
	counting(`fifth|5th|funfte[nrsm]?|cinquieme|quint[oa]|vijfde|пят\S*|piat\S*`, `第五|五つ目|다섯 ?번째`),
	counting(`sixth|6th|sechste[nrsm]?|sixieme|sext[oa]|sest[oa]|zesde|шест\S*|szost\S*`, `第六|六つ目`),
	counting(`last|letzte[nrsm]?|dernier|derniere|ultim[oa]|laatste|последн\S*|ostatni\S*`, `最后|最後|마지막`),
}

func counting(words, wide string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\p{L}\p{N}])(?:` + words + `)(?:[^\p{L}\p{N}]|$)|` + wide)
}

// counts is what may stand beside the number: nothing that could be looked for.
var counts = regexp.MustCompile(`^(one|ones|point|points|item|rule|step|reason|thing|of|them|those|these|what|whats|is|about|explain|tell|me|more|and|the|how|why|mean|means|does|please|` +
	`was|ist|mit|der|die|das|dem|den|punkt|regel|schritt|grund|und|erklare|bitte|nochmal|heisst|bedeutet|warum|` +
	`le|la|les|et|point|regle|etape|quoi|explique|el|lo|los|y|punto|regla|paso|que|explica|il|e|regola|passo|spiega|o|a|os|ponto|regra|explique|het|de|en|punt|regel|stap|wat|leg|uit|` +
	`а|и|что|пункт|правило|шаг|объясни|про|i|co|punkt|wyjasnij)$`)

// countsWide are the same in scripts without spaces.
var countsWide = regexp.MustCompile(`个|個|点|點|条|條|项|項|步|种|種|部分|呢|吗|嗎|是什么|是什麼|什么|什麼|是|解释|解釋|请|請|一下|の|は|を|について|説明して|ください|何ですか|것|는|은|설명해|줘`)

// counted is the point of the answer before that a question counts out ("the
// second one", "the second rule" where rules were asked for), empty where there is
// none; ok is false for questions that do not count. Lead-ins and headings are no
// points.
func counted(question, before string, quotes []string) (point string, ok bool) {
	plain := fold.Plain.Text(question)
	n := -1
	for i, re := range ordinals {
		if re.MatchString(plain) {
			n = i
			plain = re.ReplaceAllString(plain, " ")
			break
		}
	}
	if n < 0 {
		return "", false
	}
	asked := wordsOf(fold.Plain.Text(before))
	for _, w := range wordsOf(countsWide.ReplaceAllString(plain, " ")) {
		if !counts.MatchString(w) && len([]rune(w)) > 1 && !slices.ContainsFunc(asked, func(a string) bool { return sameWord(a, w) }) {
			return "", false
		}
	}
	points := pointsOf(quotes)
	if n == len(ordinals)-1 {
		n = len(points) - 1
	}
	if n < 0 || n >= len(points) {
		return "", true
	}
	return points[n], true
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,.?!¿¡'’:？。", r) })
}

// fewestSame is how many letters forms of one word begin with.
const fewestSame = 4

// sameWord reports that two words, folded, may be forms of one: "rules", "rule".
func sameWord(a, b string) bool {
	x, y := []rune(a), []rune(b)
	same := 0
	for same < min(len(x), len(y)) && x[same] == y[same] {
		same++
	}
	return same >= fewestSame && 3*same >= 2*max(len(x), len(y))
}

// termed begins a quote that is an item which says first what it is about.
var termed = regexp.MustCompile(`^[^:：.!?]{2,60}[:：]`)

// marked begins a quote that is an item with its mark.
var marked = regexp.MustCompile(`^\s*([•‣▪·*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s`)

// pointsOf are the points of an answer: what follows its lead-in, where it has
// one, else all its quotes. Of items with their marks, or that begin with what
// they are about, each is one point, also where it is of several sentences.
func pointsOf(quotes []string) []string {
	points := behindLead(quotes)
	for _, begins := range []*regexp.Regexp{marked, termed} {
		if items := beginning(points, begins); len(items) > 1 {
			return items
		}
	}
	return points
}

// beginning are the quotes that begin so, where the first of them does.
func beginning(quotes []string, begins *regexp.Regexp) []string {
	if len(quotes) == 0 || !begins.MatchString(quotes[0]) {
		return nil
	}
	var items []string
	for _, q := range quotes {
		if begins.MatchString(q) {
			items = append(items, q)
		}
	}
	return items
}

// behindLead are the quotes behind the lead-in, or a heading over a list.
func behindLead(quotes []string) []string {
	for i := len(quotes) - 2; i >= 0; i-- {
		if quoted.Announces(quotes[i]) {
			return quotes[i+1:]
		}
	}
	if len(quotes) > 2 && !strings.ContainsAny(quotes[0], ".!?。") && len([]rune(quotes[0])) < 80 && strings.ContainsAny(quotes[1], ".!?。") {
		return quotes[1:] // a heading over a list
	}
	return quotes
}
