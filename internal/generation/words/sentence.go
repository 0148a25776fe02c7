package words

import (
	"strings"
	"unicode"
)

// Sentences cuts a text into sentences [start, end) in code points, without
// the space around them. A single line break is a space; an empty line ends a
// sentence. Abbreviations, initials, decimals and ordinals do not.
func Sentences(text string) [][2]int {
	rs := []rune(text)
	var out [][2]int
	start := 0
	cut := func(end int) {
		a, b := start, end
		for a < b && unicode.IsSpace(rs[a]) {
			a++
		}
		for b > a && unicode.IsSpace(rs[b-1]) {
			b--
		}
		if a < b {
			out = append(out, [2]int{a, b})
		}
		start = end
	}
	for i := 0; i < len(rs); i++ {
		switch r := rs[i]; r {
		case '\n':
			k := i + 1
			for k < len(rs) && (rs[k] == ' ' || rs[k] == '\t' || rs[k] == '\r') {
				k++
			}
			if k < len(rs) && rs[k] == '\n' {
				cut(i)
			}
		case '。', '！', '？':
			end := closing(rs, i+1)
			cut(end)
			i = end - 1
		case '.', '!', '?', '…':
			end := i + 1
			for end < len(rs) && strings.ContainsRune(".!?…", rs[end]) {
				end++
			}
			end = closing(rs, end)
			if end < len(rs) && !unicode.IsSpace(rs[end]) {
				i = end - 1
				continue
			}
			next := end
			for next < len(rs) && unicode.IsSpace(rs[next]) {
				next++
			}
			if next < len(rs) && r == '.' && !endsHere(rs, i, next) {
				i = end - 1
				continue
			}
			if next < len(rs) && r == '…' && unicode.IsLower(rs[next]) {
				continue
			}
			cut(end)
			i = end - 1
		}
	}
	cut(len(rs))
	return out
}

// closing skips the quotation marks and brackets that belong to the sentence
// which ended before i.
func closing(rs []rune, i int) int {
	for i < len(rs) && strings.ContainsRune("\"'”’»)]」』", rs[i]) {
		i++
	}
	return i
}

// endsHere reports whether the full stop at i ends its sentence, next being
// the first character after the space.
func endsHere(rs []rune, i, next int) bool {
	n := rs[next]
	if unicode.IsLower(n) {
		return false
	}
	a := i
	for a > 0 && (unicode.IsLetter(rs[a-1]) || unicode.IsDigit(rs[a-1]) || rs[a-1] == '.') {
		a--
	}
	word := string(rs[a:i])
	lower := strings.ToLower(word)
	switch {
	case word == "":
		return true
	case abbreviations[lower]:
		// "… U.S. The …" ends nothing less often than it ends something; "etc." and
		// "Inc." may end a sentence when a capital follows, the others never do.
		return (lower == "etc" || lower == "inc" || lower == "usw" || lower == "al") && unicode.IsUpper(n) && lower != "al"
	case len([]rune(word)) == 1 && unicode.IsUpper(rs[a]) && word != "I": // J. Smith
		return false
	case strings.Contains(word, ".") && !strings.ContainsAny(word, "0123456789"): // z.B., U.S.
		return false
	case len(word) <= 2 && digits(word) && unicode.IsLetter(n) && a > 0 && rs[a-1] == ' ' && Language(string(rs[max(0, i-200):min(len(rs), i+200)])) == "de": // am 3. Oktober
		return false
	case digits(word) && (a == 0 || rs[a-1] == '\n') && len(word) <= 2: // 1. item of a list
		return false
	}
	return true
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

var abbreviations = set("mr mrs ms dr prof st sr jr vs etc inc ltd co corp no nos fig figs eq eqs sec ch vol pp p cf approx dept est gen gov sen rep rev hon col lt sgt capt jan feb mar apr jun jul aug sep sept oct nov dec al ed eds ca bzw usw evtl ggf inkl nr abb tab bd hrsg vgl str tel mio mrd geb gest jh sog u o z d bspw i.e e.g z.b d.h u.a o.ä")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
