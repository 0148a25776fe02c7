package render

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"studyapp/internal/ingest/extract"
)

// Mark lays a highlight over the code points [Start,End) of a page's text.
type Mark struct {
	Start, End int
	On         bool   // the one being looked at
	ID         string // of the element that begins it; may be empty
	N          int    // the citation's number, for data-mark; 0 = none
}

// Outline keeps headings in order over the pages of a document, under the
// page's own h1. The zero value begins a document.
type Outline struct{ last int }

// level is the heading level to draw: never more than one below the last.
func (o *Outline) level(level int) int {
	h := min(max(level, 1)+1, 6, max(o.last, 1)+1)
	o.last = h
	return h
}

// Page renders a page's text with its structure. Marks stand exactly at their
// offsets, whatever elements they cross; maths that a mark touches is marked
// whole. Text that no span covers becomes paragraphs.
func Page(text string, spans []extract.Span, marks []Mark, o *Outline) string {
	p := &pageWriter{text: []rune(text), outline: o}
	for _, m := range marks {
		if m.Start = max(m.Start, 0); m.Start < min(m.End, len(p.text)) {
			m.End = min(m.End, len(p.text))
			p.marks = append(p.marks, m)
		}
	}
	slices.SortStableFunc(p.marks, func(a, b Mark) int { return a.Start - b.Start })
	p.blocks(tree(spans, len(p.text)), 0, len(p.text))
	return p.out.String()
}

// node is a span with the spans inside it.
type node struct {
	extract.Span
	inner []*node
}

