package ingest

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/parts"
	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// Upload is a file that a student puts in.
type Upload struct {
	Course   id.Course // zero: the owner's default course
	Into     string    // the title of a course that is made where there is none; it goes before Course
	Title    string    // empty: found in the document, or made of the file's name
	FileName string
	Password string // of a locked PDF; never stored
	Body     io.Reader
	// Rest, if set, is called once Body has been read to its end and nothing
	// is stored yet. It may set the fields above: in a form they can stand
	// behind the file. Its error is that of the upload.
	Rest func(*Upload) error
}

// received is a file that has come in whole and is not stored under a key yet.
type received struct {
	temp      *blob.Temp
	sum       [sha256.Size]byte // of the bytes that were sent
	size      int64
	kind      Kind
	mediaType string
}

// receive takes a file into a temporary blob, never holding more than its head
// in memory, and completes u. The caller discards the blob.
func (s *Service) receive(ctx context.Context, u *Upload) (received, error) {
	body := bufio.NewReaderSize(u.Body, headBytes)
	head, err := body.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return received{}, s.brokenOff(err)
	}
	if len(head) == 0 {
		return received{}, errs.New(errs.Invalid, "This file is empty. Check that it is the right one.").At("file")
	}
	var r received
	if r.kind, err = sniff(head, cleanFileName(u.FileName)); err != nil {
		return received{}, err
	}
	if s.o.Extractors[r.kind] == nil {
		return received{}, errs.Newf(errs.Unsupported, "Files of the kind %s cannot be read here.", r.kind).At("file")
	}
	r.mediaType = mediaTypes[r.kind]
	if r.temp, err = s.o.Blobs.Temp(); err != nil {
		return received{}, err
	}
	most := s.o.MaxUploadBytes
	if r.kind != PDF {
		most = min(most, parts.MaxFile)
	}
	hash := sha256.New()
	r.size, err = io.Copy(io.MultiWriter(r.temp, hash), &contextReader{ctx, io.LimitReader(body, most+1)})
	switch {
	case err != nil:
		r.temp.Discard()
		return received{}, s.brokenOff(err)
	case r.size > most:
		r.temp.Discard()
		return received{}, s.tooLarge(r.kind, most)
	}
	hash.Sum(r.sum[:0])
	if u.Rest != nil {
		if err := u.Rest(u); err != nil {
			r.temp.Discard()
			return received{}, s.brokenOff(err)
		}
	}
	if r.kind == PDF && u.Password != "" {
		if err := s.unlock(ctx, &r, u.Password); err != nil {
			r.temp.Discard()
			return received{}, err
		}
	}
	return r, nil
}

func (s *Service) tooLarge(kind Kind, most int64) error {
	if kind != PDF && most < s.o.MaxUploadBytes {
		return errs.Newf(errs.TooLarge, "This text is larger than %s, the most for one. Split it into several files.", megabytes(most)).At("file")
	}
	return errs.Newf(errs.TooLarge, "This file is larger than %s, the most there can be. Split it or ask your admin.", megabytes(most)).At("file")
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return strconv.FormatInt(n>>10, 10) + " KB"
	}
	return strconv.FormatInt(n>>20, 10) + " MB"
}

// brokenOff explains why the body could not be read to its end.
func (s *Service) brokenOff(err error) error {
	var large *http.MaxBytesError
	var known *errs.Error
	switch {
	case errors.As(err, &large):
		return s.tooLarge(PDF, large.Limit)
	case errors.As(err, &known), errors.Is(err, context.Canceled):
		return err
	}
	return errs.Wrap(errs.Invalid, err, "The upload broke off. Send the file again.").At("file")
}

// contextReader stops reading when the request is over.
type contextReader struct {
	ctx  context.Context
	body io.Reader
}

func (r *contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.body.Read(p)
}

// unlock replaces a received PDF by a copy that needs no password. Its hash
// stays that of the bytes sent, so that the same file is known again.
func (s *Service) unlock(ctx context.Context, r *received, password string) error {
	open, err := s.decrypt(ctx, r.temp.Name(), password)
	if err != nil {
		return err
	}
	r.temp.Discard()
	r.temp = open
	return nil
}

// decrypt writes a copy of a locked PDF that needs no password.
func (s *Service) decrypt(ctx context.Context, path, password string) (*blob.Temp, error) {
	if s.o.Decrypter == nil {
		return nil, errs.New(errs.Unavailable, "Locked files cannot be opened here. Save a copy without a password and add that.").At("password")
	}
	out, err := s.o.Blobs.Temp()
	if err != nil {
		return nil, err
	}
	if err := s.o.Decrypter.Decrypt(ctx, path, password, out.Name()); err != nil {
		out.Discard()
		var e *errs.Error
		if errors.As(err, &e) && e.Field == extract.FailedLocked {
			return nil, errs.Wrap(errs.Invalid, err, "This is not the file's password. Try it again.").At("password")
		}
		return nil, fmt.Errorf("opening a locked file: %w", err)
	}
	return out, nil
}

