package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

const documentBytes = `select sha256 from documents where owner_id = @owner and id = @id and deleted_at is null`

const replaceBytes = `update documents set
  version = version + 1, file_name = case when @file_name = '' then file_name else @file_name end,
  kind = @kind, media_type = @media_type, bytes = @bytes, sha256 = @sum, blob_key = @key,
  status = 'queued', progress_done = 0, progress_total = 0, progress_unit = @unit,
  failure_kind = '', failure_message = '', problem = '', ready_at = null, reread_by = 0, reread_failure = '', updated_at = @now
where owner_id = @owner and id = @id and version = @version - 1 and deleted_at is null
returning ` + documentColumns

// Replace gives a document new bytes, its next version. The pages and chunks
// of the version before stay until the first of the new ones are written.
// Title and course of the upload are not looked at. Errors are those of
// Upload.
func (s *Service) Replace(ctx context.Context, owner id.User, doc id.Document, u Upload) (Document, error) {
	before, err := s.Document(ctx, owner, doc)
	if err != nil {
		return Document{}, err
	}
	r, err := s.receive(ctx, &u)
	if err != nil {
		return Document{}, err
	}
	defer func() { r.temp.Discard() }()
	var sum []byte
	if err := s.o.Pool.QueryRow(ctx, documentBytes, pgx.NamedArgs{"owner": owner, "id": doc}).Scan(&sum); err != nil {
		return Document{}, fmt.Errorf("reading a document's hash: %w", err)
	}
	if bytes.Equal(sum, r.sum[:]) {
		return Document{}, errs.New(errs.Conflict, "This is the file that is there already.").With("document_id", doc.String())
	}
	if err := s.known(ctx, owner, r.sum[:]); err != nil {
		return Document{}, err
	}
	version := before.Version + 1
	key := blobKey(doc, version) + "-" + id.New[id.Document]().String() // two may race for one number
	if err := r.temp.Commit(key); err != nil {
		return Document{}, err
	}
	args := pgx.NamedArgs{
		"id": doc, "owner": owner, "file_name": cleanFileName(u.FileName), "kind": r.kind, "media_type": r.mediaType,
		"bytes": r.size, "sum": r.sum[:], "key": key, "version": version, "unit": unitOf(r.kind), "now": s.o.Now(),
	}
	var d Document
	err = s.Change(ctx, owner, func(tx pgx.Tx) error {
		var err error
		if d, err = oneDocument(ctx, tx, replaceBytes, args); err != nil {
			return err
		}
		if err := dropStaged(ctx, tx, d); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertVersion, args); err != nil {
			return fmt.Errorf("inserting a document's version: %w", err)
		}
		if err := s.queueExtract(ctx, tx, owner, ExtractArgs{doc, version}); err != nil {
			return err
		}
		return changed(ctx, tx, owner, doc)
	})
	if err == nil {
		return d, nil
	}
	s.dropUnless(err, key)
	switch {
	case isDuplicate(err):
		if known := s.known(ctx, owner, r.sum[:]); known != nil {
			return Document{}, known
		}
	case errors.Is(err, errs.NotFound):
		if _, gone := s.Document(ctx, owner, doc); gone == nil {
			return Document{}, errs.New(errs.Conflict, "The file was replaced a moment ago. Look at it first.").With("document_id", doc.String())
		}
	}
	return Document{}, err
}
