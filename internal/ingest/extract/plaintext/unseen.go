package plaintext

import (
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/joiner"
	"studyapp/internal/ingest/extract/lineend"
)

// Seen takes out of a text what nobody sees in it: spaces and joiners without
// width, byte order marks, soft hyphens save those that end a line. What changes
// how letters around it look, or parts the words of a script without spaces,
// stays. The text stands behind the character before, or at a beginning if
// that is 0.
func Seen(before rune, s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	rs := []rune(s)
	out := make([]rune, 0, len(rs))
	for i, r := range rs {
		if !hidden(r) || matters(before, r, at(rs, i+1)) || r == softHyphen && endsLine(rs[i+1:]) {
			out = append(out, r)
			before = r
		}
	}
	return string(out)
}

const (
	softHyphen   = lineend.Soft
	zeroSpace    = '\u200b'
	zeroNoJoiner = joiner.Apart
	zeroJoiner   = joiner.Together
	wordJoiner   = '\u2060'
	byteOrder    = '\ufeff'
)

func hidden(r rune) bool {
	switch r {
	case softHyphen, zeroSpace, zeroNoJoiner, zeroJoiner, wordJoiner, byteOrder:
		return true
	}
	return false
}

// matters reports whether a hidden sign between two characters is one that
// their script needs.
func matters(before, r, after rune) bool {
	switch r {
	case zeroSpace:
		return unicode.In(before, withoutSpaces...) && unicode.In(after, withoutSpaces...)
	case zeroNoJoiner, zeroJoiner:
		if joiner.Needed(before, after) {
			return true
		}
		return r == zeroJoiner && picture(before) && picture(after)
	}
	return false
}

// picture reports a part of an emoji that is put together of several.
func picture(r rune) bool {
	return r >= 0x2190 && unicode.In(r, unicode.So, unicode.Sk, unicode.Variation_Selector) || r == '\u20e3'
}

// farthestEnd is how many characters may stand behind a soft hyphen at a line's
// end.
const farthestEnd = 20

func endsLine(rs []rune) bool {
	for _, r := range rs[:min(len(rs), farthestEnd)] {
		if r == '\n' {
			return true
		}
		if r != ' ' && r != '\t' && !hidden(r) {
			return false
		}
	}
	return len(rs) <= farthestEnd
}

var withoutSpaces = []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Tai_Tham, unicode.New_Tai_Lue, unicode.Tai_Le, unicode.Javanese, unicode.Balinese}
