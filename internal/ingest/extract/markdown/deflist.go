package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"studyapp/internal/ingest/extract"
)

// definitionLists begin behind a term or two: a paragraph of more lines is one,
// whatever the colon behind it means.
type definitionLists struct{ parser.BlockParser }

func newDefinitionLists() definitionLists {
	return definitionLists{extension.NewDefinitionListParser()}
}

const mostTerms = 2

func (b definitionLists) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if p, ok := parent.LastChild().(*ast.Paragraph); ok && p.Lines().Len() > mostTerms {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// term writes what a definition defines.
func (w *walker) term(n *xast.DefinitionTerm, p place) {
	t := w.inline(n)
	t.spans = append([]extract.Span{{Kind: extract.Strong, End: t.n}}, t.spans...)
	w.textBlock(t, p)
}

// definition writes what a term means, on the lines below it.
func (w *walker) definition(n *xast.DefinitionDescription, p place) {
	before := len(w.out)
	p.depth++
	w.children(n, p)
	if len(w.out) > before {
		w.out[before].Tight = true
	}
}
