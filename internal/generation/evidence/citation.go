package evidence

import (
	"context"
	"fmt"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
)

// Citation is a quote that stands verbatim in a page of a document.
type Citation struct {
	N           int          `json:"n"` // the number on the chip, from 1
	ID          id.Citation  `json:"id"`
	ChunkID     id.Chunk     `json:"chunk_id"`
	DocumentID  id.Document  `json:"document_id"`
	Version     int          `json:"version"`
	Title       string       `json:"title"`
	Kind        string       `json:"kind"`
	HeadingPath []string     `json:"heading_path,omitempty"`
	Quote       string       `json:"quote"`
	Context     string       `json:"context,omitempty"`    // the quote with a sentence on either side
	Page        *int         `json:"page,omitempty"`       // nil where the kind has no pages
	PageLabel   string       `json:"page_label,omitempty"` // the number that stands on the page, where it is another
	Boxes       [][4]float64 `json:"boxes,omitempty"`      // x0, y0, x1, y1 in PDF points from the top left
	StartS      *float64     `json:"start_s,omitempty"`
	Segments    []Segment    `json:"segments"`
	Cited       bool         `json:"cited"` // false: only one of the nearest passages
}

// Show adds what the page texts tell of citations: boxes, the sentences around
// the quote and the number on its page. A citation whose page is gone stays without.
func (s *Service) Show(ctx context.Context, owner id.User, list []*Citation) error {
	var keys []passage.PageKey
	for _, c := range list {
		for _, g := range c.Segments {
			keys = append(keys, passage.PageKey{Document: c.DocumentID, Version: c.Version, Page: g.Page})
		}
	}
	pages, err := passage.PagesWithGlyphs(ctx, s.o.Pool, owner, keys)
	if err != nil {
		return err
	}
	for _, c := range list {
		c.Boxes, c.Context, c.PageLabel = nil, "", ""
		for _, g := range c.Segments {
			p := pages[passage.PageKey{Document: c.DocumentID, Version: c.Version, Page: g.Page}]
			if p == nil || g.Start < 0 || g.End > len(p.Text) || g.Start >= g.End {
				continue
			}
			found, err := boxes(p, g.Start, g.End)
			if err != nil {
				return fmt.Errorf("boxes of citation %s: %w", c.ID, err)
			}
			c.Boxes = append(c.Boxes, found...)
			if c.Page != nil && *c.Page == g.Page {
				c.PageLabel = p.Label
			}
			if c.Context == "" {
				c.Context = Around(p, g.Start, g.End)
			}
		}
	}
	return nil
}
