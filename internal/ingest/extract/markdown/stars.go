package markdown

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// starParser takes the stars of products as text, which stand between two
// factors without a space: 2*3 and 4*5, (a)*(b). A star inside a word opens
// emphasis only around letters of that word.
type starParser struct{}

func (starParser) Trigger() []byte { return []byte{'*'} }

var insideWord = regexp.MustCompile(`^\pL{2,}\*`)

// starEnd is where a parse keeps the place of the star that ends the emphasis
// it let begin inside a word.
var starEnd = parser.NewContextKey()

func (starParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before := block.PrecendingCharacter()
	after, _ := utf8.DecodeRune(line[1:])
	if !factorEnds(before) || !factorBegins(after) {
		return nil
	}
	if end, ok := pc.Get(starEnd).(int); ok && end == segment.Start {
		return nil
	}
	if m := insideWord.Find(line[1:]); m != nil && unicode.IsLetter(before) {
		pc.Set(starEnd, segment.Start+len(m))
		return nil
	}
	if emphasisOpen(pc) {
		return nil
	}
	block.Advance(1)
	return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1))
}

// farthestStar is how many marks an emphasis may go back.
const farthestStar = 100

// emphasisOpen reports whether an emphasis waits for its end.
func emphasisOpen(pc parser.Context) bool {
	open, n := 0, 0
	for d := pc.LastDelimiter(); d != nil && n < farthestStar; d = d.PreviousDelimiter {
		n++
		switch {
		case d.Char != '*' || d.OriginalLength == 2:
		case d.CanOpen && !d.CanClose:
			open++
		case d.CanClose && !d.CanOpen:
			open--
		}
	}
	return open > 0
}

func factorEnds(r rune) bool {
	return r == ')' || r == ']' || (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unspaced(r)
}

func factorBegins(r rune) bool {
	return r == '(' || r == '[' || (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unspaced(r)
}

// unspaced reports a letter of a script that sets no spaces, where marks stand
// between letters as a matter of course.
func unspaced(r rune) bool {
	return wide(r) || unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
