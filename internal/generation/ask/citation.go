package ask

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

const citationColumns = `
select t.message_id, t.id, t.n, t.chunk_id, t.document_id, t.version, t.title,
       t.quote, t.page, t.segments, t.start_s, t.cited
from citations t
where t.owner_id = @owner and `

const (
	citationByID       = citationColumns + `t.id = @citation`
	citationsOfMessage = citationColumns + `t.message_id = any(@messages) order by t.n`
)

type storedCitation struct {
	message id.Message
	evidence.Citation
}

func scanCitation(row pgx.CollectableRow) (c storedCitation, err error) {
	err = row.Scan(&c.message, &c.ID, &c.N, &c.ChunkID, &c.DocumentID, &c.Version, &c.Title,
		&c.Quote, &c.Page, &c.Segments, &c.StartS, &c.Cited)
	return c, err
}

// Citation returns one citation with its boxes and context.
func (s *Service) Citation(ctx context.Context, owner id.User, citation id.Citation) (evidence.Citation, error) {
	rows, err := s.o.Pool.Query(ctx, citationByID, pgx.NamedArgs{"owner": owner, "citation": citation})
	if err != nil {
		return evidence.Citation{}, fmt.Errorf("reading the citation: %w", err)
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanCitation)
	if errors.Is(err, pgx.ErrNoRows) {
		return evidence.Citation{}, errs.New(errs.NotFound, "There is no such citation.")
	} else if err != nil {
		return evidence.Citation{}, fmt.Errorf("reading the citation: %w", err)
	}
	list := []*evidence.Citation{&c.Citation}
	return c.Citation, s.show(ctx, owner, list)
}

func (s *Service) citationsOf(ctx context.Context, owner id.User, messages []id.Message) (map[id.Message][]evidence.Citation, error) {
	rows, err := s.o.Pool.Query(ctx, citationsOfMessage, pgx.NamedArgs{"owner": owner, "messages": messages})
	if err != nil {
		return nil, fmt.Errorf("reading citations: %w", err)
	}
	stored, err := pgx.CollectRows(rows, scanCitation)
	if err != nil {
		return nil, fmt.Errorf("reading citations: %w", err)
	}
	list := make([]*evidence.Citation, len(stored))
	for i := range stored {
		list[i] = &stored[i].Citation
	}
	if err := s.show(ctx, owner, list); err != nil {
		return nil, err
	}
	out := map[id.Message][]evidence.Citation{}
	for _, c := range stored {
		out[c.message] = append(out[c.message], c.Citation)
	}
	return out, nil
}

// show adds where the citations' passages stand, and what the page texts tell.
func (s *Service) show(ctx context.Context, owner id.User, list []*evidence.Citation) error {
	if len(list) == 0 {
		return nil
	}
	documents, chunks := make([]id.Document, len(list)), make([]id.Chunk, len(list))
	for i, c := range list {
		documents[i], chunks[i] = c.DocumentID, c.ChunkID
	}
	kinds, headings, err := passage.Places(ctx, s.o.Pool, owner, documents, chunks)
	if err != nil {
		return err
	}
	for _, c := range list {
		c.Kind, c.HeadingPath = kinds[c.DocumentID], headings[c.ChunkID]
	}
	return s.o.Evidence.Show(ctx, owner, list)
}
