package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

const selectTexts = `
select id, version, title, kind, language, file_name,
  coalesce((select left(p.text, 300) from document_pages p where p.document_id = documents.id and p.version = documents.version and p.page = 1), '')
from documents
where owner_id = @owner and deleted_at is null and chunks > 0
  and (@course::uuid is null or course_id = @course) and (cardinality(@documents::uuid[]) = 0 or id = any(@documents))
order by created_at desc, id desc limit @limit`

// Source is a document that has text.
type Source struct {
	Document id.Document
	Version  int
	Title    string
	Kind     string
	Language string // ISO 639-1; empty where it cannot be told
	// What it is called by, beside its title.
	File      string // the file's name; empty where it came from none
	Beginning string // of its text
}

// Sources lists the documents that have text in a course and of a list, the
// latest first; a zero course and an empty list mean all.
func Sources(ctx context.Context, db postgres.DB, owner id.User, course id.Course, documents []id.Document, limit int) ([]Source, error) {
	if documents == nil {
		documents = []id.Document{}
	}
	rows, err := db.Query(ctx, selectTexts, pgx.NamedArgs{"owner": owner, "course": course, "documents": documents, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("listing documents with text: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Source])
	if err != nil {
		return nil, fmt.Errorf("listing documents with text: %w", err)
	}
	return list, nil
}
