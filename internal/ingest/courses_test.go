package ingest

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// shelves are the courses of pgtest.User, without the module that keeps them.
type shelves struct{ fails error }

func (shelves) CourseTx(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course) (found id.Course, err error) {
	err = tx.QueryRow(ctx, `select id from courses where owner_id = $1 and (id = $2 or $2::uuid is null and is_default) for key share`, owner, course).Scan(&found)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.New(errs.NotFound, "There is no such course.")
	}
	return found, err
}

func (shelves) CourseTitledTx(ctx context.Context, tx pgx.Tx, owner id.User, title string) (id.Course, error) {
	course := id.New[id.Course]()
	_, err := tx.Exec(ctx, `insert into courses (id, owner_id, title) values ($1, $2, $3)`, course, owner, title)
	return course, err
}

func (s shelves) MoveDocumentTx(context.Context, pgx.Tx, id.User, id.Document, id.Course) error {
	return s.fails
}

var errSecond = errors.New("the second step fails")

func TestDocumentStaysWhereItsCardsStay(t *testing.T) {
	t.Parallel()
	h := build(t, nil, func(o *Options) { o.Courses = shelves{fails: errSecond} })
	d := h.mustUpload("a.txt", "Mitochondria make energy.")
	course, title := id.New[id.Course](), "Cells"
	if _, err := h.pool.Exec(t.Context(), `insert into courses (id, owner_id, title) values ($1, $2, 'Biology')`, course, h.owner); err != nil {
		t.Fatal(err)
	}
	if _, err := h.service.Update(t.Context(), h.owner, d.ID, Patch{Title: &title, Course: &course}); !errors.Is(err, errSecond) {
		t.Errorf("moved without its cards: %v", err)
	}
	if got := h.document(d); got.Course != d.Course || got.Title != d.Title {
		t.Errorf("half done: %+v", got)
	}
}

type waiting struct{}

func (waiting) ResumeTx(context.Context, pgx.Tx, id.User, uuid.UUID) error {
	return errSecond
}

func TestDocumentStaysInTheBinWhereWhatWaitsForItDoesNotGoOn(t *testing.T) {
	t.Parallel()
	h := build(t, nil, func(o *Options) { o.Runs = waiting{} })
	d := h.mustUpload("a.txt", "Mitochondria make energy.")
	if err := h.service.Delete(t.Context(), h.owner, d.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := h.service.Restore(t.Context(), h.owner, d.ID); !errors.Is(err, errSecond) {
		t.Errorf("restored without what waits for it: %v", err)
	}
	if _, err := h.service.Document(t.Context(), h.owner, d.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("half done: %v", err)
	}
}

func TestMoveAllTakesTheBinAlong(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	kept, binned := h.mustUpload("a.txt", "Mitochondria make energy."), h.mustUpload("b.txt", "Ribosomes build proteins.")
	if err := h.service.Delete(t.Context(), h.owner, binned.ID); err != nil {
		t.Fatal(err)
	}
	var course id.Course
	err := h.service.Change(t.Context(), h.owner, func(tx pgx.Tx) (err error) {
		if course, err = (shelves{}).CourseTitledTx(t.Context(), tx, h.owner, "Biology"); err != nil {
			return err
		}
		return Shelf{}.MoveAllTx(t.Context(), tx, h.owner, kept.Course, course)
	})
	if err != nil {
		t.Fatal(err)
	}
	if d, err := h.service.Restore(t.Context(), h.owner, binned.ID); err != nil || d.Course != course {
		t.Errorf("the one in the bin: %+v, %v", d, err)
	}
	if counts, err := (Shelf{}).CountByCourse(t.Context(), h.pool, h.owner); err != nil || len(counts) != 1 || counts[course] != 2 {
		t.Errorf("%v, %v", counts, err)
	}
}
