package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Token is a word or a number of a text.
type Token struct {
	Text       string // as it stands
	Norm       string // lower-case, possessive ending dropped; a number in one spelling
	Stem       string // what is compared; of a number its Norm
	Start, End int    // code points in the text
	Number     bool
	Stop       bool // says nothing alone ("the", "of")
	Name       bool // a proper name as far as spelling tells
	Guard      Guard
	Clause     bool // punctuation that ends a clause stands between this and the token before
	First      bool // begins a sentence
}

// Content reports whether the token carries meaning of its own.
func (t Token) Content() bool { return !t.Stop && t.Guard == NoGuard }

// Letter reports whether the token is one letter of a script that has small and
// capital ones: a mark of a list, a node of a drawing, a variable. Unlike a word
// it stands in nearly every text.
func (t Token) Letter() bool {
	rs := []rune(t.Norm)
	return len(rs) == 1 && (unicode.IsLower(rs[0]) || unicode.IsUpper(rs[0]))
}

// Guard marks the words that turn or limit what a sentence claims.
type Guard uint8

// The guards.
const (
	NoGuard  Guard = iota
	Negation       // not, never, without
	Hedge          // may, only, unless: the claim holds only in part
)

// Tokens cuts a text of the given language (a code of Language, or "").
func Tokens(text, lang string) []Token {
	rs := []rune(text)
	l := languages[lang]
	out := make([]Token, 0, len(rs)/6+1)
	clause, first := false, true
	for i := 0; i < len(rs); {
		r := rs[i]
		switch {
		case unicode.IsDigit(r):
			end := numberEnd(rs, i)
			// 3rd, 4K, 1990s and 0x1F are words with digits in them.
			if end < len(rs) && unicode.IsLetter(rs[end]) && !wide(rs[end]) {
				end = wordEnd(rs, end)
				out = append(out, wordToken(rs, i, end, l, clause, first))
			} else {
				text := string(rs[i:end])
				n := Number(text)
				out = append(out, Token{Text: text, Norm: n, Stem: n, Start: i, End: end, Number: true, Clause: clause, First: first})
			}
			clause, first = false, false
			i = end
		case wide(r):
			// Chinese, Japanese, Thai: pairs of characters, the last one alone.
			end := i
			for end < len(rs) && wide(rs[end]) {
				end++
			}
			for k := i; k < end; k++ {
				e := min(k+2, end)
				if e-k < 2 && end-i > 1 {
					break
				}
				text := string(rs[k:e])
				out = append(out, Token{Text: text, Norm: text, Stem: text, Start: k, End: e, Clause: clause && k == i, First: first && k == i})
			}
			clause, first = false, false
			i = end
		case unicode.IsLetter(r):
			end := wordEnd(rs, i)
			out = append(out, wordToken(rs, i, end, l, clause, first))
			clause, first = false, false
			i = end
		default:
			switch r {
			case '.', '!', '?', '。', '！', '？', '؟', '۔', '\u2029':
				clause, first = true, true
			case ',', ';', ':', '(', ')', '，', '；', '：', '、', '،', '؛', '—', '–':
				clause = true
			}
			i++
		}
	}
	return out
}

// wordEnd returns where the word that begins at i ends: letters, marks,
// digits, and an apostrophe between letters.
func wordEnd(rs []rune, i int) int {
	for i < len(rs) {
		r := rs[i]
		if wide(r) {
			return i
		}
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '_' || unseen(r) {
			i++
			continue
		}
		if (r == '\'' || r == '’') && i+1 < len(rs) && unicode.IsLetter(rs[i+1]) {
			i++
			continue
		}
		return i
	}
	return i
}

func wordToken(rs []rune, start, end int, l *language, clause, first bool) Token {
	text := string(rs[start:end])
	var f form
	if l != nil {
		f = l.forms.get(text, func() form { return formOf(text, l) })
	} else {
		f = formOf(text, l)
	}
	return Token{
		Text: text, Norm: f.norm, Stem: f.stem, Start: start, End: end, Number: f.number, Stop: f.stop, Guard: f.guard, Clause: clause, First: first,
		Name: f.mayName && isName(rs[start:end], first, l),
	}
}

// form is what a word is wherever it stands.
type form struct {
	norm, stem   string
	guard        Guard
	number, stop bool
	mayName      bool
}

func formOf(text string, l *language) form {
	n := Fold(text)
	if strings.HasSuffix(n, "n't") || n == "cannot" {
		return form{norm: n, stem: "not", guard: Negation}
	}
	if k := strings.IndexByte(n, '\''); k >= 0 {
		switch n[k:] {
		case "'s", "'", "'re", "'ll", "'ve", "'d", "'m":
			n = n[:k]
		default:
			if k <= 2 { // l'eau, d'un, qu'il
				n = n[k+1:]
			}
		}
	}
	if v, ok := numerals[n]; ok && l != nil && l.numerals {
		return form{norm: v, stem: v, number: true}
	}
	f := form{norm: n, stem: n}
	if l != nil {
		f.guard = l.guards[n]
		f.stop = l.stop[n] && f.guard == NoGuard
		if f.guard == NoGuard && !f.stop {
			f.stem = l.stem(n)
		}
	}
	if begins, _ := utf8.DecodeRuneInString(text); len(n) == 1 && n[0] < 0x80 && !unicode.IsUpper(begins) {
		f.stop = true
	}
	f.mayName = !f.stop && f.guard == NoGuard
	return f
}

// isName tells a proper name by its capitals. A capital at the start of a
// sentence, and any single one in a language that writes all nouns so, proves
// nothing.
func isName(rs []rune, first bool, l *language) bool {
	upper := 0
	for i, r := range rs {
		if (r == '\'' || r == '’') && i > 0 {
			break
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	if upper >= 2 {
		return true
	}
	return upper == 1 && !first && unicode.IsUpper(rs[0]) && (l == nil || !l.nounsUpper)
}

// Fold returns the spelling that words are compared in: NFKC, lower-case,
// straight apostrophes, nothing that cannot be seen.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	s = strings.ToLower(norm.NFKC.String(s))
	return apostrophes.Replace(s)
}

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "")

// unseen are soft hyphens and signs of no width, which part no word.
func unseen(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff'
}

// wide reports whether a rune belongs to a script written without spaces.
func wide(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
