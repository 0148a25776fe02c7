package layout

import (
	"cmp"
	"slices"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/character"
	"studyapp/internal/ingest/extract/pdf/column"
	"studyapp/internal/ingest/extract/pdf/formula"
	"studyapp/internal/ingest/extract/pdf/typesize"
)

// footnote is a note at the foot of a page or column.
type footnote struct {
	mark   string // as it stands in the text; empty for one that goes on from the page before
	called bool   // by the text of the page
	lines  []line
}

// order puts what is found of notes into the order they are read in, and their
// marks apart.
func order(notes []footnote, raw *Raw, parts parts) {
	for i := range notes {
		n := &notes[i]
		readingOrder(n.lines, raw)
		for j := range n.lines {
			n.lines[j].spell(parts)
		}
		if n.mark == "" {
			continue
		}
		first, size := &n.lines[0], len([]rune(n.mark))
		first.partMark(size)
		if n.called {
			n.mark = raisedForm(n.mark)
		} else {
			n.mark = first.word(0, size)
		}
	}
}

// smallNote is the size of a footnote, at most, in that of the text.
const smallNote = .93

// footnotes takes the notes at the foot of the page out of its segments. They
// are in small type, nothing but such stands below them, and they begin with a
// mark that the text calls, or one that is raised, set apart from the text.
func footnotes(segs []*segment, styles []Style, own bool) (text []*segment, notes []footnote) {
	size := mostly(segs, styles)
	low := lowest(segs, size)
	if len(low) == 0 || len(low) == len(segs) {
		return segs, nil
	}
	above := slices.DeleteFunc(slices.Clone(segs), func(g *segment) bool { return low[g] })
	calls := called(above, styles)
	taken := map[*segment]bool{}
	for _, stack := range stacks(low) {
		rows := column.Rows(stack)
		first := -1
		proven := false
		marks := make([]string, len(rows))
		for i, row := range rows {
			mark, raised := noteMark(row, styles)
			if mark == "" || !raised && !calls[mark] || !worded(row) || program(row, styles) {
				continue
			}
			if calls[mark] {
				proven = true
			}
			if marks[i] = mark; first < 0 {
				first = i
				proven = proven || setOff(row, above)
			}
		}
		if first < 0 || !proven {
			continue
		}
		for first > 0 && marks[first-1] == "" && goesBefore(rows[first-1], rows[first]) {
			first-- // the end of a note from the page before
		}
		if first > 0 && marks[first] == "" && !setOff(rows[first], slices.Concat(above, slices.Concat(rows[:first]...))) {
			for marks[first] == "" {
				first++
			}
		}
		for i := first; i < len(rows); i++ {
			for _, g := range rows[i] {
				taken[g] = true
			}
			l := newLine(rows[i], styles, 0, 0, own)
			if marks[i] != "" || i == first {
				n := footnote{mark: marks[i], called: calls[marks[i]]}
				notes = append(notes, n)
			}
			last := &notes[len(notes)-1]
			last.lines = append(last.lines, l)
		}
	}
	return slices.DeleteFunc(slices.Clone(segs), func(g *segment) bool { return taken[g] }), notes
}

// worded reports whether a row has words, as a note has and a fraction has not.
func worded(row []*segment) bool {
	n := 0
	for _, s := range row {
		for i := range s.glyphs {
			switch r := s.glyphs[i].r; {
			case character.Wide(r):
				n += 2
			case letter(r):
				n++
			}
		}
	}
	return n >= 3
}

// program reports whether a row is a line of a program with its number. Of notes
// in such type only addresses are known.
func program(row []*segment, styles []Style) bool {
	var b strings.Builder
	for _, s := range row {
		for i := range s.glyphs {
			if g := &s.glyphs[i]; styles[g.style].Mono {
				b.WriteRune(g.r)
			} else if letter(g.r) {
				return false
			}
		}
	}
	text := b.String()
	return text != "" && !strings.Contains(text, "://") && !strings.Contains(text, "www.")
}

