package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// sentence is a sentence that passed the gates, with what the shapes need.
type sentence struct {
	s      Sentence
	text   string // one line, no space doubled
	lang   string
	tokens []words.Token
	names  map[string]bool // words that keep their capital in the document
}

// The length of a sentence that makes a card, in code points. Chinese and
// Japanese say the same in less than half of them.
const (
	shortest      = 28
	longest       = 230
	shortestDense = 12
	longestDense  = 110
)

// clean decides whether a sentence can be understood alone.
func clean(s Sentence) (sentence, bool) {
	text, ok := s.masked()
	text = words.Line(text)
	c := sentence{s: s, text: text, lang: s.Lang}
	n, least, most := len([]rune(text)), shortest, longest
	switch s.Lang {
	case "ja", "zh":
		least, most = shortestDense, longestDense
	case "ko":
		least = shortestDense
	}
	if !ok || n < least || n > most {
		return c, false
	}
	rs := []rune(text)
	last := rs[len(rs)-1]
	if strings.ContainsRune("”\")）」』»", last) {
		last = rs[len(rs)-2]
	}
	if last != '.' && last != '。' {
		return c, false
	}
	// A capital begins a sentence, or any letter of a script that has none.
	if r := rs[0]; !unicode.IsUpper(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Lo, r) && r < 0x2e80 && !startsWithCode(text, s.Code) {
		return c, false
	}
	if strings.Contains(text, "{{") || strings.Contains(text, "}}") || strings.Contains(text, "…") || strings.Contains(text, "...") ||
		!balanced(text) || garbage(rs, least == shortestDense) {
		return c, false
	}
	c.tokens = words.Tokens(text, s.Lang)
	if len(c.tokens) < 5 {
		return c, false
	}
	lower := " " + fold(text) + " "
	if dangling[firstWord(strings.TrimSpace(lower))] || openers.MatchString(strings.TrimSpace(lower)) {
		return c, false
	}
	if leans := leansOn[s.Lang]; leans != nil && leans.MatchString(text) {
		return c, false
	}
	if pointers[s.Lang] != nil && pointers[s.Lang].MatchString(lower) || everywhere.MatchString(lower) {
		return c, false
	}
	return c, !orphan(c)
}

func startsWithCode(text string, code []string) bool {
	for _, c := range code {
		if c != "" && strings.HasPrefix(text, c) {
			return true
		}
	}
	return false
}

// garbage tells code and tables from prose by their characters.
func garbage(rs []rune, dense bool) bool {
	leastLetters, mostDigits := 78, 14 // of a hundred
	if dense {
		leastLetters, mostDigits = 65, 25 // a year weighs more in few characters
	}
	letters, marks, digits, math, upper, lower := 0, 0, 0, 0, 0, 0
	for _, r := range rs {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
		switch {
		case unicode.IsLetter(r) || r == ' ' || unicode.IsMark(r):
			letters++
		case r > 0x7f && (unicode.Is(unicode.Sm, r) || unicode.Is(unicode.No, r)):
			math++
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune("{}=<>;|\\~^&@#$%*/_[]", r):
			marks++
		}
	}
	return letters*100 < leastLetters*len(rs) || marks*100 > 4*len(rs) || digits*100 > mostDigits*len(rs) ||
		math > 3 || upper > lower && 2*(upper+lower) > letters
}

// dangling words at the start lean on the sentence before.
var dangling = setOf(`it its it's they their they're them this that that's these those he she his her him we we're we'll we've our us let's i i'm my
	you you'll you're your such so then but and or nor yet also however thus therefore hence consequently moreover furthermore additionally instead
	another other others otherwise similarly likewise conversely meanwhile still even both neither either each-other one finally first firstly second secondly third next last lastly
	here now today later again of-course fortunately luckily unfortunately note recall remember consider imagine suppose think try take see look
	unlike-this because for-example which who whose what why how where when's there's here's there'll
	es er sie dies dieser diese dieses diesem diesen jener jene jenes das dort hier dann danach dabei dadurch damit daher deshalb deswegen dazu davon daraus darin darauf darüber außerdem ferner zudem
	jedoch aber und oder denn sondern also somit folglich auch so solche solcher solches wir unser unsere ihr ihre ihren sein seine seinen seiner man jetzt nun zunächst zuerst schließlich allerdings trotzdem dennoch
	heute gestern jahrhunderts jahrhundert später früher
	sei seien beweis damit zeige angenommen gegeben
	hingegen dagegen zwar beide beides ebenso ebenfalls
	il elle ils elles ce cette ces cet cela ceci nous vous on mais et donc ainsi alors puis aussi
	él ella ellos ellas esto esta este estos estas eso nosotros pero y así entonces también además`)

