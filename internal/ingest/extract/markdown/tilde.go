package markdown

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tildeParser leaves to the parser of ~~what is struck out~~ only its double
// tildes. Single ones are taken off an index (H~2~O) and around words that stand
// apart; 10~20 and 30~40 are ranges.
type tildeParser struct{}

func (tildeParser) Trigger() []byte { return []byte{'~'} }

var (
	indexed = regexp.MustCompile(`^~([A-Za-z0-9+-]{1,5})~`)
	struck  = regexp.MustCompile(`^~([^\s\d~][^~\n]*[^\s~]|[^\s\d~])~`)
)

func (tildeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before := block.PrecendingCharacter()
	if len(line) > 1 && line[1] == '~' || before == '~' {
		return nil
	}
	size := 0
	if m := indexed.FindSubmatchIndex(line); m != nil && before < 0x80 && unicode.IsLetter(before) {
		size = m[1]
	} else if m := struck.FindSubmatchIndex(line); m != nil && !unicode.IsLetter(before) && !unicode.IsDigit(before) {
		if after, _ := utf8.DecodeRune(line[m[1]:]); !unicode.IsLetter(after) && !unicode.IsDigit(after) && after != '~' {
			size = m[1]
		}
	}
	if size == 0 {
		block.Advance(1)
		return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1))
	}
	block.Advance(size)
	return ast.NewTextSegment(text.NewSegment(segment.Start+1, segment.Start+size-1))
}
