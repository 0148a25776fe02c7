package learning

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// Service is the entry to courses, cards and reviews. It is safe for
// concurrent use.
type Service struct {
	pool      *pgxpool.Pool
	documents Documents
	log       *slog.Logger
	now       func() time.Time
}

// Documents is what courses and cards ask of those who keep the documents.
// ingest.Shelf is one.
type Documents interface {
	// CountByCourse is how many documents each of the owner's courses holds;
	// courses without any are missing.
	CountByCourse(ctx context.Context, db postgres.DB, owner id.User) (map[id.Course]int, error)
	// MoveAllTx moves the documents of a course to another one, those in the
	// bin too.
	MoveAllTx(ctx context.Context, tx pgx.Tx, owner id.User, from, to id.Course) error
	// HoldTx is the version of a document, also of one in the bin, and whether it
	// was read, all of it; neither changes before the transaction ends. It returns
	// errs.NotFound for a document that is not the owner's.
	HoldTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document) (version int, ready bool, err error)
	// Titles are the titles and the languages of those of the documents that are
	// there.
	Titles(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document) (titles, languages map[id.Document]string, err error)
	// Titled are the documents that have the words in their titles, as package fold compares them.
	Titled(ctx context.Context, db postgres.DB, owner id.User, part string) ([]id.Document, error)
	// PageLabels are the numbers printed on pages, in the order of the lists that
	// name them; empty where a page has none but its place in the file.
	PageLabels(ctx context.Context, db postgres.DB, owner id.User, documents []id.Document, versions, pages []int) ([]string, error)
	// Headings are the headings above those of the passages that are there.
	Headings(ctx context.Context, db postgres.DB, owner id.User, chunks []id.Chunk) (map[id.Chunk][]string, error)
}

// New returns a service over a migrated database. A nil now is the wall clock.
func New(pool *pgxpool.Pool, documents Documents, log *slog.Logger, now func() time.Time) *Service {
	if now == nil {
		now = time.Now
	}
	return &Service{pool: pool, documents: documents, log: log, now: now}
}

// day is a student's day, from one rollover to the next in their own time
// zone, with how much they want to do in it.
type day struct {
	start, end    time.Time
	newPerDay     int
	reviewsPerDay int
}

func (s *Service) day(ctx context.Context, db postgres.DB, owner id.User, now time.Time) (day, error) {
	a, err := auth.Of(ctx, db, owner)
	if err != nil {
		return day{}, fmt.Errorf("reading the student's day: %w", err)
	}
	d := day{newPerDay: a.Settings.NewPerDay, reviewsPerDay: a.Settings.ReviewsPerDay}
	d.start, d.end = a.Day(now)
	return d, nil
}

// notFound turns pgx.ErrNoRows into errs.NotFound with words for the student.
func notFound(err error, what string) error {
	if err == pgx.ErrNoRows { //nolint:errorlint // QueryRow and CollectExactlyOneRow return it bare
		return errs.Newf(errs.NotFound, "There is no such %s.", what)
	}
	return err
}
