package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindMath = ast.NewNodeKind("Math")

// inlineMath is $…$, \(…\), $$…$$ or \[…\] in a paragraph.
type inlineMath struct {
	ast.BaseInline
	latex   string
	display bool
}

func (n *inlineMath) Kind() ast.NodeKind { return kindMath }

func (n *inlineMath) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var kindMathBlock = ast.NewNodeKind("MathBlock")

// mathBlock is $$…$$ on lines of its own.
type mathBlock struct {
	ast.BaseBlock
	latex   string
	oneLine bool // closed on the line that opened it
}

func (n *mathBlock) Kind() ast.NodeKind { return kindMathBlock }

func (n *mathBlock) IsRaw() bool { return true }

func (n *mathBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// longestMath is how far a closing mark is looked for, in bytes: dollars are
// money, too.
const longestMath = 1000

type mathInlineParser struct{}

func (mathInlineParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse follows pandoc: the opening dollar has no space behind it, the closing
// one none before it and no digit behind it. Bracketed forms must look like
// mathematics, for \[ is also an escaped bracket.
func (mathInlineParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	var open, end string
	switch {
	case bytes.HasPrefix(line, []byte("$$")):
		open, end = "$$", "$$"
	case bytes.HasPrefix(line, []byte("$")):
		open, end = "$", "$"
	case bytes.HasPrefix(line, []byte(`\(`)):
		open, end = `\(`, `\)`
	case bytes.HasPrefix(line, []byte(`\[`)):
		open, end = `\[`, `\]`
	default:
		return nil
	}
	row, pos := block.Position()
	before := block.PrecendingCharacter()
	block.Advance(len(open))
	var latex strings.Builder
	for {
		line, _ := block.PeekLine()
		if line == nil || latex.Len() > longestMath {
			break
		}
		line = line[:min(len(line), longestMath)]
		if i := closingMath(line, end, latex.String()); i >= 0 {
			latex.Write(line[:i])
			body := strings.TrimSpace(latex.String())
			if body == "" {
				break
			}
			if open[0] == '\\' {
				alone := before == '\n' && len(bytes.Trim(line[i+len(end):], " \t\n.,;")) == 0
				if !looksLikeMath(body, before, open == `\(` || alone) {
					break
				}
			}
			block.Advance(i + len(end))
			return &inlineMath{latex: body, display: open == "$$" || open == `\[`}
		}
		latex.Write(line)
		block.AdvanceLine()
	}
	block.SetPosition(row, pos)
	return nil
}

// closingMath finds the closing mark in a line, or -1; before holds what stands
// in front of the line.
func closingMath(line []byte, end, before string) int {
	if end == "$" && before == "" && (len(line) == 0 || line[0] == ' ' || line[0] == '\t' || line[0] == '\n' || line[0] == '$') {
		return -1
	}
	for i := 0; i+len(end) <= len(line); i++ {
		if string(line[i:i+len(end)]) == end {
			if end != "$" {
				return i
			}
			spaced := i > 0 && (line[i-1] == ' ' || line[i-1] == '\t') || i == 0 && strings.HasSuffix(before, " ")
			digit := i+1 < len(line) && '0' <= line[i+1] && line[i+1] <= '9'
			if !spaced && !digit && (i > 0 || before != "") {
				return i
			}
			continue
		}
		if line[i] == '\\' {
			i++
		}
	}
	return -1
}

type mathBlockParser struct{}

func (mathBlockParser) Trigger() []byte { return []byte{'$'} }

func (mathBlockParser) CanInterruptParagraph() bool { return true }

func (mathBlockParser) CanAcceptIndentedLine() bool { return false }

// Open takes $$ at the front of a line if a line that ends with $$ follows
// before an empty one.
func (mathBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("$$")) {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimSpace(line[pos+2:])
	if i := bytes.Index(rest, []byte("$$")); i >= 0 {
		if i == 0 || i+2 != len(rest) {
			return nil, parser.NoChildren // something follows: inline
		}
		reader.AdvanceToEOL()
		return &mathBlock{latex: string(bytes.TrimSpace(rest[:i])), oneLine: true}, parser.NoChildren
	}
	if !closes(reader.Source()[segment.Stop:]) {
		return nil, parser.NoChildren
	}
	n := &mathBlock{latex: string(rest)}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func closes(source []byte) bool {
	source = source[:min(len(source), 4*longestMath)]
	for line := range bytes.SplitSeq(source, []byte("\n")) {
		line = bytes.Trim(line, " \t\r>")
		if len(line) == 0 {
			return false
		}
		if bytes.HasSuffix(line, []byte("$$")) {
			return true
		}
	}
	return false
}

func (mathBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*mathBlock)
	line, _ := reader.PeekLine()
	if !ok || line == nil || n.oneLine {
		return parser.Close
	}
	body := strings.TrimRight(string(line), " \t\r\n")
	reader.AdvanceToEOL()
	if before, found := strings.CutSuffix(body, "$$"); found {
		n.latex = strings.TrimSpace(n.latex + "\n" + before)
		return parser.Close
	}
	n.latex += "\n" + body
	return parser.Continue | parser.NoChildren
}

func (mathBlockParser) Close(ast.Node, text.Reader, parser.Context) {}
