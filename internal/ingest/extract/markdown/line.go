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
	"studyapp/internal/ingest/extract/lineend"
	"studyapp/internal/ingest/extract/plaintext"
)

// line is the text of a paragraph, heading or cell, with the marks inside.
type line struct {
	source []byte
	words  *lineend.Words // of the whole document
	buf    []byte
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

	hides bool // what is in it is not read
}

func (w *walker) line() *line { return &line{source: w.source, words: w.words, last: ' '} }

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
			t.softBreak(firstText(n.NextSibling(), t.source))
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
		address := string(n.URL(t.source))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
			address = "mailto:" + address
		}
		i := t.open(extract.Link, address)
		t.write(string(n.Label(t.source)))
		t.close(i)
	case *ast.Image:
		i := t.open(extract.Image, "")
		start := len(t.buf)
		t.children(n, depth)
		t.spans[i].Text = strings.TrimSpace(string(t.buf[min(start, len(t.buf)):]))
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
	case *highlight:
		t.around(n, extract.Strong, "", depth)
	case *wikiLink:
		t.wikiLink(n)
	case *inlineNote:
		if t.last != ' ' && t.last != '\n' {
			t.write(" ")
		}
		t.write("(" + unescape([]byte(n.words)) + ")")
	case *comment:
	case *xast.FootnoteLink:
		t.write("[" + strconv.Itoa(n.Index) + "]")
	case *xast.TaskCheckBox:
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

// write adds running text: runs of space become one, control characters and
// what nobody sees go.
func (t *line) write(s string) {
	if t.hidden > 0 {
		return
	}
	for _, r := range plaintext.Seen(t.last, s) {
		if r == ' ' || '\t' <= r && r <= '\r' {
			if t.last == ' ' || t.last == '\n' {
				continue
			}
			r = ' '
		} else if printable(r) < 0 {
			continue
		}
		t.put(r)
	}
}

// printable is a character that may stand in a text, or -1.
func printable(r rune) rune {
	if unicode.IsControl(r) {
		return -1
	}
	return r
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
		case !unicode.IsControl(r) && r != lineend.Soft:
			t.put(r)
		}
	}
}

func (t *line) put(r rune) {
	if t.last == lineend.Soft {
		t.unput() // it ends no line
	}
	t.buf = utf8.AppendRune(t.buf, r)
	t.n++
	t.last = r
}

// unput takes the last character back.
func (t *line) unput() {
	_, n := utf8.DecodeLastRune(t.buf)
	t.buf = t.buf[:len(t.buf)-n]
	t.n--
	t.last = ' '
	if t.n > 0 {
		t.last, _ = utf8.DecodeLastRune(t.buf)
	}
	for i := range t.spans {
		t.spans[i].Start, t.spans[i].End = min(t.spans[i].Start, t.n), min(t.spans[i].End, t.n)
	}
}

func (t *line) lineBreak() {
	if t.hidden > 0 || t.n == 0 || t.last == '\n' {
		return
	}
	t.spans = append(t.spans, extract.Span{Kind: extract.LineBreak, Start: t.n, End: t.n + 1})
	t.put('\n')
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
	if t.last == lineend.Soft {
		t.unput()
	}
	text := string(t.buf)
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