// mostly gives the size of most letters.
func mostly(segs []*segment, styles []Style) float32 {
	letters := map[float32]int{}
	for _, g := range segs {
		for i := range g.glyphs {
			letters[typesize.Half(styles[g.glyphs[i].style].Size)]++
		}
	}
	size, most := float32(0), 0
	for v, n := range letters {
		if n > most || n == most && v > size {
			size, most = v, n
		}
	}
	return size
}

// lowest gives the small segments that have only such below them.
func lowest(segs []*segment, size float32) map[*segment]bool {
	sorted := slices.Clone(segs)
	slices.SortStableFunc(sorted, func(a, b *segment) int { return cmp.Compare(b.V1, a.V1) })
	low := map[*segment]bool{}
	var blocked []stretch // where larger type stands, or what is above it
	for _, g := range sorted {
		free := g.Size <= smallNote*size && !slices.ContainsFunc(blocked, func(b stretch) bool { return g.U0 < b.u1 && g.U1 > b.u0 })
		if free {
			low[g] = true
			continue
		}
		blocked = append(blocked, stretch{g.U0, g.U1})
		if len(blocked) > 64 {
			blocked = united(blocked)
		}
	}
	return low
}

// united joins stretches that overlap.
func united(all []stretch) []stretch {
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Compare(a.u0, b.u0) })
	out := all[:1]
	for _, b := range all[1:] {
		if last := &out[len(out)-1]; b.u0 < last.u1 {
			last.u1 = max(last.u1, b.u1)
		} else {
			out = append(out, b)
		}
	}
	return out
}

// stacks parts segments where white space runs down between them, from left to
// right.
func stacks(low map[*segment]bool) [][]*segment {
	var all []*segment
	for g := range low {
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b *segment) int {
		return cmp.Or(cmp.Compare(a.U0, b.U0), cmp.Compare(a.V1, b.V1), cmp.Compare(a.Order, b.Order))
	})
	const gutter = 6
	var out [][]*segment
	right := float32(0)
	for i, g := range all {
		// A mark that hangs before its note stands with it.
		mark := i > 0 && right-all[i-1].U0 < 3*g.Size
		if i == 0 || g.U0 > right+gutter && !mark {
			out = append(out, nil)
		}
		right = max(right, g.U1)
		out[len(out)-1] = append(out[len(out)-1], g)
	}
	return out
}

const noteSigns = "*∗＊†‡§¶‖"

// noteMark gives the mark that a row begins with, as plain digits or signs, and
// whether it is one by its own looks: raised, or a sign.
func noteMark(row []*segment, styles []Style) (mark string, raised bool) {
	var g []glyph
	for _, s := range row {
		g = append(g, s.glyphs...)
	}
	if slices.ContainsFunc(row, func(s *segment) bool { return s.rtl }) {
		return noteMarkRight(g, styles)
	}
	n := 0
	switch {
	case len(g) == 0:
		return "", false
	case strings.ContainsRune(noteSigns, g[0].r):
		for n < len(g) && n < 3 && strings.ContainsRune(noteSigns, g[n].r) {
			n++
		}
		raised = true
	default:
		for n < len(g) && n < 4 && formula.Lowered(g[n].r) != 0 {
			n++
		}
		if n > 0 {
			raised = true
			break
		}
		for n < len(g) && n < 4 && g[n].r >= '0' && g[n].r <= '9' {
			n++
		}
	}
	if n == 0 || n > 3 || n >= len(g) {
		return "", false
	}
	next := &g[n]
	apart := next.u0-g[n-1].u1 > .15*styles[next.style].Size
	if !raised {
		raised = styles[g[0].style].Size <= raisedSize*styles[next.style].Size && g[n-1].v1 < next.v1-.08*(next.v1-next.v0)
	}
	if !raised && !apart || digit(next.r) && !apart {
		return "", false
	}
	return plain(g[:n]), raised
}

