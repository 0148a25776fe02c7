package layout

import (
	"cmp"
	"slices"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/hyphen"
	"studyapp/internal/ingest/extract/pdf/grid"
)

// Compose writes the page: its text, structure and boxes. near are the pages
// around it, as far as furniture is judged by them; marks are the document's
// outline.
func Compose(s *Sheet, near []*Sheet, look *Look, marks []Mark) extract.Page {
	head, lines, foot := s.parted(furniture(s, near, look))
	size := 0
	for i := range s.lines {
		size += len(s.lines[i].glyphs) + 1
	}
	w := writer{sheet: s, look: look, near: near, text: make([]rune, 0, size), from: make([]origin, 0, size)}
	for _, m := range marks {
		w.deepest = max(w.deepest, m.Level)
		if m.Page == s.Number {
			w.marks = append(w.marks, m)
		}
	}
	title, lines := w.title(lines)
	var titled *block
	if len(title) > 0 {
		titled = w.titleBlock(title)
		w.above = titled.level
	}
	blocks := s.blocks(head, lines, look)
	captions(blocks, look, s.raw.Styles)
	endnotes(blocks, look)
	for i, k := range blocks {
		if k.area == nil {
			w.heading(k, i, blocks)
		}
	}
	blocks = w.oneTitle(bridged(blocks, regionsOf(lines)))
	blocks = works(blocks, s.lists(near))
	if titled != nil {
		blocks = slices.Insert(blocks, 0, titled)
	}
	w.furniture(head)
	w.areas(slices.Concat(blocks, s.noteBlocks()))
	w.furniture(foot)
	w.superseded(near)
	w.notes()
	return extract.Page{
		Number: s.Number, Label: s.raw.Label, Text: string(w.text), Width: s.Width, Height: s.Height,
		Glyphs: w.glyphs(), Spans: w.spans,
	}
}

// writer builds a page's text.
type writer struct {
	sheet *Sheet
	look  *Look
	marks []Mark // on this page

	deepest int // level in the outline
	above   int // level of the title of a slide, 0 where there is none

	text  []rune
	from  []origin // for each rune of text, where it stands
	spans []extract.Span
	used  map[int]bool
	own   map[*block]bool    // headings that the outline has
	tex   map[int]string     // what TeX has before a rune of text
	noted []extract.GlyphRun // where the notes behind the text stand

	near    []*Sheet
	hyphens *hyphen.Hyphenation // once asked for
}

type origin struct {
	glyph *glyph // nil for a space of ours
	line  *line
}

func (w *writer) put(g *glyph, l *line) {
	r := g.r
	if r == soft {
		r = '-'
	}
	w.text = append(w.text, r)
	if g.char < 0 {
		g = nil
	}
	w.from = append(w.from, origin{g, l})
}

func (w *writer) space(r rune) {
	w.text = append(w.text, r)
	w.from = append(w.from, origin{})
}

// gap separates what follows from the blocks before it.
func (w *writer) gap(breaks int) {
	if len(w.text) == 0 {
		return
	}
	for n := len(w.text); breaks > 0 && n > 0 && w.text[n-1] == '\n'; n-- {
		breaks--
	}
	for range breaks {
		w.space('\n')
	}
}

func (w *writer) block(k *block) {
	switch {
	case k.kind == extract.ListItem && w.lastKind() == extract.ListItem:
		w.gap(1)
	default:
		w.gap(2)
	}
	start := len(w.text)
	at := len(w.spans)
	w.spans = append(w.spans, extract.Span{Kind: k.kind, Start: start, Level: k.level, Text: k.mark})
	switch k.kind {
	case extract.Table:
		w.table(k)
	case extract.Code:
		w.code(k)
	case extract.Math:
		w.display(k, at)
	default:
		w.lines(k)
	}
	w.spans[at].End = len(w.text)
	if len(w.text) == start { // nothing was left of it
		w.spans = w.spans[:at]
	}
}

func (w *writer) lastKind() extract.SpanKind {
	for i := len(w.spans) - 1; i >= 0; i-- {
		if w.spans[i].Block() {
			return w.spans[i].Kind
		}
	}
	return 0
}

