package quoted

import (
	"slices"
	"sort"
	"unicode"

	"studyapp/internal/ingest/extract"
)

// NewPage reads a page's structure: prose, rows of tables one by one, and what
// cannot be quoted as a sentence: headings, captions and lines that only lead
// elsewhere. Running headers, rules and what stands for pictures are left out,
// and so are the regions that list what stands elsewhere: contents, index,
// bibliography, and pages that the next one shows again.
func NewPage(number int, text []rune, spans []extract.Span) Page {
	p := Page{Number: number, Text: text}
	var blocks []marked
	for _, s := range spans {
		if s.Start >= s.End || s.End > len(text) {
			continue
		}
		switch s.Kind {
		case extract.Quote:
			continue // it holds the blocks that count
		case extract.Table:
			continue // its rows count
		case extract.TableRow, extract.Image:
		default:
			if !s.Block() {
				continue
			}
		}
		blocks = append(blocks, marked{s.Kind, s.Start, s.End, s.Level, s.Text})
	}
	sort.SliceStable(blocks, func(i, j int) bool { return blocks[i].start < blocks[j].start })
	figures := tablesOfFigures(text, spans)
	listed := within(spans, func(s extract.Span) bool {
		return s.Kind == extract.Contents || s.Kind == extract.Index || s.Kind == extract.Bibliography || s.Kind == extract.Superseded
	})
	for _, b := range flatten(blocks, len(text)) {
		if b.kind == extract.Furniture || b.kind == extract.Image || b.kind == extract.Rule || listed(b.start) {
			continue
		}
		out := Block{Start: b.start, End: b.end, Kind: b.quotable(), Item: b.kind == extract.ListItem, Heading: b.kind == extract.Heading, Formulas: formulas(b, spans), Terms: setOff(b, spans)}
		if out.Item || out.Heading {
			out.Level = b.level
		}
		if out.Item {
			out.Mark = b.mark
		}
		if out.Kind == Sentence && leadsElsewhere(text, b, spans) {
			out.Kind, out.Item = Label, false
		}
		if n := names(b, spans); out.Kind == Row && n > 0 {
			out.Kind, out.Columns = Label, n
		}
		if out.Kind == Row && figures(b.start) {
			// Among rows of figures, a row without any names what follows.
			line := string(text[b.start:b.end])
			if _, n := Cells(line); len(n) == 0 || onlyDates(line) {
				out.Kind = Label
			}
		}
		p.Blocks = append(p.Blocks, out)
	}
	return p
}

// names is how many columns a row of a table names, 0 where it is none that does.
func names(row marked, spans []extract.Span) (n int) {
	for _, s := range spans {
		if s.Kind == extract.TableCell && s.Level == 1 && row.start <= s.Start && s.End <= row.end {
			n++
		}
	}
	return n
}

// within tells what lies inside the spans that is is true of.
func within(spans []extract.Span, is func(extract.Span) bool) func(at int) bool {
	var chosen []extract.Span
	for _, s := range spans {
		if is(s) {
			chosen = append(chosen, s)
		}
	}
	return func(at int) bool {
		return slices.ContainsFunc(chosen, func(s extract.Span) bool { return s.Start <= at && at < s.End })
	}
}

// formulas gives the formulas inside a block of prose.
func formulas(b marked, spans []extract.Span) []extract.Span {
	var out []extract.Span
	for _, s := range spans {
		if s.Kind == extract.Math && s.Start >= b.start && s.End <= b.end {
			out = append(out, s)
		}
	}
	return out
}

// setOff gives what is set in bold or italics inside a block of prose, where that
// is no more than a term.
func setOff(b marked, spans []extract.Span) []extract.Span {
	var out []extract.Span
	for _, s := range spans {
		if (s.Kind == extract.Strong || s.Kind == extract.Emphasis) && s.Start >= b.start && s.End <= b.end && s.End-s.Start <= longestTerm {
			out = append(out, s)
		}
	}
	return out
}

// longestTerm is the most code points of a term.
const longestTerm = 60

// longestLink is the most code points a line of links has; a paragraph full of
// them says something of its own.
const longestLink = 200

// leadsElsewhere reports that a block is a link, or little more: "Source: …",
// an entry of a list of works, a line of navigation.
func leadsElsewhere(text []rune, b marked, spans []extract.Span) bool {
	if b.end-b.start > longestLink {
		return false
	}
	linked := make([]bool, b.end-b.start)
	for _, s := range spans {
		if s.Kind == extract.Link {
			for i := max(s.Start, b.start); i < min(s.End, b.end); i++ {
				linked[i-b.start] = true
			}
		}
	}
	in, all := 0, 0
	for i, l := range linked {
		if unicode.IsLetter(text[b.start+i]) || unicode.IsDigit(text[b.start+i]) {
			all++
			if l {
				in++
			}
		}
	}
	return in*10 >= all*6 && in > 0
}

// marked is a stretch of a page that a span marks.
type marked struct {
	kind       extract.SpanKind
	start, end int
	level      int
	mark       string // of an item
}

func (b marked) quotable() Kind {
	switch b.kind {
	case extract.Heading, extract.Caption:
		return Label
	case extract.Code, extract.Math:
		return Code
	case extract.TableRow:
		return Row
	}
	return Sentence
}

// flatten makes blocks that may hold others into stretches that follow each
// other and cover the text: the inner one counts, and text that no span marks
// is a paragraph.
func flatten(blocks []marked, length int) []marked {
	out := make([]marked, 0, len(blocks))
	at := 0
	put := func(like marked, start, end int) {
		if start < end {
			out = append(out, marked{like.kind, start, end, like.level, like.mark})
			at = end
		}
	}
	var open []marked // blocks that hold the current place, outermost first
	fill := func(to int) {
		for at < to {
			for len(open) > 0 && open[len(open)-1].end <= at {
				open = open[:len(open)-1]
			}
			like, end := marked{kind: extract.Paragraph}, to
			if n := len(open); n > 0 {
				like, end = open[n-1], min(to, open[n-1].end)
			}
			put(like, at, end)
		}
	}
	for _, b := range blocks {
		fill(b.start)
		if b.start < at {
			b.start = at
		}
		open = append(open, b)
	}
	fill(length)
	return out
}

// tablesOfFigures returns a function that tells whether the table at a place
// is one of figures: most of its rows have some.
func tablesOfFigures(text []rune, spans []extract.Span) func(at int) bool {
	var tables []extract.Span
	for _, t := range spans {
		if t.Kind != extract.Table {
			continue
		}
		rows, with := 0, 0
		for _, r := range spans {
			if r.Kind == extract.TableRow && t.Start <= r.Start && r.End <= t.End && r.End <= len(text) {
				rows++
				if _, n := Cells(string(text[r.Start:r.End])); len(n) > 0 {
					with++
				}
			}
		}
		if with*2 >= rows {
			tables = append(tables, t)
		}
	}
	return func(at int) bool {
		for _, t := range tables {
			if t.Start <= at && at < t.End {
				return true
			}
		}
		return false
	}
}
