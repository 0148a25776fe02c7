package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// comment is %%what the writer keeps for himself%%.
type comment struct{ ast.BaseInline }

var kindComment = ast.NewNodeKind("Comment")

func (n *comment) Kind() ast.NodeKind { return kindComment }

func (n *comment) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var percents = []byte("%%")

// commentParser takes comments inside a line. Percent signs with spaces all
// around are more likely spoken of than used, unless nothing follows.
type commentParser struct{}

func (commentParser) Trigger() []byte { return []byte{'%'} }

func (commentParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	before := block.PrecendingCharacter()
	if !bytes.HasPrefix(line, percents) || before == '%' || unicode.IsDigit(before) {
		return nil
	}
	end := bytes.Index(line[2:], percents)
	if end <= 0 || line[2] == '%' {
		return nil
	}
	body, behind := line[2:2+end], line[4+end:]
	if next, _ := utf8.DecodeRune(behind); next == '%' || unicode.IsLetter(next) || unicode.IsDigit(next) {
		return nil
	}
	spaced := bytes.HasPrefix(body, []byte(" "))
	if spaced != bytes.HasSuffix(body, []byte(" ")) || spaced && bytes.ContainsFunc(behind, unicode.IsLetter) {
		return nil
	}
	block.Advance(4 + end)
	return &comment{}
}

// commentBlock is a comment of whole lines.
type commentBlock struct {
	ast.BaseBlock
	ended bool
}

var kindCommentBlock = ast.NewNodeKind("CommentBlock")

func (n *commentBlock) Kind() ast.NodeKind { return kindCommentBlock }

func (n *commentBlock) IsRaw() bool { return true }

func (n *commentBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type commentBlockParser struct{}

func (commentBlockParser) Trigger() []byte { return []byte{'%'} }

func (commentBlockParser) CanInterruptParagraph() bool { return true }

func (commentBlockParser) CanAcceptIndentedLine() bool { return false }

// commentsEnd is where a parse keeps the last place of its source at which a
// comment could end.
var commentsEnd = parser.NewContextKey()

// Open takes lines from one that begins with two percent signs to one that ends
// with two.
func (commentBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], percents) {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimSpace(line[pos+2:])
	n := &commentBlock{}
	switch i := bytes.Index(rest, percents); {
	case bytes.HasPrefix(rest, []byte("%")):
		return nil, parser.NoChildren
	case i >= 0:
		if i+2 != len(rest) {
			return nil, parser.NoChildren // something follows: inline
		}
		n.ended = true
	default:
		last, ok := pc.Get(commentsEnd).(int)
		if !ok {
			last = lastEnd(reader.Source())
			pc.Set(commentsEnd, last)
		}
		if segment.Stop > last {
			return nil, parser.NoChildren
		}
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// lastEnd is where the last line begins that ends with two percent signs and
// may end a comment.
func lastEnd(source []byte) int {
	for end := len(source); end > 0; {
		start := bytes.LastIndexByte(source[:end], '\n') + 1
		if endsComment(source[start:end]) {
			return start
		}
		end = start - 1
	}
	return -1
}

func endsComment(line []byte) bool {
	line = bytes.TrimSpace(line)
	return bytes.HasSuffix(line, percents) && bytes.Count(line, percents) == 1
}

func (commentBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*commentBlock)
	line, _ := reader.PeekLine()
	if !ok || line == nil || n.ended {
		return parser.Close
	}
	n.ended = endsComment(line)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (commentBlockParser) Close(ast.Node, text.Reader, parser.Context) {}
