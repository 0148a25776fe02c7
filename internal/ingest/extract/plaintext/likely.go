package plaintext

import (
	"math"
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Letters collects words, to say whether they are of any language at all. The
// zero value is ready.
type Letters struct {
	words    [][]rune
	count    int
	long     int // of them, those of lengthy words
	distinct map[rune]struct{}
}

const (
	shortest    = 3   // letters of a word that says something
	lengthy     = 5   // letters of a word that is no quantity of a formula, x with its indices
	mostLetters = 800 // that are looked at
	enough      = 140 // letters that say something together
	various     = 14  // different ones that a text has, where names of bases or notes have fewer
	// scrambled is what a letter behind another costs at least, on average, in
	// the nearest language, where letters were mixed up. On 1,747 pages of
	// lecture notes, papers and program code in a dozen languages it was 2.7,
	// never more than 3.6; with their letters mixed up it was 4.95, and less
	// than 4.1 on one page of fifty.
	scrambled = 4.1
)

// Add takes in a word. Marks on its letters do not count, letters that few
// alphabets have part it, and what has capitals inside is an abbreviation, a
// sequence of a protein or a key.
func (l *Letters) Add(word []rune) {
	if l.count >= mostLetters || len(word) < shortest || slices.ContainsFunc(word[1:], unicode.IsUpper) {
		return
	}
	if !slices.ContainsFunc(word, func(r rune) bool { return r < 0x3000 }) {
		return // none of its letters is one of those that count, nor holds one
	}
	if l.distinct == nil {
		l.distinct = map[rune]struct{}{}
	}
	var run []rune
	end := func() {
		if len(run) >= shortest {
			l.words = append(l.words, run)
			l.count += len(run)
			if len(run) >= lengthy {
				l.long += len(run)
			}
		}
		run = nil
	}
	for _, r := range norm.NFD.String(string(word)) {
		if unicode.IsMark(r) {
			continue
		}
		if r = unicode.ToLower(r); !common(r) || len(run) > 0 && script(r) != script(run[0]) {
			end()
		}
		if common(r) {
			run = append(run, r)
			l.distinct[r] = struct{}{}
		}
	}
	end()
}

func common(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'α' && r <= 'ω' || r >= 'а' && r <= 'я'
}

// script parts the letters that are common.
func script(r rune) int { return int(r >> 8 & 0xf) }

// Scrambled reports whether the words are of no language.
func (l *Letters) Scrambled() bool {
	if l.count < enough || len(l.distinct) < various || l.long*3 < l.count {
		return false
	}
	least := math.Inf(1)
	for _, code := range []string{"en", "de", "ru", "el"} { // most texts are told by these
		least = min(least, l.cost(languages()[code]))
	}
	if least < scrambled {
		return false
	}
	for _, known := range languages() {
		if known.next != nil {
			least = min(least, l.cost(known))
		}
	}
	return least >= scrambled
}

// cost is what a letter costs in a language on average.
func (l *Letters) cost(known *language) float64 {
	sum := 0.0
	for _, w := range l.words {
		sum += known.word(w)
	}
	return sum / float64(l.count)
}
