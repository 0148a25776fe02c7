package recheck

import (
	"context"
	"encoding/json"
	"fmt"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

// finder finds quotes in one version of a document, whose texts are read with
// the first one. It is learning.Finder.
type finder struct {
	s        *Service
	owner    id.User
	document id.Document
	version  int
	paged    bool

	text  *cite.Pages    // nil until read
	parts []passage.Part // without their texts
	pages map[int]string
	over  *cite.Pages // the seams; nil until a quote is on no page
	seams []seam
}

func (f *finder) read(ctx context.Context) error {
	if f.text != nil {
		return nil
	}
	text, pages := &cite.Pages{}, map[int]string{}
	f.parts = nil
	err := passage.Each(ctx, f.s.o.Pool, f.owner, f.document, f.version, func(c passage.Part) error {
		c.Text = ""
		f.parts = append(f.parts, c)
		return nil
	}, func(p passage.PageText) error {
		text.Add(p.Number, string(extract.WithoutFurniture([]rune(p.Text), p.Spans)))
		pages[p.Number] = p.Text
		return nil
	})
	if err == nil {
		f.text, f.pages = text, pages
	}
	return err
}

// FindQuote implements learning.Finder.
func (f *finder) FindQuote(ctx context.Context, quote string, segments json.RawMessage) (learning.Place, bool, error) {
	if err := f.read(ctx); err != nil {
		return learning.Place{}, false, err
	}
	var before []extract.Segment
	if err := json.Unmarshal(segments, &before); err != nil {
		return learning.Place{}, false, fmt.Errorf("reading where a quote stood: %w", err)
	}
	near := extract.Segment{Page: 1}
	if len(before) > 0 {
		near = before[0]
	}
	at, ok := f.text.Find(quote, near.Page, near.Start)
	if !ok {
		return f.across(quote)
	}
	p, err := placeOf(at, f.parts, f.paged)
	return p, true, err
}

// A seam is where a passage goes on over a page break. It leaves out what
// stands at the foot and head of the pages between its segments.
type seam struct {
	chunk id.Chunk
	a, b  extract.Segment // on either side, at most seamRunes long
}

// seamRunes is how much of a quote may stand on either side of a page break.
const seamRunes = 1500

// sew makes the seams ready to look for quotes in them; their numbers are
// their places in the list.
func (f *finder) sew() {
	f.over = &cite.Pages{}
	for _, c := range f.parts {
		for i := 1; i < len(c.Segments); i++ {
			a, b := c.Segments[i-1], c.Segments[i]
			if a.Page == b.Page || f.pages[a.Page] == "" || f.pages[b.Page] == "" {
				continue
			}
			a.Start, b.End = max(a.Start, a.End-seamRunes), min(b.End, b.Start+seamRunes)
			f.over.Add(len(f.seams), string([]rune(f.pages[a.Page])[a.Start:a.End])+" "+string([]rune(f.pages[b.Page])[b.Start:b.End]))
			f.seams = append(f.seams, seam{c.Chunk, a, b})
		}
	}
}

// across looks for a quote that a page break has come into.
func (f *finder) across(quote string) (learning.Place, bool, error) {
	if f.over == nil {
		f.sew()
	}
	at, ok := f.over.Find(quote, 0, 0)
	if !ok {
		return learning.Place{}, false, nil
	}
	s := f.seams[at.Page]
	foot := s.a.End - s.a.Start
	if at.Start >= foot || at.End <= foot+1 {
		return learning.Place{}, false, nil // all on one side
	}
	s.a.Start, s.b.End = s.a.Start+at.Start, s.b.Start+at.End-foot-1
	segments, err := json.Marshal([]extract.Segment{s.a, s.b})
	if err != nil {
		return learning.Place{}, false, fmt.Errorf("a quote's place: %w", err)
	}
	p := learning.Place{Chunk: s.chunk, Quote: at.Quote, Segments: segments}
	if f.paged {
		p.Page = &s.a.Page
	}
	return p, true, nil
}

// placeOf is a place as learning keeps it, with the passage that holds it.
func placeOf(at cite.Place, parts []passage.Part, paged bool) (learning.Place, error) {
	segments, err := json.Marshal(evidence.At(at.Page, at.Start, at.End))
	if err != nil {
		return learning.Place{}, fmt.Errorf("a quote's place: %w", err)
	}
	p := learning.Place{Quote: at.Quote, Segments: segments}
	if paged {
		p.Page = &at.Page
	}
	for _, c := range parts {
		for _, g := range c.Segments {
			if g.Page == at.Page && g.Start <= at.Start && at.Start < g.End {
				p.Chunk = c.Chunk
				return p, nil
			}
		}
	}
	return p, nil
}
