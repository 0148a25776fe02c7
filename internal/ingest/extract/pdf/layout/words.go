package layout

import (
	"slices"
	"strings"
	"unicode"
)

// words is what the lines of a page hold unbroken: what a word looks like
// that a line's end did not cut. Small letters throughout.
type words struct {
	whole    map[string]int // without a hyphen inside
	hyphened map[string]int // two parts of a compound that follow each other: "mini-batch", and of "state-of-the-art" three
	heads    map[string]int // how many of those begin so: "mini"
	tails    map[string]int // and end so: "batch"
	sorted   []string       // of whole

	lines int
	cut   [][2]string // parts of words beside a hyphen at a line's end
}

// vocabulary gives the words of the page's lines.
func (s *Sheet) vocabulary() *words {
	if s.words != nil {
		return s.words
	}
	k := &words{whole: map[string]int{}, hyphened: map[string]int{}, heads: map[string]int{}, tails: map[string]int{}}
	cut, before := true, "" // a page may begin in the middle of a word
	for i := range s.lines {
		l := &s.lines[i]
		if cut && before != "" && unicode.IsLower(l.first()) {
			k.cut = append(k.cut, [2]string{before, parts(firstWord(l))[0]})
		}
		if l.letters > 25 {
			k.lines++
		}
		k.add(l, cut)
		before = lastPart(l)
		cut = before != "" || l.last() == soft
	}
	for w := range k.whole {
		k.sorted = append(k.sorted, w)
	}
	slices.Sort(k.sorted)
	s.words = k
	return k
}

// add counts the words of a line in, without the first if it is the rest of
// one, and the last if it goes on.
func (k *words) add(l *line, cut bool) {
	g := l.glyphs
	for i := 0; i < len(g); i++ {
		if !letter(g[i].r) {
			continue
		}
		from := i
		for i < len(g) && (inWord(g[i].r) || hyphen(g[i].r) && i+1 < len(g) && letter(g[i+1].r)) {
			i++
		}
		broken := i == len(g)-1 && hyphen(g[i].r) || from == 0 && cut
		if broken || from > 0 && digit(g[from-1].r) {
			continue
		}
		parts := parts(runes(g[from:i]))
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

// parts gives the parts of a compound in small letters.
func parts(word []rune) []string {
	var b strings.Builder
	for _, r := range word {
		if hyphen(r) {
			r = '-'
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Split(b.String(), "-")
}

// inWord reports whether a character goes on with a word.
func inWord(r rune) bool {
	return letter(r) || r == '\'' || r == '’' || unicode.Is(unicode.Mn, r)
}

// beginning counts the unbroken words that begin with s and go on.
func (k *words) beginning(s string) int {
	i, _ := slices.BinarySearch(k.sorted, s)
	n := 0
	for ; i < len(k.sorted) && strings.HasPrefix(k.sorted[i], s); i++ {
		n++
	}
	return n
}

// lastPart gives the part of a word that a line ends with before a hyphen.
func lastPart(l *line) string {
	n := len(l.glyphs) - 1
	if n < 1 || !hyphen(l.glyphs[n].r) || !letter(l.glyphs[n-1].r) {
		return ""
	}
	from := n
	for from > 0 && inWord(l.glyphs[from-1].r) {
		from--
	}
	return parts(runes(l.glyphs[from:n]))[0]
}
