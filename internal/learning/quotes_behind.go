package learning

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

const quotesBehindOfAll = `
select v.document from unnest(@documents::uuid[], @versions::int[]) v (document, version)
where exists (select from notes n where n.document_id = v.document and n.version < v.version
              and n.quote <> '' and not n.stale and n.kept_at is null)`

// QuotesBehindOfAll returns those of the documents, of all owners, of which
// notes quote a version before the one given and were not looked up in it.
func (s *Service) QuotesBehindOfAll(ctx context.Context, versions map[id.Document]int) ([]id.Document, error) {
	documents, numbers := make([]id.Document, 0, len(versions)), make([]int, 0, len(versions))
	for d, v := range versions {
		documents, numbers = append(documents, d), append(numbers, v)
	}
	rows, err := s.pool.Query(ctx, quotesBehindOfAll, pgx.NamedArgs{"documents": documents, "versions": numbers})
	if err != nil {
		return nil, fmt.Errorf("looking for quotes of earlier versions: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[id.Document])
	if err != nil {
		return nil, fmt.Errorf("looking for quotes of earlier versions: %w", err)
	}
	return list, nil
}

const hasCourse = `select exists (select from courses where id = @course and owner_id = @owner)`

// HasCourseTx reports whether the owner has the course.
func (s *Service) HasCourseTx(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course) (has bool, err error) {
	if err = tx.QueryRow(ctx, hasCourse, pgx.NamedArgs{"course": course, "owner": owner}).Scan(&has); err != nil {
		return false, fmt.Errorf("looking for the course: %w", err)
	}
	return has, nil
}
