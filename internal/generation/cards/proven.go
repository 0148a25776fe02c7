package cards

import (
	"strings"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/words"
)

// provenCards are the cards that the sentences give and prove.
func provenCards(sentences []flashcard.Sentence) []flashcard.Card {
	candidates, _ := flashcard.Candidates(sentences)
	out := candidates[:0]
	for _, c := range candidates {
		if proves(c.Kind == flashcard.Cloze, c.Front, c.Back, sentences[c.Sentence].Text) {
			out = append(out, c)
		}
	}
	return out
}

// proves reports that a quote holds what a card claims: a cloze card's whole
// text, a basic card's answer.
func proves(cloze bool, front, back, quote string) bool {
	quote = words.Line(quote)
	if cloze {
		return cite.Verify(plain(front), quote) == cite.Supported
	}
	// The question turns the sentence round, so the answer is held against the
	// quote alone, and every number and name of the question must be there too.
	answer := strings.TrimPrefix(plain(back), "Because ")
	answer = strings.TrimPrefix(answer, "Weil ")
	if v := cite.Verify(answer, quote); v != cite.Supported && !strings.Contains(words.Fold(quote), words.Fold(strings.TrimRight(answer, ".。"))) {
		return false
	}
	return cite.Names(plain(front), quote)
}
