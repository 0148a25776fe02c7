package ingest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// A job names a document and a version, not its owner: ownerOfAny finds that,
// and then the queries of the workers name it like all others.

const beginExtraction = `update documents set
  status = case when status in ('queued', 'extracting', 'failed') then 'extracting' else status end,
  failure_kind = '', failure_message = '', updated_at = @now
where id = @id and version = @version and owner_id = @owner and deleted_at is null
returning blob_key, ` + documentColumns

// begin marks the document as being read, unless that is done, and returns it
// with the key of its bytes.
func (s *Service) begin(ctx context.Context, doc id.Document, version int) (Document, string, error) {
	owner, err := s.ownerOfAny(ctx, doc)
	if err != nil {
		return Document{}, "", err
	}
	var d Document
	var key string
	err = postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, beginExtraction, pgx.NamedArgs{"owner": owner, "id": doc, "version": version, "now": s.o.Now()})
		if err != nil {
			return fmt.Errorf("beginning to read a document: %w", err)
		}
		d, err = pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (Document, error) {
			return scanDocument(keyed{row, &key})
		})
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.New(errs.NotFound, "This document is not there. It may have been deleted.")
		}
		if err != nil {
			return fmt.Errorf("beginning to read a document: %w", err)
		}
		if d.Status != Extracting {
			return nil
		}
		return changed(ctx, tx, d.Owner, doc)
	})
	if err != nil {
		return Document{}, "", err
	}
	s.o.Bus.Wake(ctx, d.Owner)
	return d, key, nil
}

// keyed is a row with one more column in front.
type keyed struct {
	pgx.CollectableRow
	key *string
}

func (k keyed) Scan(dest ...any) error {
	return k.CollectableRow.Scan(append([]any{k.key}, dest...)...)
}

const failDocument = `update documents set
  status = 'failed', failure_kind = @kind, failure_message = @message, updated_at = @now
where id = @id and version = @version and owner_id = @owner and deleted_at is null and status <> 'ready'`

// fail says why a document cannot be read. Without a word in them its pages
// go, so that a retry reads them again.
func (s *Service) fail(ctx context.Context, d Document, f Failure) error {
	return s.Change(ctx, d.Owner, func(tx pgx.Tx) error {
		if f.Kind == extract.FailedNoText {
			if err := dropVersion(ctx, tx, d, d.Version); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, failDocument, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": d.Version, "kind": f.Kind, "message": printable(f.Message), "now": s.o.Now()})
		if err != nil {
			return fmt.Errorf("writing why a document failed: %w", err)
		}
		return changed(ctx, tx, d.Owner, d.ID)
	})
}

// publishWorker works PublishArgs.
type publishWorker struct {
	river.WorkerDefaults[PublishArgs]
	service *Service
}

// NextRetry looks again soon: the search is only a moment behind. The queue's
// clock is the wall clock.
func (w *publishWorker) NextRetry(job *river.Job[PublishArgs]) time.Time {
	return time.Now().Add(500 * time.Millisecond << min(job.Attempt, 6))
}

const embeddedVersion = `select ` + documentColumns + ` from documents
where id = @id and version = @version and owner_id = @owner and status = 'embedding' and deleted_at is null`

const publishDocument = `update documents set
  status = 'ready', ready_at = @now, progress_done = progress_total, updated_at = @now
where id = @id and version = @version and owner_id = @owner and status = 'embedding' and deleted_at is null`

var errNotFoundYet = errors.New("a search does not find the document yet")

// Work declares a document ready if a search finds it. If it never does, the
// document fails with the last try.
func (w *publishWorker) Work(ctx context.Context, job *river.Job[PublishArgs]) error {
	s := w.service
	owner, err := s.ownerOfAny(ctx, job.Args.DocumentID)
	if err != nil {
		return err
	}
	args := pgx.NamedArgs{"owner": owner, "id": job.Args.DocumentID, "version": job.Args.Version, "now": s.o.Now()}
	d, err := oneDocument(ctx, s.o.Pool, embeddedVersion, args)
	if errors.Is(err, errs.NotFound) {
		return nil // published before, or deleted, or replaced
	}
	if err != nil {
		return err
	}
	if p := s.prober.Load(); p != nil {
		found, err := (*p).Probe(ctx, d.Owner, d.ID, d.Version)
		if err == nil && !found {
			err = errNotFoundYet
		}
		if err != nil && ctx.Err() != nil {
			return river.JobSnooze(0) // the server stops; that was no try
		}
		if err != nil && job.Attempt >= job.MaxAttempts {
			return errors.Join(err, s.fail(ctx, d, Failure{FailedNotFound, "The passages were written, but the search does not find them. Try again."}))
		}
		if err != nil {
			return fmt.Errorf("probing for document %s: %w", d.ID, err)
		}
	}
	return s.Change(ctx, d.Owner, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, publishDocument, args)
		if err != nil {
			return fmt.Errorf("publishing a document: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return nil
		}
		if d.Version > 1 { // its cards quote the version before
			if _, err := s.o.Jobs.InsertTx(ctx, tx, RecheckArgs{d.ID, d.Version}, nil); err != nil {
				return err
			}
		}
		return changed(ctx, tx, d.Owner, d.ID)
	})
}
