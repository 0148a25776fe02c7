package ingest

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/postgres"
)

const lockOutdated = `select reread_by, blob_key, ` + documentColumns + ` from documents
where id = @id and version = @version and owner_id = @owner and status = 'ready' and deleted_at is null
for update`

const beginAgain = `update documents set reread_by = @reader, reread_failure = '' where id = @id and owner_id = @owner`

// beginAgain returns a document that is to be read again, with the key of its
// bytes. What another version of the reader left of reading it again goes.
func (s *Service) beginAgain(ctx context.Context, args RereadArgs) (d Document, key string, err error) {
	owner, err := s.ownerOfAny(ctx, args.DocumentID)
	if err != nil {
		return d, "", err
	}
	named := pgx.NamedArgs{"owner": owner, "id": args.DocumentID, "version": args.Version}
	err = postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, lockOutdated, named)
		if err != nil {
			return fmt.Errorf("beginning to read a document again: %w", err)
		}
		by := 0
		d, err = pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (Document, error) {
			return scanDocument(begun{row, &by, &key})
		})
		if errors.Is(err, pgx.ErrNoRows) || err == nil && d.Reader >= s.readerOf(d.Kind) {
			return errs.New(errs.NotFound, "This document is not there, or was read again.")
		}
		if err != nil {
			return fmt.Errorf("beginning to read a document again: %w", err)
		}
		if by != s.readerOf(d.Kind) {
			if err := dropStaged(ctx, tx, d); err != nil {
				return err
			}
		}
		named["reader"] = s.readerOf(d.Kind)
		if _, err := tx.Exec(ctx, beginAgain, named); err != nil {
			return fmt.Errorf("beginning to read a document again: %w", err)
		}
		return nil
	})
	return d, key, err
}

// begun is a row with two more columns in front.
type begun struct {
	pgx.CollectableRow
	by  *int
	key *string
}

func (b begun) Scan(dest ...any) error {
	return b.CollectableRow.Scan(append([]any{b.by, b.key}, dest...)...)
}

// staged is the document as its pages and chunks are stored while it is read
// again.
func (s *Service) staged(d Document) Document {
	d.Version, d.Reader = -d.Version, s.readerOf(d.Kind)
	return d
}

const lockAgain = `select from documents
where id = @id and version = @version and owner_id = @owner and status = 'ready' and deleted_at is null and reread_by = @reader
for update`

// holdAgain locks the row of a document that is being read again, or returns
// errGone.
func (s *Service) holdAgain(ctx context.Context, tx pgx.Tx, d Document) error {
	tag, err := tx.Exec(ctx, lockAgain, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": d.Version, "reader": s.readerOf(d.Kind)})
	if err != nil {
		return fmt.Errorf("locking the document: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errGone
	}
	return nil
}

// commitAgain writes a batch of what is read again.
func (s *Service) commitAgain(ctx context.Context, d Document, b batch) error {
	staged := s.staged(d)
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		if err := s.holdAgain(ctx, tx, d); err != nil {
			return err
		}
		var stored int
		if err := tx.QueryRow(ctx, lastPage, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "version": staged.Version}).Scan(&stored); err != nil {
			return fmt.Errorf("finding the last page: %w", err)
		}
		if stored != b.from-1 {
			return fmt.Errorf("another worker has written up to page %d, this one begins at %d", stored, b.from)
		}
		if err := insertPages(ctx, tx, staged, b.pages); err != nil {
			return err
		}
		_, err := insertChunks(ctx, tx, staged, b)
		return err
	})
	if err != nil {
		return fmt.Errorf("writing pages from %d on again: %w", b.from, err)
	}
	return nil
}

const (
	dropStagedChunks = `delete from chunks where document_id = @id and version < 0 and owner_id = @owner`
	dropStagedPages  = `delete from document_pages where document_id = @id and version < 0` + ofOwner
)

// dropStaged removes what is there of reading a document again.
func dropStaged(ctx context.Context, tx pgx.Tx, d Document) error {
	for _, sql := range []string{dropStagedChunks, dropStagedPages} {
		if _, err := tx.Exec(ctx, sql, pgx.NamedArgs{"owner": d.Owner, "id": d.ID}); err != nil {
			return fmt.Errorf("removing what was read again: %w", err)
		}
	}
	return nil
}

const leaveAsItIs = `update documents set reread_failure = @why where id = @id and owner_id = @owner`

// leaveAsItIs notes why a document cannot be read again.
func (s *Service) leaveAsItIs(ctx context.Context, d Document, f Failure) error {
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		if err := s.holdAgain(ctx, tx, d); err != nil {
			return err
		}
		if err := dropStaged(ctx, tx, d); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, leaveAsItIs, pgx.NamedArgs{"owner": d.Owner, "id": d.ID, "why": f.Kind}); err != nil {
			return fmt.Errorf("noting why a document is not read again: %w", err)
		}
		return nil
	})
	if errors.Is(err, errGone) {
		return nil
	}
	return err
}
