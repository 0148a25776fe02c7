package evidence

import (
	"context"
	"strings"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// Segment is a stretch [Start, End) of a page's text, in code points.
type Segment = extract.Segment

// Pages reads the owner's pages named by keys. A page that is gone is not in
// the map.
func (s *Service) Pages(ctx context.Context, owner id.User, keys []passage.PageKey) (map[passage.PageKey]*passage.Page, error) {
	return passage.Pages(ctx, s.o.Pool, owner, keys)
}

// boxes returns the boxes of the range, one a line, or nil where the page has
// none.
func boxes(p *passage.Page, start, end int) ([][4]float64, error) {
	if len(p.Glyphs) == 0 {
		return nil, nil
	}
	g, err := extract.DecodeGlyphs(p.Glyphs)
	if err != nil {
		return nil, err
	}
	var out [][4]float64
	for _, r := range g.Rects(start, end) {
		out = append(out, [4]float64{r.X0, r.Y0, r.X1, r.Y1})
	}
	return out, nil
}

// Around returns the quote with a sentence on either side, of the same block
// where the page's structure is known.
func Around(p *passage.Page, start, end int) string {
	from, to := max(0, start-600), min(len(p.Text), end+600)
	for _, b := range quoted.NewPage(0, p.Text, p.Spans).Blocks {
		if b.Start <= start && end <= b.End {
			from, to = max(from, b.Start), min(to, b.End)
			break
		}
	}
	before, after := start, end
	for _, r := range chunk.Sentences(p.Text[from:to]) {
		a, b := from+r[0], from+r[1]
		switch {
		case b <= start:
			before = a
		case a >= end && after == end:
			after = b
		case a < start && start < b:
			before = a
		}
		if a < end && end < b {
			after = b
		}
	}
	return strings.Join(strings.Fields(string(p.Text[before:after])), " ")
}

// PagesOf are the pages of a hit that a student could look up.
func PagesOf(h search.Hit) []int {
	if !Paged(h.Kind) {
		return nil
	}
	var out []int
	for _, g := range h.Segments {
		if n := len(out); n == 0 || out[n-1] != g.Page {
			out = append(out, g.Page)
		}
	}
	return out
}

// LabelsOf are the numbers printed on PagesOf a hit: empty for those whose
// place in the file it is, nil where that are all.
func (f *Found) LabelsOf(h search.Hit) []string {
	var labels []string
	pages := PagesOf(h)
	for i, n := range pages {
		if p := f.Pages[passage.PageKey{Document: h.Document, Version: h.Version, Page: n}]; p != nil && p.Label != "" {
			if labels == nil {
				labels = make([]string, len(pages))
			}
			labels[i] = p.Label
		}
	}
	return labels
}

// Paged reports whether a kind of document has pages that a student could
// look up.
func Paged(kind string) bool { return kind == "pdf" }

// At is the one segment of a range.
func At(page, start, end int) []Segment { return []Segment{{Page: page, Start: start, End: end}} }
