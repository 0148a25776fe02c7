package layout

import (
	"slices"
	"unicode"
)

// partIn gives the heading or item that nearly all of a line stands in, as far as
// the file names it, and notes a line of nothing but a formula.
func (l *line) partIn(raw *Raw) Part {
	if len(raw.Parts) == 0 || l.at != nil {
		return Part{}
	}
	counts := map[Part]int{}
	formula := 0
	for i := range l.glyphs {
		if g := &l.glyphs[i]; g.char >= 0 {
			p := raw.Parts[raw.Chars[g.char].Run]
			if p.Formula {
				formula++
				p.Formula = false
			}
			counts[p]++
		}
	}
	in := Part{}
	for p, n := range counts {
		if n*10 >= l.letters*8 {
			in = p
		}
	}
	l.formula = l.formula || formula*10 >= l.letters*9 && formula >= fewOfFormula && marker(l) == ""
	return in
}

// fewOfFormula letters stand in a line that is a formula, at least.
const fewOfFormula = 3

// firstOfItem reports whether a line without a mark begins an item of a list that
// the file names: browsers draw the marks. What goes on with an item behind
// something else, or from the page before, is a paragraph.
func (b *builder) firstOfItem(l *line) bool {
	r := l.first()
	return l.in.Depth > 0 && (letter(r) || digit(r)) && !unicode.IsLower(r) && !slices.ContainsFunc(b.blocks, func(k *block) bool { return k.lines[0].in == l.in })
}
