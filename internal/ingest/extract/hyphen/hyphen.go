package hyphen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind says what a hyphen at the end of a line is, and so how the lines join.
type Kind int

// The kinds.
const (
	None      Kind = iota // no hyphen, or none of a word: the lines join as others do
	Divides               // of one word: it goes, and nothing comes in its place
	Belongs               // of a compound: it stays, without a space behind it
	Suspended             // of a word whose end comes later ("pre- and post-war"): it stays, before a space
)

// Soft is the hyphen that is seen only at the end of a line.
const Soft = '\u00ad'

func mark(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// Words are those words of a text that tell what the hyphens at the ends of
// its lines are.
type Words struct {
	counts        map[string]int // of both forms of each divided word, in small letters
	firsts, lasts map[string]int // how often its halves stand beside a hyphen inside a line
	alone         map[string]int // how often they stand alone
	all, the      int            // words, and those that are English's article
}

// Read gathers the words of a text. The marks of quotes in front of a line
// (">") are no part of it.
func Read(text string) *Words {
	w := &Words{counts: map[string]int{}, firsts: map[string]int{}, lasts: map[string]int{}, alone: map[string]int{}}
	before := ""
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Trim(line, " \t\r>")
		if first, last, ok := halves(before, line); ok {
			w.counts[first+"-"+last], w.counts[first+last] = 0, 0
			own := first[strings.LastIndexByte(first, '-')+1:]
			w.firsts[own], w.lasts[last], w.alone[own], w.alone[last] = 0, 0, 0, 0
		}
		before = line
	}
	if len(w.counts) > 0 {
		w.count(text)
	}
	return w
}

func (w *Words) count(text string) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !inWord(r) && !mark(r) }) {
		w.all++
		if len(word) < 3 {
			continue
		}
		word = plain(word)
		if word == "the" {
			w.the++
		}
		if n, ok := w.counts[word]; ok {
			w.counts[word] = n + 1
		}
		if n, ok := w.alone[word]; ok {
			w.alone[word] = n + 1
		}
		for {
			first, rest, ok := strings.Cut(word, "-")
			if !ok || rest == "" {
				break
			}
			if n, ok := w.firsts[first]; ok {
				w.firsts[first] = n + 1
			}
			last, _, _ := strings.Cut(rest, "-")
			if n, ok := w.lasts[last]; ok {
				w.lasts[last] = n + 1
			}
			word = rest
		}
	}
}

// plain is a word in small letters with one kind of hyphen.
func plain(word string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if mark(r) {
			return '-'
		}
		return r
	}, word))
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '\'' || r == '’'
}

// halves gives what a hyphen at the end of a line parts, in small letters, if
// the next line goes on with a small letter.
func halves(line, next string) (first, last string, ok bool) {
	r, n := utf8.DecodeLastRuneInString(line)
	if !mark(r) {
		return "", "", false
	}
	line = line[:len(line)-n]
	if r, _ := utf8.DecodeRuneInString(next); !unicode.IsLower(r) {
		return "", "", false
	}
	start := len(line)
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(line[:start])
		if !inWord(r) && !mark(r) {
			break
		}
		start -= n
	}
	if r, _ := utf8.DecodeLastRuneInString(line[start:]); !inWord(r) {
		return "", "", false // "--", "3-"
	}
	return plain(strings.TrimLeft(line[start:], "-‐‑'’")), plain(next[:wordEnd(next)]), true
}

func wordEnd(line string) int {
	for i, r := range line {
		if !inWord(r) {
			return i
		}
	}
	return len(line)
}

// At says what the hyphen is that a line ends with, by the line's end and the
// beginning of the next.
func (w *Words) At(line, next string) Kind {
	r, n := utf8.DecodeLastRuneInString(line)
	if r == Soft {
		return Divides
	}
	before, _ := utf8.DecodeLastRuneInString(line[:len(line)-n])
	behind, _ := utf8.DecodeRuneInString(next)
	if !mark(r) || !inNumber(before) || !inNumber(behind) {
		return None
	}
	first, last, ok := halves(line, next)
	if !ok {
		return Belongs
	}
	own := first[strings.LastIndexByte(first, '-')+1:]
	together, parted := w.counts[first+last], w.counts[first+"-"+last]
	ends, goesOn := endsInMark(next)
	switch {
	case ends: // one of several halves, each with its hyphen
		return None
	case together > parted:
		return Divides
	case parted > together, own != first, goesOn && len(last) <= 3:
		return Belongs
	case suspends[last]:
		return Suspended
	case acronym(line), w.alike(own, last), w.both(own, last), compounds[own] && !suffixes[last], tails[last] && len(own) > 3 && !prefixes[own]:
		return Belongs
	}
	return Divides
}

func inNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// endsInMark reports whether the first word of a line ends with a hyphen, and
// whether a hyphen stands inside it.
func endsInMark(line string) (ends, inside bool) {
	at := wordEnd(line)
	r, n := utf8.DecodeRuneInString(line[at:])
	if !mark(r) {
		return false, false
	}
	behind, _ := utf8.DecodeRuneInString(line[at+n:])
	return !inNumber(behind), inNumber(behind)
}

// alike reports whether the text sets hyphens behind such a first half or
// before such a last one. Short ones must do so often: "re-use" says little of
// "re-" and "sult".
func (w *Words) alike(first, last string) bool {
	enough := func(times int, half string) bool { return times > 2 || times > 0 && len(half) > 3 }
	return enough(w.firsts[first], first) || enough(w.lasts[last], last) && len(first) > 3
}

// both reports whether the halves are words of an English text, and long enough
// that this is no chance. German and its like write words together that stand
// alone, too.
func (w *Words) both(first, last string) bool {
	const long = 4
	return w.the*50 > w.all && len(first) >= long && len(last) >= long && w.alone[first] > 0 && w.alone[last] > 0 && !prefixes[first]
}

// acronym reports whether a line ends with capitals and a hyphen.
func acronym(line string) bool {
	capitals := 0
	for line != "" {
		r, n := utf8.DecodeLastRuneInString(line)
		if !mark(r) && !unicode.IsUpper(r) {
			return capitals > 1 && !unicode.IsLetter(r)
		}
		if unicode.IsUpper(r) {
			capitals++
		}
		line = line[:len(line)-n]
	}
	return capitals > 1
}

var (
	// suspends are words behind the hyphen of a word whose end comes later.
	suspends = set(`and or und oder bzw sowie och eller og y o e`)

	// compounds are words that English sets before a hyphen rather than that they
	// begin another word, if that is not made with one of the suffixes.
	compounds = set(`well self non ex quasi half cross long short high low two three four five six seven eight nine ten
		twenty thirty forty fifty sixty seventy eighty ninety first second third`)
	suffixes = set(`able ally ance ed en ence er ers est ful fully hood ing ings ish ity less like ly ment ments ness or ous
		ship some teen teenth th ty ward wards ways wise y sense`)

	// tails are those that it sets behind one, if before that stands no prefix.
	tails    = set(`known based driven oriented specific dependent independent dimensional making solving aware`)
	prefixes = set(`inter over under fore counter with into upon down back some every through else when where here there
		what`)
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
