package render

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Line is a card's source as one line of a list: no marks of Markdown, no
// blocks, formulas as the browser draws them. It is cut at a word, with an
// ellipsis, to at most the given number of characters; a formula stands whole
// or not at all, the first one always. HTML is safe to write into a page;
// Text is the same without formulas drawn, for a label.
type Line struct{ HTML, Text string }

// NewLine renders a card's source as a Line.
func NewLine(source string, most int) Line {
	src := []byte(strings.NewReplacer(gapOpen, "", gapClose, "").Replace(source))
	l := &lineWriter{most: most}
	_ = ast.Walk(markdown.Parser().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if l.full {
			return ast.WalkStop, nil
		}
		if !entering {
			if n.Type() == ast.TypeBlock {
				l.space = true
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			l.words(string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(n.Segment.Value(src))))))
			l.space = l.space || n.SoftLineBreak() || n.HardLineBreak()
		case *ast.String:
			l.words(string(n.Value))
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					l.words(string(t.Segment.Value(src))) // nothing in code is escaped
				}
			}
			return ast.WalkSkipChildren, nil
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			for i := range n.Lines().Len() {
				at := n.Lines().At(i)
				l.words(string(at.Value(src)))
			}
		case *ast.AutoLink:
			l.words(string(n.Label(src)))
		case *mathNode:
			l.formula(string(n.tex))
		}
		return ast.WalkContinue, nil
	})
	return Line{HTML: l.html.String(), Text: l.text.String()}
}

// lineWriter writes a Line.
type lineWriter struct {
	html, text strings.Builder
	most, size int
	space      bool // a blank is due before what comes next
	full       bool
}

// put writes a word or formula with the blank that is due before it.
func (l *lineWriter) put(html, text string, size int) {
	if l.space && l.size > 0 {
		l.html.WriteByte(' ')
		l.text.WriteByte(' ')
		l.size++
	}
	l.space = false
	l.html.WriteString(html)
	l.text.WriteString(text)
	l.size += size
}

func (l *lineWriter) cut() {
	l.html.WriteString("…")
	l.text.WriteString("…")
	l.full = true
}

// words writes text word by word, as far as there is room.
func (l *lineWriter) words(s string) {
	for s != "" && !l.full {
		word := s
		if i := strings.IndexFunc(s, isSpace); i >= 0 {
			word = s[:i]
		}
		if word == "" {
			_, n := utf8.DecodeRuneInString(s)
			l.space, s = true, s[n:]
			continue
		}
		n, room := utf8.RuneCountInString(word), l.most-l.size-2 // the blank and the ellipsis
		if n > room {
			if room > l.most/3 { // a long word, or a script that sets no blanks
				word = string([]rune(word)[:room])
				l.put(string(util.EscapeHTML([]byte(word))), word, room)
			}
			l.cut()
			return
		}
		l.put(string(util.EscapeHTML([]byte(word))), word, n)
		s = s[len(word):]
	}
}

// formula writes LaTeX. Its length is no measure of its width, which is about
// half of it where commands stand.
func (l *lineWriter) formula(tex string) {
	n := utf8.RuneCountInString(tex)
	if strings.Contains(tex, `\`) {
		n /= 2
	}
	if l.size > 0 && n > l.most-l.size-2 {
		l.cut()
		return
	}
	l.put(`<span class="math">`+string(util.EscapeHTML([]byte(tex)))+`</span>`, tex, n)
}

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }
