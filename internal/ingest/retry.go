package ingest

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

const documentBlob = `select blob_key from documents where owner_id = @owner and id = @id and deleted_at is null`

const retryDocument = `update documents set
  status = 'queued', failure_kind = '', failure_message = '', blob_key = coalesce(@key, blob_key), updated_at = @now
where owner_id = @owner and id = @id and version = @version and status = 'failed' and deleted_at is null
returning ` + documentColumns

const unlockVersion = `update document_versions set blob_key = @key
where document_id = @id and version = @version and @key::text is not null` + ofOwner

// Retry has a failed document read again; it goes on behind the last page that
// was written. For a locked PDF the password is used once, to store a copy that
// needs none. A document that has not failed is returned as it is. It returns
// errs.Invalid with the field password if that is missing or wrong.
func (s *Service) Retry(ctx context.Context, owner id.User, doc id.Document, password string) (Document, error) {
	d, err := s.Document(ctx, owner, doc)
	if err != nil || d.Status != Failed {
		return d, err
	}
	args := pgx.NamedArgs{"owner": owner, "id": doc, "version": d.Version, "key": nil, "now": s.o.Now()}
	var old, key string
	if d.Failure.Kind == extract.FailedLocked {
		if password == "" {
			return Document{}, errs.New(errs.Invalid, "The file is locked. Enter its password to read it.").At("password")
		}
		if err := s.o.Pool.QueryRow(ctx, documentBlob, args).Scan(&old); err != nil {
			return Document{}, fmt.Errorf("finding a document's file: %w", err)
		}
		open, err := s.decrypt(ctx, s.o.Blobs.Path(old), password)
		if err != nil {
			return Document{}, err
		}
		defer open.Discard()
		key = blobKey(doc, d.Version) + "-" + id.New[id.Document]().String()
		if err := open.Commit(key); err != nil {
			return Document{}, err
		}
		args["key"] = key
	}
	var again Document
	err = s.Change(ctx, owner, func(tx pgx.Tx) error {
		var err error
		if again, err = oneDocument(ctx, tx, retryDocument, args); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, unlockVersion, args); err != nil {
			return fmt.Errorf("storing the unlocked copy: %w", err)
		}
		if err := s.queueExtract(ctx, tx, owner, ExtractArgs{doc, d.Version}); err != nil {
			return err
		}
		return changed(ctx, tx, owner, doc)
	})
	switch {
	case err == nil && key != "":
		s.dropBlob(old)
		return again, nil
	case err == nil:
		return again, nil
	}
	if key != "" {
		s.dropUnless(err, key)
	}
	if errors.Is(err, errs.NotFound) { // somebody else was quicker
		return s.Document(ctx, owner, doc)
	}
	return Document{}, err
}
