package flashcard

import (
	"regexp"
	"unicode"

	"studyapp/internal/generation/words"
)

// caseless reports a text most letters of which have no capital form.
func caseless(text string) bool {
	cased, letters := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) || unicode.IsLower(r) {
				cased++
			}
		}
	}
	return 2*cased < letters
}

// figures are the years and quantities of a text.
var (
	cjkFigure = regexp.MustCompile(`[0-9０-９]{3,4}(?:年|년)|[0-9０-９]+(?:\.[0-9]+)?(?:%|％|°C|℃|億|亿|万|km|kg)`)
	arFigure  = regexp.MustCompile(`(?:[0-9]{4}|[٠-٩]{4})`)
)

// keyCloze makes a card with one gap from a sentence of a language without
// capitals: a year, or a figure with its unit, where it is the only number.
func keyCloze(c sentence) (Card, bool) {
	figure := cjkFigure
	if c.lang == "ar" {
		figure = arFigure
	}
	found := figure.FindAllStringIndex(c.text, -1)
	if len(found) != 1 || len(anyNumber.FindAllString(c.text, -1)) != 1 || caselessVague.MatchString(c.text) {
		return Card{}, false
	}
	at := found[0]
	gap := c.text[at[0]:at[1]]
	return Card{Kind: Cloze, Front: c.text[:at[0]] + "{{c1::" + gap + "}}" + c.text[at[1]:], Term: words.Fold(gap), Shape: "cloze", Score: 0.7}, true
}

var (
	anyNumber = regexp.MustCompile(`[0-9０-９٠-٩]+(?:[.,٫][0-9０-９٠-٩]+)*`)
	// caselessVague is a figure of an example, a label or a guess.
	caselessVague = regexp.MustCompile(`例えば|例如|比如|假设|假設|とすると|図|图|圖|表 ?[0-9]|第[0-9]|章|節|页|頁|約|大约|大約|예를|그림|مثال|الشكل|الصفحة`)
)
