package plaintext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// width knows at which column a text was wrapped by hand or by a program.
type width struct {
	column  int             // 0: the lines are paragraphs
	hyphens map[string]bool // words that were divided at a line's end, by their halves with a hyphen
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
		return &width{column: w.column, hyphens: nil}
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
// where others are not.
func (w *width) begins(lines []string, i int) bool {
	if w.column == 0 && columns(lines[i-1]) > widestWrap {
		return true
	}
	in, was := indent(lines[i]), indent(lines[i-1])
	if in == 0 || in <= was || w.column == 0 && was > 0 {
		return false
	}
	least := in
	for _, l := range lines {
		least = min(least, indent(l))
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
	var b strings.Builder
	b.WriteString(words(lines[0]))
	for i, line := range lines[1:] {
		before := lines[i]
		line = words(line)
		if !prose && !w.forced(before, line, 0) || !w.forced(before, line, w.column/3) {
			b.WriteByte('\n')
			b.WriteString(line)
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		first, _ := utf8.DecodeRuneInString(line)
		switch {
		case wide(last) && wide(first):
		case strings.HasSuffix(before, "--"), last == '—', strings.HasPrefix(line, "—"), strings.HasPrefix(line, "--"):
		case last == '-' && unicode.IsLetter(first):
			if w.hyphens[lastWord(before)+line[:wordEnd(line)]] {
				s := strings.TrimSuffix(b.String(), "-")
				b.Reset()
				b.WriteString(s)
			}
		case last == '\u00ad':
			s := strings.TrimSuffix(b.String(), "\u00ad")
			b.Reset()
			b.WriteString(s)
		default:
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// words makes one space of each run of spaces and tabs and takes off those at
// the ends. Other kinds of space, some of which are seen, stay.
func words(line string) string {
	line = strings.TrimSpace(line)
	return strings.Join(strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' }), " ")
}

// lastWord is the word a line ends with, with the hyphen behind it.
func lastWord(line string) string {
	i := len(line)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(line[:i])
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' {
			break
		}
		i -= n
	}
	return line[i:]
}

func wordEnd(line string) int {
	for i, r := range line {
		if !unicode.IsLetter(r) && r != '\'' && r != '’' {
			return i
		}
	}
	return len(line)
}

// hyphenated finds the words that were divided at a line's end: written
// together they stand elsewhere in the text, more often than with a hyphen.
func hyphenated(text string, stanzas []stanza) map[string]bool {
	counts := map[string]int{} // of both forms of each candidate
	var candidates []string
	for _, s := range stanzas {
		for i, l := range s.lines[:len(s.lines)-1] {
			next := strings.TrimLeftFunc(s.lines[i+1], unicode.IsSpace)
			first, _ := utf8.DecodeRuneInString(next)
			if !strings.HasSuffix(l, "-") || strings.HasSuffix(l, "--") || !unicode.IsLower(first) {
				continue
			}
			c := lastWord(l) + next[:wordEnd(next)]
			candidates = append(candidates, c)
			counts[strings.ToLower(c)] = 0
			counts[joined(c)] = 0
		}
	}
	if len(candidates) == 0 {
		return nil
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }) {
		if lower := strings.ToLower(word); len(lower) > 2 {
			if n, ok := counts[lower]; ok {
				counts[lower] = n + 1
			}
		}
	}
	out := map[string]bool{}
	for _, c := range candidates {
		out[c] = counts[joined(c)] > counts[strings.ToLower(c)]
	}
	return out
}

// joined is a divided word without its last hyphen, in lower case.
func joined(c string) string {
	i := strings.LastIndexByte(c, '-')
	return strings.ToLower(c[:i] + c[i+1:])
}
