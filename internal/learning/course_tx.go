package learning

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
)

// What other modules do with courses happens in their transactions.

const insertDefaultCourse = `
insert into courses (id, owner_id, title, is_default, created_at, updated_at)
values (@id, @owner, 'My course', true, @now, @now)`

// MakeDefaultCourseTx makes the course that takes in what names no other. Each
// account has one from its beginning.
func (s *Service) MakeDefaultCourseTx(ctx context.Context, tx pgx.Tx, owner id.User) error {
	_, err := tx.Exec(ctx, insertDefaultCourse, pgx.NamedArgs{"id": id.New[id.Course](), "owner": owner, "now": s.now()})
	if err != nil {
		return fmt.Errorf("making the default course: %w", err)
	}
	return nil
}

const holdCourse = `
select id from courses
where owner_id = @owner and (id = @course or @course::uuid is null and is_default)
for key share`

// CourseTx returns the course if it is the owner's, and the owner's default one
// for the zero id. It is not deleted before the transaction ends.
func (s *Service) CourseTx(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course) (id.Course, error) {
	var found id.Course
	err := tx.QueryRow(ctx, holdCourse, pgx.NamedArgs{"owner": owner, "course": course}).Scan(&found)
	return found, notFound(err, "course")
}

const holdCourseTitled = `select id from courses where owner_id = @owner and title = @title order by created_at, id limit 1 for key share`

// CourseTitledTx returns the owner's oldest course of that title; where there
// is none it is made.
func (s *Service) CourseTitledTx(ctx context.Context, tx pgx.Tx, owner id.User, title string) (id.Course, error) {
	title = fold.Name(title)
	var found id.Course
	err := tx.QueryRow(ctx, holdCourseTitled, pgx.NamedArgs{"owner": owner, "title": title}).Scan(&found)
	if !errors.Is(err, pgx.ErrNoRows) {
		return found, err
	}
	n := NewCourse{Title: title, TargetRetention: fsrs.DefaultRetention}
	if err := checkCourse(&n.Title, nil, nil); err != nil {
		return found, err
	}
	found = id.New[id.Course]()
	return found, s.addCourse(ctx, tx, owner, found, n)
}

const moveNotesOf = `
with moved as (
    update notes set course_id = @course, updated_at = now()
    where owner_id = @owner and document_id = @document and course_id <> @course returning id)
select c.id from cards c join moved m on m.id = c.note_id`

// MoveDocumentTx moves the cards of a document to the course, so that they stay
// with it when it moves. It returns errs.NotFound if there is no such course.
func (s *Service) MoveDocumentTx(ctx context.Context, tx pgx.Tx, owner id.User, document id.Document, course id.Course) error {
	if course.IsZero() {
		return errs.New(errs.NotFound, "There is no such course.")
	}
	if _, err := s.CourseTx(ctx, tx, owner, course); err != nil {
		return err
	}
	rows, err := tx.Query(ctx, moveNotesOf, pgx.NamedArgs{"owner": owner, "document": document, "course": course})
	if err != nil {
		return fmt.Errorf("moving a document's cards: %w", err)
	}
	cards, err := pgx.CollectRows(rows, pgx.RowTo[id.Card])
	if err != nil {
		return fmt.Errorf("moving a document's cards: %w", err)
	}
	if err := s.recompute(ctx, tx, owner, cards); err != nil {
		return fmt.Errorf("moving a document's cards: %w", err)
	}
	return nil
}
