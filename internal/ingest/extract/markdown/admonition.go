package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// fence is a line of colons around blocks, as Pandoc, Quarto and Docusaurus set
// them: ::: {.callout-note} or :::tip[Title]. It has a callout inside if it says
// what kind of text it begins.
type fence struct{ ast.BaseBlock }

var kindFence = ast.NewNodeKind("Fence")

func (n *fence) Kind() ast.NodeKind { return kindFence }

func (n *fence) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var (
	colons     = regexp.MustCompile(`^:{3,}[ \t]*(.*?)[ \t:]*\n?$`)
	braces     = regexp.MustCompile(`^\{.*\}$`)
	calloutOf  = regexp.MustCompile(`[.\s{](?:callout-)?(note|tip|warning|caution|danger|important|info|question|example|quote|abstract|summary|todo|definition|theorem|lemma|proof|exercise|solution|remark)\b`)
	titleIn    = regexp.MustCompile(`\b(?:title|name)\s*=\s*"([^"]*)"`)
	roleFence  = regexp.MustCompile(`^\{([a-z][\w:-]*)\}[ \t]+(.*)$`)
	plainFence = regexp.MustCompile(`^\.?([\pL][\pL\pN_-]*)(?:[ \t]*\[(.*)\]|[ \t]+(.*))?$`)
)

type fenceParser struct{}

func (fenceParser) Trigger() []byte { return []byte{':'} }

func (fenceParser) CanInterruptParagraph() bool { return true }

func (fenceParser) CanAcceptIndentedLine() bool { return false }

func (fenceParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	m := colons.FindSubmatchIndex(line[pos:])
	if m == nil {
		return nil, parser.NoChildren
	}
	from := pos + m[2]
	rest := string(line[from : pos+m[3]])
	start := segment.Start - segment.Padding + from
	n := &fence{}
	title := func(kind string, at []int) {
		c := &callout{kind: kind}
		if at != nil && at[0] < at[1] {
			c.Lines().Append(text.NewSegment(start+at[0], start+at[1]))
		}
		n.AppendChild(n, c)
	}
	switch {
	case rest == "":
	case braces.MatchString(rest):
		if kind := calloutOf.FindStringSubmatch(strings.ToLower(rest)); kind != nil {
			var at []int
			if t := titleIn.FindStringSubmatchIndex(rest); t != nil {
				at = t[2:4]
			}
			title(kind[1], at)
		}
	case roleFence.MatchString(rest):
		w := roleFence.FindStringSubmatchIndex(rest)
		title(rest[w[2]:w[3]], w[4:6])
	default:
		w := plainFence.FindStringSubmatchIndex(rest)
		if w == nil {
			return nil, parser.NoChildren
		}
		kind := rest[w[2]:w[3]]
		at := w[4:6]
		if at[0] < 0 {
			at = w[6:8]
		}
		known := calloutOf.MatchString("." + strings.ToLower(kind))
		switch {
		case known && at[0] >= 0 && !braces.MatchString(rest[at[0]:at[1]]):
			title(kind, at)
		case known:
			title(kind, nil)
		case at[0] >= 0 && !braces.MatchString(rest[at[0]:at[1]]):
			return nil, parser.NoChildren // words
		}
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (fenceParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

func (fenceParser) Close(ast.Node, text.Reader, parser.Context) {}

// admonition is a callout as MkDocs sets it: !!! note "Title", and the text
// below it by four spaces further in; or one of several texts to choose from,
// === "Python".
type admonition struct{ ast.BaseBlock }

var kindAdmonition = ast.NewNodeKind("Admonition")

func (n *admonition) Kind() ast.NodeKind { return kindAdmonition }

func (n *admonition) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var (
	admonitionMark = regexp.MustCompile(`^(?:!!!|\?\?\?\+?)[ \t]+([\pL][\pL\pN_-]*)(?:[ \t]+[\pL][\pL\pN_-]*)*(?:[ \t]+"(.*)")?[ \t]*\n?$`)
	tabMark        = regexp.MustCompile(`^===[+!]?[ \t]+"(.*)"[ \t]*\n?$`)
	furtherIn      = regexp.MustCompile(`^(?:[ \t]*\n)?(?: {4}|\t)[ \t]*\S`)
)

type admonitionParser struct{}

func (admonitionParser) Trigger() []byte { return []byte{'!', '?', '='} }

func (admonitionParser) CanInterruptParagraph() bool { return true }

func (admonitionParser) CanAcceptIndentedLine() bool { return false }

func (admonitionParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos != 0 {
		return nil, parser.NoChildren
	}
	m := admonitionMark.FindSubmatchIndex(line)
	if tab := tabMark.FindSubmatchIndex(line); tab != nil && tab[2] < tab[3] {
		m = append(tab[:4:4], tab[2:]...)
	}
	if m == nil || !furtherIn.Match(reader.Source()[segment.Stop:]) {
		return nil, parser.NoChildren
	}
	c := &callout{kind: string(line[m[2]:m[3]])}
	if m[4] >= 0 && m[4] < m[5] {
		c.Lines().Append(text.NewSegment(segment.Start-segment.Padding+m[4], segment.Start-segment.Padding+m[5]))
	}
	n := &admonition{}
	n.AppendChild(n, c)
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (admonitionParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (admonitionParser) Close(ast.Node, text.Reader, parser.Context) {}

// attributesParser takes away what Pandoc and kramdown write behind a heading, a
// link or code, or on a line of its own, for those who set it:
// {#sec-cells .big width=50%}.
type attributesParser struct{}

func (attributesParser) Trigger() []byte { return []byte{'{'} }

var attributeList = regexp.MustCompile(`^\{:?[ \t]*(?:[#.][\pL][\pL\pN:._-]*|-|[A-Za-z][\w-]*=(?:"[^"\n]*"|[^\s"{}]+))(?:[ \t]+(?:[#.][\pL][\pL\pN:._-]*|[A-Za-z][\w-]*=(?:"[^"\n]*"|[^\s"{}]+)))*[ \t]*\}`)

func (attributesParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	before := block.PrecendingCharacter()
	n := len(attributeList.Find(line))
	if n == 0 {
		return nil
	}
	_, heads := parent.(*ast.Heading)
	last := (heads && before == ' ' || before == '\n') && len(bytes.TrimSpace(line[n:])) == 0
	if !last && before != ')' && before != '`' {
		return nil
	}
	if !last && parent.LastChild() != nil && parent.LastChild().Kind() == ast.KindText {
		return nil // behind brackets of the text
	}
	block.Advance(n)
	return &comment{}
}
