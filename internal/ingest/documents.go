package ingest

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// readLabel is a column of documents. A page has no owner of its own, its
// document has.
const readLabel = `coalesce((
    select p.label from document_pages p join documents d on d.id = p.document_id and d.owner_id = documents.owner_id
    where d.id = documents.id and p.version = documents.version and p.page = documents.read_page), '')`

const documentColumns = `
id, owner_id, course_id, title, file_name, kind, source_url, media_type, language, bytes, version, status,
progress_done, progress_total, progress_unit, pages, chunks, failure_kind, failure_message, problem, reader, read_page,
` + readLabel + `,
created_at, ready_at, read_at`

// scanDocument reads documentColumns.
func scanDocument(row pgx.CollectableRow) (Document, error) {
	var d Document
	var f Failure
	err := row.Scan(&d.ID, &d.Owner, &d.Course, &d.Title, &d.FileName, &d.Kind, &d.SourceURL, &d.MediaType, &d.Language, &d.Bytes, &d.Version, &d.Status,
		&d.Progress.Done, &d.Progress.Total, &d.Progress.Unit, &d.Pages, &d.Chunks, &f.Kind, &f.Message, &d.Problem, &d.Reader, &d.ReadPage, &d.ReadLabel,
		&d.CreatedAt, &d.ReadyAt, &d.ReadAt)
	if d.Status == Failed {
		d.Failure = &f
	}
	return d, err
}

// oneDocument runs a query for at most one document; none is errs.NotFound.
func oneDocument(ctx context.Context, db postgres.DB, sql string, args pgx.NamedArgs) (Document, error) {
	rows, err := db.Query(ctx, sql, args)
	if err != nil {
		return Document{}, fmt.Errorf("reading a document: %w", err)
	}
	d, err := pgx.CollectExactlyOneRow(rows, scanDocument)
	if errors.Is(err, pgx.ErrNoRows) {
		return Document{}, errs.New(errs.NotFound, "This document is not there. It may have been deleted.")
	}
	if err != nil {
		return Document{}, fmt.Errorf("reading a document: %w", err)
	}
	return d, nil
}

const documentByID = `select ` + documentColumns + ` from documents
where owner_id = @owner and id = @id and deleted_at is null`

// Document returns one document of the owner.
func (s *Service) Document(ctx context.Context, owner id.User, doc id.Document) (Document, error) {
	return oneDocument(ctx, s.o.Pool, documentByID, pgx.NamedArgs{"owner": owner, "id": doc})
}

// Filter chooses documents; what is zero does not filter.
type Filter struct {
	Course id.Course
	Status Status
	Text   string // stands in the title or the file name, as package fold compares them
	IDs    []id.Document
	Order  Order
	Limit  int    // 0 means 50, the most is 200
	Cursor string // from the answer before; only of NewestFirst
}

// Order says which documents are listed and which of them first.
type Order int

// The orders.
const (
	NewestFirst     Order = iota // all
	UnfinishedFirst              // those that are not ready: the failed first, then as far as they have come, the oldest first
	LastReadFirst                // those that are ready: the one read last first, the unread ones after them, the newest first
)

const listDocuments = `select ` + documentColumns + ` from documents
where owner_id = @owner and deleted_at is null
  and (@course::uuid is null or course_id = @course)
  and (@status = '' or status = @status)
  and exists (select from unnest(@text::text[]) t where strpos(searchable(title), t) > 0 or strpos(searchable(file_name), t) > 0)
  and (@ids::uuid[] is null or id = any (@ids))
  and (@first or (created_at, id) < (@at, @after::uuid))
`

var orders = [...]string{
	NewestFirst:     `order by created_at desc, id desc limit @limit`,
	UnfinishedFirst: `and status <> 'ready' order by array_position(array['failed', 'embedding', 'extracting'], status), created_at, id limit @limit`,
	LastReadFirst:   `and status = 'ready' order by read_at desc nulls last, created_at desc, id desc limit @limit`,
}

const (
	defaultLimit = 50
	maxLimit     = 200
)

func clampLimit(n int) int {
	if n <= 0 {
		return defaultLimit
	}
	return min(n, maxLimit)
}

// Documents returns the owner's documents in the filter's order, the newest
// first without one, and the cursor of the next page, empty at the end.
func (s *Service) Documents(ctx context.Context, owner id.User, f Filter) ([]Document, string, error) {
	limit := clampLimit(f.Limit)
	args := pgx.NamedArgs{"owner": owner, "course": f.Course, "status": f.Status, "text": fold.Spellings(printable(f.Text)), "ids": f.IDs, "first": f.Cursor == "", "at": time.Time{}, "after": id.Document{}, "limit": limit + 1}
	if f.Cursor != "" {
		if f.Order != NewestFirst {
			return nil, "", errCursor
		}
		at, after, err := readCursor(f.Cursor)
		if err != nil {
			return nil, "", err
		}
		args["at"], args["after"] = at, after
	}
	rows, err := s.o.Pool.Query(ctx, listDocuments+orders[f.Order], args)
	if err != nil {
		return nil, "", fmt.Errorf("listing documents: %w", err)
	}
	docs, err := pgx.CollectRows(rows, scanDocument)
	if err != nil {
		return nil, "", fmt.Errorf("listing documents: %w", err)
	}
	if len(docs) <= limit {
		return docs, "", nil
	}
	docs = docs[:limit]
	if f.Order != NewestFirst {
		return docs, "", nil
	}
	last := docs[limit-1]
	return docs, writeCursor(last.CreatedAt, last.ID), nil
}

