package chunk

import (
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
)

// piece is a stretch of one page with its text.
type piece struct {
	extract.Segment
	text string
}

// sentence is what a chunk is made of and not cut inside: a sentence, a row
// of a table, a block of code. It has two pieces where a page ends in it.
type sentence struct {
	pieces  []piece
	tokens  int
	follows bool   // stands behind the sentence before it with nothing but gap between
	gap     string // the space in front of it, verbatim
	heading bool
	solid   bool // code or a row: may be longer than the target
	lines   bool // where too long, cut at line ends first
	table   *table
	again   bool // the heading row of its table, which another chunk has, too
}

func (s *sentence) join(next sentence) {
	s.pieces = append(slices.Clip(s.pieces), next.pieces...)
	s.tokens += next.tokens
}

// block is a block of a page, cut into sentences.
type block struct {
	kind      extract.SpanKind
	level     int
	region    extract.SpanKind // the part of the page it is in; 0 in running text
	sentences []sentence
	runsOn    bool // the page ends inside its last sentence
}

func (b block) tokens() int {
	n := 0
	for _, s := range b.sentences {
		n += s.tokens
	}
	return n
}

func (b block) text() string {
	var parts []string
	for _, s := range b.sentences {
		for _, p := range s.pieces {
			parts = append(parts, p.text)
		}
	}
	return strings.Join(parts, " ")
}

// area is a stretch of a page that belongs to one innermost block.
type area struct {
	kind       extract.SpanKind
	level      int
	region     extract.Span // around it; of kind 0 in running text
	start, end int
}

// blocks cuts a page into blocks. What no span covers is a paragraph;
// furniture and what the next page shows again are left out.
func blocks(p extract.Page) []block {
	text := []rune(p.Text)
	var out []block
	last := -1 // end of the last sentence; -1 after furniture, where a region begins or ends, and at the start
	var region extract.Span
	for _, a := range areas(text, p.Spans) {
		if a.region != region {
			last, region = -1, a.region
		}
		if a.kind == extract.Furniture || region.Kind == extract.Superseded {
			last = -1
			continue
		}
		b := block{kind: a.kind, level: a.level, region: region.Kind}
		for _, r := range cuts(text, a, p.Spans) {
			s := sentence{
				pieces: []piece{{extract.Segment{Page: p.Number, Start: r[0], End: r[1]}, string(text[r[0]:r[1]])}},
				solid:  a.kind == extract.Code || a.kind == extract.Table,
				lines:  a.kind == extract.Code,
			}
			s.tokens = EstimateTokens(s.pieces[0].text)
			if last >= 0 {
				s.follows, s.gap = true, string(text[last:r[0]])
			}
			last = r[1]
			b.sentences = append(b.sentences, s)
		}
		if a.kind == extract.Table {
			b.headed(p.Spans)
		}
		if len(b.sentences) > 0 {
			out = append(out, b)
		}
	}
	n := len(out)
	for n > 0 && out[n-1].region != 0 { // a sentence runs on past the footnotes
		n--
	}
	if n > 0 && out[n-1].kind == extract.Paragraph {
		b := &out[n-1]
		s := b.sentences[len(b.sentences)-1].pieces[0]
		b.runsOn = !ended(text[s.Start:s.End])
	}
	return out
}

// ended reports whether the text ends as a sentence does.
func ended(text []rune) bool {
	i := len(text)
	for i > 0 && strings.ContainsRune(`"'”’»)]」』）`, text[i-1]) {
		i--
	}
	return i == 0 || isStop(text[i-1]) || isFullStop(text[i-1]) || text[i-1] == ':'
}

