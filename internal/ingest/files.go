package ingest

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/postgres"
)

const blobKeysOfAll = `select blob_key from documents where blob_key <> '' union select blob_key from document_versions where blob_key <> ''`

// BlobKeysOfAll are the keys of the files that documents name, whoever's they
// are.
func BlobKeysOfAll(ctx context.Context, db postgres.DB) ([]string, error) {
	rows, err := db.Query(ctx, blobKeysOfAll)
	if err != nil {
		return nil, fmt.Errorf("reading the keys of blobs: %w", err)
	}
	keys, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("reading the keys of blobs: %w", err)
	}
	return keys, nil
}
