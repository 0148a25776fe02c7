package lexical

import (
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

const (
	clearVotes    = 3   // stop words a text must have before they tell its language
	detectBytes   = 800 // how much of a text its letters are counted in
	detectLetters = 80  // how long a Latin or Cyrillic text must be for its letters to tell
)

// Language tells the language of a text (ISO 639-1, or 639-3 where there is no
// shorter code): by its stop words if they are clear, else it is otherwise,
// which may name the language of the document around, else by its letters. It
// returns "" when nothing tells.
func (a *Analysers) Language(text, otherwise string) string {
	found := words(text)
	if best, votes, second := a.vote(found, nil); votes >= clearVotes && votes > second {
		return best
	}
	if otherwise != "" {
		return otherwise
	}
	return byLetters(text)
}

// questionLanguage is Language for the few words of a question: one stop word
// is enough, and of equals it takes the language that more texts of the index
// have.
func (x *Index) questionLanguage(text string, found []word) string {
	if best, votes, second := x.analysers.vote(found, x.languages); votes > second {
		return best
	}
	return byLetters(text)
}

// vote counts for each language the words that are its stop words. Equal
// counts are decided by the texts of each language; second is the count of the
// strongest rival that was not beaten by them.
func (a *Analysers) vote(found []word, texts map[string]int) (best string, votes, second int) {
	counts := make([]int, len(a.names))
	for _, w := range found {
		for mask, n := a.stops[w.text], 0; mask != 0; mask, n = mask>>1, n+1 {
			counts[n] += int(mask & 1)
		}
	}
	for n, count := range counts {
		name := a.names[n]
		switch {
		case count > votes, count == votes && texts[name] > texts[best]:
			if count > votes {
				second = votes
			}
			best, votes = name, count
		case count == votes && texts[name] == texts[best]:
			second = count
		case count < votes && count > second:
			second = count
		}
	}
	return best, votes, second
}

func byLetters(text string) string {
	if len(text) > detectBytes {
		cut := detectBytes
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	info := whatlanggo.Detect(text)
	if !info.IsReliable() {
		return ""
	}
	if (info.Script == unicode.Latin || info.Script == unicode.Cyrillic) && utf8.RuneCountInString(text) < detectLetters {
		return ""
	}
	switch info.Lang {
	case whatlanggo.Nob, whatlanggo.Nno:
		return "no"
	}
	if short := info.Lang.Iso6391(); short != "" {
		return short
	}
	return info.Lang.Iso6393()
}