// noteMarkRight is noteMark for a row that begins on the right.
func noteMarkRight(g []glyph, styles []Style) (mark string, raised bool) {
	slices.SortStableFunc(g, func(a, b glyph) int { return cmp.Compare(a.u0, b.u0) })
	n := len(g)
	for n > 0 && len(g)-n < 4 && (g[n-1].r >= '0' && g[n-1].r <= '9' || strings.ContainsRune(noteSigns, g[n-1].r)) {
		n--
	}
	if n == 0 || n == len(g) || len(g)-n > 3 {
		return "", false
	}
	next := &g[n-1]
	raised = styles[g[n].style].Size <= raisedSize*styles[next.style].Size && g[n].v1 < next.v1-.08*(next.v1-next.v0)
	if !raised && g[n].u0-next.u1 < .15*styles[next.style].Size {
		return "", false
	}
	return plain(g[n:]), raised
}

// called gives the marks of notes in a text: raised small digits, and signs
// behind a word.
func called(segs []*segment, styles []Style) map[string]bool {
	out := map[string]bool{}
	for _, s := range segs {
		g := s.glyphs
		for i := 0; i < len(g); i++ {
			if strings.ContainsRune(noteSigns, g[i].r) && i > 0 {
				k := i
				for k < len(g) && strings.ContainsRune(noteSigns, g[k].r) {
					k++
				}
				out[plain(g[i:k])] = true
				i = k - 1
				continue
			}
			if formula.Lowered(g[i].r) != 0 {
				k := i
				for k < len(g) && formula.Lowered(g[k].r) != 0 {
					k++
				}
				out[plain(g[i:k])] = true
				i = k - 1
				continue
			}
			if g[i].r < '0' || g[i].r > '9' {
				continue
			}
			k := i
			for k < len(g) && g[k].r >= '0' && g[k].r <= '9' && styles[g[k].style].Size == styles[g[i].style].Size {
				k++
			}
			var base *glyph
			if i > 0 {
				base = &g[i-1]
			} else if k < len(g) {
				base = &g[k]
			}
			switch {
			case base == nil && styles[g[i].style].Size <= raisedSize*mostly(segs, styles):
				out[plain(g[i:k])] = true // a segment of its own
			case base != nil && styles[g[i].style].Size <= raisedSize*styles[base.style].Size && g[i].v1 < base.v1-.08*(base.v1-base.v0):
				out[plain(g[i:k])] = true
			}
			i = k - 1
		}
	}
	return out
}

func plain(glyphs []glyph) string {
	var b strings.Builder
	for _, g := range glyphs {
		if r := formula.Lowered(g.r); r != 0 {
			b.WriteRune(r)
			continue
		}
		b.WriteRune(g.r)
	}
	return b.String()
}

func raisedForm(mark string) string {
	return strings.Map(func(r rune) rune {
		if up, ok := formula.Raised[r]; ok {
			return up
		}
		return r
	}, mark)
}

// setOff reports whether more than the space between lines is over a row.
func setOff(row, above []*segment) bool {
	u0, v0, u1, _ := column.Extent(row)
	for _, g := range above {
		if g.U0 < u1 && g.U1 > u0 && g.V1 <= v0+.3*row[0].Size && v0-g.V1 < .45*row[0].Size {
			return false
		}
	}
	return true
}

// goesBefore reports whether a row is a line of the text that the next is one
// of: close above it, and no caption.
func goesBefore(row, next []*segment) bool {
	_, _, _, v1 := column.Extent(row)
	_, v0, _, _ := column.Extent(next)
	return v0-v1 < .6*row[0].Size && abs(row[0].Size-next[0].Size) < .1*next[0].Size
}

// partMark puts a space behind the mark, n glyphs long, that a line begins
// with.
func (l *line) partMark(n int) {
	if n >= len(l.glyphs) || strings.ContainsRune(" .,:;)]", l.glyphs[n].r) {
		return
	}
	last := l.glyphs[n-1]
	l.glyphs = slices.Insert(l.glyphs, n, glyph{r: ' ', char: -1, u0: last.u1, u1: l.glyphs[n].u0, v0: l.v0, v1: l.v1, style: last.style})
}

// noteBlocks makes a block of each note.
func (s *Sheet) noteBlocks() []*block {
	var out []*block
	for i := range s.feet {
		n := &s.feet[i]
		k := &block{kind: extract.Paragraph, area: &area{kind: extract.Footnote, mark: n.mark}}
		for j := range n.lines {
			k.lines = append(k.lines, &n.lines[j])
		}
		out = append(out, k)
	}
	return out
}
