package demo

import (
	"context"
	"encoding/json"
	"fmt"

	"studyapp/internal/generation/cite"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

// Documents reads what was put in; ingest.Service does.
type Documents interface {
	Pages(ctx context.Context, owner id.User, doc id.Document, r ingest.PageRange) ([]ingest.PageText, error)
	Chunks(ctx context.Context, owner id.User, doc id.Document, limit int, cursor string) ([]ingest.ChunkRow, string, error)
}

// notes are the cards as learning takes them, each with its quote's place in
// the document, which must have been read. A quote that does not stand there
// is an error.
func notes(ctx context.Context, s Documents, d ingest.Document, cards []card) ([]learning.NewNote, error) {
	pages, err := s.Pages(ctx, d.Owner, d.ID, ingest.PageRange{})
	if err != nil {
		return nil, err
	}
	var chunks []ingest.ChunkRow
	for cursor := ""; ; {
		some, next, err := s.Chunks(ctx, d.Owner, d.ID, 200, cursor)
		if err != nil {
			return nil, err
		}
		chunks = append(chunks, some...)
		if cursor = next; next == "" {
			break
		}
	}
	out := make([]learning.NewNote, 0, len(cards))
	for _, c := range cards {
		source, err := place(d, pages, chunks, c.Quote)
		if err != nil {
			return nil, err
		}
		out = append(out, learning.NewNote{Course: d.Course, Kind: c.Kind, Front: c.Front, Back: c.Back, Tags: c.Tags, Source: source})
	}
	return out, nil
}

func place(d ingest.Document, pages []ingest.PageText, chunks []ingest.ChunkRow, quote string) (*learning.Source, error) {
	for _, p := range pages {
		text := []rune(p.Text)
		start, end, ok := cite.Find(text, quote)
		if !ok {
			continue
		}
		segments, err := json.Marshal([]extract.Segment{{Page: p.Page, Start: start, End: end}})
		if err != nil {
			return nil, fmt.Errorf("a card's place: %w", err)
		}
		s := &learning.Source{Document: d.ID, Version: d.Version, Quote: string(text[start:end]), Segments: segments, Chunk: chunkAt(chunks, p.Page, start)}
		if d.Kind == ingest.PDF {
			page := p.Page
			s.Page = &page
		}
		return s, nil
	}
	return nil, fmt.Errorf("the words %q do not stand in %s", quote, d.FileName)
}

// chunkAt is the chunk that holds a place of a page, 0 if none does.
func chunkAt(chunks []ingest.ChunkRow, page, at int) id.Chunk {
	for _, c := range chunks {
		for _, s := range c.Segments {
			if s.Page == page && s.Start <= at && at < s.End {
				return c.ID
			}
		}
	}
	return 0
}
