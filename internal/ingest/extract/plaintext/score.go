package plaintext

import (
	"unicode"
	"unicode/utf8"
)

// text says what a decoded text costs when it is one of the language, in nats:
// its words by their letters, everything else beyond ASCII by where it stands.
func (l *language) text(rs []rune) float64 {
	english := languages()["en"]
	cost := 0.0
	for i := 0; i < len(rs); {
		r := rs[i]
		if !letter(r) {
			switch {
			case r < ' ' && !unicode.IsSpace(r):
				cost += costOdd
			case r >= 0x80:
				cost += sign(at(rs, i-1), r, at(rs, i+1))
			}
			i++
			continue
		}
		end, ascii, ideographs := i, true, 0
		for end < len(rs) && letter(rs[end]) {
			if rs[end] >= 0x80 {
				ascii = false
			}
			if wide(rs[end]) {
				ideographs++
			}
			end++
		}
		w := rs[i:end]
		i = end
		switch {
		case ideographs > 0 || l.script() != 0:
			cost += l.characters(w)
		case ascii && l.latin:
			cost += min(l.word(w), english.word(w)+2.3)
		case ascii:
			cost += english.word(w)
		default:
			cost += l.word(w)
			if len(w) == 1 && (digit(at(rs, i-2)) || digit(at(rs, i))) {
				cost += costOdd / 2 // more likely the sign of a quotation around a number
			}
		}
	}
	return cost
}

// script is 0 for a language that is written in words of letters.
func (l *language) script() rune {
	switch l.code {
	case "ja", "ko", "zh-Hans", "zh-Hant":
		return '字'
	}
	return 0
}

// characters says what a run of characters costs in a language that sets no
// letters.
func (l *language) characters(w []rune) float64 {
	cost := 0.0
	for i, r := range w {
		if before, after := small(at(w, i-1)), small(at(w, i+1)); r >= 0x80 && (before || after) {
			switch {
			case before && after: // one character inside a word of Latin letters
				cost += costOdd
			case len(w) > 2 && (i == 0 || i == len(w)-1): // or at its end
				cost += costOdd / 2
			}
		}
		if halfKana(r) && !halfKana(at(w, i-1)) && !halfKana(at(w, i+1)) {
			cost += costOdd / 2 // they come in rows
		}
		known := false
		if l.script() != 0 {
			if n, ok := l.index[r]; ok {
				cost += l.first[n]
				known = true
			}
		}
		switch {
		case known:
		case r == 'ー' && l.code == "ja":
			cost += 4
		case halfKana(r) && l.code == "ja":
			cost += 6
		case r < 0x80:
			cost += 3
			if i > 0 && unicode.IsLower(w[i-1]) && unicode.IsUpper(r) {
				cost += 3
			}
		case l.code == "zh-Hant" && unicode.Is(unicode.Han, r):
			cost += 10.5
		case 0xff10 <= r && r <= 0xff5a:
			cost += 6.5
		case unicode.Is(unicode.Hangul, r) && l.code == "ko":
			cost += 10.5
		default:
			cost += costOdd
		}
	}
	return cost
}

func halfKana(r rune) bool { return 0xff61 <= r && r < 0xffa0 }

func small(r rune) bool { return 'a' <= r && r <= 'z' }

func at(rs []rune, i int) rune {
	if i < 0 || i >= len(rs) {
		return '\n'
	}
	return rs[i]
}

func letter(r rune) bool {
	return r < 0x80 && ('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') || r >= 0x80 && r != utf8.RuneError && (unicode.IsLetter(r) && r != 'ª' && r != 'º' && r != 'µ' || unicode.IsMark(r))
}

// sign says what a character beyond ASCII that is no letter costs between two
// others.
func sign(before, r, after rune) float64 {
	space, behindSpace := after <= ' ' || after == 0xa0, before <= ' ' || before == 0xa0
	inside := letter(before) && letter(after)
	switch r {
	case utf8.RuneError:
		return 18
	case 0xa0, 0xad, 0x200c, 0x200d, 0x200e, 0x200f:
		return pick(r == 0xa0 && small(before) && small(after), 7, 4.5)
	case '’':
		return pick(letter(before), pick(inside, 3.5, 4.5), 8)
	case '“', '‘', '„', '‚', '«', '‹', '”', '»', '›':
		opens := behindSpace || before == '(' || before == '[' || wide(after)
		closes := space || after < 0x80 && !letter(after) && !digit(after) || wide(before)
		switch {
		case opens && space, inside, !opens && !closes:
			return pick((r == '«' || r == '»') && (before == 0xa0 || after == 0xa0 || !inside && (opens || closes)), 5, pick(inside, 12, 9))
		case closes == (r == '”' || r == '»' || r == '›'):
			return 4.5
		}
		return pick(r == '„' || r == '‚' || r == '‘' && closes && !opens, 9, 5.5)
	case '–', '—':
		return pick(behindSpace && space || digit(before) && digit(after), 4.5, pick(space || behindSpace, 5.5, 6.5))
	case '…':
		return pick(behindSpace && letter(after) || letter(before) || behindSpace && space, 5, 8)
	case '•', '·', '●', '■', '▪', '→':
		return pick(behindSpace && space, 5.5, pick(r == '·' && inside, 7, 9))
	case '¿', '¡':
		return pick(behindSpace && letter(after), 4.5, costOdd)
	case '°', '²', '³', '½', '¼', '¾', '±', '×', '÷', '§', '€', '£', '©', '®', '™', '№', 'µ', '≤', '≥', '≈', '√', '∞':
		return pick(inside, costOdd, pick(digit(before) || digit(after) || behindSpace || space, 7, 8.5))
	case 'ª', 'º':
		return pick(digit(before), 5, pick(letter(before) && !letter(after), 8, costOdd))
	case '、', '。', '，', '「', '」', '・', '：', '；', '（', '）', '？', '！', '《', '》', '『', '』', '\u3000':
		return 4
	case '،', '؛', '؟', 'ـ', '־', '׳', '״':
		return 5.5
	}
	switch {
	case 0x2500 <= r && r < 0x25a0: // lines and blocks, which programs drew tables with
		switch {
		case letter(before) || letter(after):
			return 13
		case before == r || after == r: // they come in rows
			return 2.5
		}
		return 7
	case r < 0xa0, unicode.Is(unicode.Co, r), !unicode.IsPrint(r):
		return 16
	case 0xff00 <= r && r < 0xff60 || 0x3000 <= r && r < 0x3040, halfKana(r):
		return pick(small(before) || small(after), costOdd, 6.5)
	}
	return costOdd
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

func pick(is bool, yes, no float64) float64 {
	if is {
		return yes
	}
	return no
}
