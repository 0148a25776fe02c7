package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// noteHere is the place where a footnote is written, in which it is read,
// whether it is referred to or not.
type noteHere struct {
	ast.BaseBlock
	note *xast.Footnote
}

var kindNoteHere = ast.NewNodeKind("NoteHere")

func (n *noteHere) Kind() ast.NodeKind { return kindNoteHere }

func (n *noteHere) IsRaw() bool { return true }

func (n *noteHere) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// footnoteBlocks reads footnotes as goldmark does, which gathers them in one
// list, and remembers where they stood.
type footnoteBlocks struct{ parser.BlockParser }

func newFootnoteBlocks() footnoteBlocks { return footnoteBlocks{extension.NewFootnoteBlockParser()} }

func (b footnoteBlocks) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	if n, ok := node.(*xast.Footnote); ok {
		node.Parent().InsertBefore(node.Parent(), node, &noteHere{note: n})
	}
	b.BlockParser.Close(node, reader, pc)
}

// inlineNote is a footnote in its place, ^[as here].
type inlineNote struct {
	ast.BaseInline
	words string
}

var kindInlineNote = ast.NewNodeKind("InlineNote")

func (n *inlineNote) Kind() ast.NodeKind { return kindInlineNote }

func (n *inlineNote) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type inlineNoteParser struct{}

func (inlineNoteParser) Trigger() []byte { return []byte{'^'} }

func (inlineNoteParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("^[")) {
		return nil
	}
	depth := 0
	for i := 1; i < min(len(line), longestMath); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && util.IsPunct(line[i+1]):
			i++
		case c == '[':
			depth++
		case c == ']':
			if depth--; depth > 0 {
				continue
			}
			words := bytes.TrimSpace(line[2:i])
			if len(words) == 0 {
				return nil
			}
			block.Advance(i + 1)
			return &inlineNote{words: string(words)}
		}
	}
	return nil
}

// footnote writes a footnote where it stands.
func (w *walker) footnote(n *xast.Footnote, p place) {
	mark := string(n.Ref)
	if n.Index > 0 {
		mark = strconv.Itoa(n.Index)
	}
	p.note = "[" + mark + "]"
	p.depth++
	p.item = &item{mark: p.note}
	w.children(n, p)
}
