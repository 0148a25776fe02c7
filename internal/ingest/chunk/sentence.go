package chunk

import (
	"slices"
	"strings"
	"unicode"
)

// Sentences cuts a text into sentences [start, end) in code points, without
// the space around them; together they hold everything that is not space. A
// single line break is a space, an empty line ends a sentence. Full stops of
// abbreviations, initials, decimals and list numbers do not. A script without
// marks at the end of a sentence (Thai, Lao) gives one sentence a paragraph.
func Sentences(text []rune) [][2]int {
	var out [][2]int
	start := 0
	cut := func(end int) {
		if s, e := trim(text, start, end); s < e {
			out = append(out, [2]int{s, e})
		}
		start = end
	}
	for i := 0; i < len(text); i++ {
		switch r := text[i]; {
		case r == '\n':
			if emptyLineFollows(text, i) {
				cut(i)
			}
		case isFullStop(r):
			end := references(text, closing(text, i+1))
			cut(end)
			i = end - 1
		case isStop(r):
			end := i + 1
			for end < len(text) && isStop(text[end]) {
				end++
			}
			end = closing(text, end)
			behind := references(text, end)
			if endsSentence(text, start, i, end, behind) {
				cut(behind)
			}
			i = end - 1
		}
	}
	cut(len(text))
	return out
}

func trim(text []rune, a, b int) (int, int) {
	for a < b && unicode.IsSpace(text[a]) {
		a++
	}
	for b > a && unicode.IsSpace(text[b-1]) {
		b--
	}
	return a, b
}

func emptyLineFollows(text []rune, newline int) bool {
	for i := newline + 1; i < len(text); i++ {
		if text[i] == '\n' {
			return true
		}
		if !unicode.IsSpace(text[i]) {
			return false
		}
	}
	return true
}

// isFullStop reports whether r ends a sentence whatever follows: marks of
// scripts that use them for nothing else.
func isFullStop(r rune) bool {
	switch r {
	case '。', '！', '？', '｡', // CJK
		'।', '॥', // Devanagari and its neighbours
		'؟', '۔', // Arabic, Urdu
		'։',      // Armenian
		'።', '፧', // Ethiopic
		'။',      // Myanmar
		'។', '៕', // Khmer
		'།': // Tibetan
		return true
	}
	return false
}

// isStop reports whether r may end a sentence when space follows.
func isStop(r rune) bool {
	return r == '.' || r == '!' || r == '?' || r == '…' || r == '‽' || r == '⁇'
}

// closing skips the quotation marks and brackets that belong to the sentence
// which ended before i.
func closing(text []rune, i int) int {
	for i < len(text) && strings.ContainsRune(`"'”’»)]}」』）】〉》›`, text[i]) {
		i++
	}
	return i
}

// references skips the marks of notes and works that stand behind a sentence,
// as in "So he said.[12]".
func references(text []rune, i int) int {
	for i < len(text) {
		switch {
		case strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", text[i]):
			i++
			continue
		case text[i] != '[':
			return i
		}
		end := i + 1
		for end < len(text) && end-i <= 4 && (unicode.IsDigit(text[end]) || unicode.IsLower(text[end])) {
			end++
		}
		if end == i+1 || end == len(text) || text[end] != ']' {
			return i
		}
		i = end + 1
	}
	return i
}

// endsSentence reports whether the mark at stop ends the sentence that began at
// start. What closes behind it ends at end, references behind that at behind.
func endsSentence(text []rune, start, stop, end, behind int) bool {
	if behind == len(text) {
		return true
	}
	if !unicode.IsSpace(text[behind]) {
		// "3.5", "e.g." and "example.org" go on; only a script that sets no spaces
		// begins a sentence at once.
		return isWide(text[behind]) && text[stop] != '.'
	}
	next := behind
	for next < len(text) && unicode.IsSpace(text[next]) {
		next++
	}
	if next == len(text) {
		return true
	}
	first := next
	for first < len(text) && strings.ContainsRune(`"'“‘„«(¿¡[*_—–-`, text[first]) {
		first++
	}
	if first < len(text) && unicode.IsLower(text[first]) {
		return false // "… and", "'Why?' he said", "approx. twelve"
	}
	if text[stop] != '.' || end > stop+1 {
		return true // ! ? … or a full stop with something that closes behind it
	}
	return !abbreviates(text, start, stop, first)
}

func isWide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || 0x3000 <= r && r < 0x3040 || 0xff00 <= r && r < 0xff70
}

// abbreviates reports whether the full stop at stop belongs to the word before
// it: an abbreviation, an initial, the number of a list or an ordinal.
func abbreviates(text []rune, start, stop, next int) bool {
	a := stop
	for a > start && (unicode.IsLetter(text[a-1]) || unicode.IsMark(text[a-1]) || unicode.IsDigit(text[a-1]) || text[a-1] == '.') {
		a--
	}
	word := text[a:stop]
	if len(word) == 0 || len(word) > 12 {
		return false
	}
	lower := strings.ToLower(string(word))
	digits := !slices.ContainsFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
	switch {
	case abbreviations[lower]:
		return true
	case beforeNumber[lower]:
		return next < len(text) && unicode.IsDigit(text[next])
	case mayEnd[lower]:
		return next < len(text) && !unicode.IsUpper(text[next])
	case digits:
		lead, _ := trim(text, start, a)
		if lead == a && len(word) <= 3 {
			return true // "1. First"
		}
		return len(word) <= 2 && (months[followingWord(text, next)] || ordinalBefore[precedingWord(text, a)])
	case len(word) == 1 && unicode.IsLetter(word[0]): // an initial, or half of "z. B."
		return unicode.IsUpper(word[0]) && word[0] != 'I' || next+1 < len(text) && unicode.IsLetter(text[next]) && text[next+1] == '.'
	case slices.Contains(word, '.') && !slices.ContainsFunc(word, unicode.IsDigit):
		return shortParts(lower) // "U.S.", "z.B.", "i.e."
	}
	return false
}

// shortParts reports whether a dotted word is made of parts of one or two
// letters, as an abbreviation and not an address is.
func shortParts(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		if len([]rune(part)) > 2 {
			return false
		}
	}
	return true
}

func followingWord(text []rune, i int) string {
	b := i
	for b < len(text) && unicode.IsLetter(text[b]) && b-i < 16 {
		b++
	}
	return strings.ToLower(string(text[i:b]))
}

func precedingWord(text []rune, i int) string {
	_, b := trim(text, max(0, i-20), i)
	a := b
	for a > 0 && unicode.IsLetter(text[a-1]) && b-a < 16 {
		a--
	}
	return strings.ToLower(string(text[a:b]))
}

var (
	abbreviations = words(`mr mrs ms mx dr prof st vs fig figs eq eqs chap vol pp p cf ca approx dept
		gen gov sen rev lt sgt capt maj cmdr adm jan feb mar apr jun jul aug sep sept oct nov dec ed eds al resp
		bzw evtl ggf inkl nr abb bd hrsg vgl tel geb gest zzgl
		m mm mme mlle av env hr dra sra srta ud uds pág núm cap
		т г ул рис табл см стр гл им проф акад д`)
	// Those that are words too; before a number they are short for something.
	beforeNumber = words(`no nos ch sec secs col rep est art tab str sog ex`)
	// Those that also stand at the end of a sentence; a capital letter tells.
	mayEnd        = words(`etc usw inc ltd co corp jr sr bros mio mrd jh др пр`)
	months        = words(`januar februar märz april mai juni juli august september oktober november dezember`)
	ordinalBefore = words(`am vom zum beim im dem den des der`)
)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
