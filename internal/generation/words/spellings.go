package words

import (
	"slices"

	"studyapp/internal/platform/fold"
)

// Spellings are what a word is found by as somebody types it: its stem without
// marks and, where that differs, in the other spelling (package fold), and the
// stems of the word typed without its marks. Words meet if they have one of
// them in common. Verdicts compare the stems themselves, with their marks.
func (t Token) Spellings(lang string) []string {
	plain := fold.Spellings(t.Stem)
	typed := fold.Spellings(t.Norm)
	if len(typed) == 1 && typed[0] == t.Norm {
		return plain
	}
	for _, w := range typed {
		if l := languages[lang]; l != nil && t.Content() && !t.Number {
			w = l.stem(w)
		}
		if !slices.Contains(plain, w) {
			plain = append(plain, w)
		}
	}
	return plain
}

// Question is Tokens of a question, in which stop words, negations and hedges
// are known without their marks too: who asks does not always type them. A word
// that is one only so counts as a stop word.
func Question(text, lang string) []Token {
	tokens := Tokens(text, lang)
	l := languages[lang]
	if l == nil {
		return tokens
	}
	for i, t := range tokens {
		if t.Content() && !t.Number && l.typed[t.Norm] {
			tokens[i].Stop, tokens[i].Name = true, false
		}
	}
	return tokens
}
