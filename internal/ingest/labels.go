package ingest

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const pageLabels = `select page, label from document_pages
where document_id = @id and label <> ''
  and version = (select max(p.version) from document_pages p join documents d on d.id = p.document_id
                 where d.owner_id = @owner and d.id = @id and p.version between 1 and d.version)`

// PageLabels returns, by page, the number that is printed on it ("iv"), of the
// pages where that is another than their place in the file.
func (s *Service) PageLabels(ctx context.Context, owner id.User, doc id.Document) (map[int]string, error) {
	rows, err := s.o.Pool.Query(ctx, pageLabels, pgx.NamedArgs{"owner": owner, "id": doc})
	if err != nil {
		return nil, fmt.Errorf("reading the numbers of pages: %w", err)
	}
	out := map[int]string{}
	var page int
	var label string
	if _, err := pgx.ForEachRow(rows, []any{&page, &label}, func() error {
		out[page] = label
		return nil
	}); err != nil {
		return nil, fmt.Errorf("reading the numbers of pages: %w", err)
	}
	return out, nil
}

// Labels is PageLabels of pages of several documents.
func (s *Service) Labels(ctx context.Context, owner id.User, pages []passage.PageKey) (map[passage.PageKey]string, error) {
	return passage.Labels(ctx, s.o.Pool, owner, pages)
}

// PageLabels are the numbers printed on pages, in the order of the lists that
// name them; empty where a page has none but its place in the file.
func (Shelf) PageLabels(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document, versions, pages []int) ([]string, error) {
	keys := make([]passage.PageKey, len(documents))
	for i := range keys {
		keys[i] = passage.PageKey{Document: documents[i], Version: versions[i], Page: pages[i]}
	}
	found, err := passage.Labels(ctx, db, owner, keys)
	labels := make([]string, len(keys))
	for i, k := range keys {
		labels[i] = found[k]
	}
	return labels, err
}
