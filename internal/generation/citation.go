package generation

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/chunk"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

const citationColumns = `
select t.message_id, t.id, t.n, t.chunk_id, t.document_id, t.version, t.title, coalesce(d.kind, ''), coalesce(k.heading_path, '{}'),
       t.quote, t.page, t.segments, t.start_s, t.cited
from citations t
left join documents d on d.id = t.document_id and d.owner_id = t.owner_id
left join chunks k on k.id = t.chunk_id and k.owner_id = t.owner_id
where t.owner_id = @owner and `

const (
	citationByID       = citationColumns + `t.id = @citation`
	citationsOfMessage = citationColumns + `t.message_id = any(@messages) order by t.n`
)

type storedCitation struct {
	message id.Message
	Citation
}

func scanCitation(row pgx.CollectableRow) (c storedCitation, err error) {
	err = row.Scan(&c.message, &c.ID, &c.N, &c.ChunkID, &c.DocumentID, &c.Version, &c.Title, &c.Kind, &c.HeadingPath,
		&c.Quote, &c.Page, &c.Segments, &c.StartS, &c.Cited)
	return c, err
}

// Citation returns one citation with its boxes and context.
func (s *Service) Citation(ctx context.Context, owner id.User, citation id.Citation) (Citation, error) {
	rows, err := s.o.Pool.Query(ctx, citationByID, pgx.NamedArgs{"owner": owner, "citation": citation})
	if err != nil {
		return Citation{}, fmt.Errorf("reading the citation: %w", err)
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanCitation)
	if errors.Is(err, pgx.ErrNoRows) {
		return Citation{}, errs.New(errs.NotFound, "There is no such citation.")
	} else if err != nil {
		return Citation{}, fmt.Errorf("reading the citation: %w", err)
	}
	list := []*Citation{&c.Citation}
	return c.Citation, s.show(ctx, owner, list)
}

func (s *Service) citationsOf(ctx context.Context, owner id.User, messages []id.Message) (map[id.Message][]Citation, error) {
	rows, err := s.o.Pool.Query(ctx, citationsOfMessage, pgx.NamedArgs{"owner": owner, "messages": messages})
	if err != nil {
		return nil, fmt.Errorf("reading citations: %w", err)
	}
	stored, err := pgx.CollectRows(rows, scanCitation)
	if err != nil {
		return nil, fmt.Errorf("reading citations: %w", err)
	}
	list := make([]*Citation, len(stored))
	for i := range stored {
		list[i] = &stored[i].Citation
	}
	if err := s.show(ctx, owner, list); err != nil {
		return nil, err
	}
	out := map[id.Message][]Citation{}
	for _, c := range stored {
		out[c.message] = append(out[c.message], c.Citation)
	}
	return out, nil
}

// show adds what the page texts tell of citations: boxes and the sentences
// around the quote. A citation whose page is gone stays without.
func (s *Service) show(ctx context.Context, owner id.User, list []*Citation) error {
	var keys []pageKey
	for _, c := range list {
		for _, g := range c.Segments {
			keys = append(keys, pageKey{c.DocumentID, c.Version, g.Page})
		}
	}
	pages, err := s.readPages(ctx, owner, keys, true)
	if err != nil {
		return err
	}
	for _, c := range list {
		c.Boxes, c.Context = nil, ""
		for _, g := range c.Segments {
			p := pages[pageKey{c.DocumentID, c.Version, g.Page}]
			if p == nil || g.Start < 0 || g.End > len(p.text) || g.Start >= g.End {
				continue
			}
			boxes, err := p.boxes(g.Start, g.End)
			if err != nil {
				return fmt.Errorf("boxes of citation %s: %w", c.ID, err)
			}
			c.Boxes = append(c.Boxes, boxes...)
			if c.Context == "" {
				c.Context = around(p, g.Start, g.End)
			}
		}
	}
	return nil
}

// around returns the quote with a sentence on either side, of the same block
// where the page's structure is known.
func around(p *storedPage, start, end int) string {
	from, to := max(0, start-600), min(len(p.text), end+600)
	for _, b := range quoted.NewPage(0, p.text, p.spans).Blocks {
		if b.Start <= start && end <= b.End {
			from, to = max(from, b.Start), min(to, b.End)
			break
		}
	}
	before, after := start, end
	for _, r := range chunk.Sentences(p.text[from:to]) {
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
	return strings.Join(strings.Fields(string(p.text[before:after])), " ")
}