// tree nests spans. One that crosses the end of the span around it is cut.
func tree(spans []extract.Span, size int) []*node {
	list := slices.Clone(spans)
	slices.SortStableFunc(list, func(a, b extract.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	root := &node{Span: extract.Span{End: size}}
	stack := []*node{root}
	for _, s := range list {
		if s.Start < 0 || s.Start > size || s.End < s.Start {
			continue
		}
		s.End = min(s.End, size)
		for len(stack) > 1 && s.Start >= stack[len(stack)-1].End {
			stack = stack[:len(stack)-1]
		}
		top := stack[len(stack)-1]
		s.End = min(s.End, top.End)
		n := &node{Span: s}
		top.inner = append(top.inner, n)
		if s.End > s.Start {
			stack = append(stack, n)
		}
	}
	return root.inner
}

type pageWriter struct {
	text    []rune
	marks   []Mark
	shown   map[string]bool // ids written already
	listing bool            // inside a table of contents
	outline *Outline
	out     strings.Builder
}

func isBlock(s extract.Span) bool {
	return s.Block() || s.Kind == extract.TableRow || s.Kind == extract.TableCell
}

// blocks writes the stretch [from,to) that the nodes tile.
func (p *pageWriter) blocks(list []*node, from, to int) {
	for i := 0; i < len(list); i++ {
		n := list[i]
		if !isBlock(n.Span) { // inline marks without a block: a paragraph of their own
			j := i
			for j+1 < len(list) && !isBlock(list[j+1].Span) {
				j++
			}
			end := to
			if j+1 < len(list) {
				end = list[j+1].Start
			}
			p.paragraph(list[i:j+1], from, end)
			from, i = end, j
			continue
		}
		p.paragraph(nil, from, n.Start)
		if n.Kind == extract.ListItem {
			j := i
			for j+1 < len(list) && list[j+1].Kind == extract.ListItem && p.blank(list[j].End, list[j+1].Start) {
				j++
			}
			p.list(list[i : j+1])
			from, i = list[j].End, j
			continue
		}
		p.block(n)
		from = n.End
	}
	p.paragraph(nil, from, to)
}

// paragraph writes text that belongs to no block, if there is any.
func (p *pageWriter) paragraph(list []*node, from, to int) {
	if from >= to || len(list) == 0 && p.blank(from, to) {
		return
	}
	p.out.WriteString("<p>")
	p.inline(list, from, to)
	p.out.WriteString("</p>")
}

func (p *pageWriter) blank(from, to int) bool {
	return from >= to || strings.TrimSpace(string(p.text[from:to])) == ""
}

func (p *pageWriter) list(items []*node) {
	p.out.WriteString("<ul>")
	for _, n := range items {
		class := "li"
		if n.Level > 1 {
			class += " li-" + strconv.Itoa(min(n.Level, 4))
		}
		p.out.WriteString(`<li class="` + class + `">`)
		if n.Text != "" && !strings.HasPrefix(string(p.text[n.Start:n.End]), n.Text) { // a page has its marks in its text
			p.out.WriteString(`<span class="bullet" aria-hidden="true">` + html.EscapeString(n.Text) + `</span>`)
		}
		p.inside(n)
		p.out.WriteString("</li>")
	}
	p.out.WriteString("</ul>")
}

// inside writes what a container holds: blocks where there are some, else text.
func (p *pageWriter) inside(n *node) {
	if slices.ContainsFunc(n.inner, func(c *node) bool { return isBlock(c.Span) }) {
		p.blocks(n.inner, n.Start, n.End)
		return
	}
	p.inline(n.inner, n.Start, n.End)
}

func (p *pageWriter) wrap(tag string, n *node) {
	p.out.WriteString("<" + tag + ">")
	p.inside(n)
	name, _, _ := strings.Cut(tag, " ")
	p.out.WriteString("</" + name + ">")
}

func (p *pageWriter) block(n *node) {
	switch n.Kind {
	case extract.Heading:
		h := "h" + strconv.Itoa(p.outline.level(n.Level))
		p.wrap(h, n)
	case extract.Quote:
		p.wrap("blockquote", n)
	case extract.Code:
		open := "<code>"
		if language(n.Text) != "" {
			open = `<code class="language-` + language(n.Text) + `">`
		}
		p.out.WriteString(`<pre tabindex="0">` + open)
		p.pieces(n.Start, n.End, html.EscapeString)
		p.out.WriteString("</code></pre>")
	case extract.Table:
		p.out.WriteString(`<div class="scroll-x" tabindex="0"><table><tbody>`)
		for _, row := range n.inner {
			if row.Kind == extract.TableRow {
				p.row(row)
			}
		}
		p.out.WriteString("</tbody></table></div>")
	case extract.TableRow, extract.TableCell:
		p.wrap("p", n) // outside a table
	case extract.Math:
		p.math(n, true)
	case extract.Rule:
		p.out.WriteString("<hr>")
	case extract.Furniture: // of the page that is shown, not of what is read aloud
		p.out.WriteString(`<p class="region region-furniture" aria-hidden="true">`)
		p.run(n.Start, n.End)
		p.out.WriteString("</p>")
	case extract.Superseded: // each page still opens, as it stands
		p.blocks(n.inner, n.Start, n.End)
	case extract.Caption, extract.Footnote, extract.Bibliography, extract.Contents, extract.Index, extract.Note:
		p.out.WriteString(`<div class="region region-` + n.Kind.String() + `">`)
		p.listing = n.Kind == extract.Contents
		p.blocks(n.inner, n.Start, n.End)
		p.listing = false
		p.out.WriteString("</div>")
	default:
		p.wrap("p", n)
	}
}

func (p *pageWriter) row(row *node) {
	p.out.WriteString("<tr>")
	for _, cell := range row.inner {
		if cell.Kind != extract.TableCell {
			continue
		}
		if cell.Level == 1 && cell.End > cell.Start { // an empty corner heads nothing
			p.wrap(`th scope="col"`, cell)
		} else {
			p.wrap("td", cell)
		}
	}
	p.out.WriteString("</tr>")
}

// language is a code block's language if it is a plain word.
func language(s string) string {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '+' && r != '-' && r != '_' {
			return ""
		}
	}
	return s
}

var inlineTags = map[extract.SpanKind]string{extract.Strong: "strong", extract.Emphasis: "em", extract.InlineCode: "code"}

// inline writes text with its inline marks.
func (p *pageWriter) inline(list []*node, from, to int) {
	for _, n := range list {
		if n.Start < from {
			continue
		}
		p.run(from, n.Start)
		from = n.End
		switch n.Kind {
		case extract.Strong, extract.Emphasis, extract.InlineCode:
			tag := inlineTags[n.Kind]
			p.out.WriteString("<" + tag + ">")
			p.inline(n.inner, n.Start, n.End)
			p.out.WriteString("</" + tag + ">")
		case extract.Link:
			open, end := link(n.Text)
			p.out.WriteString(open)
			p.inline(n.inner, n.Start, n.End)
			p.out.WriteString(end)
		case extract.Math:
			p.math(n, n.Level == 1)
		case extract.LineBreak:
			p.run(n.Start, n.End)
			p.out.WriteString("<br>")
		default:
			p.inline(n.inner, n.Start, n.End)
		}
	}
	p.run(from, to)
}

// link opens an address of the web in a tab of its own, without saying where
// the student came from. Any other address stays text.
func link(address string) (open, end string) {
	lower := strings.ToLower(strings.TrimSpace(address))
	if !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "mailto:") {
		return "", ""
	}
	return fmt.Sprintf(`<a href="%s" rel="noopener noreferrer nofollow" target="_blank">`, html.EscapeString(strings.TrimSpace(address))), "</a>"
}

