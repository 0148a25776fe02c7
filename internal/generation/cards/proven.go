package cards

import (
	"strings"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/words"
)

// provenCards are the cards that the sentences give and prove, and the count of
// those that they do not.
func provenCards(sentences []flashcard.Sentence) ([]flashcard.Card, flashcard.Refused) {
	candidates, refused := flashcard.Candidates(sentences)
	out := candidates[:0]
	for _, c := range candidates {
		if proves(c, sentences[c.Sentence]) {
			out = append(out, c)
		} else {
			refused[flashcard.Unproven]++
		}
	}
	return out, refused
}

// proves reports that each word, number and formula of what a card answers
// stands in its sentence, in the same order: the built-in patterns turn the
// question and never the answer.
func proves(c flashcard.Card, s flashcard.Sentence) bool {
	answer := c.Back
	if c.Kind == flashcard.Cloze {
		answer = c.Front
	}
	quote := letters(plain(words.Line(s.Text)))
	for _, f := range s.Math { // a formula stands in the text as it was set
		quote += " " + letters(plain(f.TeX))
	}
	for line := range strings.SplitSeq(answer, "\n") {
		line = strings.TrimPrefix(line, "- ")
		if s.Row != nil {
			if _, value, ok := strings.Cut(line, ": "); ok && strings.Contains(quote, letters(plain(value))) {
				continue
			}
		}
		if !inOrder(letters(plain(line)), quote, s) {
			return false
		}
	}
	return true
}

// inOrder reports that an answer's letters are the quote's, but for formulas,
// which have another spelling there, and the word that a pattern puts first.
func inOrder(answer, quote string, s flashcard.Sentence) bool {
	if strings.Contains(quote, answer) {
		return true
	}
	for _, w := range []string{"because", "weil", "parceque", "porque", "perché", "perchè", "porqué", "aus", "als", "en", "si", "из"} {
		if rest, ok := strings.CutPrefix(answer, w); ok && strings.Contains(quote, rest) {
			return true
		}
	}
	return len(s.Math) > 0 // its signs were put back where they stood
}

// letters are a text's letters and digits alone.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .,;:!?\"“”„«»‘’'()[]{}。，、；：？！-–—\t\n\\", r) {
			return -1
		}
		return r
	}, words.Fold(s))
}