// areas lays the innermost block over each stretch of the text. Spans that lie
// outside the text or overlap without nesting are cut to fit, so that each
// character that is not space belongs to exactly one area.
func areas(text []rune, spans []extract.Span) []area {
	var out []area
	var stack []extract.Span
	emit := func(k extract.SpanKind, level, start, end int) {
		var region extract.Span
		for _, o := range stack {
			if o.Region() && region.Kind != extract.Superseded {
				region = o
			}
		}
		if k == region.Kind {
			k, level = extract.Paragraph, 0
		}
		s, e := trim(text, start, end)
		if k == extract.Code { // the indentation of its first line stays
			for s > start && s < e && text[s-1] != '\n' {
				s--
			}
		}
		if s < e {
			out = append(out, area{k, level, region, s, e})
		}
	}
	at := 0 // everything before it is placed
	// until places the text up to the offset with the innermost open block.
	until := func(offset int) {
		if offset <= at {
			return
		}
		if n := len(stack); n > 0 {
			emit(stack[n-1].Kind, stack[n-1].Level, at, offset)
		} else {
			emit(extract.Paragraph, 0, at, offset)
		}
		at = offset
	}
	pop := func(offset int) {
		for n := len(stack); n > 0 && stack[n-1].End <= offset; n-- {
			until(stack[n-1].End)
			stack = stack[:n-1]
		}
	}
	for _, s := range sorted(text, spans) {
		pop(s.Start)
		if n := len(stack); n > 0 {
			if outer := stack[n-1]; outer.Kind != extract.Quote && outer.Kind != extract.ListItem && !outer.Region() {
				continue // only these hold blocks; a second one in the same place is a mistake
			}
			s.End = min(s.End, stack[n-1].End)
		}
		until(s.Start)
		stack = append(stack, s)
	}
	pop(len(text))
	until(len(text))
	return out
}

// sorted gives the blocks that have text, in order, the outer one first.
func sorted(text []rune, spans []extract.Span) []extract.Span {
	var out []extract.Span
	for _, s := range spans {
		s.Start, s.End = max(0, s.Start), min(s.End, len(text))
		if s.Block() && s.Start < s.End {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b extract.Span) int {
		switch {
		case a.Start != b.Start:
			return a.Start - b.Start
		case a.End != b.End:
			return b.End - a.End
		case a.Region() != b.Region() && a.Region(): // around the one block in it
			return -1
		case a.Region() != b.Region():
			return 1
		}
		return 0
	})
	return out
}

// cuts gives the sentences of an area, or what stands for them.
func cuts(text []rune, a area, spans []extract.Span) [][2]int {
	switch a.kind {
	case extract.Code, extract.Math, extract.Heading:
		return [][2]int{{a.start, a.end}}
	case extract.Table:
		return rows(text, a, spans)
	}
	out := Sentences(text[a.start:a.end])
	for i := range out {
		out[i][0] += a.start
		out[i][1] += a.start
	}
	return wholeFormulas(out, spans)
}

// wholeFormulas joins sentences, in order, that a formula's full stop or
// question mark has parted: none of them ends inside a formula.
func wholeFormulas(sentences [][2]int, spans []extract.Span) [][2]int {
	out := sentences[:0:0]
	for _, s := range sentences {
		if n := len(out); n > 0 && extract.FormulaAcross(spans, out[n-1][1], s[0]) {
			out[n-1][1] = s[1]
			continue
		}
		out = append(out, s)
	}
	return out
}

// rows cuts a table where its rows begin.
func rows(text []rune, a area, spans []extract.Span) [][2]int {
	begins := []int{a.start}
	for _, s := range spans {
		if s.Kind == extract.TableRow && s.Start > a.start && s.Start < a.end {
			begins = append(begins, s.Start)
		}
	}
	slices.Sort(begins)
	var out [][2]int
	for i, b := range begins {
		end := a.end
		if i+1 < len(begins) {
			end = begins[i+1]
		}
		if s, e := trim(text, b, end); s < e {
			out = append(out, [2]int{s, e})
		}
	}
	return out
}

// spaced reports whether a space belongs between two pieces of a sentence.
func spaced(before, after string) bool {
	b, a := []rune(before), []rune(after)
	return len(b) > 0 && len(a) > 0 && !(isWide(b[len(b)-1]) && isWide(a[0])) && !unicode.IsSpace(b[len(b)-1])
}
