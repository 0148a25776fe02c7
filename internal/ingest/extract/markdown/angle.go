package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// markupKey is where a parse finds the markup of its source.
var markupKey = parser.NewContextKey()

func marked(pc parser.Context, at int) bool {
	m, ok := pc.Get(markupKey).(markup)
	return ok && m[at]
}

// angleParser takes a < that begins no markup as text, before the parsers of
// addresses and of HTML see it.
type angleParser struct{}

// address is what stands in angle brackets as a link. CommonMark takes any word
// before a colon for the scheme of one: <std::string>, <xs:element>.
var address = regexp.MustCompile(`^<(?:(?i:https?|ftps?|sftp|file|mailto|tel|sms|data|urn|doi|news|irc|ircs|wss?|ssh|git|svn|ldap|magnet|geo|xmpp|zotero|obsidian|vscode):[^\s:<>][^\s<>]*|[A-Za-z][A-Za-z0-9+.-]+://[^\s<>]*|[^\s<>@:]+@[^\s<>@]+)>`)

func (angleParser) Trigger() []byte { return []byte{'<'} }

func (angleParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if marked(pc, at.Start) || address.Match(line) {
		return nil
	}
	block.Advance(1)
	return ast.NewTextSegment(text.NewSegment(at.Start, at.Start+1))
}

// htmlBlocks opens blocks of HTML only where markup stands.
type htmlBlocks struct{ parser.BlockParser }

func (b htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := bytes.IndexByte(line, '<')
	if at < 0 || !marked(pc, segment.Start-segment.Padding+at) {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, reader, pc)
}
