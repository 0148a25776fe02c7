package lineend

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/ingest/extract/hyphen"
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
const Soft = hyphen.Soft

// Words are the words of a text.
type Words struct{ judge *hyphen.Hyphenation }

// readMost is how many bytes of a text its words are taken from: half a book.
const readMost = 512 << 10

// parted finds a line that ends with a hyphen behind a letter, and one that goes
// on with a letter.
var parted = regexp.MustCompile(`\pL[-\x{2010}][ \t\r]*\n[ \t>]*\pL`)

// Read takes the words of a text that has hyphens at the ends of lines. The
// marks of quotes in front of a line (">") are no part of it.
func Read(text string) *Words {
	if !endsLines(text) {
		return &Words{hyphen.New(nil, true)}
	}
	var lines [][]rune
	for line := range strings.SplitSeq(text[:min(len(text), readMost)], "\n") {
		lines = append(lines, []rune(strings.Trim(line, " \t\r>")))
	}
	pages := []*hyphen.Words{hyphen.WordsOf(lines)}
	cuts := hyphen.Cuts(pages)
	if len(text) < short {
		pages = append(pages, english)
	}
	return &Words{hyphen.New(pages, cuts)}
}

// endsLines reports whether hyphens of words end lines of a text. Most texts
// have none, and their words need not be read.
func endsLines(text string) bool {
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return false
		}
		at += i + 1
		before := strings.TrimRight(text[max(0, at-20):at], " \t\r\n")
		if (strings.HasSuffix(before, "-") || strings.HasSuffix(before, "\u2010")) && parted.MatchString(text[max(0, at-20):min(len(text), at+20)]) {
			return true
		}
	}
}

// A text of fewer bytes than short need not show its language; it is taken for
// English, whose compounds are told from other words by lists.
const short = 1000

var english = hyphen.WordsOf([][]rune{[]rune("so the of")})

// At says what the hyphen is that a line ends with, by the line's end and the
// beginning of the next.
func (w *Words) At(line, next string) Kind {
	r, n := utf8.DecodeLastRuneInString(line)
	if r == Soft {
		return Divides
	}
	before, _ := utf8.DecodeLastRuneInString(line[:len(line)-n])
	behind, _ := utf8.DecodeRuneInString(next)
	if !hyphen.Is(r) || !inNumber(before) || !inNumber(behind) {
		return None
	}
	if !unicode.IsLower(behind) || unicode.IsDigit(before) {
		return Belongs
	}
	if endsInHyphen(next) { // one of several halves, each with its hyphen
		return None
	}
	left, right := hyphen.Last([]rune(line)), hyphen.First([]rune(next))
	if len(right) == 0 || !slices.ContainsFunc(left, unicode.IsLower) {
		return Belongs // nothing in capitals begins a word: "DNA-binding"
	}
	switch w.judge.Judge(left, right) {
	case hyphen.Gone:
		return Divides
	case hyphen.Apart:
		return Suspended
	}
	return Belongs
}

func inNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// endsInHyphen reports whether the first word of a line ends with a hyphen.
func endsInHyphen(line string) bool {
	word := line
	if i := strings.IndexFunc(line, unicode.IsSpace); i >= 0 {
		word = line[:i]
	}
	r, _ := utf8.DecodeLastRuneInString(word)
	return hyphen.Is(r)
}
