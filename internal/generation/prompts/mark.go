package prompts

import (
	"crypto/rand"
	"strings"
)

// syllables of a mark: 100 × 100 × 100 × 100 marks, of four tokens or so each.
const syllables = 4

// Draw gives the mark that fences the texts of one request: a word without
// meaning that stands in none of them, whatever is typed between its letters.
// No document can know it, for it is drawn when the document is there already.
func Draw(texts ...string) string { return draw(word, texts) }

func draw(word func() string, texts []string) string {
	for {
		mark := word()
		free := true
		for _, t := range texts {
			free = free && !strings.Contains(letters(t), mark)
		}
		if free {
			return mark
		}
	}
}

func word() string {
	const consonants, vowels = "bdfgklmnprstvwzhjcxq", "aeiou"
	random := make([]byte, 2*syllables)
	_, _ = rand.Read(random) // it never fails: it ends the program instead
	var b strings.Builder
	for i, r := range random {
		if i%2 == 0 {
			b.WriteByte(consonants[int(r)%len(consonants)])
		} else {
			b.WriteByte(vowels[int(r)%len(vowels)])
		}
	}
	return b.String()
}

// letters are those of a text, in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		}
		return -1
	}, s)
}
