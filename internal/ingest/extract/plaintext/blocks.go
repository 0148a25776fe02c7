package plaintext

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/lineend"
	"studyapp/internal/ingest/extract/parts"
)

// stanza is a run of lines without an empty one between them.
type stanza struct {
	lines  []string // without space at their ends
	before int      // empty lines above
	after  int      // and below
}

// Blocks gives decoded text its structure back.
func Blocks(text string) []parts.Block {
	stanzas := split(text)
	w := measure(stanzas)
	w.hyphens = lineend.Read(text)
	headings := findHeadings(stanzas)
	var out []parts.Block
	for i, s := range stanzas {
		if level := headings[i]; level > 0 {
			text := w.join(s.lines)
			out = append(out, parts.Block{Text: text, Level: level, Spans: []extract.Span{whole(extract.Heading, text, level, "")}})
			continue
		}
		out = append(out, w.blocks(s)...)
	}
	return out
}

func split(text string) []stanza {
	var out []stanza
	var open *stanza
	empty := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			empty++
			open = nil
			continue
		}
		if open == nil {
			if n := len(out); n > 0 {
				out[n-1].after = empty
			} else if empty == 0 {
				empty = 2 // the top of a text is as good as empty lines
			}
			out = append(out, stanza{before: empty})
			open = &out[len(out)-1]
			empty = 0
		}
		open.lines = append(open.lines, line)
	}
	if n := len(out); n > 0 {
		out[n-1].after = empty + 2
	}
	return out
}

func whole(k extract.SpanKind, text string, level int, mark string) extract.Span {
	return extract.Span{Kind: k, Start: 0, End: utf8.RuneCountInString(text), Level: level, Text: mark}
}

func paragraph(text string) parts.Block {
	b := parts.Block{Text: text, Spans: []extract.Span{whole(extract.Paragraph, text, 0, "")}}
	at := 0
	for _, r := range text {
		if r == '\n' {
			b.Spans = append(b.Spans, extract.Span{Kind: extract.LineBreak, Start: at, End: at + 1})
		}
		at++
	}
	return b
}

var (
	rule   = regexp.MustCompile(`^\s*(?:[-=_~*#·.•—–]\s*){3,}$`)
	bullet = regexp.MustCompile(`^\s*([-*•‣◦▪·])\s+(\S.*)$`)
	number = regexp.MustCompile(`^\s*(\(?(?:[0-9]{1,3}|[a-zA-Z])[.)])\s+(\S.*)$`)
)

// blocks cuts a stanza that is no heading into paragraphs, list items, rules
// and what is laid out with spaces.
func (w *width) blocks(s stanza) []parts.Block {
	if laidOut(s.lines) {
		text := strings.ReplaceAll(strings.Join(s.lines, "\n"), string(softHyphen), "")
		return []parts.Block{{Text: text, Spans: []extract.Span{whole(extract.Code, text, 0, "")}}}
	}
	var out []parts.Block
	var open []string // lines of the paragraph or item that is being gathered
	mark := ""
	flush := func() {
		if len(open) == 0 {
			return
		}
		text := w.join(open)
		b := paragraph(text)
		if mark != "" {
			b.Spans[0] = whole(extract.ListItem, text, 1, mark)
			b.Tight = len(out) > 0 && out[len(out)-1].Spans[0].Kind == extract.ListItem
		}
		out = append(out, b)
		open, mark = nil, ""
	}
	list := isList(s.lines)
	least := indent(s.lines[0])
	for _, l := range s.lines {
		least = min(least, indent(l))
	}
	for i, line := range s.lines {
		if rule.MatchString(line) {
			flush()
			out = append(out, parts.Block{Spans: []extract.Span{{Kind: extract.Rule}}})
			continue
		}
		if list {
			if m := bullet.FindStringSubmatch(line); m != nil {
				flush()
				mark, line = "•", m[2]
			} else if m := number.FindStringSubmatch(line); m != nil {
				flush()
				mark, line = m[1], m[2]
			}
		}
		if len(open) > 0 && mark == "" && w.begins(s.lines, i, least) {
			flush()
		}
		open = append(open, line)
	}
	flush()
	return out
}

// isList reports whether the lines hold a list: more than one mark, or one at
// the very front with nothing but its own lines behind.
func isList(lines []string) bool {
	n := 0
	for _, l := range lines {
		if bullet.MatchString(l) || number.MatchString(l) {
			n++
		}
	}
	return n > 1 || n == 1 && bullet.MatchString(lines[0])
}

// laidOut reports whether the lines are a table or a drawing, which spaces
// keep in shape.
func laidOut(lines []string) bool {
	if len(lines) < 2 {
		return false
	}
	columns := 0
	for _, l := range lines {
		if body := strings.TrimSpace(l); strings.Contains(body, "   ") || strings.Contains(body, "\t") {
			columns++
		}
	}
	return columns*10 >= len(lines)*6
}
