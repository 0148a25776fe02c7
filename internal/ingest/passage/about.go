package passage

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// NoSuchDocument is what a student is told of a document that is not there.
const NoSuchDocument = "There is no such document."

var errNoDocument = errs.New(errs.NotFound, NoSuchDocument)

// found gives a row that is missing its kind of error.
func found(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, pgx.ErrNoRows):
		return errNoDocument
	}
	return fmt.Errorf("looking for the document: %w", err)
}

const selectLocked = `
select status, chunks, case when kind = 'pdf' then pages else 0 end from documents
where id = @document and owner_id = @owner and deleted_at is null for update`

// Stock says what is there of a document to make something from.
type Stock struct {
	Status   string // ingest.Status
	Passages int
	Pages    int // 0 where the kind has none
}

// LockTx holds the document until tx ends and says what is there of it. It
// returns errs.NotFound for one that is not the owner's or lies in the bin.
func LockTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document) (s Stock, err error) {
	err = tx.QueryRow(ctx, selectLocked, pgx.NamedArgs{"document": document, "owner": owner}).Scan(&s.Status, &s.Passages, &s.Pages)
	return s, found(err)
}

const selectAbout = `
select course_id, version, title, kind, language, deleted_at is not null from documents
where id = @document and owner_id = @owner`

// About is what a document is, apart from its text.
type About struct {
	Course   id.Course
	Version  int
	Title    string
	Kind     string
	Language string
	InBin    bool
}

// OfDocument says what a document is, also of one in the bin. It returns
// errs.NotFound for one that is not the owner's.
func OfDocument(ctx context.Context, db postgres.DB, owner id.User, document id.Document) (a About, err error) {
	err = db.QueryRow(ctx, selectAbout, pgx.NamedArgs{"document": document, "owner": owner}).Scan(&a.Course, &a.Version, &a.Title, &a.Kind, &a.Language, &a.InBin)
	return a, found(err)
}

const selectVersionNow = `select version from documents where id = @document and owner_id = @owner for share`

// VersionTx is the version of a document, which stays until tx ends. It returns
// errs.NotFound for one that is not the owner's.
func VersionTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document) (version int, err error) {
	err = tx.QueryRow(ctx, selectVersionNow, pgx.NamedArgs{"document": document, "owner": owner}).Scan(&version)
	return version, found(err)
}

const selectReadable = `
select d.status in ('queued', 'extracting') and d.version > 1, d.kind,
       coalesce((select max(p.version) from document_pages p where p.document_id = d.id and p.version between 1 and d.version), 0)
from documents d where d.id = @document and d.owner_id = @owner and d.deleted_at is null`

// Readable is the version of a document that is shown, and its kind. It returns
// errs.Conflict while a new version is being read, and errs.NotFound for a
// document that is not the owner's or lies in the bin.
func Readable(ctx context.Context, db postgres.DB, owner id.User, document id.Document) (version int, kind string, err error) {
	var busy bool
	err = db.QueryRow(ctx, selectReadable, pgx.NamedArgs{"document": document, "owner": owner}).Scan(&busy, &kind, &version)
	if err == nil && busy {
		return 0, "", errs.New(errs.Conflict, "The new version is still being read. Try again when it is ready.")
	}
	return version, kind, found(err)
}

const ownerOfAny = `select owner_id, kind from documents where id = @document`

// OfAnyOwner says whose a document is, and its kind, for a job that names no
// owner; also of one in the bin. It returns errs.NotFound where it is gone.
func OfAnyOwner(ctx context.Context, db postgres.DB, document id.Document) (owner id.User, kind string, err error) {
	err = db.QueryRow(ctx, ownerOfAny, pgx.NamedArgs{"document": document}).Scan(&owner, &kind)
	return owner, kind, found(err)
}

const replacedOfAll = `select id, owner_id, version from documents where status = 'ready' and version > 1`

// Replaced is a document that got a new file and was read.
type Replaced struct {
	Document id.Document
	Owner    id.User
	Version  int
}

// ReplacedOfAll lists the documents of all owners that were replaced and are ready.
func ReplacedOfAll(ctx context.Context, db postgres.DB) ([]Replaced, error) {
	rows, err := db.Query(ctx, replacedOfAll)
	if err != nil {
		return nil, fmt.Errorf("listing replaced documents: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Replaced])
	if err != nil {
		return nil, fmt.Errorf("listing replaced documents: %w", err)
	}
	return list, nil
}
