package evidence

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/cite"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// Settler looks, in the transaction that stores quotes, whether they stand
// where they were found. A model may write for minutes; a document that is read
// again meanwhile has another text of the same version, which then stays until
// the transaction ends.
type Settler struct {
	tx       pgx.Tx
	owner    id.User
	versions map[id.Document]int
	pages    map[passage.PageKey]*passage.Page
}

// NewSettler returns a Settler for quotes that an owner's transaction stores.
func NewSettler(tx pgx.Tx, owner id.User) *Settler {
	return &Settler{tx, owner, map[id.Document]int{}, map[passage.PageKey]*passage.Page{}}
}

// Place is where a quote stands that was found there, and its words as they
// stand: no place where they are gone from their page.
func (s *Settler) Place(ctx context.Context, document id.Document, version int, quote string, at []Segment) ([]Segment, string, error) {
	now, known := s.versions[document]
	if !known {
		var err error
		if now, err = passage.VersionTx(ctx, s.tx, s.owner, document); err != nil && !errors.Is(err, errs.NotFound) {
			return nil, "", err
		}
		s.versions[document] = now
	}
	if now != version || len(at) == 0 {
		return at, quote, nil // the text of an earlier file stays, or goes with the document
	}
	var stands []string
	for _, g := range at {
		p, err := s.page(ctx, passage.PageKey{Document: document, Version: version, Page: g.Page})
		if err != nil {
			return nil, "", err
		}
		if p != nil && g.Start >= 0 && g.Start < g.End && g.End <= len(p.Text) {
			stands = append(stands, string(p.Text[g.Start:g.End]))
		}
	}
	if strings.Join(stands, " ") == quote {
		return at, quote, nil
	}
	first := at[0]
	if p := s.pages[passage.PageKey{Document: document, Version: version, Page: first.Page}]; p != nil {
		if start, end, ok := cite.FindNear(p.Text, quote, first.Start-len(quote), first.End+len(quote)); ok {
			return At(first.Page, start, end), string(p.Text[start:end]), nil
		}
	}
	return nil, quote, nil
}

func (s *Settler) page(ctx context.Context, key passage.PageKey) (*passage.Page, error) {
	if p, known := s.pages[key]; known {
		return p, nil
	}
	read, err := passage.Pages(ctx, s.tx, s.owner, []passage.PageKey{key})
	if err != nil {
		return nil, fmt.Errorf("looking whether quotes stand: %w", err)
	}
	s.pages[key] = read[key]
	return read[key], nil
}