const bytesOf = `select id from documents where owner_id = @owner and sha256 = @sum and deleted_at is null`

// known returns errs.Conflict if the owner has these bytes in a document.
func (s *Service) known(ctx context.Context, owner id.User, sum []byte) error {
	var other id.Document
	err := s.o.Pool.QueryRow(ctx, bytesOf, pgx.NamedArgs{"owner": owner, "sum": sum}).Scan(&other)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking for the same bytes: %w", err)
	}
	return conflict(other)
}

const insertDocument = `insert into documents
(id, owner_id, course_id, title, file_name, kind, media_type, bytes, sha256, blob_key, status, progress_unit, created_at, updated_at)
values (@id, @owner, @course, @title, @file_name, @kind, @media_type, @bytes, @sum, @key, 'queued', @unit, @now, @now)
returning ` + documentColumns

const insertVersion = `insert into document_versions (document_id, version, sha256, blob_key, bytes, media_type, created_at)
select id, @version, @sum, @key, @bytes, @media_type, @now from documents where id = @id and owner_id = @owner`

// Upload takes a file in and returns the document that waits to be read. It
// returns errs.Invalid for an empty or broken-off file, errs.Unsupported for
// one that cannot be read, errs.TooLarge, and errs.Conflict with document_id
// if the owner has the same bytes already.
func (s *Service) Upload(ctx context.Context, owner id.User, u Upload) (Document, error) {
	r, err := s.receive(ctx, &u)
	if err != nil {
		return Document{}, err
	}
	defer func() { r.temp.Discard() }()
	if err := s.known(ctx, owner, r.sum[:]); err != nil {
		return Document{}, err
	}
	doc := id.New[id.Document]()
	key := blobKey(doc, 1)
	if err := r.temp.Commit(key); err != nil {
		return Document{}, err
	}
	title := cleanTitle(u.Title)
	if title == "" {
		title = titleFromName(u.FileName)
	}
	args := pgx.NamedArgs{
		"id": doc, "owner": owner, "title": title, "file_name": cleanFileName(u.FileName), "kind": r.kind, "media_type": r.mediaType,
		"bytes": r.size, "sum": r.sum[:], "key": key, "version": 1, "unit": unitOf(r.kind), "now": s.o.Now(),
	}
	var d Document
	err = s.Change(ctx, owner, func(tx pgx.Tx) error {
		course, err := s.courseOfUpload(ctx, tx, owner, u)
		if err != nil {
			return err
		}
		args["course"] = course
		if d, err = oneDocument(ctx, tx, insertDocument, args); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertVersion, args); err != nil {
			return fmt.Errorf("inserting a document's version: %w", err)
		}
		if err := s.queueExtract(ctx, tx, owner, ExtractArgs{doc, 1}); err != nil {
			return err
		}
		return changed(ctx, tx, owner, doc)
	})
	if err == nil {
		return d, nil
	}
	s.dropUnless(err, key)
	if isDuplicate(err) { // the same file, twice at once
		if known := s.known(ctx, owner, r.sum[:]); known != nil {
			return Document{}, known
		}
	}
	return Document{}, err
}

func (s *Service) courseOfUpload(ctx context.Context, tx pgx.Tx, owner id.User, u Upload) (id.Course, error) {
	if u.Into != "" {
		return s.o.Courses.CourseTitledTx(ctx, tx, owner, u.Into)
	}
	return s.courseOf(ctx, tx, owner, u.Course)
}

func unitOf(k Kind) string {
	if k == PDF {
		return extract.UnitPages
	}
	return extract.UnitParts
}

const blobFolder = "documents/"

// blobKey names the bytes of a version. A decrypted copy has a key of its own,
// since bytes under a key never change.
func blobKey(doc id.Document, version int) string {
	return blobFolder + doc.String() + "/" + strconv.Itoa(version)
}

// dropUnless removes the bytes of a transaction that was rolled back. When its
// end is not known (the connection broke, or the student left, while it was
// committed) a row may name them: the sweep, which reads the rows, decides.
func (s *Service) dropUnless(err error, key string) {
	if definite(err) {
		s.dropBlob(key)
	}
}

// definite reports whether the error came from the database or from us, before
// the commit or instead of it.
func definite(err error) bool {
	var answered *pgconn.PgError
	var ours *errs.Error
	return errors.As(err, &answered) || errors.As(err, &ours)
}

// dropBlob removes bytes that no row names. What stays is swept later.
func (s *Service) dropBlob(key string) {
	if err := s.o.Blobs.Delete(key); err != nil {
		s.o.Log.Warn("a blob that no document names was not removed; the sweep will", "key", key, "error", err)
	}
}
