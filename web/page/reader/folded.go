package reader

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/platform/fold"
)

// looked is what is looked for, by spelling: ü is found by u and by ue.
type looked map[fold.Spelling][]rune

// sought reads what is looked for; it is empty where that says nothing.
func sought(query []rune) looked {
	l := looked{}
	for _, sp := range []fold.Spelling{fold.Plain, fold.Wide} {
		if q := foldText(query, sp).runes; len(q) > 0 {
			l[sp] = q
		}
	}
	return l
}

// twos are what the wide spelling writes for one letter.
var twos = [...]string{"ae", "oe", "ue", "aa"}

// in returns where it stands in the text in any spelling, at most n stretches
// [from, to) that do not overlap, in their order.
func (l looked) in(text []rune, n int) [][2]int {
	out := foldText(text, fold.Plain).find(l[fold.Plain], n)
	wide := l[fold.Wide]
	if slices.Equal(wide, l[fold.Plain]) && !slices.ContainsFunc(twos[:], func(two string) bool { return strings.Contains(string(wide), two) }) {
		return out
	}
	folded := foldText(text, fold.Wide)
	folded.whole = true // the e of ü is none
	for _, at := range folded.find(wide, n) {
		if !slices.ContainsFunc(out, func(o [2]int) bool { return at[0] < o[1] && o[0] < at[1] }) {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	return out[:min(n, len(out))]
}

// folded is text for comparing: what looks the same to a reader is the same.
type folded struct {
	runes []rune
	at    []int // where in the text each of them comes from
	ends  []int // where in the text that ends
	whole bool  // what is found begins and ends with whole letters
}

// foldText spells a text as package fold does and takes the kind of space out
// of it, hyphens at the end of a line, and the line breaks of scripts without
// spaces.
func foldText(text []rune, sp fold.Spelling) folded {
	f := folded{runes: make([]rune, 0, len(text)), at: make([]int, 0, len(text)), ends: make([]int, 0, len(text))}
	put := func(r rune, from, to int) {
		f.runes, f.at, f.ends = append(f.runes, r), append(f.at, from), append(f.ends, to)
	}
	space, before := -1, rune(0)
	known := map[rune]string{} // spelled already; a text has few different letters
	for i := 0; i < len(text); {
		r := text[i]
		switch {
		case unicode.IsSpace(r):
			if len(f.runes) > 0 && space < 0 {
				space = i
			}
			i++
			continue
		case r == '\u00ad' && i+1 < len(text) && unicode.IsSpace(text[i+1]):
			for i++; i < len(text) && unicode.IsSpace(text[i]); i++ { // the word goes on in the next line
			}
			continue
		case (r == '-' || r == '\u2010') && i+2 < len(text) && text[i+1] == '\n' && unicode.IsLetter(before) && unicode.IsLower(text[i+2]):
			i += 2 // the same
			continue
		}
		end := i + fold.Cluster(text[i:])
		if end-i > 1 && text[end-1] == '\u00ad' && end < len(text) && unicode.IsSpace(text[end]) {
			end-- // for the case above
		}
		first := true
		for _, letter := range spelt(text[i:end], sp, known) {
			if first && space >= 0 && !(dense(before) && dense(r)) {
				put(' ', space, i)
			}
			if first {
				space, before, first = -1, r, false
			}
			put(letter, i, end)
		}
		i = end
	}
	return f
}

// spelt is a letter with its marks in the spelling.
func spelt(cluster []rune, sp fold.Spelling, known map[rune]string) string {
	switch {
	case len(cluster) > 1:
		return sp.Text(string(cluster))
	case cluster[0] < 0x80:
		return string(unicode.ToLower(cluster[0]))
	}
	s, ok := known[cluster[0]]
	if !ok {
		s = sp.Text(string(cluster))
		known[cluster[0]] = s
	}
	return s
}

// dense says that a letter's script is written without spaces.
func dense(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// find returns where query stands in the text, at most n stretches [from, to):
// whole letters, with their marks.
func (f folded) find(query []rune, n int) [][2]int {
	var out [][2]int
	for i := 0; len(query) > 0 && i+len(query) <= len(f.runes) && len(out) < n; i++ {
		j := 0
		for j < len(query) && f.runes[i+j] == query[j] {
			j++
		}
		if j < len(query) || f.whole && (f.within(i) || f.within(i+j)) {
			continue
		}
		out = append(out, [2]int{f.at[i], f.ends[i+j-1]})
		i += j - 1
	}
	return out
}

// within reports whether what stands before i comes from the same letter.
func (f folded) within(i int) bool { return i > 0 && i < len(f.at) && f.at[i] == f.at[i-1] }