// lines writes running text: lines joined, words cut at a line's end put
// together again.
func (w *writer) lines(k *block) {
	start := len(w.text)
	var breaks []extract.Span
	for i, l := range k.lines {
		if i > 0 {
			if k.kind != extract.Heading && i-1 < len(k.ends) && k.ends[i-1] {
				breaks = append(breaks, extract.Span{Kind: extract.LineBreak, Start: len(w.text), End: len(w.text) + 1})
				w.space('\n')
			} else {
				w.join(l)
			}
		}
		w.puts(l)
	}
	inline := append(breaks, w.formulas(start, w.emphasis(start, k))...)
	slices.SortStableFunc(inline, func(a, b extract.Span) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	w.spans = append(w.spans, inline...)
}

// emphasis marks what stands out from its paragraph: bold and italic words.
func (w *writer) emphasis(start int, k *block) []extract.Span {
	if k.kind == extract.Heading {
		return nil
	}
	var out []extract.Span
	styles := w.sheet.raw.Styles
	total := len(w.text) - start
	mark := func(kind extract.SpanKind, is func(*Style) bool) {
		var runs []extract.Span
		covered := 0
		for i := start; i < len(w.text); {
			g := w.from[i].glyph
			if g == nil || !is(&styles[g.style]) {
				i++
				continue
			}
			j, end := i, i
			for j < len(w.text) {
				g := w.from[j].glyph
				if g == nil && (w.text[j] == ' ' || w.text[j] == '\n') {
					j++
					continue
				}
				if g == nil || !is(&styles[g.style]) {
					break
				}
				j++
				end = j
			}
			letters := 0
			for _, r := range w.text[i:end] {
				if letter(r) {
					letters++
				}
			}
			if letters >= 3 {
				runs = append(runs, extract.Span{Kind: kind, Start: i, End: end})
				covered += end - i
			}
			i = max(j, i+1)
		}
		if covered*10 < total*9 { // all of it stands out from nothing
			out = append(out, runs...)
		}
	}
	mark(extract.Strong, func(s *Style) bool { return s.Bold })
	mark(extract.Emphasis, func(s *Style) bool { return s.Italic })
	return out
}

// code writes lines as they stand, with their indents.
func (w *writer) code(k *block) {
	left := k.lines[0].u0
	for _, l := range k.lines {
		left = min(left, l.u0)
	}
	for i, l := range k.lines {
		if i > 0 {
			w.space('\n')
		}
		advance := l.size * .6
		if n := l.letters; n > 0 && len(l.cells) == 1 && l.cells[0].end > 4 {
			advance = max(advance*.8, min(advance*1.25, (l.u1-l.u0)/float32(len(l.glyphs))))
		}
		for range min(int((l.u0-left)/advance+.5), 60) {
			w.space(' ')
		}
		for j := range l.glyphs {
			g := &l.glyphs[j]
			if g.char < 0 && j > 0 && j+1 < len(l.glyphs) {
				for range min(max(int((l.glyphs[j+1].u0-l.glyphs[j-1].u1)/advance+.5), 1), 40) {
					w.space(' ')
				}
				continue
			}
			w.put(g, l)
		}
	}
}

// table writes one line a row, cell by cell.
func (w *writer) table(k *block) {
	header := grid.Heading(k.rows)
	for i, row := range k.rows {
		if i > 0 {
			w.space('\n')
		}
		at := len(w.spans)
		begin := len(w.text)
		w.spans = append(w.spans, extract.Span{Kind: extract.TableRow, Start: begin})
		level := 0
		if i < header {
			level = 1
		}
		for _, cell := range row.Cells {
			if len(cell) > 0 && len(w.text) > begin {
				w.space(' ')
			}
			start := len(w.text)
			for j := range cell {
				l := k.lines[cell[j].Line]
				glyphs := l.glyphs[cell[j].Start:cell[j].End]
				if j > 0 {
					w.join(&line{glyphs: glyphs})
				}
				for n := range glyphs {
					w.put(&glyphs[n], l)
				}
			}
			w.spans = append(w.spans, extract.Span{Kind: extract.TableCell, Start: start, End: len(w.text), Level: level})
		}
		w.spans[at].End = len(w.text)
	}
}

// shifted is by how much of its size a letter may stand higher or lower than
// the one before and share its box: more, and the cells of a row of a table
// stand on lines of their own. apart is how far from it along the line.
const shifted, apart = .35, 2.5

// glyphs gives the boxes of the text written so far: a run for each stretch
// of a line in one size, at one height and without a wide gap.
func (w *writer) glyphs() extract.Glyphs {
	var out extract.Glyphs
	var run extract.GlyphRun
	var current *line
	var size float32
	var low, high float64 // of the last letter that is not loose
	only := false         // loose letters so far
	flush := func() {
		if len(run.Edges) > 0 {
			out.Append(run)
		}
		run = extract.GlyphRun{Edges: run.Edges[:0]} // Append has copied them
		current = nil
	}
	styles := w.sheet.raw.Styles
	for i, o := range w.from {
		if o.glyph == nil {
			if current != nil && o.line == current { // a space inside the line
				at := run.Edges[len(run.Edges)-1][1]
				run.Edges = append(run.Edges, [2]float64{at, at})
			} else {
				flush()
			}
			continue
		}
		g, l := o.glyph, o.line
		v0, v1, loose := w.sheet.across(g, l.angle)
		x0, y0, x1, y1 := w.sheet.device(l.angle, g.u0, v0, g.u1, v1)
		if !straight(l.angle) {
			c := &w.sheet.raw.Chars[g.char]
			x0, y0, x1, y1 = c.X0, c.Y0, c.X1, c.Y1
			flush()
		}
		upright := l.angle == 90 || l.angle == 270
		if upright {
			x0, y0, x1, y1 = y0, x0, y1, x1
		}
		em := styles[g.style].Size
		if n := len(run.Edges); n > 0 && l == current {
			down := max(float64(y0)-low, low-float64(y0), float64(y1)-high, high-float64(y1))
			last := run.Edges[n-1]
			gap := max(min(float64(x0), float64(x1)), min(last[0], last[1])) - min(max(float64(x0), float64(x1)), max(last[0], last[1]))
			if !loose && !only && down > shifted*float64(em) || gap > apart*float64(em) {
				flush()
			}
		}
		if l != current || em > size*1.15 || em < size*.85 {
			flush()
			current, size, only = l, em, loose
			run = extract.GlyphRun{Start: i, Low: float64(y0), High: float64(y1), Upright: upright, Edges: run.Edges}
		}
		switch {
		case only && !loose:
			run.Low, run.High, only = float64(y0), float64(y1), false
		case only == loose:
			run.Low, run.High = min(run.Low, float64(y0)), max(run.High, float64(y1))
		}
		if !loose {
			low, high = float64(y0), float64(y1)
		}
		run.Edges = append(run.Edges, [2]float64{float64(x0), float64(x1)})
	}
	flush()
	for _, n := range w.noted {
		out.Append(n)
	}
	return out
}
