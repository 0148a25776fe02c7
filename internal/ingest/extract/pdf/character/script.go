package character

import "unicode"

// southeast holds the scripts, beside the wide ones, that are written without
// spaces between words: a line may end after any of them.
var southeast = []*unicode.RangeTable{
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
	unicode.Tai_Le, unicode.New_Tai_Lue, unicode.Tai_Tham, unicode.Tai_Viet, unicode.Balinese, unicode.Javanese,
}

// Unspaced reports whether a character is of a script with letters that has no
// spaces between words, only between clauses.
func Unspaced(r rune) bool {
	if r < 0xe00 || r > 0xaadf || r > 0x1b7f && r < 0xa980 {
		return false
	}
	return unicode.In(r, southeast...)
}

// Pauses reports whether a space follows what ends a clause or repeats a word
// in such a script.
func Pauses(r rune) bool {
	switch r {
	case 'ๆ', 'ฯ', 'ໆ', 'ຯ', '།', '༎', '༔', '၊', '။', '។', '៕', 'ៗ':
		return true
	}
	return false
}

// Reading reports whether a letter writes a sound: kana or bopomofo.
func Reading(r rune) bool {
	return r >= 0x3041 && r <= 0x30ff || r >= 0x3105 && r <= 0x312f || r >= 0x31a0 && r <= 0x31bf || r >= 0xff66 && r <= 0xff9f
}

// Wide reports whether a character stands in a square and words have no
// spaces between them.
func Wide(r rune) bool {
	return r >= 0x2e80 && (r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe4f || r >= 0xff00 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff)
}
