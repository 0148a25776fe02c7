package passage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Outlined is a passage without its text: where it stands under the headings,
// and how much it holds.
type Outlined struct {
	Chunk       id.Chunk
	HeadingPath []string
	Tokens      int
}

const selectOutline = `
select c.id, c.heading_path, c.tokens from chunks c
where c.document_id = @document and c.version = @version and c.owner_id = @owner
order by c.ordinal`

// Outline reads which passages one version of a document has, in order.
func Outline(ctx context.Context, db postgres.DB, owner id.User, document id.Document, version int) ([]Outlined, error) {
	rows, err := db.Query(ctx, selectOutline, pgx.NamedArgs{"document": document, "version": version, "owner": owner})
	if err != nil {
		return nil, fmt.Errorf("reading a document's outline: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Outlined])
	if err != nil {
		return nil, fmt.Errorf("reading a document's outline: %w", err)
	}
	return out, nil
}
