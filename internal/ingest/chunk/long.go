package chunk

import (
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract"
)

// cutLong cuts what is too long for a chunk: a sentence above the target, code
// and rows above the larger limit. Code is cut at empty lines or line ends,
// sentences where a clause or a word ends, and what has neither anywhere
// but inside a character that is built of several code points.
func (l limits) cutLong(s sentence) []sentence {
	limit := l.target
	if s.solid {
		limit = l.whole
	}
	if s.tokens <= limit {
		return []sentence{s}
	}
	var out []sentence
	for i, p := range s.pieces {
		first := sentence{follows: s.follows && i == 0, gap: s.gap}
		out = append(out, l.cutPiece(s, p, first)...)
	}
	return out
}

func (l limits) cutPiece(s sentence, p piece, first sentence) []sentence {
	text := []rune(p.text)
	var out []sentence
	last := 0
	add := func(start, end int) {
		start, end = trim(text, start, end)
		if start == end {
			return
		}
		n := sentence{
			pieces: []piece{{extract.Segment{Page: p.Page, Start: p.Start + start, End: p.Start + end}, string(text[start:end])}},
			solid:  s.solid, lines: s.lines, heading: s.heading, table: s.table,
			follows: true, gap: string(text[last:start]),
		}
		if len(out) == 0 {
			n.follows, n.gap = first.follows, first.gap
		}
		n.tokens = EstimateTokens(n.pieces[0].text)
		last = end
		out = append(out, n)
	}
	for start := 0; start < len(text); {
		end := start + fits(text[start:], l.target)
		if end < len(text) {
			end = start + goodEnd(text[start:end], s.lines)
			for end < len(text) && joins(text[end]) {
				end++
			}
		}
		add(start, end)
		start = end
	}
	return out
}

// fits says how many code points of text make up to that many tokens; at
// least one.
func fits(text []rune, tokens int) int {
	var e estimate
	for i, r := range text {
		e.add(r)
		w := e // the word that is being read counts too
		w.word()
		if w.sum > float64(tokens) && i > 0 {
			return i
		}
	}
	return len(text)
}

// goodEnd finds the best place to cut in the second half of text.
func goodEnd(text []rune, lines bool) int {
	half := len(text) / 2
	best, rank := len(text), 0
	for i := len(text) - 1; i > half; i-- {
		r := 0
		switch c := text[i]; {
		case lines && c == '\n' && text[i-1] == '\n':
			r = 5
		case c == '\n':
			r = 4
		case strings.ContainsRune("；，、：", c), strings.ContainsRune(";:,—–", c) && i+1 < len(text) && unicode.IsSpace(text[i+1]):
			r = 3
		case unicode.IsSpace(c):
			r = 2
		case !unicode.IsLetter(c) && !unicode.IsDigit(c) && !joins(c):
			r = 1
		}
		if r > rank {
			best, rank = i+1, r
		}
	}
	return best
}

// joins reports whether a code point belongs to the one before it.
func joins(r rune) bool {
	return unicode.IsMark(r) || r == 0x200d || unicode.Is(unicode.Variation_Selector, r) || 0x1f3fb <= r && r <= 0x1f3ff
}
