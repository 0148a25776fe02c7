package cards

import (
	"maps"
	"slices"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
)

// headings are those of a document in order. A passage has the headings that it
// begins under; a part of it may stand under others.
type headings []heading

type heading struct {
	page, start, level int
	text               string
}

func headingsOf(pages map[int]*passage.Page) headings {
	var out headings
	for _, n := range slices.Sorted(maps.Keys(pages)) {
		p := pages[n]
		for _, s := range p.Spans {
			if s.Kind == extract.Heading && s.Start < s.End && s.End <= len(p.Text) {
				out = append(out, heading{n, s.Start, s.Level, string(p.Text[s.Start:s.End])})
			}
		}
	}
	return out
}

// path are the headings above a place, the outermost first; one that begins
// there is the last.
func (h headings) path(page, start int) []string {
	var out []string
	level := 7
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].page > page || h[i].page == page && h[i].start > start || h[i].level >= level {
			continue
		}
		out, level = append(out, h[i].text), h[i].level
	}
	slices.Reverse(out)
	return out
}
