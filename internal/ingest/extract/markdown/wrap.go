package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/lineend"
)

// softBreak ends a line of the source, before one that begins so: a space,
// except in scripts that set none and where a word goes on.
func (t *line) softBreak(next string) {
	if t.hidden > 0 {
		return
	}
	first, _ := utf8.DecodeRuneInString(next)
	if wide(t.last) && wide(first) {
		return
	}
	switch t.hyphen(next) {
	case lineend.Divides:
		t.unput()
	case lineend.Belongs:
	default:
		t.write(" ")
	}
}

// lines adds running text that goes over several lines of the source.
func (t *line) lines(s string) {
	for {
		line, rest, more := strings.Cut(s, "\n")
		t.write(line)
		if !more {
			return
		}
		s = strings.TrimLeft(rest, " \t")
		t.softBreak(s)
	}
}

// longestWord is how far, in bytes, a line's end is looked at.
const longestWord = 100

// hyphen says what the hyphen is that the text ends with.
func (t *line) hyphen(next string) lineend.Kind {
	if t.n == 0 || t.words == nil || !unicode.In(t.last, unicode.Pd, unicode.Cf) {
		return lineend.None
	}
	for i := len(t.spans) - 1; i >= 0 && t.spans[i].End == t.n; i-- {
		if k := t.spans[i].Kind; k == extract.InlineCode || k == extract.Math {
			return lineend.None // -x is no word that goes on
		}
	}
	return t.words.At(string(t.buf[max(0, len(t.buf)-longestWord):]), next)
}

func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || 0x3000 <= r && r < 0x3040 || 0xff00 <= r && r < 0xff70
}

// firstText is the text that a node begins with, as far as it stands in one
// piece.
func firstText(n ast.Node, source []byte) string {
	for n != nil {
		switch t := n.(type) {
		case *ast.Text:
			return unescape(t.Value(source))
		case *ast.CodeSpan, *ast.RawHTML:
			return ""
		}
		n = n.FirstChild()
	}
	return ""
}