// openers are longer beginnings that do the same.
var openers = regexp.MustCompile(`^(in other words|for example|for instance|in this|in that|in these|in our|in addition|in contrast|in fact|in either|in both|doing so|for more|for further|an additional|another|the only|in the majority|in most|at this|at that|on the other|on top of|as a result|as we|as you|as with|as an? |that is|to do |to ensure|to illustrate|by doing|because of this|rather than|the (good|bad) news|the (first|second|third|last|latter|former|same|other|reason|result|answer|problem|idea|point|inverse|opposite|rest|following|main idea)\b|one (of|reason|way|thing)|some of (them|these|those)|all (of )?(this|these|those)|if (you|we|it|they|this|that)|when (you|we|it|they|this|that|i)\b|once (you|we)|with (this|that|these)|after (this|that)|zum beispiel|in dies|bei dies|auf dies|aus dies|nach dies|im folgenden|im gegensatz dazu|darüber hinaus|mit anderen worten)`)

// pointers lead to something outside the sentence.
var pointers = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`[ (“"](this|these|those|above|below|following|previous|previously|earlier|aforementioned|respectively|we|we'll|we've|we're|we'd|our|us|let's|i|i'm|my|you'll|you've|listing|figure|fig|chapter|example|examples|see|here|just|wouldn't we|shown|such|so far|later in|let us|section|sections|discussed|mentioned|exercise|exercises|quiz|reader|readers|book)[ ,.;:)”"]`),
	"de": regexp.MustCompile(`[ („](dies|diese|dieser|dieses|diesem|diesen|jene[rsmn]?|oben|unten|folgende[rnsm]?|vorige[rnsm]?|vorherige[rnsm]?|obige[rnsm]?|letztere[rnsm]?|erstere[rnsm]?|hier|wir|uns|unser[enms]*|abbildung|abb|kapitel|abschnitt|beispiel|siehe|bzw|solche[rnsm]?|dabei|dadurch|daraus|davon|also|demnach|ebenfalls)[ ,.;:)“]`),
	"fr": regexp.MustCompile(`[ (](ce|cet|cette|ces|ceci|cela|ci-dessus|ci-dessous|suivant|précédent|nous|notre|figure|chapitre|exemple)[ ,.;:)]`),
	"es": regexp.MustCompile(`[ (](est[aeo]s?|es[aeo]s?|anterior|siguiente|nosotros|nuestr[oa]s?|figura|capítulo|ejemplo)[ ,.;:)]`),
}

var everywhere = regexp.MustCompile(`https?://|www\.|<unk>|@-@| \. $|[\[(]\d+(, ?\d+)*[\])]\.? $|\b(copyright|isbn|all rights reserved)\b`)

// orphan reports a pronoun that comes before anything it could stand for.
func orphan(c sentence) bool {
	if c.lang != "en" && c.lang != "de" {
		return false
	}
	nouns := 0
	names := 0
	for _, t := range c.tokens {
		if personal[t.Norm] && nouns < 1 || person[t.Norm] && names < 1 || archaic[t.Norm] {
			return true
		}
		if t.Name || c.lang == "de" && upperToken(t) || t.First && upperToken(t) {
			names++
		}
		if t.Content() {
			nouns++
		}
	}
	return false
}

var personal = setOf("it its it's they them their theirs he she him his her hers itself themselves er sie ihm ihn ihr ihre ihren ihrem seine seinen seinem sein")

// person needs a name before it, archaic is how stories speak.
var (
	person  = setOf("he she him his her hers himself herself er ihm ihn")
	archaic = setOf("thou thee thy thine ye")
)

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
