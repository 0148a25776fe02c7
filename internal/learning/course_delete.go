package learning

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

const (
	lockCourse        = `select is_default from courses where id = @course and owner_id = @owner for update`
	moveNotesOfCourse = `update notes set course_id = @to, updated_at = now() where course_id = @course and owner_id = @owner`
	deleteCourse      = `delete from courses where id = @course and owner_id = @owner`
)

// DeleteCourse deletes a course and moves its documents and cards to another
// one; a zero moveTo is the default course. The default course itself cannot
// be deleted.
func (s *Service) DeleteCourse(ctx context.Context, owner id.User, course, moveTo id.Course) error {
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error { return s.deleteCourse(ctx, tx, owner, course, moveTo) })
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "23503" { // a document or note came in meanwhile
		return errs.Wrap(errs.Conflict, err, "Something was added to this course just now. Try again.")
	}
	if err != nil {
		return fmt.Errorf("deleting a course: %w", err)
	}
	return nil
}

func (s *Service) deleteCourse(ctx context.Context, tx pgx.Tx, owner id.User, course, moveTo id.Course) error {
	args := pgx.NamedArgs{"owner": owner, "course": course}
	var isDefault bool
	if err := tx.QueryRow(ctx, lockCourse, args).Scan(&isDefault); err != nil {
		return notFound(err, "course")
	}
	if isDefault {
		return errs.New(errs.Conflict, "This course takes in what has no other. Give it another name instead of deleting it.")
	}
	if moveTo == course {
		return errs.New(errs.Invalid, "Choose another course for the documents and cards of this one.").At("move_to")
	}
	moveTo, err := ownCourse(ctx, tx, owner, moveTo)
	if err != nil {
		return err
	}
	args["to"] = moveTo
	if err := s.documents.MoveAllTx(ctx, tx, owner, course, moveTo); err != nil {
		return err
	}
	moved, err := cardsOfCourse(ctx, tx, owner, course)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, moveNotesOfCourse, args); err != nil {
		return err
	}
	if err := s.recompute(ctx, tx, owner, moved); err != nil {
		return err
	}
	if _, err = tx.Exec(ctx, deleteCourse, args); err != nil {
		return err
	}
	return outbox.Write(ctx, tx, courseEvent(owner, course), courseEvent(owner, moveTo))
}

const hasCards = `
select exists (select from cards c join notes n on n.id = c.note_id
               where n.course_id = @course and n.owner_id = @owner and c.owner_id = @owner and c.deleted_at is null)`

// DeleteEmptyCourseTx deletes a course within the caller's transaction if it is
// not the default one and holds neither documents nor cards; what of it is in
// the bin moves to the default one. It reports whether it did.
func (s *Service) DeleteEmptyCourseTx(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course) (bool, error) {
	args := pgx.NamedArgs{"owner": owner, "course": course}
	var isDefault, kept bool
	if err := tx.QueryRow(ctx, lockCourse, args).Scan(&isDefault); err != nil {
		return false, notFound(err, "course")
	}
	documents, err := s.documents.CountByCourse(ctx, tx, owner)
	if err != nil {
		return false, err
	}
	if err := tx.QueryRow(ctx, hasCards, args).Scan(&kept); err != nil {
		return false, fmt.Errorf("looking for a course's cards: %w", err)
	}
	if isDefault || kept || documents[course] > 0 {
		return false, nil
	}
	return true, s.deleteCourse(ctx, tx, owner, course, id.Course{})
}
