package ingest

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

// Shelf is the documents as other modules see them in their own transactions.
// It needs nothing but these, so it can be had before the Service is.
type Shelf struct{}

const countByCourse = `select course_id, count(*) from documents where owner_id = @owner and deleted_at is null group by course_id`

// CountByCourse is how many documents each of the owner's courses holds;
// courses without any are missing.
func (Shelf) CountByCourse(ctx context.Context, db postgres.DB, owner id.User) (map[id.Course]int, error) {
	rows, err := db.Query(ctx, countByCourse, pgx.NamedArgs{"owner": owner})
	if err != nil {
		return nil, fmt.Errorf("counting documents by course: %w", err)
	}
	counts := map[id.Course]int{}
	var course id.Course
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&course, &n}, func() error { counts[course] = n; return nil }); err != nil {
		return nil, fmt.Errorf("counting documents by course: %w", err)
	}
	return counts, nil
}

const moveAll = `update documents set course_id = @to, updated_at = now()
where course_id = @from and owner_id = @owner returning id`

// MoveAllTx moves the documents of a course to another one, those in the bin
// too.
func (Shelf) MoveAllTx(ctx context.Context, tx pgx.Tx, owner id.User, from, to id.Course) error {
	rows, err := tx.Query(ctx, moveAll, pgx.NamedArgs{"owner": owner, "from": from, "to": to})
	if err != nil {
		return fmt.Errorf("moving a course's documents: %w", err)
	}
	moved, err := pgx.CollectRows(rows, pgx.RowTo[id.Document])
	if err != nil {
		return fmt.Errorf("moving a course's documents: %w", err)
	}
	events := make([]outbox.Event, len(moved))
	for i, d := range moved {
		events[i] = outbox.Event{Owner: owner, Topic: outbox.TopicDocument, Subject: d.String()}
	}
	return outbox.Write(ctx, tx, events...)
}
