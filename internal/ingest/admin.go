package ingest

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

// What admins see reaches over owners: how much each has, never what is in it.

// Usage is what an owner keeps here.
type Usage struct {
	Documents int
	Bytes     int64 // of their files, those in the bin too
}

const usageOfAll = `select owner_id, count(*) filter (where deleted_at is null), sum(bytes)::bigint from documents group by owner_id`

// UsageOfAll is what each owner keeps; those who keep nothing are missing.
func (s *Service) UsageOfAll(ctx context.Context) (map[id.User]Usage, error) {
	rows, err := s.o.Pool.Query(ctx, usageOfAll)
	if err != nil {
		return nil, fmt.Errorf("measuring what is kept: %w", err)
	}
	all := map[id.User]Usage{}
	var owner id.User
	var u Usage
	if _, err := pgx.ForEachRow(rows, []any{&owner, &u.Documents, &u.Bytes}, func() error { all[owner] = u; return nil }); err != nil {
		return nil, fmt.Errorf("measuring what is kept: %w", err)
	}
	return all, nil
}

// Named is a document's title and whose it is.
type Named struct {
	Owner id.User
	Title string
}

const namesOfAll = `select id, owner_id, title from documents where id = any (@ids)`

// NamesOfAll names documents, whoever's they are, for lists of what went
// wrong. Those that are gone are missing.
func (s *Service) NamesOfAll(ctx context.Context, docs []id.Document) (map[id.Document]Named, error) {
	rows, err := s.o.Pool.Query(ctx, namesOfAll, pgx.NamedArgs{"ids": docs})
	if err != nil {
		return nil, fmt.Errorf("naming documents: %w", err)
	}
	all := map[id.Document]Named{}
	var doc id.Document
	var n Named
	if _, err := pgx.ForEachRow(rows, []any{&doc, &n.Owner, &n.Title}, func() error { all[doc] = n; return nil }); err != nil {
		return nil, fmt.Errorf("naming documents: %w", err)
	}
	return all, nil
}
