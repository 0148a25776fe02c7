package ingest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

const pageProblems = `select page, problem from document_pages
where document_id = @id and problem <> ''
  and version = (select max(p.version) from document_pages p join documents d on d.id = p.document_id
                 where d.owner_id = @owner and d.id = @id and p.version between 1 and d.version)`

// PageProblems returns, by page, what a student misses on pages that could not
// be read as a whole.
func (s *Service) PageProblems(ctx context.Context, owner id.User, doc id.Document) (map[int]string, error) {
	rows, err := s.o.Pool.Query(ctx, pageProblems, pgx.NamedArgs{"owner": owner, "id": doc})
	if err != nil {
		return nil, fmt.Errorf("reading the problems of pages: %w", err)
	}
	out := map[int]string{}
	var page int
	var problem string
	if _, err := pgx.ForEachRow(rows, []any{&page, &problem}, func() error {
		out[page] = problem
		return nil
	}); err != nil {
		return nil, fmt.Errorf("reading the problems of pages: %w", err)
	}
	return out, nil
}

const headingsAt = `select d.id, c.heading
from documents d, lateral (
    select heading_path[cardinality(heading_path)] as heading from chunks
    where document_id = d.id and version = d.version and (segments->0->>'page')::int <= d.read_page
    order by ordinal desc limit 1
) c
where d.owner_id = @owner and d.id = any(@ids) and d.read_page > 0 and c.heading is not null`

// ReadHeadings returns, of documents that are being read, the innermost
// heading under which the page lies where the student stopped; documents
// without one are missing.
func (s *Service) ReadHeadings(ctx context.Context, owner id.User, docs []id.Document) (map[id.Document]string, error) {
	rows, err := s.o.Pool.Query(ctx, headingsAt, pgx.NamedArgs{"owner": owner, "ids": docs})
	if err != nil {
		return nil, fmt.Errorf("reading where a student stopped: %w", err)
	}
	out := map[id.Document]string{}
	var doc id.Document
	var heading string
	if _, err := pgx.ForEachRow(rows, []any{&doc, &heading}, func() error {
		out[doc] = heading
		return nil
	}); err != nil {
		return nil, fmt.Errorf("reading where a student stopped: %w", err)
	}
	return out, nil
}

const replacedAt = `select v.created_at from document_versions v join documents d on d.id = v.document_id and d.version = v.version
where d.owner_id = @owner and d.id = @id and d.version > 1`

// ReplacedAt returns when the document got the file it has now; zero if that
// is its first.
func (s *Service) ReplacedAt(ctx context.Context, owner id.User, doc id.Document) (time.Time, error) {
	var at time.Time
	err := s.o.Pool.QueryRow(ctx, replacedAt, pgx.NamedArgs{"owner": owner, "id": doc}).Scan(&at)
	if errors.Is(err, pgx.ErrNoRows) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("reading when a document was replaced: %w", err)
	}
	return at, nil
}

const binnedDocument = `select ` + documentColumns + ` from documents
where owner_id = @owner and id = @id and deleted_at is not null`

// Binned returns a document that lies in the bin. It returns errs.NotFound if
// it is not there, or was never deleted.
func (s *Service) Binned(ctx context.Context, owner id.User, doc id.Document) (Document, error) {
	return oneDocument(ctx, s.o.Pool, binnedDocument, pgx.NamedArgs{"owner": owner, "id": doc})
}
