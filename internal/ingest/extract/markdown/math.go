package markdown

import (
	"bytes"
	"regexp"
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
	if bytes.Contains(rest, []byte("$$")) {
		body, ok := cutEnd(string(rest))
		if body = strings.TrimSpace(body); !ok || body == "" || strings.Contains(body, "$$") {
			return nil, parser.NoChildren // something follows: inline
		}
		reader.AdvanceToEOL()
		return &mathBlock{latex: body, oneLine: true}, parser.NoChildren
	}
	if !closes(reader.Source()[segment.Stop:], len(rest) == 0) {
		return nil, parser.NoChildren
	}
	n := &mathBlock{latex: string(rest)}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// closes reports whether one of the lines ahead ends a formula. Where the dollars
// that began it have their line to themselves, and those that end it, empty
// lines may stand between, but no sentences.
func closes(source []byte, alone bool) bool {
	source = source[:min(len(source), 4*longestMath)]
	empty := false
	for line := range bytes.SplitSeq(source, []byte("\n")) {
		line = bytes.Trim(line, " \t\r>")
		if len(line) == 0 {
			if empty = true; !alone {
				return false
			}
			continue
		}
		if before, ok := cutEnd(string(line)); ok {
			return !empty || strings.TrimSpace(before) == ""
		}
		if alone && sentence.Match(line) {
			alone = false
			if empty {
				return false
			}
		}
	}
	return false
}

// sentence is a line of words, which a formula has not.
var sentence = regexp.MustCompile(`^[^\\]*\pL{2,}[ ,][^\\]*\pL{2,} [^\\]*\pL{2,} [^\\]*\pL{2,}`)

// label is the name of a formula behind its end: (eq-energy), {#eq-energy}.
var label = regexp.MustCompile(`[ \t]*(?:\([\w:.-]+\)|\{#[\w:.-]+\})$`)

// cutEnd takes the dollars that end a formula off the end of a line, with the
// formula's name behind them.
func cutEnd(line string) (before string, ok bool) {
	line = strings.TrimRight(line, " \t\r\n")
	if before, ok = strings.CutSuffix(line, "$$"); ok {
		return before, true
	}
	before, ok = strings.CutSuffix(label.ReplaceAllString(line, ""), "$$")
	return before, ok
}

func (mathBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*mathBlock)
	line, _ := reader.PeekLine()
	if !ok || line == nil || n.oneLine {
		return parser.Close
	}
	body := strings.TrimRight(string(line), " \t\r\n")
	reader.AdvanceToEOL()
	if before, found := cutEnd(body); found {
		n.latex = strings.TrimSpace(n.latex + "\n" + before)
		return parser.Close
	}
	if body != "" {
		n.latex += "\n" + body
	}
	return parser.Continue | parser.NoChildren
}

func (mathBlockParser) Close(ast.Node, text.Reader, parser.Context) {}
