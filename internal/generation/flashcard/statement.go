package flashcard

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// Words before a list that state something: the items say more of it, and are
// not what it names.

// behindVerb is what stands behind the first verb of a sentence.
func behindVerb(lead, lang string) string {
	rs := []rune(lead)
	tokens := words.Tokens(lead, lang)
	for i, t := range tokens {
		if i > 0 && (verbs[lang][words.Fold(t.Text)] || lang == "de" && germanVerb(tokens, i) || romance[lang] != nil && actsOn(tokens, i, lang)) {
			return string(rs[t.End:])
		}
	}
	return lead
}

// tells reports words before a list that are whole without it: they deny
// something, are what is to be done or was, or end as a German clause does.
func tells(lead, lang string) bool {
	if denial.MatchString(lead) {
		return true
	}
	tokens := words.Tokens(lead, lang)
	if lang != "de" || len(tokens) < 3 {
		return false
	}
	last := tokens[len(tokens)-1]
	if parted[last.Norm] && slices.ContainsFunc(tokens[1:len(tokens)-1], func(t words.Token) bool { return deVerb.MatchString(t.Text) && !article[t.Norm] }) {
		return true
	}
	if at := relativeDe.FindStringIndex(lead); at != nil && enumerates(headNoun(lead[:at[0]], lang), lang) {
		return false // a clause says which of the kinds
	}
	return last.Content() && unicode.IsLower([]rune(last.Text)[0]) && strings.HasSuffix(lead, last.Text) && !states(lead, lang) && !verbs[lang][last.Norm]
}

var (
	// denial begins with what there is none of.
	denial = regexp.MustCompile(`^(?i:no|not|never|keine?[rnms]?|nicht|aucune?|pas de|ning[uú]n[oa]?|nessun[oa]?|nenhuma?s?|nunca|jamais|mai|никак\p{L}+|нет|нельзя) `)
	// parted are the prefixes that end a clause apart from their verb.
	parted     = setOf("ab an auf aus bei ein fest her hin los mit nach statt teil vor weg weiter zu zurück zusammen")
	relativeDe = regexp.MustCompile(`,? (?:(?:in|mit|auf|aus|bei|durch|an|von|für|zu) )?(?:die|der|das|den|dem|denen|dessen|deren|welche[rsnm]?) `)
	// bothSides are what speaks for something and against it in one list.
	bothSides = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:advantages?|benefits|pros|strengths|vorteile?|stärken|chancen|avantages?|atouts|ventajas|beneficios|fortalezas|vantaggi|pregi|vantagens|преимущества|плюсы)(?: ?[/&] ?| (?:and|und|et|y|e|и|vs\.?|или) (?:die |les |las |los |gli |i )?)(?:disadvantages?|drawbacks|cons|limits|limitations|weaknesses|risks|nachteile?|schwächen|einschränkungen|grenzen|risiken|inconvénients?|limites|faiblesses|desventajas|inconvenientes|limitaciones|debilidades|svantaggi|limiti|difetti|desvantagens|limitações|недостатки|минусы|ограничения)`)
	// ruled are rules by what they are called.
	ruled = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:rules|\p{L}*regeln|règles|reglas|regole|regras|правила)(?:[^\p{L}]|$)`)
)

// asNouns is a text of which what its author set as code stands as a noun.
func asNouns(text string, code []string) string {
	for _, c := range code {
		if c != "" && strings.IndexFunc(c, unicode.IsLetter) >= 0 {
			text = wrapWordAs(text, c, "Code")
		}
	}
	return text
}

// wrapWordAs replaces the occurrences of a word that stand alone.
func wrapWordAs(s, word, by string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if strings.HasPrefix(s[i:], word) && edge(s, i, i+len(word)) {
			b.WriteString(by)
			i += len(word)
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}
