package plaintext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/ingest/extract/lineend"
)

// width knows at which column a text was wrapped by hand or by a program.
type width struct {
	column  int // 0: the lines are paragraphs
	hyphens *lineend.Words
}

// widestWrap is the longest line that still counts as wrapped; beyond it an
// editor's lines are paragraphs.
const widestWrap = 110

// measure finds the column. In wrapped text a line ends because the next word
// would have gone over it; in verse, lists and addresses it ends before.
func measure(stanzas []stanza) *width {
	var lengths []int
	for _, s := range stanzas {
		for _, l := range s.lines[:len(s.lines)-1] {
			lengths = append(lengths, columns(l))
		}
	}
	if len(lengths) == 0 {
		return &width{}
	}
	slices.Sort(lengths)
	w := &width{column: lengths[len(lengths)*97/100]}
	if w.column > widestWrap || w.column < 25 {
		return &width{}
	}
	forced, all := 0, 0
	for _, s := range stanzas {
		for i := range s.lines[:len(s.lines)-1] {
			all++
			if w.forced(s.lines[i], s.lines[i+1], 0) {
				forced++
			}
		}
	}
	if forced*3 < all && all > 8 {
		return &width{column: w.column}
	}
	return w
}

// forced reports whether the first word of next would not have fitted behind
// line, give or take some columns.
func (w *width) forced(line, next string, slack int) bool {
	if w.column == 0 {
		return false
	}
	return columns(line)+1+columns(firstWord(next)) > w.column-slack
}

// firstWord is what could have moved up alone; of scripts without spaces that
// is one character.
func firstWord(line string) string {
	line = strings.TrimLeftFunc(line, unicode.IsSpace)
	for i, r := range line {
		if unicode.IsSpace(r) {
			return line[:i]
		}
		if wide(r) {
			return line[:i+utf8.RuneLen(r)]
		}
	}
	return line
}

// columns is how wide a line is on a typewriter.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case wide(r):
			n += 2
		case unicode.Is(unicode.Mn, r):
		default:
			n++
		}
	}
	return n
}

func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || 0x2e80 <= r && r <= 0xa4cf || 0xac00 <= r && r <= 0xd7a3 || 0xf900 <= r && r <= 0xfaff ||
		0xfe30 <= r && r <= 0xfe6f || 0xff00 <= r && r <= 0xff60 || 0xffe0 <= r && r <= 0xffe6 || 0x20000 <= r && r <= 0x3fffd)
}

// begins reports whether line i of the stanza begins a paragraph although no
// empty line stands before it: the lines are paragraphs, or it is indented
// where others are not. least is the smallest indent of all lines.
func (w *width) begins(lines []string, i, least int) bool {
	if w.column == 0 && columns(lines[i-1]) > widestWrap {
		return true
	}
	in, was := indent(lines[i]), indent(lines[i-1])
	if in == 0 || in <= was || w.column == 0 && was > 0 {
		return false
	}
	return least < in && !w.forced(lines[i-1], lines[i], 0) || strings.HasPrefix(lines[i], "\u3000") && !strings.HasPrefix(lines[i-1], "\u3000")
}

func indent(line string) int {
	return columns(line) - columns(strings.TrimLeftFunc(line, unicode.IsSpace))
}

// join makes one text of the lines of a paragraph: where a line is full the
// break becomes a space, where it ended early it stays.
func (w *width) join(lines []string) string {
	full := 0
	for i := range lines[:len(lines)-1] {
		if w.forced(lines[i], lines[i+1], w.column/12) {
			full++
		}
	}
	prose := full*10 >= (len(lines)-1)*6
	b := []byte(words(lines[0]))
	for i, line := range lines[1:] {
		before := lines[i]
		line = words(line)
		first, _ := utf8.DecodeRuneInString(line)
		kind := w.hyphens.At(before, line)
		switch { // in verse, too, and however short the line
		case kind == lineend.Divides:
			_, n := utf8.DecodeLastRune(b)
			b = append(b[:len(b)-n], line...)
			continue
		case kind == lineend.Belongs && unicode.IsLower(first):
			b = append(b, line...)
			continue
		}
		if !prose && !w.forced(before, line, 0) || !w.forced(before, line, w.column/3) {
			b = append(append(b, '\n'), line...)
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		switch {
		case wide(last) && wide(first):
		case strings.HasSuffix(before, "--"), last == '—', strings.HasPrefix(line, "—"), strings.HasPrefix(line, "--"):
		case kind == lineend.Belongs:
		default:
			b = append(b, ' ')
		}
		b = append(b, line...)
	}
	return string(b)
}

// words makes one space of each run of spaces and tabs and takes off those at
// the ends. Other kinds of space, some of which are seen, stay.
func words(line string) string {
	line = strings.TrimSpace(line)
	return strings.Join(strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' }), " ")
}
