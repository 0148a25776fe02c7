package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"studyapp/internal/ingest/extract"
)

// html writes what a single inline tag means for the text.
func (t *line) html(raw string) {
	z := html.NewTokenizer(strings.NewReader(raw))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		tok := z.Token()
		switch kind {
		case html.TextToken:
			t.lines(tok.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			t.start(tok, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			t.end(tok)
		}
	}
}

func (t *line) start(tok html.Token, closed bool) {
	hides := false
	switch tok.DataAtom {
	case atom.Br:
		t.lineBreak()
		return
	case atom.Img:
		if alt := attr(tok, "alt"); alt != "" {
			i := t.open(extract.Image, alt)
			t.write(alt)
			t.close(i)
		}
		return
	case atom.Script, atom.Style, atom.Template:
		t.hidden++
		hides = true
	case atom.Rt, atom.Rp: // how the characters before it are read
		if !closed && slices.ContainsFunc(t.tags, func(g tag) bool { return g.name == "ruby" }) {
			t.hidden++
			hides = true
		}
	}
	if closed {
		return
	}
	span := -1
	if k, ok := tagSpans[tok.DataAtom]; ok {
		text := ""
		if k == extract.Link {
			text = attr(tok, "href")
		}
		if k != extract.Link || text != "" {
			span = t.open(k, text)
		}
	}
	t.tags = append(t.tags, tag{tok.Data, span, hides})
}

var tagSpans = map[atom.Atom]extract.SpanKind{
	atom.B: extract.Strong, atom.Strong: extract.Strong, atom.I: extract.Emphasis, atom.Em: extract.Emphasis,
	atom.Cite: extract.Emphasis, atom.Code: extract.InlineCode, atom.Kbd: extract.InlineCode, atom.Samp: extract.InlineCode,
	atom.Mark: extract.Strong, atom.A: extract.Link,
}

func (t *line) end(tok html.Token) {
	for i := len(t.tags) - 1; i >= 0; i-- {
		if t.tags[i].name != tok.Data {
			continue
		}
		for _, g := range t.tags[i:] {
			if g.span >= 0 {
				t.close(g.span)
			}
			if g.hides {
				t.hidden--
			}
		}
		t.tags = t.tags[:i]
		return
	}
}

func attr(tok html.Token, name string) string {
	for _, a := range tok.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// htmlLine says where in the source a line of a block of HTML begins.
type htmlLine struct{ raw, source int }

// inHTML reports whether a tag in a block of HTML is markup although it has
// neither another half nor the form that CommonMark wants.
func inHTML(tok html.Token, literal string) bool {
	switch elements[tok.Data] {
	case flow:
		return len(tok.Attr) == 0 || strings.Contains(literal, "=")
	case void, phrase:
		return strings.Contains(literal, "=")
	}
	return false
}

// html reduces a block of HTML to its text: headings, list items and
// paragraphs stay what they are, everything else only separates.
func (w *walker) html(n *ast.HTMLBlock, p place) {
	var raw strings.Builder
	var lines []htmlLine
	add := func(s text.Segment) {
		lines = append(lines, htmlLine{raw.Len(), s.Start - s.Padding})
		raw.Write(s.Value(w.source))
	}
	for i := range n.Lines().Len() {
		add(n.Lines().At(i))
	}
	if n.HasClosure() {
		add(n.ClosureLine)
	}
	t := w.line()
	kind, level := extract.Paragraph, p.depth
	flush := func() {
		l := t.done()
		switch {
		case kind == extract.Heading && p.quote == 0 && p.depth == 0:
			w.add(l, kind, level, "", p)
		case kind == extract.ListItem:
			w.add(l, kind, p.depth+1, "•", p)
		default:
			w.textBlock(l, p)
		}
		hidden := t.hidden
		t = w.line()
		t.hidden = hidden
		kind, level = extract.Paragraph, p.depth
	}
	z := html.NewTokenizer(strings.NewReader(raw.String()))
	at := 0
	var rows *htmlTable // around what is read, nil outside a table
	openTable := false  // what begins here ends in another block
	for {
		token := z.Next()
		if token == html.ErrorToken {
			flush()
			if rows != nil {
				w.htmlTable(rows, p)
			}
			return
		}
		into := t
		if rows != nil && rows.open != nil {
			into = rows.open
		}
		literal := string(z.Raw())
		for len(lines) > 1 && lines[1].raw <= at {
			lines = lines[1:]
		}
		place := lines[0].source + at - lines[0].raw
		at += len(literal)
		tok := z.Token()
		if tag := token == html.StartTagToken || token == html.EndTagToken || token == html.SelfClosingTagToken; tag && !w.markup[place] && !inHTML(tok, literal) {
			into.write(literal)
			continue
		}
		if rows != nil && token != html.TextToken {
			mine, ends := rows.tag(tok, w)
			switch {
			case ends:
				flush() // its caption
				w.htmlTable(rows, p)
				rows = nil
			case mine:
			case token == html.EndTagToken:
				into.end(tok)
			default:
				into.start(tok, token == html.SelfClosingTagToken)
			}
			continue
		}
		switch token {
		case html.TextToken:
			into.lines(tok.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			if separates[tok.DataAtom] {
				flush()
			}
			if tok.DataAtom == atom.Table && !openTable {
				if openTable = !closesTable(raw.String()[at:]); !openTable {
					rows = &htmlTable{}
					continue
				}
			}
			switch tok.DataAtom {
			case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
				kind, level = extract.Heading, int(tok.Data[1]-'0')
			case atom.Li:
				kind = extract.ListItem
			case atom.Td, atom.Th:
				t.write(" ")
			}
			if caption := attr(tok, "caption"); caption != "" { // mdBook's <Listing>
				flush()
				t.write(caption)
				flush()
			}
			t.start(tok, token == html.SelfClosingTagToken)
		case html.EndTagToken:
			t.end(tok)
			if separates[tok.DataAtom] {
				flush()
			}
		}
	}
}

var separates = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Li: true, atom.Ul: true, atom.Ol: true, atom.Table: true, atom.Tr: true, atom.Pre: true, atom.Blockquote: true,
	atom.Details: true, atom.Summary: true, atom.Section: true, atom.Article: true, atom.Header: true, atom.Footer: true,
	atom.Figure: true, atom.Figcaption: true, atom.Hr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Center: true,
	atom.Title: true, atom.Body: true, atom.Html: true, atom.Head: true,
}
