package tex

import (
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/formula"
)

// Sign is a character of a page's text, and what the page tells of it.
type Sign struct {
	R      rune
	Before string // what only TeX has before it
	Sure   bool   // it is of a formula for certain
	Put    bool   // it is of one that was put together from parts
	Ours   bool   // it has no place on the page
	Face   Face   // what it is set in
}

// Face is the kind of type that a character is set in.
type Face int

// The kinds of type.
const (
	Symbols Face = iota // of mathematics, or unknown
	Upright             // of text
	Slanted             // of text, in italics
)

// Write writes signs as TeX would: words of text as such, with their spaces.
// behind is what only TeX has after them.
func Write(signs []Sign, behind string) string {
	var b strings.Builder
	for i := 0; i < len(signs); i++ {
		inside := i > 0 && signs[i-1].ofText()
		if n := words(signs[i:]); n > 0 && !inside {
			text(&b, signs, i, i+n)
			i += n - 1
			continue
		}
		if n := function(signs, i); n > 0 {
			b.WriteString(signs[i].Before)
			b.WriteString(command(runes(signs[i : i+n])))
			i += n - 1
			continue
		}
		s := &signs[i]
		b.WriteString(s.Before)
		switch r := s.R; {
		case s.Ours && (r == '_' || r == '^' || r == '{' || r == '}'):
			b.WriteRune(r)
		case strings.ContainsRune(`{}%#&$_`, r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\\':
			b.WriteString(`\setminus `)
		case plain(r) != 0:
			if i == 0 || plain(signs[i-1].R) == 0 {
				b.WriteString("^{")
			}
			b.WriteRune(plain(r))
			if i+1 == len(signs) || plain(signs[i+1].R) == 0 {
				b.WriteByte('}')
			}
		default:
			b.WriteRune(r)
		}
	}
	if strings.HasPrefix(behind, "}") {
		b.WriteByte('}')
	}
	return strings.TrimSpace(b.String())
}

// text writes the words from start to end.
func text(b *strings.Builder, signs []Sign, start, end int) {
	b.WriteString(signs[start].Before)
	if start > 0 && signs[start-1].R == ' ' {
		b.WriteString(`\ `) // TeX takes no other beside a formula for one
	}
	b.WriteString(`\text{`)
	b.WriteString(runes(signs[start:end]))
	b.WriteByte('}')
	if end < len(signs) && signs[end].R == ' ' {
		b.WriteString(`\ `)
	}
}

// plain gives the sign that a small raised one stands for, or 0.
func plain(r rune) rune {
	if r < '²' {
		return 0
	}
	return raised[r]
}

// raised gives the signs of small raised ones.
var raised = func() map[rune]rune {
	out := map[rune]rune{}
	for r, up := range formula.Raised {
		if r != '-' {
			out[up] = r
		}
	}
	return out
}()

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f && unicode.IsLetter(r)
}

func digit(r rune) bool { return r >= '0' && r <= '9' || r > 0x7f && unicode.IsDigit(r) }
