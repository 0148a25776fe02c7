package lexical

import (
	"regexp"
	"strings"
)

var (
	// unseen may stand anywhere in a word: soft hyphens, with the end of the line
	// (or the space in its place) that they stand at, spaces of no width, marks of
	// direction. The joiners stay, which mean something in some scripts.
	unseen = regexp.MustCompile("\u00ad[ \t\r\n]+|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")

	// parted is a word with a hyphen at the end of a line, whose next line goes
	// on in small letters.
	parted = regexp.MustCompile(`(\p{L}[\p{L}\p{M}]*)[-\x{2010}\x{2011}][ \t]*\r?\n[ \t]*(\p{Ll}[\p{L}\p{M}]*)`)
)

// unbroken takes out of a text what is not seen in a word, and adds at its end
// the words that hyphens part at the ends of lines: whether such a hyphen
// belongs to its word cannot be told, so that both are found.
func unbroken(text string) string {
	hyphen, hidden := suspects(text)
	if hidden {
		text = unseen.ReplaceAllString(text, "")
	}
	if !hyphen {
		return text
	}
	var b strings.Builder
	b.WriteString(text)
	for _, m := range parted.FindAllStringSubmatch(text, -1) {
		b.WriteString("\n" + m[1] + m[2])
	}
	return b.String()
}

// suspects reports whether a text has a hyphen at the end of a line, and signs
// that are not seen: few texts have, and the expressions are slow.
func suspects(text string) (hyphen, hidden bool) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '-':
			hyphen = hyphen || endsLine(text[i+1:])
		case c < 0x80:
		case c == 0xc2:
			hidden = hidden || strings.HasPrefix(text[i+1:], "\xad")
		case c == 0xe2 && i+2 < len(text):
			second, third := text[i+1], text[i+2]
			hidden = hidden || second == 0x80 && (third == 0x8b || third == 0x8e || third == 0x8f || third >= 0xaa && third <= 0xae) || second == 0x81 && third >= 0xa0
			hyphen = hyphen || second == 0x80 && (third == 0x90 || third == 0x91) && endsLine(text[i+3:])
		case c == 0xef:
			hidden = hidden || strings.HasPrefix(text[i+1:], "\xbb\xbf")
		}
	}
	return hyphen, hidden
}

func endsLine(rest string) bool {
	rest = strings.TrimLeft(rest[:min(len(rest), 80)], " \t\r")
	return rest != "" && rest[0] == '\n'
}
