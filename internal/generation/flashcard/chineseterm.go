package flashcard

import (
	"strings"
	"unicode"
)

// Chinese sets no spaces between words. A term is found by counting: it comes
// up in several sentences, with different characters before and behind it, and
// not only as a part of a longer one.
const (
	longestChinese = 6
	leastChinese   = 2       // sentences
	mostCharacters = 200_000 // that are counted: enough to know a book's terms
)

// Characters that stand in no term, and those that neither begin nor end one.
const (
	zhNever = "的了是在和与及與也这那這們们就都而被把从從于於以为為之其或等将將会會能可着過很更最所吧吗嗎呢啊么麼什怎"
	zhEdge  = "一两兩个個有中上下内內外时時前后後来來去到让讓使由对對又还還只如并並但因此各每某种種不没沒已再则則即当當向给給比按些第年月日名次位称稱"
)

type neighbours struct {
	sentences           int
	last                int // the sentence that was counted last, from 1
	left, right         rune
	leftMany, rightMany bool // more than one character was seen there
}

func chineseTerms(sentences [][]rune) keyTerms {
	if len(sentences) == 0 {
		return nil
	}
	found := map[string]*neighbours{}
	for n := 2; n <= longestChinese; n++ {
		counted, at := 0, map[string]*neighbours{}
		for k, rs := range sentences {
			if counted += len(rs); counted > mostCharacters {
				break
			}
			for i := 0; i+n <= len(rs); i++ {
				part := rs[i : i+n]
				if !termChars(part) {
					continue
				}
				// Only what is frequent already can be a part of a longer term.
				if n > 2 && (found[string(part[1:])] == nil || found[string(part[:n-1])] == nil) {
					continue
				}
				s := string(part)
				w := at[s]
				if w == nil {
					w = &neighbours{left: -1, right: -1}
					at[s] = w
				}
				w.see(k+1, rs, i, i+n)
			}
		}
		for s, w := range at {
			if w.sentences >= leastChinese {
				found[s] = w
			}
		}
	}
	out := keyTerms{}
	for s, w := range found {
		rs := []rune(s)
		if w.leftMany && w.rightMany && !strings.ContainsRune(zhEdge, rs[0]) && !strings.ContainsRune(zhEdge, rs[len(rs)-1]) {
			out[s] = w.sentences
		}
	}
	return out
}

func termChars(rs []rune) bool {
	for _, r := range rs {
		if !unicode.Is(unicode.Han, r) || strings.ContainsRune(zhNever, r) {
			return false
		}
	}
	return true
}

// see counts an occurrence [i, end) in the sentence with the number k.
func (w *neighbours) see(k int, rs []rune, i, end int) {
	if w.last != k {
		w.last = k
		w.sentences++
	}
	left, right := rune(0), rune(0)
	if i > 0 {
		left = rs[i-1]
	}
	if end < len(rs) {
		right = rs[end]
	}
	// The edge of a sentence or of a clause is a boundary of its own kind.
	w.leftMany = w.leftMany || w.left >= 0 && w.left != left
	w.rightMany = w.rightMany || w.right >= 0 && w.right != right
	w.left, w.right = left, right
}
