package learning

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
)

// DeleteCards hides the cards that came from a document, as DeleteCard does
// one, and returns how many and since when: what RestoreCards needs.
func (s *Service) DeleteCards(ctx context.Context, owner id.User, document id.Document) (n int, at time.Time, err error) {
	at = s.now().Truncate(time.Microsecond) // as it is stored
	n, err = s.hideCards(ctx, owner, document, `
		update cards c set deleted_at = @at, updated_at = @at from notes n
		where n.id = c.note_id and n.owner_id = @owner and c.owner_id = @owner and n.document_id = @document and c.deleted_at is null`, at)
	if err != nil {
		return 0, at, fmt.Errorf("deleting a document's cards: %w", err)
	}
	return n, at, nil
}

// RestoreCards takes a DeleteCards back: it shows the cards again that were
// hidden at that time. Those deleted one by one before stay so.
func (s *Service) RestoreCards(ctx context.Context, owner id.User, document id.Document, at time.Time) (int, error) {
	n, err := s.hideCards(ctx, owner, document, `
		update cards c set deleted_at = null, updated_at = now() from notes n
		where n.id = c.note_id and n.owner_id = @owner and c.owner_id = @owner and n.document_id = @document and c.deleted_at = @at`, at)
	if err != nil {
		return 0, fmt.Errorf("restoring a document's cards: %w", err)
	}
	return n, nil
}

func (s *Service) hideCards(ctx context.Context, owner id.User, document id.Document, sql string, at time.Time) (n int, err error) {
	err = s.inTx(ctx, func(tx pgx.Tx) ([]outbox.Event, error) {
		tag, err := tx.Exec(ctx, sql, pgx.NamedArgs{"owner": owner, "document": document, "at": at})
		if n = int(tag.RowsAffected()); err != nil || n == 0 {
			return nil, err
		}
		return []outbox.Event{{Owner: owner, Topic: outbox.TopicCards, Subject: document.String()}}, nil
	})
	return n, err
}
