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
	if m == nil || !thing(m[3], c.lang) || !named(headOf(m[3], c.lang), c.lang) || !c.equation(m[4]) {
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
	tex := c.s.Math[i].TeX
	return len([]rune(tex)) >= 5 && equal.MatchString(tex)
}

var equal = regexp.MustCompile(`[=≔≈≤≥∝]|\\(?:approx|equiv|leq?|geq?|propto)\b`)