// math writes LaTeX for the browser to draw. A mark on any of it marks it all.
func (p *pageWriter) math(n *node, display bool) {
	source := n.Text
	if source == "" {
		source = string(p.text[n.Start:n.End])
	}
	class := "math"
	if display {
		class = "math math-block"
	}
	body := `<span class="` + class + `">` + html.EscapeString(source) + `</span>`
	if m := p.markAt(n.Start, n.End); m != nil {
		body = p.openMark(*m) + body + "</mark>"
	}
	p.out.WriteString(body)
}

func (p *pageWriter) markAt(from, to int) *Mark {
	var found *Mark
	for i, m := range p.marks {
		if m.Start < max(to, from+1) && m.End > from && (found == nil || m.On) {
			found = &p.marks[i]
		}
	}
	return found
}

func (p *pageWriter) run(from, to int) {
	if p.listing {
		p.pieces(from, to, leaders)
		return
	}
	p.pieces(from, to, html.EscapeString)
}

var leader = regexp.MustCompile(`[.·…](?: ?[.·…]){3,}`)

// leaders writes an entry of a table of contents: its dots fill a line of the
// page, and a screen has another width.
func leaders(s string) string {
	return leader.ReplaceAllString(html.EscapeString(s), `<span class="leader" aria-hidden="true">$0</span>`)
}

// pieces writes text, cut where a mark begins or ends.
func (p *pageWriter) pieces(from, to int, write func(string) string) {
	for from < to {
		end := to
		for _, m := range p.marks {
			for _, edge := range [2]int{m.Start, m.End} {
				if edge > from && edge < end {
					end = edge
				}
			}
		}
		piece := write(string(p.text[from:end]))
		if m := p.markAt(from, end); m != nil && strings.TrimSpace(piece) != "" {
			piece = p.openMark(*m) + piece + "</mark>"
		}
		p.out.WriteString(piece)
		from = end
	}
}

func (p *pageWriter) openMark(m Mark) string {
	s := "<mark"
	if m.On {
		s += ` class="mark-on"`
	}
	if m.ID != "" && !p.shown[m.ID] {
		if p.shown == nil {
			p.shown = map[string]bool{}
		}
		p.shown[m.ID] = true
		s += ` id="` + html.EscapeString(m.ID) + `"`
	}
	if m.N > 0 {
		s += ` data-mark="` + strconv.Itoa(m.N) + `"`
	}
	return s + ">"
}
