package markdown

import (
	"context"
	"strings"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/lineend"
	"studyapp/internal/ingest/extract/parts"
	"studyapp/internal/ingest/extract/plaintext"
)

// Extractor reads Markdown: CommonMark with GitHub's tables, task lists,
// strikethrough, alerts and bare links, what Obsidian adds to it, footnotes,
// lists of definitions, front matter, and mathematics in dollars.
type Extractor struct{ parser parser.Parser }

// New returns an extractor.
func New() *Extractor {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		if b.Value == parser.NewHTMLBlockParser() {
			blocks[i].Value = htmlBlocks{parser.NewHTMLBlockParser()}
		}
	}
	return &Extractor{parser.NewParser(
		parser.WithBlockParsers(append(blocks,
			util.Prioritized(newDefinitionLists(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(fenceParser{}, 100), // before definitions
			util.Prioritized(admonitionParser{}, 630),
			util.Prioritized(commentBlockParser{}, 640),
			util.Prioritized(mathBlockParser{}, 650),
			util.Prioritized(newFootnoteBlocks(), 999),
		)...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(mathInlineParser{}, 150),
			util.Prioritized(commentParser{}, 160),
			util.Prioritized(attributesParser{}, 165),
			util.Prioritized(roleParser{}, 166),
			util.Prioritized(inlineNoteParser{}, 170),
			util.Prioritized(wikiLinkParser{}, 190), // before links
			util.Prioritized(angleParser{}, 290),    // before addresses and HTML
			util.Prioritized(starParser{}, 490),     // before emphasis
			util.Prioritized(tildeParser{}, 490),
			util.Prioritized(highlightParser{}, 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(extension.NewLinkifyParser(), 999),
		)...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(callouts{}, 150), // before tables
			util.Prioritized(newWideTables(), 200),
		)...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)}
}

// Open implements extract.Extractor.
func (e *Extractor) Open(ctx context.Context, path string, _ extract.OpenOptions) (extract.Document, error) {
	b, err := parts.Load(path)
	if err != nil {
		return nil, err
	}
	source, err := plaintext.Decode(b)
	if err != nil {
		return nil, err
	}
	info, pages, err := e.read(ctx, source)
	if err != nil {
		return nil, err
	}
	return parts.Open(info, pages)
}

// read turns the source into parts, piece by piece so that a long one can be
// stopped.
func (e *Extractor) read(ctx context.Context, source string) (extract.Info, []extract.Page, error) {
	data, body := frontMatter(source)
	w := parts.NewWriter()
	for _, b := range data.blocks() {
		w.Add(b)
	}
	var first []parts.Block
	words := lineend.Read(body)
	for _, piece := range pieces(tame(body)) {
		if err := ctx.Err(); err != nil {
			return extract.Info{}, nil, err
		}
		for _, b := range e.blocks([]byte(piece), words) {
			if len(first) < 20 {
				first = append(first, b)
			}
			w.Add(b)
		}
	}
	info := extract.Info{Title: data.first("title"), Language: data.first("lang", "language")}
	if info.Title == "" {
		info.Title = firstHeading(first)
	}
	return info, w.Pages(), nil
}

// firstHeading is the heading a document begins with, or its first one of
// level 1 if that stands near the top.
func firstHeading(blocks []parts.Block) string {
	for i, b := range blocks {
		if b.Level == 1 || b.Level > 1 && i == 0 {
			return strings.Join(strings.Fields(b.Text), " ")
		}
	}
	return ""
}

func (e *Extractor) blocks(source []byte, words *lineend.Words) []parts.Block {
	w := walker{words: words, parser: e.parser}
	w.read(source, place{})
	return w.out
}
