package markdown

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"studyapp/internal/ingest/extract"
)

// callout is the title of a quote that is none: > [!note] Title. Its lines are
// the title's words, none where the kind is all that is said.
type callout struct {
	ast.BaseBlock
	kind string
}

var kindCallout = ast.NewNodeKind("Callout")

func (n *callout) Kind() ast.NodeKind { return kindCallout }

func (n *callout) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var calloutMark = regexp.MustCompile(`^[ \t]*\[!([\p{L}\p{N}][\p{L}\p{N} _-]*)(?:\|[^\]\n]*)?\][+-]?[ \t]*`)

// callouts parts the title of a callout from the first paragraph of its quote.
type callouts struct{}

func (callouts) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	if _, ok := node.Parent().(*ast.Blockquote); !ok || node.PreviousSibling() != nil {
		return
	}
	first := node.Lines().At(0)
	m := calloutMark.FindSubmatchIndex(first.Value(reader.Source()))
	if m == nil {
		return
	}
	title := &callout{kind: string(first.Value(reader.Source())[m[2]:m[3]])}
	words := text.NewSegment(first.Start-first.Padding+m[1], first.Stop)
	if words = words.TrimRightSpace(reader.Source()); words.Start < words.Stop {
		title.Lines().Append(words)
	}
	node.Parent().InsertBefore(node.Parent(), node, title)
	node.Lines().SetSliced(1, node.Lines().Len())
	if node.Lines().Len() == 0 {
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

// callout writes a title; without one the kind is shown, as "Note".
func (w *walker) callout(n *callout, p place) {
	t := w.inline(n)
	if t.empty() {
		name := strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(strings.ToLower(n.kind)))
		_, size := utf8.DecodeRuneInString(name)
		t = verbatim(strings.ToUpper(name[:size]) + name[size:])
	}
	t.spans = append([]extract.Span{{Kind: extract.Strong, End: t.n}}, t.spans...)
	w.textBlock(t, p)
}
