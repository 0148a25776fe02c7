package search

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/id"
)

// lock takes a document for this connection, unless another node has it.
func lock(ctx context.Context, conn *pgxpool.Conn, d id.Document) (held bool, err error) {
	err = conn.QueryRow(ctx, `select pg_try_advisory_lock(hashtext('embed'), hashtext(@document))`, pgx.NamedArgs{"document": d.String()}).Scan(&held)
	if err != nil {
		return false, fmt.Errorf("locking document %s: %w", d, err)
	}
	return held, nil
}

// await waits until no other node has a document.
func await(ctx context.Context, conn *pgxpool.Conn, d id.Document) error {
	if _, err := conn.Exec(ctx, `select pg_advisory_lock(hashtext('embed'), hashtext(@document))`, pgx.NamedArgs{"document": d.String()}); err != nil {
		return fmt.Errorf("waiting for document %s: %w", d, err)
	}
	unlock(ctx, conn, d)
	return nil
}

// unlock gives a document back; with a broken connection the server has done
// so already.
func unlock(ctx context.Context, conn *pgxpool.Conn, d id.Document) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_, _ = conn.Exec(ctx, `select pg_advisory_unlock(hashtext('embed'), hashtext(@document))`, pgx.NamedArgs{"document": d.String()})
}
