package learning

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

const (
	hideCards = `
update cards c set deleted_at = @at, updated_at = @at from notes n
where n.id = c.note_id and n.owner_id = @owner and c.owner_id = @owner and n.document_id = @document and c.deleted_at is null`

	showCards = `
update cards c set deleted_at = null, updated_at = now() from notes n
where n.id = c.note_id and n.owner_id = @owner and c.owner_id = @owner and n.document_id = @document and c.deleted_at = @at`
)

// DeleteCardsTx hides the cards that came from a document within the caller's
// transaction, as DeleteCard does one. It returns how many and since when: what
// RestoreCardsTx needs.
func (s *Service) DeleteCardsTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document) (n int, at time.Time, err error) {
	at = s.now().Truncate(time.Microsecond) // as it is stored
	n, err = changeCardsOf(ctx, tx, owner, document, hideCards, at)
	if err != nil {
		return 0, at, fmt.Errorf("deleting a document's cards: %w", err)
	}
	return n, at, nil
}

// RestoreCardsTx takes a DeleteCardsTx back: it shows the cards again that were
// hidden at that time. Those deleted one by one before stay so.
func (s *Service) RestoreCardsTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, at time.Time) (int, error) {
	n, err := changeCardsOf(ctx, tx, owner, document, showCards, at)
	if err != nil {
		return 0, fmt.Errorf("restoring a document's cards: %w", err)
	}
	return n, nil
}

func changeCardsOf(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, sql string, at time.Time) (int, error) {
	tag, err := tx.Exec(ctx, sql, pgx.NamedArgs{"owner": owner, "document": document, "at": at})
	return int(tag.RowsAffected()), err
}
