package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/hyphen"
	"studyapp/internal/ingest/extract/pdf/apparatus"
	"studyapp/internal/ingest/extract/pdf/character"
	"studyapp/internal/ingest/extract/pdf/grid"
	"studyapp/internal/ingest/extract/pdf/item"
)

// block is a run of lines that belong together.
type block struct {
	kind  extract.SpanKind
	lines []*line
	level int
	mark  string     // of a list item
	ends  []bool     // whether a line ends on purpose after lines[i]
	rows  []grid.Row // of a table
	area  *area      // nil in running text
}

// region is what the lines of one region have in common.
type region struct {
	left, right float32 // margins
	pitch       float32 // from one line to the next, in ems of the line's size
}

func regionsOf(lines []*line) map[int]region {
	all := map[int]region{}
	pitches := map[int][]float32{}
	ends := map[int][]float32{}
	for i, l := range lines {
		if len(l.cells) == 1 {
			ends[l.region] = append(ends[l.region], l.u1)
		}
		r, ok := all[l.region]
		if !ok {
			r = region{left: l.u0, right: l.u1}
		}
		r.left, r.right = min(r.left, l.u0), max(r.right, l.u1)
		all[l.region] = r
		if i > 0 && lines[i-1].region == l.region && abs(lines[i-1].size-l.size) < .08*l.size {
			if d := (l.v1 - lines[i-1].v1) / l.size; d > .5 && d < 3 {
				pitches[l.region] = append(pitches[l.region], d)
			}
		}
	}
	for k, p := range pitches {
		slices.Sort(p)
		r := all[k]
		r.pitch = p[len(p)*2/5] // below the middle: the gaps between paragraphs are in it too
		all[k] = r
	}
	// The rows of a table, or a word that found no place to be cut, may stand
	// out of the column that the other lines fill.
	for k, e := range ends {
		if n := len(e); n >= 5 {
			slices.Sort(e)
			r := all[k]
			r.right = e[n-2]
			all[k] = r
		}
	}
	return all
}

// builder groups lines into blocks.
type builder struct {
	lines   []*line
	regions map[int]region
	look    *Look
	blocks  []*block
}

func blocksOf(lines []*line, margins map[int]region, look *Look) []*block {
	b := &builder{lines: lines, regions: margins, look: look}
	for i := 0; i < len(lines); {
		if n := b.formula(i); n > 0 {
			b.blocks = append(b.blocks, &block{kind: extract.Math, level: 1, lines: lines[i : i+n]})
			i += n
			continue
		}
		if n, g := b.table(i); n > 0 {
			b.blocks = append(b.blocks, &block{kind: extract.Table, lines: lines[i : i+n], rows: g})
			i += n
			continue
		}
		if n := b.code(i); n > 0 {
			b.blocks = append(b.blocks, &block{kind: extract.Code, lines: lines[i : i+n]})
			i += n
			continue
		}
		b.text(i)
		i++
	}
	for _, k := range b.blocks {
		if k.kind == 0 {
			k.kind = extract.Paragraph
		}
	}
	b.indentLists()
	return b.blocks
}

// code gives how many lines from i on are program text: set in a font of
// fixed width throughout, where the body is not.
func (b *builder) code(i int) int {
	if b.look.MonoBody() {
		return 0
	}
	n := 0
	for i+n < len(b.lines) {
		l := b.lines[i+n]
		if !l.mono || l.letters < 2 && n == 0 || l.region != b.lines[i].region {
			break
		}
		if n > 0 && (l.v1-b.lines[i+n-1].v1 > 3*l.size || l.v1 < b.lines[i+n-1].v1) {
			break
		}
		n++
	}
	if n == 1 && len(strings.Fields(b.lines[i].text())) < 2 {
		return 0 // a lone word in that font is no program
	}
	return n
}

// text adds line i to the last block, or begins a new one with it.
func (b *builder) text(i int) {
	l := b.lines[i]
	mark := marker(l)
	if mark == "" {
		mark = b.lettered(i)
	}
	if last := b.open(); last != nil {
		begins, ends := b.begins(last, i, mark)
		if p := last.lines[len(last.lines)-1].in; p != l.in || p.Heading > 0 || p.Caption {
			begins = p != l.in // the file says so
		}
		if !begins {
			last.ends = append(last.ends, ends)
			last.lines = append(last.lines, l)
			return
		}
	}
	k := &block{lines: []*line{l}}
	if mark != "" || b.firstOfItem(l) {
		k.kind, k.level, k.mark = extract.ListItem, 1, mark
	}
	b.blocks = append(b.blocks, k)
}

// open gives the last block if it takes text lines.
func (b *builder) open() *block {
	if len(b.blocks) == 0 {
		return nil
	}
	k := b.blocks[len(b.blocks)-1]
	if k.kind == extract.Table || k.kind == extract.Code || k.kind == extract.Math {
		return nil
	}
	return k
}

