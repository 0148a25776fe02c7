package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// What a page joins or cuts: a label before the sentence that it stands above, the
// next entry of a list behind an entry, a sentence at an ordinal's full stop.

// ranTogether reports a text that begins with a label or a heading and goes on
// with a sentence of its own: "Remarks A substance that …", "Ring The ring is …".
func ranTogether(c sentence) bool {
	if len(c.tokens) < 3 {
		return false
	}
	if second := c.tokens[1]; labels[fold(c.tokens[0].Text)] && !second.Clause && upper(second.Text) && (second.Stop || c.lang != "en" && c.lang != "de") {
		return true
	}
	for _, m := range c.s.Marked {
		if rest, ok := strings.CutPrefix(c.text, words.Line(m)+" "); ok && upper(rest) && (c.lang != "de" || begins["de"][firstWord(rest)]) {
			return true
		}
	}
	for i := 1; i < len(c.tokens)-1 && i <= mostLabel; i++ {
		t, next := c.tokens[i], c.tokens[i+1]
		if t.Clause || t.First {
			return false
		}
		if begins[c.lang][t.Text] && (c.lang == "de" || c.lang == "en" || !upper(next.Text)) && !verbs[c.lang][next.Norm] || upper(next.Text) && !upper(t.Text) && t.Norm == next.Norm {
			return true
		}
	}
	return false
}

// mostLabel is how many words a label has that stands before a sentence.
const mostLabel = 6

// begins are by language the articles and prepositions that begin a sentence, as
// they are written there.
var begins = map[string]map[string]bool{
	"en": setOf("The These This An"),
	"de": setOf("Der Die Das Ein Eine Einen Einem Bei Beim Im In Am Für Wenn Durch"),
	"fr": setOf("Le La Les Un Une Des Ce Cette Ces On"),
	"es": setOf("El La Los Las Un Una Unos Unas Se"),
	"it": setOf("Il Lo La Gli Le Un Una Uno Si"),
	"pt": setOf("Os As Um Uma Uns Umas"),
}

func upper(word string) bool { return word != "" && unicode.IsUpper([]rune(word)[0]) }

// Interrupted reports that what follows a text is the rest of its last sentence:
// it ends with an abbreviation, or with an ordinal behind its article.
func Interrupted(before string) bool {
	before = strings.TrimSpace(before)
	return abbreviated.MatchString(before) || ordinal.MatchString(before)
}

var ordinal = regexp.MustCompile(`(?:^|\s)(?i:der|die|das|den|dem|des|am|im|vom|zum|zur|beim|bis|seit|jede[rsn]?|eine[rsnm]?) \d{1,4}\.$`)

// nextEntry is the beginning of another entry, in a line of its own.
var nextEntry = regexp.MustCompile(`\n\s*\p{Lu}[^\n:：.–—]{1,40}(?: [–—-] |[:：] ?)\S`)

// apposition is what stands between two dashes, with the sentence that goes on
// behind it.
var apposition = regexp.MustCompile(` [–—-] (?:is|are|was|were|has|can|ist|sind|war|hat|kann|est|sont|a|peut|es|son|era|puede|è|sono|può|é|são|era|pode) `)

// endsWith reports a text whose last words are a term, in brackets or not.
func endsWith(text, term string) bool {
	t, f := fold(term), strings.TrimRight(fold(text), ".)")
	return t != "" && strings.HasSuffix(f, t) && (strings.HasSuffix(f, " "+t) || strings.HasSuffix(f, "("+t))
}

// namesOnly reports a text of three names and more and nothing that is said of
// them: members of something, and not what it is.
func namesOnly(text string) bool {
	parts := strings.FieldsFunc(strings.TrimRight(text, ". "), func(r rune) bool { return strings.ContainsRune(",;·、，", r) })
	if len(parts) < 3 {
		return false
	}
	for _, p := range parts {
		if len(strings.Fields(p)) > 2 || strings.ContainsFunc(p, isSign) {
			return false
		}
	}
	return true
}

// openEnd is an answer that ends with a word behind which more has to come.
var openEnd = regexp.MustCompile(`(?i) (?:the|an?|and|or|are|was|were|und|oder|der|die|das|eine[rsnm]?|le|les|des|du|et|ou|une?|el|los|las|del|y|una?|il|gli|del|della|os|um|uma|и|или|в|на|che|que|qui|that|dass|что|tali|tal|tel|als|wie)\.$`)

// analogous leads to what something is likened to, in whose terms the items
// behind it speak.
var analogous = regexp.MustCompile(`(?i)\b(?:analog(?:y|ies|ien?|ías?|ias?)|metaph(?:or|er)|métaphore|met[aá]fora|(?:is|are) like(?: an?| the)?|(?:ist|sind) wie (?:eine?|der|die|das)|(?:est|sont) comme (?:une?|les?|la|des)|(?:es|son) como (?:una?|el|las?|los)|sono come)\b| è come |(?: é| são) como |аналоги|подоб(?:ен|на|но|ны) |比喻|类比`)
