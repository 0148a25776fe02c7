package markdown

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"studyapp/internal/ingest/extract"
)

// line is the text of a paragraph, heading or cell, with the marks inside.
type line struct {
	source []byte
	buf    *strings.Builder
	text   string
	n      int // code points
	last   rune
	spans  []extract.Span
	tags   []tag // open HTML tags
	hidden int   // inside so many script or style tags
}

type tag struct {
	name string
	span int // index of the span it opened, -1 without
}

func newLine(source []byte) *line { return &line{source: source, buf: &strings.Builder{}, last: ' '} }

func (t line) String() string { return t.text }

func (t line) empty() bool { return strings.TrimSpace(t.text) == "" }

const deepestInline = 500

// node writes an inline node and what is in it.
func (t *line) node(n ast.Node, depth int) {
	if depth > deepestInline {
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		if n.IsRaw() {
			t.write(string(n.Value(t.source)))
		} else {
			t.write(unescape(n.Value(t.source)))
		}
		if n.HardLineBreak() {
			t.lineBreak()
		} else if n.SoftLineBreak() {
			t.softBreak(n)
		}
	case *ast.String:
		t.write(string(n.Value))
	case *ast.CodeSpan:
		t.code(n)
	case *ast.Emphasis:
		kind := extract.Emphasis
		if n.Level == 2 {
			kind = extract.Strong
		}
		t.around(n, kind, "", depth)
	case *ast.Link:
		t.around(n, extract.Link, unescape(n.Destination), depth)
	case *ast.AutoLink:
		i := t.open(extract.Link, string(n.URL(t.source)))
		t.write(string(n.Label(t.source)))
		t.close(i)
	case *ast.Image:
		i := t.open(extract.Image, "")
		start := t.buf.Len()
		t.children(n, depth)
		t.spans[i].Text = strings.TrimSpace(t.buf.String()[min(start, t.buf.Len()):])
		t.close(i)
	case *ast.RawHTML:
		var b strings.Builder
		for j := range n.Segments.Len() {
			s := n.Segments.At(j)
			b.Write(s.Value(t.source))
		}
		t.html(b.String())
	case *inlineMath:
		i := t.open(extract.Math, n.latex)
		t.verbatim(n.latex)
		t.close(i)
	case *xast.FootnoteLink:
		t.write("[" + strconv.Itoa(n.Index) + "]")
	case *xast.FootnoteBacklink, *xast.TaskCheckBox:
	default:
		t.children(n, depth)
	}
}

func (t *line) children(n ast.Node, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t.node(c, depth+1)
	}
}

func (t *line) around(n ast.Node, k extract.SpanKind, text string, depth int) {
	i := t.open(k, text)
	t.children(n, depth)
	t.close(i)
}

// open begins a span at the next character that is not space.
func (t *line) open(k extract.SpanKind, text string) int {
	t.spans = append(t.spans, extract.Span{Kind: k, Start: t.n, End: -1, Text: strings.ToValidUTF8(text, "\ufffd")})
	return len(t.spans) - 1
}

func (t *line) close(i int) { t.spans[i].End = t.n }

// write adds running text: runs of space become one, control characters go.
func (t *line) write(s string) {
	if t.hidden > 0 {
		return
	}
	for _, r := range s {
		if r == ' ' || '\t' <= r && r <= '\r' {
			if t.last == ' ' || t.last == '\n' {
				continue
			}
			r = ' '
		} else if unicode.IsControl(r) {
			continue
		}
		t.put(r)
	}
}

// verbatim adds text whose spaces count.
func (t *line) verbatim(s string) {
	if t.hidden > 0 {
		return
	}
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
			t.put(' ')
		case !unicode.IsControl(r):
			t.put(r)
		}
	}
}

func (t *line) put(r rune) {
	t.buf.WriteRune(r)
	t.n++
	t.last = r
}

func (t *line) lineBreak() {
	if t.hidden > 0 || t.n == 0 || t.last == '\n' {
		return
	}
	t.spans = append(t.spans, extract.Span{Kind: extract.LineBreak, Start: t.n, End: t.n + 1})
	t.put('\n')
}

// softBreak ends a line of the source: a space, except in scripts that set
// none.
func (t *line) softBreak(n *ast.Text) {
	if wide(t.last) {
		if next, ok := n.NextSibling().(*ast.Text); ok {
			if r, _ := utf8.DecodeRune(next.Value(t.source)); wide(r) {
				return
			}
		}
	}
	t.write(" ")
}

func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || 0x3000 <= r && r < 0x3040 || 0xff00 <= r && r < 0xff70
}

func (t *line) code(n *ast.CodeSpan) {
	i := t.open(extract.InlineCode, "")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if s, ok := c.(*ast.Text); ok {
			t.verbatim(string(s.Value(t.source)))
		}
	}
	t.close(i)
}

// done ends the line: space at its ends goes, and spans without text.
func (t *line) done() line {
	text := t.buf.String()
	lead := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	cut := utf8.RuneCountInString(text[:lead])
	text = strings.TrimSpace(text)
	out := line{text: text, n: utf8.RuneCountInString(text)}
	for _, s := range t.spans {
		if s.End < 0 {
			s.End = t.n // an HTML tag that was never closed
		}
		s.Start, s.End = min(max(0, s.Start-cut), out.n), min(max(0, s.End-cut), out.n)
		if s.Start < s.End {
			out.spans = append(out.spans, s)
		}
	}
	return out
}

var entity = regexp.MustCompile(`^&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});`)

// unescape resolves backslashes and entities as CommonMark does.
func unescape(b []byte) string {
	s := string(b)
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			out.WriteByte(s[i])
		case s[i] == '&':
			if m := entity.FindString(s[i:]); m != "" {
				out.WriteString(html.UnescapeString(m))
				i += len(m) - 1
				continue
			}
			out.WriteByte('&')
		default:
			out.WriteByte(s[i])
		}
	}
	return out.String()
}
