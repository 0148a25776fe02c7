package place

import (
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// Names are what students call a document by: each is the words of a title, of
// the file's name, of a line that the document begins with.
type Names [][]name

// name is a word of one.
type name struct {
	stem, plain string
	initial     rune
}

// How much of the beginning of a document names it.
const (
	mostLines   = 3
	longestLine = 70 // code points
)

// NamesOf gives the names of a document in a language: its title, its file and
// the lines that it begins with.
func NamesOf(lang, title, file, beginning string) Names {
	file, _, _ = strings.Cut(file, ".")
	texts := []string{title, file}
	for line := range strings.Lines(beginning) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if len(texts) == mostLines+2 || len([]rune(line)) > longestLine || strings.ContainsAny(line, ".!?。") {
			break
		}
		texts = append(texts, line)
	}
	var all Names
	for _, text := range texts {
		if one := nameOf(lang, text); len(one) > 0 {
			all = append(all, one)
		}
	}
	return all
}

func nameOf(lang, text string) []name {
	var out []name
	for _, t := range words.Tokens(strings.ReplaceAll(text, "_", " "), lang) {
		if plain := fold.Plain.Text(t.Norm); t.Content() && !words.NamesText(plain) && (!t.Number || len(t.Norm) == 1) && (len([]rune(plain)) > 1 || t.Number) {
			out = append(out, name{t.Stem, plain, []rune(plain)[0]})
		}
	}
	return out
}

// Has reports that a word of a question is one of a name, in another form or
// misspelt too, or its initials: "OS" of "Operating systems".
func (n Names) Has(t words.Token) bool {
	for _, one := range n {
		if len(met(one, t)) > 0 {
			return true
		}
	}
	return false
}

// Share is how much of the name that it says most of a question says.
func (n Names) Share(question []words.Token) float64 {
	best := 0.0
	for _, one := range n {
		said := map[int]bool{}
		for _, t := range question {
			if !t.Content() {
				continue
			}
			for _, k := range met(one, t) {
				said[k] = true
			}
		}
		best = max(best, float64(len(said))/float64(len(one)))
	}
	return best
}

// met are the words of a name that a word of a question stands for.
func met(one []name, t words.Token) []int {
	plain := fold.Plain.Text(t.Norm)
	if before := words.BeforeTextName(plain); before != "" {
		plain = before
	}
	for k, w := range one {
		if w.stem == t.Stem || w.plain == plain || alike(w.plain, plain) {
			return []int{k}
		}
	}
	if len([]rune(plain)) < fewestInitials && t.Text != strings.ToUpper(t.Text) {
		return nil
	}
	return initials(one, plain)
}

// Letters that name a document by its initials: two in capitals, else three.
const (
	fewestCapitals = 2
	fewestInitials = 3
)

// initials are the words, one after the other, that a word has the first letters
// of.
func initials(one []name, word string) []int {
	rs := []rune(word)
	if len(rs) < fewestCapitals {
		return nil
	}
	for from := 0; from+len(rs) <= len(one); from++ {
		var found []int
		for i, r := range rs {
			if one[from+i].initial != unicode.ToLower(r) {
				break
			}
			found = append(found, from+i)
		}
		if len(found) == len(rs) {
			return found
		}
	}
	return nil
}

// Bounds of words that are taken for one.
const (
	shortestForm     = 5 // letters that forms of one word begin with
	shortestMisspelt = 7 // letters of a word with one of them wrong
)

// alike reports that two words are forms of one, or the same but for a letter.
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	same := 0
	for same < len(x) && x[same] == y[same] {
		same++
	}
	if same >= shortestForm && 3*same >= 2*len(y) {
		return true
	}
	if len(x) < shortestMisspelt || len(y)-len(x) > 1 {
		return false
	}
	if len(x) == len(y) {
		return string(x[min(same+1, len(x)):]) == string(y[min(same+1, len(y)):])
	}
	return string(x[same:]) == string(y[same+1:])
}
