package quoted

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// entryLine begins an entry of a list of terms, at the beginning of a line.
var entryLine = regexp.MustCompile(`^\p{Lu}[^:：.!?\n]{1,40}\s?[:：]\s`)

// entries cuts a block where a line begins a new entry of a list of terms: with a
// bold term, or with a term and a colon. Most blocks are one.
func entries(text []rune, b Block) [][2]int {
	var out [][2]int
	from := b.Start
	for i := b.Start + 1; i < b.End; i++ {
		if text[i-1] == '\n' && !unicode.IsSpace(text[i]) && (beginsTerm(b, i) || entryLine.MatchString(string(text[i:min(b.End, i+longestTerm)]))) {
			out = append(out, [2]int{from, i})
			from = i
		}
	}
	return append(out, [2]int{from, b.End})
}

func beginsTerm(b Block, at int) bool {
	for _, t := range b.Terms {
		if t.Start == at && t.End-t.Start > 1 {
			return true
		}
	}
	return false
}

// shortestEntry is how many words an entry says at least of its term.
const shortestEntry = 3

// isEntry reports that a line begins with a term in bold and goes on: it says
// what that is.
func (u Unit) isEntry() bool {
	text := []rune(u.Text)
	if len(u.SetOff) == 0 || u.SetOff[0][0] > 0 || u.SetOff[0][1] >= len(text) || states.MatchString(u.Text) || endsStatement.MatchString(u.Text) {
		return false
	}
	said := string(text[u.SetOff[0][1]:])
	return hasLetter(said) && len(strings.Fields(said)) >= shortestEntry && !strings.HasPrefix(strings.TrimSpace(said), "(")
}

// setsOff says how far a unit sets off what is asked about: as the bold term that
// it begins with, or amid it, where a term is introduced.
func (r *Ranking) setsOff(u Unit, own []Term, lang string) float64 {
	text, best := []rune(u.Text), 0.0
	for _, at := range u.SetOff {
		if at[1] > len(text) || !isThing(own, string(text[at[0]:at[1]]), lang) {
			continue
		}
		before, after := strings.TrimSpace(string(text[:at[0]])), strings.TrimSpace(string(text[at[1]:]))
		switch {
		case len([]rune(before)) <= 3 && hasLetter(after):
			return asDefined
		case hasLetter(before):
			best = asSetOff
		}
	}
	return best
}

// isThing reports that a text is what the terms name, and no more.
func isThing(own []Term, text, lang string) bool {
	left := map[string]bool{}
	for _, t := range own {
		left[t.Stem] = true
	}
	for _, w := range words.Tokens(text, lang) {
		if !w.Content() {
			continue
		}
		hit := false
		for _, t := range own {
			if t.Meets(w, lang) {
				hit = true
				delete(left, t.Stem)
			}
		}
		if !hit {
			return false
		}
	}
	return len(left) == 0
}
