package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// highlight is ==what the student marked==.
type highlight struct{ ast.BaseInline }

var kindHighlight = ast.NewNodeKind("Highlight")

func (n *highlight) Kind() ast.NodeKind { return kindHighlight }

func (n *highlight) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type highlightParser struct{}

func (highlightParser) Trigger() []byte { return []byte{'='} }

// Parse takes two signs with a word on their inner side alone: a==b compares.
func (highlightParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, highlightDelimiter{})
	if node == nil {
		return nil
	}
	if node.OriginalLength != 2 { // a rule, or ===
		block.Advance(node.OriginalLength)
		return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+node.OriginalLength))
	}
	after, _ := utf8.DecodeRune(line[2:])
	node.CanOpen = node.CanOpen && !joinsWord(before) && before != '!' && before != '<' && before != '>'
	node.CanClose = node.CanClose && !joinsWord(after)
	if !node.CanOpen && !node.CanClose {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(node)
	return node
}

// joinsWord reports whether a character beside a mark shows that it stands
// inside a word or an expression. Scripts without spaces mark inside a line.
func joinsWord(r rune) bool {
	return r == ')' || r == ']' || r == '(' || r == '_' || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Nd)
}

func (highlightParser) CloseBlock(ast.Node, parser.Context) {}

type highlightDelimiter struct{}

func (highlightDelimiter) IsDelimiter(b byte) bool { return b == '=' }

func (highlightDelimiter) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (highlightDelimiter) OnMatch(int) ast.Node { return &highlight{} }
