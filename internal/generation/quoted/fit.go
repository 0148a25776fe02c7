package quoted

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

var (
	reasonWords = oneOf{
		words: wordsOf("because|due to|since|as a result|in order to|so that|therefore|thanks to|caused by|reason|weil|da|denn|wegen|aufgrund|deshalb|damit|parce que|car|porque|debido|ya que|puesto que|gracias a|para que|pois|uma vez que|poiche|grazie a|a causa|affinche|dato che|puisque|afin|omdat|doordat|zodat"),
		parts: wordsOf("perché |poiché|affinché|já que|grâce à|à cause|потому что|так как|чтобы|поэтому|благодаря|из-за|из‑за|для того|因为|因爲|由于|由於|以便|所以|ために|ので"),
	}
	monthWords = oneOf{words: wordsOf("january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|century|jahrhundert|monday|tuesday|wednesday|thursday|friday|saturday|sunday")}
	year       = regexp.MustCompile(`\b(1[0-9]|20)\d\d\b`)
	isWords    = oneOf{
		words:  wordsOf("is|are|was|were|means|refer to|refers to|called|known as|defined|consist of|consists of|ist|sind|bezeichnet|heißt|heißen|nennt man|nennen|genannt|versteht man|est|sont|appelle|désigne|es|son|llama|denomina|è|sono|chiama|definisce|é|são|chama|betekent|wordt|noemen|to jest|är|kallas"),
		begins: []string{"nazywa"},
		parts:  wordsOf("— это|называ|это |является|是|指|称为|稱為|叫做|とは|である|という|呼ば|이란|라고|هو |هي "),
	}
)

// fits says whether the unit holds the kind of thing that is asked for and
// that the question does not already name.
func (r *Ranking) fits(u Unit, lang string) float64 {
	asked := map[string]bool{}
	for _, t := range r.Question.Terms {
		asked[t.Stem] = true
		for _, s := range t.also {
			asked[s] = true
		}
	}
	named := func(t words.Token) bool {
		return asked[t.Stem] || slices.ContainsFunc(t.Spellings(lang), func(s string) bool { return asked[s] })
	}
	fresh := func(match func(words.Token) bool) float64 {
		for _, t := range r.texts.tokensOf(u.Text, lang) {
			if match(t) && !named(t) {
				return 1
			}
		}
		return 0
	}
	switch r.Question.Want {
	case Figure:
		tokens := r.texts.tokensOf(u.Text, lang)
		for i, t := range tokens {
			if t.Number && !asked[t.Stem] && !dated(tokens, i) {
				return 1
			}
		}
		return 0
	case Time:
		if year.MatchString(u.Text) || monthWords.MatchString(u.Text) {
			return 1
		}
		return 0.7 * fresh(func(t words.Token) bool { return t.Number })
	case Person, Place:
		if lang == "de" || lang == "" || !strings.ContainsFunc(u.Text, unicode.IsUpper) {
			return 0.5 // capitals tell no names
		}
		return fresh(func(t words.Token) bool { return t.Name || t.First && !t.Stop && !t.Number })
	case Reason:
		if reasonWords.MatchString(u.Text) {
			return 1
		}
		return 0.2
	case List:
		if u.Item || Announces(u.Text) || List.speaksOf(u.Text) {
			return 1
		}
		return 0.4
	case Comparison:
		if Comparison.speaksOf(u.Text) {
			return 1
		}
		return 0.4
	case Example:
		if Example.speaksOf(u.Text) {
			return 1
		}
		return 0.3
	case Formula:
		if u.Formula || Announces(u.Text) || strings.ContainsAny(u.Text, "=≈≤≥∑∫") {
			return 1
		}
		return 0.2
	case Definition:
		if isWords.MatchString(u.Text) || u.Kind == Row {
			return 1
		}
		return 0.3
	}
	return 0.5
}
