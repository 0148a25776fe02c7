package lexical

import (
	"slices"
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
	if best, votes := a.vote(found, a.stops); votes >= clearVotes && len(best) == 1 {
		return best[0]
	}
	if otherwise != "" {
		return otherwise
	}
	return byLetters(text)
}

// questionLanguage is Language for the few words of a question: one stop word
// is enough. Of languages with equally many it takes the one that more texts of
// the index have, then the one whose letters fit best.
func (x *Index) questionLanguage(text string, found []word) string {
	best, votes := x.analysers.vote(found, x.analysers.stops)
	if votes == 0 {
		// Typed without marks, perhaps; if so, in a language that texts have.
		best, votes = x.analysers.vote(found, x.analysers.typed)
		best = slices.DeleteFunc(best, func(name string) bool { return x.languages[name] == 0 })
	}
	if votes == 0 || len(best) == 0 {
		return byLetters(text)
	}
	most := 0
	for _, name := range best {
		most = max(most, x.languages[name])
	}
	best = slices.DeleteFunc(best, func(name string) bool { return x.languages[name] < most })
	if len(best) == 1 {
		return best[0]
	}
	among := make(map[whatlanggo.Lang]bool)
	for l := range whatlanggo.Langs {
		if slices.Contains(best, code(l)) {
			among[l] = true
		}
	}
	return code(whatlanggo.DetectLangWithOptions(text, whatlanggo.Options{Whitelist: among}))
}

// vote returns the languages of which most words are among the stop words
// given, and how many.
func (a *Analysers) vote(found []word, stops map[string]uint32) (best []string, votes int) {
	counts := make([]int, len(a.names))
	for _, w := range found {
		for mask, n := stops[w.text], 0; mask != 0; mask, n = mask>>1, n+1 {
			counts[n] += int(mask & 1)
		}
	}
	votes = slices.Max(counts)
	for n, count := range counts {
		if count == votes {
			best = append(best, a.names[n])
		}
	}
	return best, votes
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
	return code(info.Lang)
}

func code(l whatlanggo.Lang) string {
	switch l {
	case whatlanggo.Nob, whatlanggo.Nno:
		return "no"
	}
	if short := l.Iso6391(); short != "" {
		return short
	}
	return l.Iso6393()
}
