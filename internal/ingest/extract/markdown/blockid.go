package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/ingest/extract"
)

// blockID is the name that Obsidian gives a paragraph for links to it: ^37066d.
var blockID = regexp.MustCompile(`(?:^|\s)\^([A-Za-z0-9][A-Za-z0-9-]{2,})$`)

// withoutID takes the name of a paragraph off its end.
func (t line) withoutID() line {
	if at := strings.LastIndexByte(t.text, '^'); at < 0 || strings.ContainsRune(t.text[at:], ' ') {
		return t
	}
	m := blockID.FindStringSubmatchIndex(t.text)
	if m == nil || !strings.ContainsFunc(t.text[m[2]:], unicode.IsLetter) && m[3]-m[2] < 6 {
		return t
	}
	for _, s := range t.spans {
		if (s.Kind == extract.InlineCode || s.Kind == extract.Math) && s.End == t.n {
			return t
		}
	}
	t.text = strings.TrimRightFunc(t.text[:m[0]], unicode.IsSpace)
	t.n = utf8.RuneCountInString(t.text)
	kept := t.spans[:0:0]
	for _, s := range t.spans {
		if s.End = min(s.End, t.n); s.Start < s.End {
			kept = append(kept, s)
		}
	}
	t.spans = kept
	return t
}
