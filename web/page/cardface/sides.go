package cardface

import (
	"strings"
	"unicode"

	"studyapp/internal/learning"
	"studyapp/web/render"
)

// fold is text for comparing, one rune for one: lower case, any space a blank.
func fold(text []rune) []rune {
	out := make([]rune, len(text))
	for i, r := range text {
		if unicode.IsSpace(r) {
			r = ' '
		}
		out[i] = unicode.ToLower(r)
	}
	return out
}

// Sides renders a card's two sides.
func Sides(c learning.Card) (front, back string) {
	if c.Kind != learning.Cloze {
		return render.Card(c.Front), render.Card(c.Back)
	}
	gap := render.Answer
	if c.Source != nil && !c.Source.Lost() && stands(gapWords(learning.ParseCloze(c.Text), c.Ordinal), c.Source.Quote) {
		gap = render.Verified
	}
	front = render.Cloze(c.Text, c.Ordinal, render.Blank)
	back = render.Cloze(c.Text, c.Ordinal, gap)
	if strings.TrimSpace(c.Extra) != "" {
		back += render.Card(c.Extra)
	}
	return front, back
}

// gapWords are the words in the gap of the number n, as plain text.
func gapWords(parts []learning.Part, n int) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Gap == n {
			b.WriteString(plainParts(p.Inner) + " ")
		} else {
			b.WriteString(gapWords(p.Inner, n))
		}
	}
	return b.String()
}

func plainParts(parts []learning.Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text + plainParts(p.Inner))
	}
	return b.String()
}

// stands reports whether each of the words stands in the quote, in any case:
// yellow is only what was found in the source.
func stands(words, quote string) bool {
	in := string(fold([]rune(quote)))
	sought := strings.Fields(string(fold([]rune(words))))
	for _, w := range sought {
		if !strings.Contains(in, strings.Trim(w, "*_`$.,;:")) {
			return false
		}
	}
	return len(sought) > 0
}
