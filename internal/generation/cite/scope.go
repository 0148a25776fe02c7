package cite

import (
	"strings"

	"studyapp/internal/generation/words"
)

// Words that say of how much something is true: of all, or of some. Those of
// other languages are not known.
var (
	ofAll = wordSets(map[string]string{
		"en": "all every each any always everyone everything everywhere entire",
		"de": "alle allen aller alles jede jeder jedes jeden jedem immer stets sämtliche sämtlichen sämtlicher",
		"fr": "tous toutes tout toute chaque toujours",
		"es": "todos todas todo toda cada siempre",
		"it": "tutti tutte tutto tutta ogni sempre ciascun ciascuno ciascuna",
		"pt": "todos todas todo toda cada sempre",
		"nl": "alle alles elk elke ieder iedere altijd",
		"ru": "все всех всем всеми весь вся всё каждый каждая каждое каждого каждой всегда любой любая любое",
	})
	ofSome = wordSets(map[string]string{
		"en": "some few partly partially",
		"de": "einige einigen einiger manche manchen mancher teils teilweise wenige",
		"fr": "certains certaines quelques partiellement",
		"es": "algunos algunas algún parcialmente",
		"it": "alcuni alcune qualche parzialmente",
		"pt": "alguns algumas parcialmente",
		"nl": "sommige enkele gedeeltelijk",
		"ru": "некоторые некоторых некоторым частично",
	})
)

func wordSets(lists map[string]string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for lang, list := range lists {
		out[lang] = map[string]bool{}
		for w := range strings.FieldsSeq(list) {
			out[lang][w] = true
		}
	}
	return out
}

// sides are words for the two sides of a thing: a number, and its negative for
// the other side.
var sides = map[string]map[string]int{
	"en": {"to": 1, "into": 1, "toward": 1, "towards": 1, "from": -1, "before": 2, "after": -2, "above": 3, "over": 3, "below": -3, "under": -3, "beneath": -3, "inside": 4, "within": 4, "outside": -4},
	"de": {"zu": 1, "zum": 1, "zur": 1, "von": -1, "vom": -1, "vor": 2, "bevor": 2, "nachdem": -2, "über": 3, "oberhalb": 3, "unter": -3, "unterhalb": -3, "innerhalb": 4, "außerhalb": -4},
	"fr": {"avant": 2, "après": -2, "sur": 3, "sous": -3},
	"es": {"hacia": 1, "hasta": 1, "desde": -1, "antes": 2, "después": -2, "sobre": 3, "bajo": -3},
	"it": {"prima": 2, "dopo": -2, "sopra": 3, "sotto": -3},
	"pt": {"até": 1, "desde": -1, "antes": 2, "depois": -2, "sobre": 3, "sob": -3},
	"nl": {"naar": 1, "van": -1, "voor": 2, "na": -2, "boven": 3, "onder": -3},
	"ru": {"к": 1, "от": -1, "до": 2, "после": -2, "над": 3, "под": -3},
}

// scopes reports whether a word says of how much something is true.
func scopes(w words.Token, lang string) bool { return ofAll[lang][w.Norm] || ofSome[lang][w.Norm] }

// sameScope reports that a sentence that speaks of all rests on a quote that
// does, and one that speaks without bounds not on one that speaks of some.
func (s read) sameScope(q []words.Token) bool {
	all, some := scopeOf(s.tokens, s.lang)
	quoteAll, quoteSome := scopeOf(q, s.lang)
	return all <= quoteAll && (some > 0 || quoteSome == 0)
}

// scopeOf says how often a text speaks of all, and of some.
func scopeOf(tokens []words.Token, lang string) (all, some int) {
	for _, t := range tokens {
		if ofAll[lang][t.Norm] {
			all++
		}
		if ofSome[lang][t.Norm] {
			some++
		}
	}
	return all, some
}

// sameSides reports that the words of the sentence, which stand at these places
// of the quote, are not each other's other side there: what goes to a thing, and
// what comes from it.
func (s read) sameSides(q []words.Token, at []int) bool {
	k := 0
	for i, t := range s.tokens {
		if k == len(at) {
			break
		}
		if t.Start != s.content[k].Start {
			continue
		}
		if side := sideOf(s.tokens, i, s.lang); side != 0 && side == -sideOf(q, at[k], s.lang) {
			return false
		}
		k++
	}
	return true
}

// farthestSide is how far before a word stands what says its side: an article may
// stand between.
const farthestSide = 2

// sideOf is the side that the words before a word name; 0 for none.
func sideOf(tokens []words.Token, at int, lang string) int {
	for i := at - 1; i >= max(0, at-farthestSide) && !tokens[i].Content() && !tokens[i+1].Clause; i-- {
		if side := sides[lang][tokens[i].Norm]; side != 0 {
			return side
		}
	}
	return 0
}
