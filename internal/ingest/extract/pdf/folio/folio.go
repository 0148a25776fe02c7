// Package folio reads the numbers of pages in running heads, feet and tables of
// contents.
package folio

import (
	"strings"
	"unicode"
)

// Signature gives a line without its numbers, and the numbers in it, Roman
// ones included.
func Signature(text string) (string, []int) {
	var b strings.Builder
	var numbers []int
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(text, "/", " / "))) {
		bare := strings.Trim(w, ".,:;|()[]–—-•·/")
		if n, ok := Number(bare); ok {
			numbers = append(numbers, n)
			b.WriteString("# ")
			continue
		}
		// "10-Q", "I-12" and "Seite3" keep their letters.
		b.WriteString(strings.Map(func(r rune) rune {
			if digit(r) {
				return '#'
			}
			return r
		}, w))
		b.WriteByte(' ')
		if at := strings.LastIndexFunc(bare, func(r rune) bool { return !digit(r) }); at >= 0 && at+1 < len(bare) {
			if n, ok := Number(strings.TrimLeftFunc(bare[at:], func(r rune) bool { return !digit(r) })); ok {
				numbers = append(numbers, n)
			}
		}
	}
	return b.String(), numbers
}

// Number reads a page number: up to five digits, or a Roman one.
func Number(s string) (int, bool) {
	if s == "" || len(s) > 8 {
		return 0, false
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return Roman(s)
		}
		n = n*10 + int(r-'0')
	}
	return n, len(s) <= 5
}

// Roman reads a Roman number in small letters, below 300.
func Roman(s string) (int, bool) {
	n, last := 0, 0
	for _, r := range s {
		v := 0
		switch r {
		case 'i':
			v = 1
		case 'v':
			v = 5
		case 'x':
			v = 10
		case 'l':
			v = 50
		case 'c':
			v = 100
		default:
			return 0, false
		}
		n += v
		if v > last {
			n -= 2 * last
		}
		last = v
	}
	return n, n > 0 && n < 300
}

// Total gives how many pages there are where a text counts them, as "3/12"
// and "Page 3 of 12" do.
func Total(text string) (int, bool) {
	var at []int // where the numbers begin and end
	for i, r := range text {
		number := r >= '0' && r <= '9'
		switch inside := len(at)%2 == 1; {
		case number && !inside, !number && inside:
			at = append(at, i)
		}
	}
	if len(at)%2 == 1 {
		at = append(at, len(text))
	}
	if len(at) < 4 {
		return 0, false
	}
	at = at[len(at)-4:]
	between := strings.TrimSpace(text[at[1]:at[2]])
	a, _ := Number(text[at[0]:at[1]])
	b, ok := Number(text[at[2]:at[3]])
	switch between {
	case "/", "∕", "|", "of", "von", "de", "di", "sur", "av", "van", "z", "iz", "из", "з", "od", "の", "页 共", "頁 共", "页，共", "页共", "dari", "/ ":
	default:
		return 0, false
	}
	if !ok || b < 2 || a > b {
		return 0, false
	}
	return b, true
}

// Label reports whether a word is the number of a page: "12", "xiv", "A-3".
func Label(s string) bool {
	if _, ok := Number(s); ok {
		return true
	}
	word := []rune(s)
	if len(word) == 0 || len(word) > 6 || !unicode.IsLetter(word[0]) || !digit(word[len(word)-1]) {
		return false
	}
	for i, r := range word { // a letter, perhaps a dash, then digits
		if !digit(r) && !(i == 0 && unicode.IsLetter(r)) && !(i == 1 && (r == '-' || r == '–')) {
			return false
		}
	}
	return true
}

func digit(r rune) bool { return r >= '0' && r <= '9' || r > 0x7f && unicode.IsDigit(r) }
