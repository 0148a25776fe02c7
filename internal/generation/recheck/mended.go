package recheck

import (
	"encoding/json"
	"slices"
	"unicode"

	"studyapp/internal/generation/cite"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
)

// Another reading of the same page may have letters right that were wrong, or
// missing, in a quote: "Der Angri auf" is "Der Angriff auf" now. The words are
// still the ones that were quoted, if they stand on the page where they stood,
// nearly all of their letters are the same, and all of their numbers.
const (
	mendedLetters = 12  // fewer do not tell one place from another
	mendedShare   = 0.3 // of the letters may be others
)

// mended looks for a quote whose letters were mended on its page and those
// beside it.
func (f *finder) mended(quote string, segments json.RawMessage) (learning.Place, bool, error) {
	var before []extract.Segment
	if err := json.Unmarshal(segments, &before); err != nil || len(before) == 0 {
		return learning.Place{}, false, err
	}
	letters, _ := lettersOf([]rune(quote))
	if len(letters) < mendedLetters {
		return learning.Place{}, false, nil
	}
	var at cite.Place
	best := int(mendedShare*float64(len(letters))) + 1
	for _, n := range []int{before[0].Page, before[0].Page + 1, before[0].Page - 1} {
		text := []rune(f.pages[n])
		if len(text) == 0 {
			continue
		}
		start, end, wrong := nearest(text, letters)
		if wrong < best && slices.Equal(numbersOf([]rune(quote)), numbersOf(text[start:end])) {
			best, at = wrong, cite.Place{Page: n, Start: start, End: end, Quote: string(text[start:end])}
		}
	}
	if at.Quote == "" {
		return learning.Place{}, false, nil
	}
	p, err := placeOf(at, f.parts, f.paged)
	return p, true, err
}

// lettersOf are the letters and digits of a text without regard to case, and
// where each stands.
func lettersOf(text []rune) (letters []rune, at []int) {
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			letters, at = append(letters, unicode.ToLower(r)), append(at, i)
		}
	}
	return letters, at
}

// numbersOf are the numbers of a text, in no order: a reader may have had them
// turned, as in a range within Hebrew.
func numbersOf(text []rune) []string {
	var out []string
	var n []rune
	for _, r := range append(slices.Clone(text), ' ') {
		if unicode.IsDigit(r) {
			n = append(n, r)
		} else if len(n) > 0 {
			out, n = append(out, string(n)), nil
		}
	}
	slices.Sort(out)
	return out
}

// nearest is the stretch of whole words whose letters come nearest to those
// sought, and how many must be put in, left out or changed to get from the one
// to the other (P. Sellers, 1980).
func nearest(text, sought []rune) (start, end, wrong int) {
	letters, at := lettersOf(text)
	type cell struct{ wrong, from int }
	column := make([]cell, len(sought)+1) // of one letter: how the sought ones up to each fit in before it
	for j := range column {
		column[j] = cell{wrong: j}
	}
	best := cell{wrong: len(sought) + 1}
	until := 0
	for i, r := range letters {
		diagonal := column[0]
		column[0] = cell{0, i + 1}
		for j, q := range sought {
			other := diagonal
			if r != q {
				other.wrong++
			}
			diagonal = column[j+1]
			for _, c := range []cell{{diagonal.wrong + 1, diagonal.from}, {column[j].wrong + 1, column[j].from}} {
				if c.wrong < other.wrong {
					other = c
				}
			}
			column[j+1] = other
		}
		if c := column[len(sought)]; c.wrong < best.wrong {
			best, until = c, i+1
		}
	}
	if until == 0 || best.from >= until {
		return 0, 0, len(sought) + 1
	}
	start, end = at[best.from], at[until-1]+1
	for start > 0 && inWord(text[start-1]) {
		start--
	}
	for end < len(text) && (inWord(text[end]) || unicode.In(text[end], unicode.Po, unicode.Pe, unicode.Pf) && (end+1 == len(text) || unicode.IsSpace(text[end+1]))) {
		end++
	}
	return start, end, best.wrong
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
