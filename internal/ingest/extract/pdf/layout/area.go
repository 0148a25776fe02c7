package layout

import (
	"slices"

	"studyapp/internal/ingest/extract"
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

// blocks groups the lines of a page, below its running head, into blocks of running text and of its areas.
func (s *Sheet) blocks(head, lines []*line, look *Look) []*block {
	margins := regionsOf(lines)
	var out []*block
	at := 0
	for _, r := range s.contents(lines, slices.ContainsFunc(head, func(l *line) bool { return titled(l.text(), contentsWords) })) {
		out = append(out, blocksOf(lines[at:r[0]], margins, look)...)
		out = append(out, contentsBlocks(lines[r[0]:r[1]])...)
		at = r[1]
	}
	return append(out, blocksOf(lines[at:], margins, look)...)
}
