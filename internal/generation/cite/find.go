package cite

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Find looks for a quote in a page's text and returns where it stands, in code
// points. It tries the exact words first, then the same words with other
// spaces, quotation marks, dashes, ligatures or hyphenation, and last without
// regard to case or Markdown's emphasis marks. The range it returns is of the page text as it is,
// so text[start:end] is a verbatim quote whatever the caller's spelling was. A
// quote without a letter or digit is never found.
func Find(text []rune, quote string) (start, end int, ok bool) {
	q := []rune(strings.TrimSpace(quote))
	if !meaningful(q) {
		return 0, 0, false
	}
	if i := index(text, q); i >= 0 {
		return i, i + len(q), true
	}
	for _, fold := range []bool{false, true} {
		page, at := normalise(text, fold)
		want, _ := normalise(q, fold)
		want = trimMarks(want)
		if !meaningful(want) {
			return 0, 0, false
		}
		for from := 0; from < len(page); {
			i := index(page[from:], want)
			if i < 0 {
				break
			}
			i += from
			start, end := at[i].start, at[i+len(want)-1].end
			// A ligature or a word may not be entered in its middle.
			if whole(page, i, len(want)) && (i == 0 || at[i-1].end <= start) {
				return start, end, true
			}
			from = i + 1
		}
	}
	return 0, 0, false
}

// FindNear is Find among the parts of a text nearest to the given range first:
// a sentence that stands on a page twice is found where it was read.
func FindNear(text []rune, quote string, near, nearEnd int) (start, end int, ok bool) {
	near, nearEnd = max(0, min(near, len(text))), max(0, min(nearEnd, len(text)))
	if near < nearEnd {
		if s, e, ok := Find(text[near:nearEnd], quote); ok {
			return near + s, near + e, true
		}
	}
	return Find(text, quote)
}

// whole reports that the match of n runes at i neither begins nor ends within
// a word.
func whole(page []rune, i, n int) bool {
	inWord := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && r < 0x0e00 }
	if i > 0 && inWord(page[i-1]) && inWord(page[i]) {
		return false
	}
	return i+n >= len(page) || !inWord(page[i+n-1]) || !inWord(page[i+n])
}

type origin struct{ start, end int }

// normalise returns a text in the spelling that quotes are compared in, and
// for each of its code points the range of the original that it came from.
func normalise(text []rune, fold bool) ([]rune, []origin) {
	out := make([]rune, 0, len(text))
	at := make([]origin, 0, len(text))
	put := func(r rune, from, to int) {
		if r == ' ' && (len(out) == 0 || out[len(out)-1] == ' ') {
			return
		}
		out, at = append(out, r), append(at, origin{from, to})
	}
	for i := 0; i < len(text); i++ {
		r := text[i]
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff':
			// invisible
		case unicode.IsSpace(r):
			put(' ', i, i+1)
		case r == '‘' || r == '’' || r == '‚' || r == '‛' || r == '′' || r == '`' && !fold:
			put('\'', i, i+1)
		case r == '“' || r == '”' || r == '„' || r == '‟' || r == '«' || r == '»' || r == '″':
			put('"', i, i+1)
		case r >= '‐' && r <= '―' || r == '−':
			put('-', i, i+1)
		case fold && (r == '*' || r == '_' || r == '`'):
			// emphasis of Markdown, which page texts do not have
		case r < 0x80 && (i+1 == len(text) || text[i+1] < 0x80 || !unicode.Is(unicode.Mn, text[i+1])):
			if fold {
				r = unicode.ToLower(r)
			}
			put(r, i, i+1)
		default:
			// A base character and its marks are one unit, so that é may be written either way.
			k := i + 1
			for k < len(text) && unicode.Is(unicode.Mn, text[k]) {
				k++
			}
			s := norm.NFKC.String(string(text[i:k]))
			if fold {
				s = strings.ToLower(s)
			}
			for _, n := range s {
				if unicode.IsSpace(n) {
					n = ' '
				}
				put(n, i, k)
			}
			i = k - 1
		}
	}
	if len(out) > 0 && out[len(out)-1] == ' ' {
		out, at = out[:len(out)-1], at[:len(at)-1]
	}
	return out, at
}

// trimMarks drops the quotation marks and dots of omission that a model puts
// around a quote.
func trimMarks(q []rune) []rune {
	s := string(q)
	for {
		t := strings.Trim(s, "\"' ")
		if strings.HasPrefix(t, "..") {
			t = strings.TrimLeft(t, ".")
		}
		if strings.HasSuffix(t, "..") {
			t = strings.TrimRight(t, ".")
		}
		if t == s {
			return []rune(s)
		}
		s = t
	}
}

func meaningful(q []rune) bool {
	for _, r := range q {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// index is strings.Index over code points.
func index(text, q []rune) int {
	if len(q) == 0 {
		return -1
	}
outer:
	for i := 0; i+len(q) <= len(text); i++ {
		if text[i] != q[0] {
			continue
		}
		for k := 1; k < len(q); k++ {
			if text[i+k] != q[k] {
				continue outer
			}
		}
		return i
	}
	return -1
}
