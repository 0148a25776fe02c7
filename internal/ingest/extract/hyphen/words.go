package hyphen

import (
	"slices"
	"strings"
	"unicode"
)

// Words is what the lines of a page hold unbroken: what a word looks like
// that a line's end did not cut. Small letters throughout.
type Words struct {
	whole    map[string]int // without a hyphen inside
	hyphened map[string]int // two parts of a compound that follow each other: "mini-batch", and of "state-of-the-art" three
	heads    map[string]int // how many of those begin so: "mini"
	tails    map[string]int // and end so: "batch"
	sorted   []string       // of whole

	lines int
	cut   [][2]string // parts of words beside a hyphen at a line's end
}

// WordsOf gives the words of a page's lines.
func WordsOf(lines [][]rune) *Words {
	k := &Words{whole: map[string]int{}, hyphened: map[string]int{}, heads: map[string]int{}, tails: map[string]int{}}
	cut, before := true, "" // a page may begin in the middle of a word
	for _, l := range lines {
		if cut && before != "" && len(l) > 0 && unicode.IsLower(l[0]) {
			k.cut = append(k.cut, [2]string{before, parts(First(l))[0]})
		}
		if len(l) > 30 {
			k.lines++
		}
		k.add(l, cut)
		before = lastPart(l)
		cut = before != "" || len(l) > 0 && l[len(l)-1] == Soft
	}
	for w := range k.whole {
		k.sorted = append(k.sorted, w)
	}
	slices.Sort(k.sorted)
	return k
}

// add counts the words of a line in, without the first if it is the rest of
// one, and the last if it goes on.
func (k *Words) add(l []rune, cut bool) {
	for i := 0; i < len(l); i++ {
		if !letter(l[i]) {
			continue
		}
		from := i
		for i < len(l) && (InWord(l[i]) || Is(l[i]) && i+1 < len(l) && letter(l[i+1])) {
			i++
		}
		broken := i == len(l)-1 && Is(l[i]) || from == 0 && cut
		if broken || from > 0 && unicode.IsDigit(l[from-1]) {
			continue
		}
		parts := parts(l[from:i])
		if len(parts) == 1 {
			k.whole[parts[0]]++
		}
		for j := 1; j < len(parts); j++ {
			k.hyphened[parts[j-1]+"-"+parts[j]]++
			k.heads[parts[j-1]]++
			k.tails[parts[j]]++
		}
	}
}

// First gives the word that a line begins with, all parts of it.
func First(l []rune) []rune {
	n := 0
	for n < len(l) && (InWord(l[n]) || Is(l[n]) && n+1 < len(l) && letter(l[n+1])) {
		n++
	}
	return l[:n]
}

// Last gives the word before the hyphen that a text ends with, all parts of it.
func Last(text []rune) []rune {
	n := len(text) - 1
	from := n
	for from > 0 && (InWord(text[from-1]) || Is(text[from-1])) {
		from--
	}
	return text[from:n]
}

// parts gives the parts of a compound in small letters.
func parts(word []rune) []string {
	var b strings.Builder
	for _, r := range word {
		if Is(r) {
			r = '-'
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Split(b.String(), "-")
}

// InWord reports whether a character goes on with a word.
func InWord(r rune) bool {
	return letter(r) || r == '\'' || r == '’' || unicode.Is(unicode.Mn, r)
}

// beginning counts the unbroken words that begin with s and go on.
func (k *Words) beginning(s string) int {
	i, _ := slices.BinarySearch(k.sorted, s)
	n := 0
	for ; i < len(k.sorted) && strings.HasPrefix(k.sorted[i], s); i++ {
		n++
	}
	return n
}

// lastPart gives the part of a word that a line ends with before a hyphen.
func lastPart(l []rune) string {
	n := len(l) - 1
	if n < 1 || !Is(l[n]) || !letter(l[n-1]) {
		return ""
	}
	from := n
	for from > 0 && InWord(l[from-1]) {
		from--
	}
	return parts(l[from:n])[0]
}

// Soft is the hyphen that is only seen where it ends a line.
const Soft = '\u00ad'

// Is reports whether a character is a hyphen of a compound.
func Is(r rune) bool { return r == '-' || r == '‐' }

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f && unicode.IsLetter(r)
}