// begins decides whether line i starts a new block after those of k, and if
// not, whether the line before it ended on purpose.
func (b *builder) begins(k *block, i int, mark string) (begins, ends bool) {
	l, p := b.lines[i], k.lines[len(k.lines)-1]
	em := max(l.size, p.size)
	if l.angle != p.angle || abs(l.size-p.size) > .08*em && (l.letters > 2 || p.letters > 2) {
		return true, false
	}
	if l.region != p.region {
		// A sentence may go on in the next column, or below what was set apart
		// above the columns: not far below it.
		far := l.v1-p.v1 > 2*em && l.u0 < p.u1 && l.u1 > p.u0
		goesOn := !far && unicode.IsLower(l.first()) && mark == "" && l.bold == p.bold && !closes(p) && p.letters > 20
		return !goesOn, false
	}
	r := b.regions[l.region]
	step := (l.v1 - p.v1) / em
	pitch := r.pitch
	if pitch == 0 {
		pitch = 1.3
	}
	if step > pitch*1.28+.08 || step < .3 {
		return true, false
	}
	bullet := mark != "" && !strings.ContainsFunc(mark, func(r rune) bool { return letter(r) || digit(r) })
	if bullet {
		return true, false
	}
	if apparatus.Keyed(k.lines[0].text()) && apparatus.Keyed(l.text()) {
		return true, false // entries of a list of works
	}
	short := fits(p, l, r.right)
	if mark != "" && (short || closes(p) || k.mark != "" && item.Similar(k.mark, mark)) {
		return true, false
	}
	if l.bold != p.bold && (short || closes(p)) {
		return true, false
	}
	centred := abs((l.u0+l.u1)-(p.u0+p.u1)) < em && abs(l.u0-p.u0) > .3*em
	if centred && p.u0-r.left > em && l.u0-r.left > em {
		return false, true
	}
	in := l.u0 - p.u0
	switch {
	case in > .8*em && !l.rtl:
		// An indent begins a paragraph, unless it is the second line of one
		// whose first line hangs out.
		next := i+1 < len(b.lines) && b.lines[i+1].region == l.region && b.lines[i+1].u0 <= l.u0-.8*em
		if len(k.lines) == 1 && (k.mark != "" || apparatus.Keyed(k.lines[0].text())) {
			next = false
		}
		if next || len(k.lines) > 1 || short {
			if k.mark == "" && !apparatus.Keyed(k.lines[0].text()) || !(abs(l.u0-k.lines[0].u0) < 4*em && len(k.lines) == 1) {
				return true, false
			}
		}
	case in < -.8*em && len(k.lines) > 1 && !l.rtl:
		return true, false
	}
	if short {
		if !unicode.IsLower(l.first()) && (closes(p) || letter(l.first()) && k.lines[0].label() == apparatus.Labelled) {
			return true, false // captions have no full stop
		}
		return false, true
	}
	return false, p.leads() || l.leads()
}

// closes reports whether a line ends as a sentence does.
func closes(l *line) bool {
	for i := len(l.glyphs) - 1; i >= 0; i-- {
		switch r := l.glyphs[i].r; r {
		case '"', '\'', ')', ']', '”', '’', '»', '«', '」', '』', '）', ' ':
			continue
		case '.', '!', '?', ':', '。', '！', '？', '：', '؟', '…':
			return true
		default:
			return false
		}
	}
	return false
}

// fits reports whether the first word of l would have found room behind p:
// then p ended there on purpose.
func fits(p, l *line, right float32) bool {
	em := max(p.size, 1)
	if p.rtl || l.rtl || hyphen.Is(p.last()) || p.last() == soft {
		return false
	}
	w := float32(0)
	for i := range l.glyphs {
		if l.glyphs[i].r == ' ' || i > 0 && character.Wide(l.glyphs[i].r) {
			break
		}
		w = l.glyphs[i].u1 - l.u0
	}
	return p.u1+w+1.2*em < right
}

// marker gives the mark of a list item that a line begins with, "" where it
// begins none.
func marker(l *line) string { return item.Mark(runes(l.glyphs)) }

// lettered gives the mark of line i where that is a letter with a full stop,
// which is one only if a line near it has the letter before or after.
func (b *builder) lettered(i int) string {
	const near = 12 // lines
	l := b.lines[i]
	mark, place := item.Letter(runes(l.glyphs))
	if mark == "" {
		return ""
	}
	for k := max(0, i-near); k < min(len(b.lines), i+near+1); k++ {
		o := b.lines[k]
		if k == i || o.region != l.region || abs(o.u0-l.u0) > .6*l.size {
			continue
		}
		other, at := item.Letter(runes(o.glyphs))
		if other != "" && item.Similar(mark, other) && (k < i && item.Follows(at, place) || k > i && item.Follows(place, at)) {
			return mark
		}
	}
	return ""
}

// indentLists gives neighbouring list items their depth by their indents.
func (b *builder) indentLists() {
	for i := 0; i < len(b.blocks); i++ {
		if b.blocks[i].kind != extract.ListItem {
			continue
		}
		j := i
		var at []float32
		for j < len(b.blocks) && b.blocks[j].kind == extract.ListItem {
			at = append(at, b.blocks[j].lines[0].u0)
			j++
		}
		slices.SortFunc(at, cmp.Compare)
		at = slices.CompactFunc(at, func(a, c float32) bool { return c-a < 4 })
		for ; i < j; i++ {
			k := b.blocks[i]
			k.level = 1
			for _, u := range at {
				if u < k.lines[0].u0-4 {
					k.level++
				}
			}
			if depth := k.lines[0].in.Depth; depth > 0 {
				k.level = depth
			}
			k.level = min(k.level, 6)
		}
	}
}
