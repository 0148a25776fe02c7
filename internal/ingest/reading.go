package ingest

import (
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/id"
)

// PageText is a page as it was read, with all that is needed to show it.
type PageText struct {
	Page          int
	Text          string
	Width, Height float64 // PDF points after the page's rotation; 0 without pages
	Spans         []extract.Span
	Glyphs        extract.Glyphs
	Problem       string // what a student misses here and why
}

// ChunkRow is a chunk as it is stored.
type ChunkRow struct {
	ID          id.Chunk
	Ordinal     int
	HeadingPath []string
	Segments    []extract.Segment
	Text        string
	Tokens      int
}

// Pages are the pages the chunk stands on, in order.
func (c ChunkRow) Pages() []int {
	var out []int
	for _, s := range c.Segments {
		if n := len(out); n == 0 || out[n-1] != s.Page {
			out = append(out, s.Page)
		}
	}
	return out
}
