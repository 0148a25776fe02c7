package flashcard

import (
	"fmt"
	"regexp"
	"strings"
)

// A formula that a sentence gives as that of something named.
const oneSign = `([\x{e000}-\x{e03f}])`

type formulaShape struct {
	says *regexp.Regexp // condition, article, what it is of, the formula
	asks string
}

var formulaShapes = map[string]formulaShape{
	"en": {regexp.MustCompile(`^(?:(For [^,]{3,60}), )?([Tt]he |[Aa]n? )([\p{L}][^,;:.]{2,70}?) (?:is|are)(?: (?:given|defined|denoted|calculated)(?: (?:by|as|with))?| equal to)?:? ?` + oneSign + `\.?$`), "Which formula gives %s?"},
	"de": {regexp.MustCompile(`^(?:(Für [^,]{3,60}) )?([Dd]er |[Dd]ie |[Dd]as |[Ee]ine? )(\p{Lu}[^,;:.]{2,70}?) (?:ist|sind|lautet|beträgt|wird|berechnet sich|ergibt sich)(?: (?:gegeben|definiert|berechnet))?(?: (?:durch|als|aus|zu|mit))?:? ?` + oneSign + `\.?$`), "Welche Formel gilt für %s?"},
	"fr": {regexp.MustCompile(`^(?:(Pour [^,]{3,60}), )?([Ll]e |[Ll]a |[Ll]es |[Ll]['’])([\p{L}][^,;:.]{2,70}?) (?:est|sont|s['’]écrit|vaut)(?: (?:donnée?s?|définie?s?|égale?s?)(?: (?:par|à))?)? ?:? ?` + oneSign + `\.?$`), "Quelle formule donne %s ?"},
	"es": {regexp.MustCompile(`^(?:(Para [^,]{3,60}), )?([Ee]l |[Ll]a |[Ll]os |[Ll]as )([\p{L}][^,;:.]{2,70}?) (?:es|son|viene|se (?:define|calcula|expresa))(?: (?:dad[oa]s?|definid[oa]s?|igual)(?: (?:por|a))?| como)?:? ?` + oneSign + `\.?$`), "¿Qué fórmula da %s?"},
	"it": {regexp.MustCompile(`^(?:(Per [^,]{3,60}), )?([Ii]l |[Ll]a |[Ll]o |[Ii] |[Ll]e |[Gg]li |[Ll]['’])([\p{L}][^,;:.]{2,70}?) (?:è|sono|vale|si (?:definisce|calcola|scrive))(?: (?:dat[oaie]|definit[oaie]|uguale)(?: (?:da|a))?| come)?:? ?` + oneSign + `\.?$`), "Quale formula dà %s?"},
	"pt": {regexp.MustCompile(`^(?:(Para [^,]{3,60}), )?([Oo] |[Aa] |[Oo]s |[Aa]s )([\p{L}][^,;:.]{2,70}?) (?:é|são|define-se|calcula-se)(?: (?:dad[oa]s?|definid[oa]s?|igual)(?: (?:por|a))?| como| por)?:? ?` + oneSign + `\.?$`), "Que fórmula dá %s?"},
}

// formulaOf asks for the formula that a sentence gives of something named.
func formulaOf(c sentence, add func(shape, front, back, term string, score float64)) bool {
	shape, ok := formulaShapes[c.lang]
	if !ok {
		return false
	}
	m := shape.says.FindStringSubmatch(c.text)
	if m == nil || !thing(m[3], c.lang) || !named(headOf(m[3], c.lang), c.lang) || !c.equation(m[4]) || owned.MatchString(m[3]) || ofACase.MatchString(m[3]) {
		return false
	}
	of := strings.ToLower(m[2][:1]) + m[2][1:] + m[3]
	if m[1] != "" {
		of += ", " + lowerFirst(m[1], c)
	}
	add("formula", fmt.Sprintf(shape.asks, of), m[4], m[3], 1.1)
	return true
}

