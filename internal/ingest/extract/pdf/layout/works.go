package layout

import (
	"slices"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/apparatus"
	"studyapp/internal/ingest/extract/pdf/formula"
)

// fewWorks is how many entries make a list of works without its title.
const fewWorks = 3

// captions marks the blocks that say what a figure or table is called: their
// label tells, and where sentences may begin so, type of their own or a table
// beside them.
func captions(blocks []*block, look *Look, styles []Style) {
	for i, k := range blocks {
		if k.area != nil || k.kind != extract.Paragraph && k.kind != extract.Heading || len(k.lines) > 14 {
			continue
		}
		l := k.lines[0]
		label := l.label()
		if label == apparatus.Unlabelled && !l.in.Caption {
			continue
		}
		beside := i > 0 && blocks[i-1].kind == extract.Table || i+1 < len(blocks) && blocks[i+1].kind == extract.Table
		own := l.size < .96*look.Body() || beside || l.italic || startsBold(l, look, styles)
		if label == apparatus.Named && !own && !l.in.Caption {
			continue
		}
		k.kind, k.level, k.area = extract.Paragraph, 0, &area{kind: extract.Caption}
	}
}

// label tells whether a line begins a caption; white space may end its label.
func (l *line) label() apparatus.Label {
	if len(l.cells) > 1 {
		if alone := apparatus.Caption(l.part(l.cells[0])); alone == apparatus.Labelled {
			return alone
		}
	}
	return apparatus.Caption(l.text())
}

// startsBold reports whether a line that is not bold begins so, where the text
// is not.
func startsBold(l *line, look *Look, styles []Style) bool {
	return !look.BoldBody() && !l.bold && styles[l.glyphs[0].style].Bold
}

// works marks the entries of lists of works: what stands under the title of
// one until the next heading, and what reads so at the beginning of a page,
// below a running head or in a row.
func works(blocks []*block, continues bool) []*block {
	var in *area
	text := make([]string, len(blocks))
	for i, k := range blocks {
		text[i] = k.text()
		switch {
		case k.area != nil && in != nil && k.area.kind != extract.Caption:
			in = nil
		case k.area != nil:
		case apparatus.Title(text[i]) == extract.Bibliography && i+1 < len(blocks):
			in = &area{kind: extract.Bibliography}
		case k.kind == extract.Heading:
			in = nil
		case in != nil:
			k.area = in
		}
	}
	run := func(from int) int {
		n := from
		for n < len(blocks) && blocks[n].area == nil && blocks[n].kind != extract.Heading && blocks[n].kind != extract.Code {
			if !apparatus.Work(text[n]) && (n == from || n+1 >= len(blocks) || !apparatus.Work(text[n+1])) {
				break
			}
			n++
		}
		return n
	}
	for i := 0; i < len(blocks); i++ {
		to := run(i)
		if to == i {
			continue
		}
		count := 0
		for _, t := range text[i:to] {
			if apparatus.Work(t) {
				count++
			}
		}
		if count >= fewWorks || continues && i <= 1 {
			p := &area{kind: extract.Bibliography}
			from := i
			if i == 1 && continues && blocks[0].kind == extract.Paragraph && blocks[0].area == nil {
				from = 0 // the end of an entry
			}
			for _, k := range blocks[from:to] {
				k.area = p
			}
		}
		i = to - 1
	}
	return hung(blocks)
}

// hung puts the lines that an entry of a list of works hangs over back behind
// its first: those look like paragraphs whose first lines are indented.
func hung(blocks []*block) []*block {
	out := blocks[:0:0]
	for _, k := range blocks {
		if n := len(out); n > 0 && k.area != nil && k.area.kind == extract.Bibliography && out[n-1].area == k.area && hangs(out[n-1], k) {
			out[n-1].lines = append(out[n-1].lines[:len(out[n-1].lines):len(out[n-1].lines)], k.lines...)
			continue
		}
		out = append(out, k)
	}
	return out
}

func hangs(entry, k *block) bool {
	first, last, l := entry.lines[0], entry.lines[len(entry.lines)-1], k.lines[0]
	step := l.v1 - last.v1
	if k.kind != extract.Paragraph || entry.kind != extract.Paragraph && entry.kind != extract.ListItem || apparatus.Keyed(l.text()) || l.region != last.region {
		return false
	}
	return step > 0 && step < 1.6*l.size && l.u0 > first.u0+.8*l.size && abs(l.size-last.size) < .08*l.size
}

// endnotes marks notes that stand together at the end of a text: small, and
// each with a raised number before it.
func endnotes(blocks []*block, look *Look) {
	for _, k := range blocks {
		l := k.lines[0]
		n := 0
		for n < len(l.glyphs) && formula.Lowered(l.glyphs[n].r) != 0 {
			n++
		}
		if k.area != nil || n == 0 || n > 3 || k.kind != extract.Paragraph && k.kind != extract.ListItem || l.size > smallNote*look.Body() || !apparatus.Worded(k.text()) {
			continue
		}
		l.partMark(n)
		k.kind, k.mark, k.area = extract.Paragraph, "", &area{kind: extract.Footnote, mark: l.word(0, n)}
	}
}

// lists reports whether the page before this one lists works at its end.
func (s *Sheet) lists(near []*Sheet) bool {
	i := slices.IndexFunc(near, func(o *Sheet) bool { return o.Number == s.Number-1 })
	if i < 0 {
		return false
	}
	keys := 0
	for k := range near[i].lines {
		l := &near[i].lines[k]
		if l.first() != '[' && len(l.glyphs) > longHead {
			continue // neither a key nor a title
		}
		switch text := l.text(); {
		case apparatus.Title(text) == extract.Bibliography:
			return true
		case apparatus.Keyed(text):
			keys++
		}
	}
	return keys >= fewWorks
}

func (k *block) text() string {
	var b strings.Builder
	for _, l := range k.lines {
		b.WriteString(l.text())
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}
