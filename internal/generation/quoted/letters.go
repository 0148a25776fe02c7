package quoted

import (
	"slices"
	"unicode"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// Notes call a thing by the first letters of its name once they have named it:
// "TM" for "Turing machine".

// How many letters such a name has.
const (
	fewestLetters = 2
	mostLetters   = 6
	anyOrder      = 3 // so many are meant in another order, too: adjectives stand behind their noun here, before it there
)

// initials are the first letter and the stem of each word that a question looks for,
// in order.
type initials []struct {
	letter rune // as fold.Plain has it
	stem   string
}

func initialsOf(q Question) initials {
	var out initials
	for _, t := range q.Terms {
		letters := []rune(fold.Plain.Text(t.Text))
		if t.Number || t.Time || t.code || len(letters) < 2 {
			continue
		}
		out = append(out, struct {
			letter rune
			stem   string
		}{letters[0], t.Stem})
	}
	return out
}

// named are the stems of the words that follow each other in the question and have
// these letters.
func (all initials) named(letters []rune) []string {
	n := len(letters)
	sorted := slices.Sorted(slices.Values(letters))
	for from := 0; from+n <= len(all); from++ {
		own, stems := make([]rune, n), make([]string, n)
		for i, o := range all[from : from+n] {
			own[i], stems[i] = o.letter, o.stem
		}
		if slices.Equal(own, letters) || n >= anyOrder && slices.Equal(slices.Sorted(slices.Values(own)), sorted) {
			return stems
		}
	}
	return nil
}

// shortened are the stems of the question that a word of a text stands for with
// their first letters. In a text of capitals alone no word does.
func (t *texts) shortened(w words.Token) []string {
	if t == nil || len(t.initials) < fewestLetters || w.Number {
		return nil
	}
	text := []rune(w.Text)
	if n := len(text); n > fewestLetters && text[n-1] == 's' {
		text = text[:n-1] // "TMs"
	}
	if len(text) < fewestLetters || len(text) > mostLetters || slices.ContainsFunc(text, func(c rune) bool { return !unicode.IsUpper(c) }) {
		return nil
	}
	return t.initials.named([]rune(fold.Plain.Text(string(text))))
}

// abbreviates reports that a word stands for all of the terms with their first
// letters.
func (t *texts) abbreviates(w words.Token, own []Term) bool {
	stems := t.shortened(w)
	return stems != nil && !slices.ContainsFunc(own, func(o Term) bool { return !slices.Contains(stems, o.Stem) })
}

// hasSmall reports that a text has small letters of a script that has capitals.
func hasSmall(tokens []words.Token) bool {
	return slices.ContainsFunc(tokens, func(w words.Token) bool {
		return slices.ContainsFunc([]rune(w.Text), unicode.IsLower)
	})
}
