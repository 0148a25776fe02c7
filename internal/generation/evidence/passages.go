package evidence

import (
	"context"
	"maps"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
)

// passages cuts the hits into units, out of the page texts, so that each unit
// is verbatim.
func (s *Service) passages(ctx context.Context, owner id.User, f *Found, subjects map[id.Document]map[string]bool) ([]quoted.Passage, error) {
	var keys []passage.PageKey
	hits := f.Hits
	for _, h := range hits {
		for _, g := range h.Segments {
			keys = append(keys, passage.PageKey{Document: h.Document, Version: h.Version, Page: g.Page})
		}
	}
	pages, err := s.Pages(ctx, owner, keys)
	if err != nil {
		return nil, err
	}
	f.Pages = pages
	ready := map[passage.PageKey][]quoted.Unit{}
	for key, page := range pages {
		ready[key] = quoted.AllUnits(quoted.NewPage(key.Page, page.Text, page.Spans))
	}
	if err := s.beside(ctx, owner, f, ready); err != nil {
		return nil, err
	}
	langs := languagesOf(hits)
	out := make([]quoted.Passage, len(hits))
	for i, h := range hits {
		p := quoted.Passage{
			Document: h.Document.String(), Title: h.Title, HeadingPath: h.HeadingPath, Text: h.Text,
			Score: h.Score, Cosine: h.Cosine, Subjects: subjects[h.Document], Pages: map[int][]quoted.Unit{},
			Lang: langs[i],
		}
		for _, g := range h.Segments {
			key := passage.PageKey{Document: h.Document, Version: h.Version, Page: g.Page}
			if pages[key] == nil {
				continue // replaced or deleted this moment
			}
			for n := g.Page - 1; n <= g.Page+1; n++ {
				key.Page = n
				if units, ok := ready[key]; ok {
					p.Pages[n] = units
				}
			}
			key.Page = g.Page
			p.Units = append(p.Units, quoted.Within(ready[key], g.Start, g.End)...)
		}
		out[i] = p
	}
	return out, nil
}

// besideHits is of how many passages the pages beside them are read, where a
// list or a sentence goes on there.
const besideHits = 6

// beside adds the pages before and after those of the best passages, where what
// stands at their edge goes on.
func (s *Service) beside(ctx context.Context, owner id.User, f *Found, ready map[passage.PageKey][]quoted.Unit) error {
	var keys []passage.PageKey
	for _, h := range f.Hits[:min(besideHits, len(f.Hits))] {
		for _, g := range h.Segments {
			key := passage.PageKey{Document: h.Document, Version: h.Version, Page: g.Page}
			before, after := quoted.Open(ready[key])
			if before && g.Page > 1 {
				key.Page = g.Page - 1
				keys = append(keys, key)
			}
			if after {
				key.Page = g.Page + 1
				keys = append(keys, key)
			}
		}
	}
	pages, err := s.Pages(ctx, owner, keys)
	if err != nil {
		return err
	}
	for key, page := range pages {
		if _, ok := ready[key]; !ok {
			ready[key] = quoted.AllUnits(quoted.NewPage(key.Page, page.Text, page.Spans))
		}
	}
	maps.Copy(f.Pages, pages)
	return nil
}