func writeCursor(at time.Time, doc id.Document) string {
	return base64.RawURLEncoding.EncodeToString([]byte(at.UTC().Format(time.RFC3339Nano) + " " + doc.String()))
}

var errCursor = errs.New(errs.Invalid, "This cursor is not one of ours. Begin again without it.").At("cursor")

func readCursor(c string) (time.Time, id.Document, error) {
	b, err := base64.RawURLEncoding.DecodeString(c)
	if err != nil {
		return time.Time{}, id.Document{}, errCursor
	}
	when, name, _ := strings.Cut(string(b), " ")
	at, err := time.Parse(time.RFC3339Nano, when)
	if err != nil {
		return time.Time{}, id.Document{}, errCursor
	}
	doc, err := id.Parse[id.Document](name)
	if err != nil {
		return time.Time{}, id.Document{}, errCursor
	}
	return at, doc, nil
}

// Patch changes what it holds and leaves the rest.
type Patch struct {
	Title    *string
	Course   *id.Course
	ReadPage *int // where the student reads; also sets ReadAt
}

const updateDocument = `update documents set
  title = coalesce(@title, title),
  course_id = coalesce(@course, course_id),
  read_page = coalesce(@read_page, read_page),
  read_at = case when @read_page::integer is null then read_at else @now end,
  updated_at = @now
where owner_id = @owner and id = @id and deleted_at is null
returning ` + documentColumns

// Update changes a document. A title must not be empty, and a course must be
// the owner's; the document's cards move there with it.
func (s *Service) Update(ctx context.Context, owner id.User, doc id.Document, p Patch) (d Document, err error) {
	err = s.Change(ctx, owner, func(tx pgx.Tx) error {
		d, err = s.UpdateTx(ctx, tx, owner, doc, p)
		return err
	})
	return d, err
}

// UpdateTx is Update within the caller's transaction.
func (s *Service) UpdateTx(ctx context.Context, tx pgx.Tx, owner id.User, doc id.Document, p Patch) (Document, error) {
	args := pgx.NamedArgs{"owner": owner, "id": doc, "title": nil, "course": nil, "read_page": p.ReadPage, "now": s.o.Now()}
	if p.Title != nil {
		title := cleanTitle(*p.Title)
		if title == "" {
			return Document{}, errs.New(errs.Invalid, "A document needs a title.").At("title")
		}
		args["title"] = title
	}
	if p.ReadPage != nil && (*p.ReadPage < 0 || *p.ReadPage > 1<<30) {
		return Document{}, errs.New(errs.Invalid, "Pages count from 1.").At("read_page")
	}
	if p.Course != nil {
		course, err := s.courseOf(ctx, tx, owner, *p.Course)
		if err != nil {
			return Document{}, err
		}
		args["course"] = course
	}
	d, err := oneDocument(ctx, tx, updateDocument, args)
	if err != nil {
		return Document{}, err
	}
	if p.Course != nil {
		if err := s.o.Courses.MoveDocumentTx(ctx, tx, owner, doc, d.Course); err != nil {
			return Document{}, err
		}
	}
	return d, changed(ctx, tx, owner, doc)
}

// courseOf returns the course if it is the owner's, and the owner's default
// one for the zero id.
func (s *Service) courseOf(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course) (id.Course, error) {
	found, err := s.o.Courses.CourseTx(ctx, tx, owner, course)
	if errors.Is(err, errs.NotFound) {
		return found, errs.New(errs.NotFound, "This course is not there. Choose another one.").At("course_id")
	}
	if err != nil {
		return found, fmt.Errorf("finding a course: %w", err)
	}
	return found, nil
}

const bytesIndex = "documents_bytes"

// isDuplicate reports whether the error says that the owner has these bytes.
func isDuplicate(err error) bool {
	constraint, broken := postgres.BrokenUnique(err)
	return broken && constraint == bytesIndex
}

const sameBytesAs = `select other.id from documents mine join documents other using (owner_id, sha256)
where mine.owner_id = @owner and mine.id = @id and other.id <> mine.id and other.deleted_at is null`

func (s *Service) duplicateOf(ctx context.Context, owner id.User, doc id.Document) error {
	var other id.Document
	err := s.o.Pool.QueryRow(ctx, sameBytesAs, pgx.NamedArgs{"owner": owner, "id": doc}).Scan(&other)
	if err != nil {
		return fmt.Errorf("finding the same document: %w", err)
	}
	return conflict(other)
}

// conflict is the answer to bytes that are there already.
func conflict(other id.Document) error {
	return errs.New(errs.Conflict, "You have this document already.").With("document_id", other.String())
}
