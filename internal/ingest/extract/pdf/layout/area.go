package layout

import (
	"slices"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/apparatus"
)

// area is a region of the page that is not running text. Its blocks follow
// each other and share it; a block of running text has none.
type area struct {
	kind extract.SpanKind
	mark string // of a footnote
}

// areas writes blocks, those of one area inside its span.
func (w *writer) areas(blocks []*block) {
	for i := 0; i < len(blocks); {
		p := blocks[i].area
		if p == nil {
			w.block(blocks[i])
			i++
			continue
		}
		w.gap(2)
		start, at := len(w.text), len(w.spans)
		w.spans = append(w.spans, extract.Span{Kind: p.kind, Start: start, Text: p.mark})
		for ; i < len(blocks) && blocks[i].area == p; i++ {
			w.block(blocks[i])
		}
		w.spans[at].End = len(w.text)
		if len(w.text) == start {
			w.spans = w.spans[:at]
		}
	}
}

// list is a run of lines, [from, to), that are entries.
type list struct {
	from, to int
	kind     extract.SpanKind
}

// blocks groups the lines of a page, below its running head, into blocks of
// running text and of its areas.
func (s *Sheet) blocks(head, lines []*line, look *Look) []*block {
	runs := func(kind extract.SpanKind) bool {
		return slices.ContainsFunc(head, func(l *line) bool { return runningTitle(l) == kind })
	}
	var lists []list
	for _, r := range s.contents(lines, runs(extract.Contents)) {
		lists = append(lists, list{r[0], r[1], extract.Contents})
	}
	if len(lists) == 0 {
		lists = s.index(lines, runs(extract.Index))
	}
	margins := regionsOf(lines)
	var out []*block
	at := 0
	for _, r := range lists {
		out = append(out, blocksOf(lines[at:r.from], margins, look)...)
		out = append(out, listBlocks(r.kind, lines[r.from:r.to])...)
		at = r.to
	}
	return append(out, blocksOf(lines[at:], margins, look)...)
}

// runningTitle tells which list a running head names, perhaps beside the number
// of the page.
func runningTitle(l *line) extract.SpanKind {
	for i := range l.cells {
		if kind := apparatus.Title(l.part(l.cells[i])); kind != 0 {
			return kind
		}
	}
	return apparatus.Title(strings.TrimRightFunc(l.text(), func(r rune) bool { return digit(r) || r == ' ' }))
}
