package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// wideTables makes tables of paragraphs as GitHub does, and keeps the cells of
// a row that stand beyond the header, which GitHub drops.
type wideTables struct{ parser.ParagraphTransformer }

func newWideTables() wideTables { return wideTables{extension.NewTableParagraphTransformer()} }

func (t wideTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	parent, before := node.Parent(), node.PreviousSibling()
	t.ParagraphTransformer.Transform(node, reader, pc)
	made := parent.FirstChild()
	if before != nil {
		made = before.NextSibling()
	}
	if made == node {
		made = node.NextSibling()
	}
	table, ok := made.(*xast.Table)
	if !ok {
		return
	}
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if row, ok := row.(*xast.TableRow); ok {
			beyond(row, len(table.Alignments), reader.Source())
		}
	}
}

// beyond adds the cells of a row behind the first so many.
func beyond(row *xast.TableRow, cells int, source []byte) {
	start := row.Pos()
	line, _, _ := bytes.Cut(source[start:], []byte("\n"))
	at := len(line) - len(bytes.TrimLeft(line, " \t"))
	line = bytes.TrimRight(line, " \t\r")
	if at < len(line) && line[at] == '|' {
		at++
	}
	for n := 0; at < len(line); n++ {
		end := at
		for end < len(line) && (line[end] != '|' || line[end-1] == '\\') {
			end++
		}
		if n >= cells {
			s := text.NewSegment(start+at, start+end)
			s = s.TrimLeftSpace(source)
			cell := xast.NewTableCell()
			cell.Lines().Append(s.TrimRightSpace(source))
			row.AppendChild(row, cell)
		}
		at = end + 1
	}
}
