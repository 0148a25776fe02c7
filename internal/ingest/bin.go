package ingest

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
)

const binDocument = `update documents set deleted_at = @now, updated_at = @now
where owner_id = @owner and id = @id and deleted_at is null`

// Delete puts a document into the bin: no search finds it any more, its cards
// stay with their quotes. Restore takes it out, Sweep empties the bin after
// 30 days.
func (s *Service) Delete(ctx context.Context, owner id.User, doc id.Document) error {
	return s.Change(ctx, owner, func(tx pgx.Tx) error { return s.DeleteTx(ctx, tx, owner, doc) })
}

// DeleteTx is Delete within the caller's transaction.
func (s *Service) DeleteTx(ctx context.Context, tx pgx.Tx, owner id.User, doc id.Document) error {
	tag, err := tx.Exec(ctx, binDocument, pgx.NamedArgs{"owner": owner, "id": doc, "now": s.o.Now()})
	if err != nil {
		return fmt.Errorf("deleting a document: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errs.New(errs.NotFound, "This document is not there. It may have been deleted.")
	}
	return outbox.Write(ctx, tx, outbox.Event{Owner: owner, Topic: outbox.TopicDeleted, Subject: doc.String()})
}

const restoreDocument = `update documents set deleted_at = null, updated_at = @now
where owner_id = @owner and id = @id and deleted_at is not null
returning ` + documentColumns

// Restore takes a document out of the bin, and what waited for it goes on. It
// returns errs.Conflict with the document_id of the other one if the same bytes
// were uploaded meanwhile.
func (s *Service) Restore(ctx context.Context, owner id.User, doc id.Document) (d Document, err error) {
	err = s.Change(ctx, owner, func(tx pgx.Tx) error {
		d, err = s.RestoreTx(ctx, tx, owner, doc)
		return err
	})
	if err != nil {
		return Document{}, s.RestoreFailed(ctx, owner, doc, err)
	}
	return d, nil
}

// RestoreFailed is the error of a transaction that called RestoreTx and was
// rolled back: errs.Conflict where that is why.
func (s *Service) RestoreFailed(ctx context.Context, owner id.User, doc id.Document, err error) error {
	if isDuplicate(err) {
		return s.duplicateOf(ctx, owner, doc)
	}
	return err
}

// RestoreTx is Restore within the caller's transaction.
func (s *Service) RestoreTx(ctx context.Context, tx pgx.Tx, owner id.User, doc id.Document) (Document, error) {
	d, err := oneDocument(ctx, tx, restoreDocument, pgx.NamedArgs{"owner": owner, "id": doc, "now": s.o.Now()})
	if err != nil {
		return Document{}, err
	}
	if err := passage.Announce(ctx, tx, owner, doc); err != nil {
		return Document{}, err
	}
	switch d.Status {
	case Queued, Extracting:
		err = s.queueExtract(ctx, tx, owner, ExtractArgs{doc, d.Version})
	case Embedding:
		_, err = s.o.Jobs.InsertTx(ctx, tx, EmbedArgs{}, nil)
	case Ready:
		err = s.embedRestored(ctx, tx, d)
	}
	if err != nil {
		return Document{}, err
	}
	if s.o.Runs != nil {
		if err := s.o.Runs.ResumeTx(ctx, tx, owner, uuid.UUID(doc)); err != nil {
			return Document{}, err
		}
	}
	return d, changed(ctx, tx, owner, doc)
}

// embedRestored has the vectors made that a document which is ready lacks: the
// model came while it lay in the bin.
func (s *Service) embedRestored(ctx context.Context, tx pgx.Tx, d Document) error {
	made, err := passage.Made(ctx, tx, d.Owner, d.ID, d.Version)
	if err != nil || made.Done == made.Total {
		return err
	}
	_, err = s.o.Jobs.InsertTx(ctx, tx, EmbedArgs{Reach: All}, nil)
	return err
}
