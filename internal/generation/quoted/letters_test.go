package quoted

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/words"
)

func TestAThingIsCalledByItsLetters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, question, text string
		want                 []string
	}{
		{"en", "What is a water mill?", "A WM turns by day.", []string{"water", "mill"}},
		{"en", "What is a water mill?", "WMs turn by day.", []string{"water", "mill"}},
		{"es", "¿Qué es un molino de agua?", "Un MA gira.", []string{"molino", "agua"}},
		{"ru", "Что такое водяная мельница?", "ВМ стоит на реке.", []string{"водяная", "мельница"}},
		{"en", "What is a water mill?", "An MW turns by day.", nil},                                          // two letters in another order are another name
		{"fr", "Qu'est-ce qu'un grand moulin bleu ?", "Le MBG tourne.", []string{"grand", "moulin", "bleu"}}, // three are the same
		{"en", "What is a water mill?", "WM OF THE TOWN", nil},                                               // where all are capitals none is a name
		{"en", "What is a mill of the river?", "The Ma turns.", nil},
	} {
		var want map[string]bool
		for _, s := range c.want {
			if want == nil {
				want = map[string]bool{}
			}
			for _, w := range words.Tokens(s, c.lang) {
				want[w.Stem] = true
			}
		}
		got := newTexts(Read(c.question, c.lang)).stemsOf(c.text, c.lang)
		for s := range want {
			if !got[s] {
				t.Errorf("%s: %s: no %q in %v", c.question, c.text, s, got)
			}
		}
		if c.want == nil {
			if d := cmp.Diff(0, len(got)); d != "" {
				t.Errorf("%s: %s: %v", c.question, c.text, got)
			}
		}
	}
}