// headOf is what a formula is of, without the letters that it has in the text.
func headOf(of, lang string) string {
	after := afterHead
	if lang == "pt" {
		after = afterHeadPt
	}
	if at := after.FindStringIndex(of); at != nil && at[0] > 0 {
		return of[:at[0]]
	}
	return of
}

// equation reports that a sign stands for a formula that says what something
// equals, and not for a number or a letter.
func (c sentence) equation(sign string) bool {
	i := int([]rune(sign)[0] - firstSign)
	if i >= len(c.s.Math) {
		return false
	}
	tex := written(c.s.Math[i].TeX)
	return len([]rune(tex)) >= 5 && equal.MatchString(tex) && !figure.MatchString(tex)
}

// owned is of something that stands before: "the speed of its electrons".
var owned = regexp.MustCompile(`(?i) (?:its|their|seine[rsnm]?|ihre[rsnm]?|ses|son|sa|leurs?|sus?|suo|sua|suoi|sue|loro|seus?|suas?) `)

// ofACase is of what an exercise or the text has before, or of a letter that it
// gives something there.
var ofACase = regexp.MustCompile(`(?i)(?:in question|in frage|en question|en cuestión|in questione|em questão|instead of|anstelle|en lugar de|à la place de|in sostituzione|em vez de)(?: |$)|(?:variable|unknown|unbekannten?|inconnue|incógnita|incognita|variabile|variável) (?:\pL|[\x{e000}-\x{e03f}])$`)

// figure is what something equals in one case: a number, with its unit or without.
var figure = regexp.MustCompile(`^[^=≈]*(?:=|≈|\\approx)\s*[−-]?\s*\d[\d.,{}\s]*(?:(?:\\(?:cdot|times)|[·×])\s*10\s*\^\s*\{?[−-]?\d+\}?)?\s*(?:\\[,; %]|~|\s)*(?:\\(?:mathrm|text)\b.*|\\mu\s*[gmslLFAV]\b.*|\\?[%°‰].*|(?:k|c|m|n|M|G|µ|μ)?(?:g|m|s|Hz|eV|J|mol|Pa|bar|bits?|V|A|W|K|N)(?:/.*|[²³])?)?$`)

var equal = regexp.MustCompile(`[=≔≈≤≥∝]|\\(?:approx|equiv|leq?|geq?|propto)\b`)

// valueOnly reports that a formula alone is said of a term, and that it is what
// the term measures or how it is written: "Limit: 40 µg", "Samples: x_1, x_2".
func (s Sentence) valueOnly(body string) bool {
	body = strings.TrimSpace(strings.TrimRight(body, " .,;"))
	rs := []rune(body)
	if len(rs) != 1 || !isSign(rs[0]) || int(rs[0]-firstSign) >= len(s.Math) {
		return amountAlone.MatchString(body)
	}
	tex := written(s.Math[rs[0]-firstSign].TeX)
	tex = index.ReplaceAllString(tex, "")
	symbols := !equal.MatchString(tex) && !operation.MatchString(tex) && (len([]rune(tex)) < 4 || strings.Contains(tex, ",") || strings.Contains(tex, "dots"))
	return symbols || figure.MatchString("="+tex)
}

var (
	// amountAlone is a number with its unit.
	amountAlone = regexp.MustCompile(`^[~≈<>≤≥]?\s*\d[\d.,]*\s*(?:[%°‰]|\p{L}{1,4}(?:[/·]\p{L}{1,3}[²³]?)?)?$`)
	// operation says how a formula is reckoned.
	operation = regexp.MustCompile(`[+−∑∏∫√→↦⇒∪∩×·/^*]|-|\\(?:d?frac|sqrt|sum|prod|int|lim|cdot|times|pm|to|mapsto|cup|cap|over|binom|max|min|log|ln|exp|sin|cos)\b`)
)
