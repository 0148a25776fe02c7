package apparatus

import (
	"slices"
	"strings"
	"unicode"
)

// Work tells whether a text reads as an entry in a list of works: a number in
// brackets or a name first, a year, and what only such entries have.
func Work(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) < 25 || len(text) > 1500 {
		return false
	}
	switch year := hasYear(text); {
	case keyed(text):
		return year || signed(text)
	case year:
		return signed(text) && named(text)
	}
	return false
}

// signed tells whether a text has a sign of an entry.
func signed(text string) bool {
	lower := strings.ToLower(text)
	return slices.ContainsFunc(signs, func(w string) bool { return strings.Contains(lower, w) })
}

// Keyed tells whether a text begins with the key of a work: "[12]", "[Knu97]".
func Keyed(text string) bool { return keyed(strings.TrimSpace(text)) }

func keyed(text string) bool {
	if !strings.HasPrefix(text, "[") {
		return false
	}
	end := strings.IndexByte(text, ']')
	if end < 2 || end > 24 || end+2 > len(text) {
		return false
	}
	for _, r := range text[1:end] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("+-–.:, &’'", r) {
			return false
		}
	}
	return true
}

// hasYear tells whether a year from 1500 to 2099 stands in a text.
func hasYear(text string) bool {
	n := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] >= '0' && text[i] <= '9' {
			n++
			continue
		}
		if n == 4 {
			if y := text[i-4 : i]; y >= "1500" && y <= "2099" {
				return true
			}
		}
		n = 0
	}
	return false
}

// named tells whether a text begins as an entry does that is sorted by names:
// "Smith, J.", "J. Smith", "Smith J,", perhaps behind a number.
func named(text string) bool {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(".)( •–-", r) })
	words := strings.Fields(text)
	if len(words) < 3 {
		return false
	}
	for i, w := range words[:min(len(words), 6)] {
		r := []rune(w)
		if r[0] > 0x2e80 {
			return true
		}
		initial := unicode.IsUpper(r[0]) && len(r) <= 4 && strings.ContainsAny(w, ".,") && len(strings.Trim(w, ".,-")) <= 2
		switch {
		case i == 0 && !unicode.IsUpper(r[0]) && len(r) > 3:
			return false // "van der Berg" begins small
		case initial:
			return true
		case i == 0 && strings.HasSuffix(w, ",") && len(words) > 1 && unicode.IsUpper([]rune(words[1])[0]):
			return true
		}
	}
	return false
}

// signs are what entries of works have and sentences seldom do.
var signs = []string{
	"pp.", " p.", "vol.", "no.", "eds.", "ed.", "edn", "in: ", "in proc", "proceedings", "journal", "press", "verlag", "springer", "elsevier", "wiley", "university", "universität", "publish",
	"doi", "http", "arxiv", "isbn", "issn", "et al", "thesis", "dissertation", "editor", "hrsg", "s. ", "bd.", "aufl", "trans.", "revue", "éd.", "presses", "editorial", "universidad", "rivista", "edizioni",
	"изд", "c. ", "с. ", "журнал", "出版", "学报", "[j]", "[m]", "[d]", "[c]", "大学", "論文", "nature", "science", "review", "lecture notes", "conference", "retrieved", "accessed", "zeitschrift", "annals", "acta", "bulletin",
	"):", "(19", "(20", "(18",
}
