package render

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"studyapp/internal/learning"
)

// The gap of a cloze passes Markdown between two private-use characters.
const (
	gapOpen  = "\uE000"
	gapClose = "\uE001"
)

var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough),
	goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(mathParser{}, 150))),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(mathRenderer{}, 150))),
)

// safe lets through what Markdown can write, and nothing that loads or acts.
var safe = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li",
		"table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^(math|math math-block)$`)).OnElements("span")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^language-[\w+-]+$`)).OnElements("code")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	return p
}()

// Markdown renders a card's source. Raw HTML in it is dropped.
func Markdown(source string) string {
	source = strings.NewReplacer(gapOpen, "", gapClose, "").Replace(source)
	return convert(source)
}

func convert(source string) string {
	var b bytes.Buffer
	if err := markdown.Convert([]byte(source), &b); err != nil {
		return "" // the buffer cannot fail
	}
	out := strings.TrimSpace(string(safe.SanitizeBytes(b.Bytes())))
	return strings.ReplaceAll(out, "<th></th>", "<td></td>") // an empty corner heads nothing
}

// headings of a card are bold lines: they must not enter the page's outline.
var heading = regexp.MustCompile(`<(/?)h[1-6]>`)

// Card is Markdown without headings.
func Card(source string) string {
	return heading.ReplaceAllStringFunc(Markdown(source), func(tag string) string {
		if strings.HasPrefix(tag, "</") {
			return "</strong></p>"
		}
		return "<p><strong>"
	})
}

// Inline renders one sentence without a paragraph around it. What is more than
// inline (a list, a table) is shown as it was written.
func Inline(source string) string {
	out := Markdown(source)
	inner, ok := strings.CutPrefix(out, "<p>")
	if inner, ok2 := strings.CutSuffix(inner, "</p>"); ok && ok2 && !strings.Contains(inner, "<p>") && !strings.Contains(inner, "</p>") {
		return inner
	}
	return string(util.EscapeHTML([]byte(source)))
}

// Gap says how Cloze draws the gap that is asked.
type Gap int

// The ways to draw a gap.
const (
	Blank    Gap = iota // an underlined blank, or its hint
	Answer              // the word, strong
	Verified            // the word on yellow: it stands in the quote
)

// Cloze renders a text with {{c1::word::hint}} gaps; the one numbered n is
// drawn as gap says, the others as their words.
func Cloze(source string, n int, gap Gap) string {
	source = strings.NewReplacer(gapOpen, "", gapClose, "").Replace(source)
	var b strings.Builder
	fill(&b, learning.ParseCloze(source), n, gap)
	out := convert(b.String())
	out = inMath.ReplaceAllStringFunc(out, func(m string) string { // no elements inside LaTeX
		return strings.NewReplacer(gapOpen, `{\underline{`, gapClose, `}}`).Replace(m)
	})
	switch gap {
	case Blank:
		out = strings.NewReplacer(gapOpen, `<span class="gap">`, gapClose, `</span>`).Replace(out)
	case Verified:
		out = strings.NewReplacer(gapOpen, `<mark>`, gapClose, `</mark>`).Replace(out)
	default:
		out = strings.NewReplacer(gapOpen, `<strong>`, gapClose, `</strong>`).Replace(out)
	}
	return out
}

// fill writes the parts, with gap n between the two marks.
func fill(b *strings.Builder, parts []learning.Part, n int, gap Gap) {
	for _, p := range parts {
		switch {
		case p.Gap == 0:
			b.WriteString(p.Text)
		case p.Gap != n:
			var inner strings.Builder
			fill(&inner, p.Inner, n, gap)
			b.WriteString(learning.Filled(b.String(), inner.String()))
		case gap == Blank:
			word := p.Hint
			if word == "" {
				word = "…"
			}
			b.WriteString(gapOpen + word + gapClose)
		default:
			b.WriteString(gapOpen)
			fill(b, p.Inner, 0, gap)
			b.WriteString(gapClose)
		}
	}
}

var inMath = regexp.MustCompile(`<span class="math[^"]*">[^<]*</span>`)

// mathNode is LaTeX between dollars or \( \), \[ \].
type mathNode struct {
	ast.BaseInline
	tex     []byte
	display bool
}

var mathKind = ast.NewNodeKind("Math")

func (n *mathNode) Kind() ast.NodeKind            { return mathKind }
func (n *mathNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type mathParser struct{}

func (mathParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse takes $x$ (no space inside the dollars, no digit behind, so that
// prices stay prices), $$x$$, \(x\) and \[x\], over several lines.
func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	rest := rest(block)
	var open, end string
	display := false
	switch {
	case bytes.HasPrefix(rest, []byte("$$")):
		open, end, display = "$$", "$$", true
	case bytes.HasPrefix(rest, []byte("$")):
		open, end = "$", "$"
	case bytes.HasPrefix(rest, []byte(`\(`)):
		open, end = `\(`, `\)`
	case bytes.HasPrefix(rest, []byte(`\[`)):
		open, end, display = `\[`, `\]`, true
	default:
		return nil
	}
	body := rest[len(open):]
	n := closing(body, end)
	if n <= 0 {
		return nil
	}
	tex := bytes.TrimSpace(body[:n])
	if open == "$" && (body[0] == ' ' || body[0] == '\n' || body[n-1] == ' ' || n+1 < len(body) && body[n+1] >= '0' && body[n+1] <= '9') || len(tex) == 0 {
		return nil
	}
	advance(block, len(open)+n+len(end))
	return &mathNode{tex: bytes.Clone(tex), display: display}
}

// closing finds the end of LaTeX that is not escaped.
func closing(b []byte, end string) int {
	for i := 0; i < len(b); i++ {
		if bytes.HasPrefix(b[i:], []byte(end)) {
			return i
		}
		if b[i] == '\\' && !strings.HasPrefix(end, `\`) {
			i++
		}
	}
	return -1
}

// rest is what the reader still holds of its paragraph, all lines of it.
func rest(r text.Reader) []byte {
	line, pos := r.Position()
	defer r.SetPosition(line, pos)
	var b []byte
	for {
		l, _ := r.PeekLine()
		if l == nil {
			return b
		}
		b = append(b, l...)
		r.AdvanceLine()
	}
}

// advance moves the reader n bytes on, across lines.
func advance(r text.Reader, n int) {
	for n > 0 {
		l, _ := r.PeekLine()
		if l == nil {
			return
		}
		if n < len(l) {
			r.Advance(n)
			return
		}
		n -= len(l)
		r.AdvanceLine()
	}
}

type mathRenderer struct{}

func (mathRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(mathKind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			m := n.(*mathNode)
			class := "math"
			if m.display {
				class = "math math-block"
			}
			_, _ = w.WriteString(`<span class="` + class + `">`)
			_, _ = w.Write(util.EscapeHTML(m.tex))
			_, _ = w.WriteString(`</span>`)
		}
		return ast.WalkSkipChildren, nil
	})
}
