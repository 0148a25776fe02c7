package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"studyapp/internal/ingest/extract"
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

// cell is one of a row; its level is 1 where it heads something.
type cell struct {
	line
	level int
}

func (w *walker) table(n *xast.Table, p place) {
	var rows [][]cell
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		level := 0
		if _, ok := r.(*xast.TableHeader); ok {
			level = 1
		}
		var row []cell
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			row = append(row, cell{w.inline(c), level})
		}
		rows = append(rows, row)
	}
	w.rows(rows, p)
}

// rows writes a table: cells with a tab between, rows on lines.
func (w *walker) rows(rows [][]cell, p place) {
	var t line
	var b strings.Builder
	write := func(s string) {
		b.WriteString(s)
		t.n += utf8.RuneCountInString(s)
	}
	for i, row := range rows {
		if i > 0 {
			write("\n")
		}
		at := len(t.spans)
		t.spans = append(t.spans, extract.Span{Kind: extract.TableRow, Start: t.n})
		for k, c := range row {
			if k > 0 {
				write("\t")
			}
			start := t.n
			write(strings.Map(func(r rune) rune {
				if r == '\n' || r == '\t' {
					return ' '
				}
				return r
			}, c.String()))
			t.spans = append(t.spans, extract.Span{Kind: extract.TableCell, Start: start, End: t.n, Level: c.level})
			for _, s := range c.spans {
				if s.Kind != extract.LineBreak {
					s.Start, s.End = s.Start+start, s.End+start
					t.spans = append(t.spans, s)
				}
			}
		}
		t.spans[at].End = t.n
	}
	t.text = b.String()
	w.add(t, extract.Table, p.depth, "", p)
}
