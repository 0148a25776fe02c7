package markdown

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/lineend"
	"studyapp/internal/ingest/extract/parts"
)

// walker turns the tree into blocks, in order.
type walker struct {
	parser parser.Parser
	inner  int // how many sources it stands in
	source []byte
	words  *lineend.Words
	markup markup
	number string // that the next paragraph begins with
	fresh  int    // the outermost quote that has no block yet, 0 without
	out    []parts.Block
}

// read adds the blocks of a source.
func (w *walker) read(source []byte, p place) {
	w.source, w.markup = source, findMarkup(string(source))
	pc := parser.NewContext()
	pc.Set(markupKey, w.markup)
	w.children(w.parser.Parse(text.NewReader(source), parser.WithContext(pc)), p)
}

// deepestSource is how deep sources stand in each other's blocks.
const deepestSource = 5

// inside gives the blocks of a source that stands in a block of this one.
func (w *walker) inside(source string, p place) []parts.Block {
	in := walker{parser: w.parser, words: w.words, inner: w.inner + 1}
	in.read([]byte(tame(source)), p)
	return in.out
}

// place is where in the tree a block stands.
type place struct {
	note  string // the mark of the footnote it belongs to
	quote int
	depth int   // of lists
	item  *item // the list item whose first paragraph is still to come
	tight bool
}

type item struct {
	mark  string
	first bool // of its list
	used  bool
}

const deepestWalk = 200 // the parser itself nests no deeper after tame

func (w *walker) children(n ast.Node, p place) {
	if p.depth+p.quote > deepestWalk {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c, p)
	}
}

func (w *walker) block(n ast.Node, p place) {
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n, p)
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph(n, p)
	case *ast.List:
		w.list(n, p)
	case *ast.Blockquote:
		p.quote++
		if w.fresh == 0 || w.fresh > p.quote {
			w.fresh = p.quote
		}
		w.children(n, p)
		w.fresh = 0
	case *ast.FencedCodeBlock:
		info := ""
		if n.Info != nil {
			info = string(n.Info.Segment.Value(w.source))
		}
		w.code(n, info, p)
	case *ast.CodeBlock:
		w.code(n, "", p)
	case *mathBlock:
		w.math(n.latex, p)
	case *ast.ThematicBreak:
		w.rule(p)
	case *ast.HTMLBlock:
		w.html(n, p)
	case *xast.Table:
		w.table(n, p)
	case *noteHere:
		w.footnote(n.note, p)
	case *xast.DefinitionTerm:
		w.term(n, p)
	case *xast.DefinitionDescription:
		w.definition(n, p)
	case *callout:
		w.callout(n, p)
	case *commentBlock, *xast.FootnoteList: // its notes stand where they were written
	case *ast.LinkReferenceDefinition:
	default:
		w.children(n, p)
	}
}

func (w *walker) rule(p place) {
	w.out = append(w.out, parts.Block{Quote: p.quote, Spans: []extract.Span{{Kind: extract.Rule}}})
}

// add puts a block with one span around its text behind the others.
func (w *walker) add(t line, k extract.SpanKind, level int, mark string, p place) {
	if t.empty() {
		return
	}
	b := parts.Block{Text: t.String(), Quote: p.quote, Fresh: w.fresh}
	w.fresh = 0
	if p.note != "" {
		b.Spans = append(b.Spans, extract.Span{Kind: extract.Footnote, End: t.n, Text: p.note})
	}
	b.Spans = append(append(b.Spans, extract.Span{Kind: k, End: t.n, Level: level, Text: mark}), t.spans...)
	if k == extract.Heading {
		b.Level = level
	}
	if p.item != nil && !p.item.used {
		p.item.used = true
		b.Tight = p.tight && (!p.item.first || p.depth > 1)
	}
	w.out = append(w.out, b)
}

// longestHeading is how many lines a heading has. More of them above a line of
// hyphens are a paragraph before a rule that lacks the empty line between.
const longestHeading = 2

func (w *walker) heading(n *ast.Heading, p place) {
	t := w.inline(n)
	if n.Lines().Len() > longestHeading {
		w.textBlock(t, p)
		w.rule(p)
		return
	}
	if p.quote == 0 && p.depth == 0 {
		w.add(t, extract.Heading, n.Level, "", p)
		return
	}
	// Inside a quote or a list it heads nothing of the document.
	t.spans = append([]extract.Span{{Kind: extract.Strong, End: t.n}}, t.spans...)
	w.textBlock(t, p)
}

// paragraph cuts display mathematics out of a paragraph into blocks.
func (w *walker) paragraph(n ast.Node, p place) {
	if p.item != nil {
		if box, ok := n.FirstChild().(*xast.TaskCheckBox); ok && !p.item.used {
			p.item.mark = "☐"
			if box.IsChecked {
				p.item.mark = "☑"
			}
		}
	}
	t := w.line()
	t.write(w.number)
	w.number = ""
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if m, ok := c.(*inlineMath); ok && m.display {
			w.textBlock(t.done(), p)
			w.math(m.latex, p)
			t = w.line()
			continue
		}
		t.node(c, 0)
	}
	w.textBlock(t.done().withoutID(), p)
}

func (w *walker) textBlock(t line, p place) {
	if p.item != nil && !p.item.used {
		w.add(t, extract.ListItem, p.depth, p.item.mark, p)
		return
	}
	w.add(t, extract.Paragraph, p.depth, "", p)
}

func (w *walker) inline(n ast.Node) line {
	t := w.line()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t.node(c, 0)
	}
	return t.done()
}

func (w *walker) list(n *ast.List, p place) {
	var numbers []int
	counted := true
	if n.IsOrdered() {
		numbers, counted = w.numbersOf(n)
	}
	i := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		mark := "•"
		if n.IsOrdered() {
			mark = strconv.Itoa(numbers[i]) + string(n.Marker)
			if alone := n.ChildCount() == 1; (!counted || alone) && n.Marker == '.' && w.ordinal(c, numbers[i], alone) {
				w.number = mark + " "
				w.children(c, p)
				w.number = ""
				i++
				continue
			}
			i++
		}
		q := place{note: p.note, quote: p.quote, depth: p.depth + 1, tight: n.IsTight, item: &item{mark: mark, first: c == n.FirstChild()}}
		w.children(c, q)
	}
}

// verbatim makes a line of text that stays as it is.
func verbatim(text string) line {
	text = strings.Map(func(r rune) rune {
		if r == 0 || r == '\r' || r == lineend.Soft {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return line{text: text, n: utf8.RuneCountInString(text)}
}

// code writes a block of code; info is what stands behind its fence.
func (w *walker) code(n ast.Node, info string, p place) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.Write(s.Value(w.source))
	}
	text := strings.TrimRight(strings.TrimLeft(b.String(), "\n"), " \t\n")
	if w.inner < deepestSource && w.directive(info, text, p) {
		return
	}
	if codeIn.MatchString(info) {
		text = text[len(optionBlock.FindString(text)):]
	}
	language, _, _ := strings.Cut(codeIn.ReplaceAllString(info, ""), " ")
	if language == "math" {
		w.math(text, p)
		return
	}
	language, _, _ = strings.Cut(language, ",") // Rust's "rust,ignore"
	w.add(verbatim(text), extract.Code, p.depth, strings.Trim(language, "{}. "), p)
}

func (w *walker) math(latex string, p place) {
	t := verbatim(strings.TrimSpace(latex))
	w.add(t, extract.Math, 1, t.text, p)
}
