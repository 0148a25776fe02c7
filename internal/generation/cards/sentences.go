package cards

import (
	"strings"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/extract"
)

// sentences are the document's sentences in reading order, with what the
// author set off in them.
func (m material) sentences(r *run) []flashcard.Sentence {
	var out []flashcard.Sentence
	ready := map[int]quoted.Page{}
	taken := map[[3]int]bool{}
	for i, c := range m.parts {
		lang := words.EastAsian(c.Text)
		if lang == "" {
			lang = words.Language(c.Text)
		}
		if lang == "" {
			lang, _, _ = strings.Cut(r.Language, "-")
		}
		heading := ""
		if len(c.HeadingPath) > 0 {
			heading = c.HeadingPath[len(c.HeadingPath)-1]
		}
		for _, g := range c.Segments {
			p := m.pages[g.Page]
			if p == nil {
				continue
			}
			if _, ok := ready[g.Page]; !ok {
				ready[g.Page] = quoted.NewPage(g.Page, p.Text, p.Spans)
			}
			for _, u := range quoted.Units(ready[g.Page], g.Start, g.End) {
				key := [3]int{u.Page, u.Start, u.End}
				if u.Kind != quoted.Sentence || taken[key] {
					continue
				}
				taken[key] = true
				s := flashcard.Sentence{Chunk: i, Page: u.Page, Start: u.Start, End: u.End, Text: u.Text, Heading: heading, Lang: lang}
				for _, span := range p.Spans {
					if span.Kind == extract.ListItem && span.Start <= u.Start && u.End <= span.End {
						s.Item = true
					}
					if span.Start < u.Start || span.End > u.End || span.Start >= span.End {
						continue
					}
					text := string(p.Text[span.Start:span.End])
					switch span.Kind {
					case extract.Strong, extract.Emphasis:
						s.Marked = append(s.Marked, text)
					case extract.InlineCode:
						s.Code = append(s.Code, text)
					case extract.Math:
						s.Math = append(s.Math, flashcard.Formula{Start: span.Start - u.Start, End: span.End - u.Start, TeX: firstFilled(span.Text, text)})
					}
				}
				out = append(out, s)
			}
		}
	}
	return out
}
