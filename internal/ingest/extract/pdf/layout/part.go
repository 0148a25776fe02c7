package layout

import (
	"slices"
	"unicode"
)

// partIn gives the heading or item that nearly all of a line stands in, as far as
// the file names it.
func (l *line) partIn(raw *Raw) Part {
	if len(raw.Parts) == 0 || l.at != nil {
		return Part{}
	}
	counts := map[Part]int{}
	for i := range l.glyphs {
		if g := &l.glyphs[i]; g.char >= 0 {
			counts[raw.Parts[raw.Chars[g.char].Run]]++
		}
	}
	for p, n := range counts {
		if n*10 >= l.letters*8 {
			return p
		}
	}
	return Part{}
}

// firstOfItem reports whether a line without a mark begins an item of a list that
// the file names: browsers draw the marks. What goes on with an item behind
// something else, or from the page before, is a paragraph.
func (b *builder) firstOfItem(l *line) bool {
	r := l.first()
	return l.in.Depth > 0 && (letter(r) || digit(r)) && !unicode.IsLower(r) && !slices.ContainsFunc(b.blocks, func(k *block) bool { return k.lines[0].in == l.in })
}
