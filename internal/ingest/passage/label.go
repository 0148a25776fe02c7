package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const selectLabels = `
select p.document_id, p.version, p.page, p.label
from document_pages p
join documents d on d.id = p.document_id
where d.owner_id = @owner and p.label <> '' and (p.document_id, p.version, p.page) in
      (select * from unnest(@documents::uuid[], @versions::int[], @pages::int[]))`

// Labels are the numbers that the owner's pages have printed on them, where
// those are others than their places in the file.
func Labels(ctx context.Context, db postgres.DB, owner id.User, keys []PageKey) (map[PageKey]string, error) {
	labels := map[PageKey]string{}
	if len(keys) == 0 {
		return labels, nil
	}
	documents, versions, pages := make([]id.Document, len(keys)), make([]int, len(keys)), make([]int, len(keys))
	for i, k := range keys {
		documents[i], versions[i], pages[i] = k.Document, k.Version, k.Page
	}
	rows, err := db.Query(ctx, selectLabels, pgx.NamedArgs{"owner": owner, "documents": documents, "versions": versions, "pages": pages})
	if err != nil {
		return nil, fmt.Errorf("reading the numbers of pages: %w", err)
	}
	var k PageKey
	var label string
	if _, err := pgx.ForEachRow(rows, []any{&k.Document, &k.Version, &k.Page, &label}, func() error { labels[k] = label; return nil }); err != nil {
		return nil, fmt.Errorf("reading the numbers of pages: %w", err)
	}
	return labels, nil
}
