package doclist

import (
	"testing"

	"studyapp/internal/generation/flashcard"
)

func TestARunSaysWhatItMadeAndWhyNotMore(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]struct {
		produced, rejected int
		refused            flashcard.Refused
	}{
		"21 cards made, 3 failed their check, 2 are like cards that are there.":                        {21, 5, flashcard.Refused{flashcard.Guess: 3, flashcard.Repeats: 2}},
		"4 cards made, 312 failed their check, mostly because they need the sentences around them.":    {4, 312, flashcard.Refused{flashcard.Leans: 200, flashcard.Fragment: 112}},
		"4 cards made, 40 failed their check.":                                                         {4, 40, flashcard.Refused{flashcard.Leans: 10, flashcard.Half: 10, flashcard.Says: 10, flashcard.Guess: 10}},
		"No card was made, 12 failed their check, mostly because cards in this language need a model.": {0, 12, flashcard.Refused{flashcard.NoRules: 12}},
		"No card was made: nothing here says what a card could ask.":                                   {},
		"1 card made, one is like a card that is there.":                                               {1, 1, flashcard.Refused{flashcard.Repeats: 1}},
	} {
		if got := made(c.produced, c.refused, c.rejected); got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}
