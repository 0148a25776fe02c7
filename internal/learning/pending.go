package learning

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

var errPending = errs.New(errs.Unavailable, "This part is being written.")

func (s *Service) Courses(ctx context.Context, owner id.User) ([]Course, error) {
	return nil, errPending
}
func (s *Service) Course(ctx context.Context, owner id.User, course id.Course) (Course, error) {
	return Course{}, errPending
}
func (s *Service) CreateCourse(ctx context.Context, owner id.User, n NewCourse) (Course, error) {
	return Course{}, errPending
}
func (s *Service) UpdateCourse(ctx context.Context, owner id.User, course id.Course, p CoursePatch) (Course, error) {
	return Course{}, errPending
}
func (s *Service) DeleteCourse(ctx context.Context, owner id.User, course, moveTo id.Course) error {
	return errPending
}
func (s *Service) Cards(ctx context.Context, owner id.User, f CardFilter) ([]Card, string, error) {
	return nil, "", errPending
}
func (s *Service) Card(ctx context.Context, owner id.User, card id.Card) (Card, error) {
	return Card{}, errPending
}
func (s *Service) CreateNote(ctx context.Context, owner id.User, n NewNote) ([]Card, error) {
	return nil, errPending
}
func (s *Service) CreateNotesTx(ctx context.Context, tx pgx.Tx, owner id.User, notes []NewNote) ([]id.Card, error) {
	return nil, errPending
}
func (s *Service) UpdateCard(ctx context.Context, owner id.User, card id.Card, p Patch) (Card, error) {
	return Card{}, errPending
}
func (s *Service) DeleteCard(ctx context.Context, owner id.User, card id.Card) error {
	return errPending
}
func (s *Service) Wrong(ctx context.Context, owner id.User, card id.Card) (Card, error) {
	return Card{}, errPending
}
func (s *Service) Due(ctx context.Context, owner id.User, f DueFilter) ([]DueCard, error) {
	return nil, errPending
}
func (s *Service) DueCount(ctx context.Context, owner id.User, now time.Time) (DueCounts, error) {
	return DueCounts{}, errPending
}
func (s *Service) Review(ctx context.Context, owner id.User, reviews []Review) ([]ReviewResult, error) {
	return nil, errPending
}
func (s *Service) Void(ctx context.Context, owner id.User, voids []Void) error { return errPending }
func (s *Service) Undo(ctx context.Context, owner id.User, review id.Review) (Card, error) {
	return Card{}, errPending
}
func (s *Service) Rebuild(ctx context.Context, owner id.User) (int, error) { return 0, errPending }
func (s *Service) Today(ctx context.Context, owner id.User, now time.Time) (Summary, error) {
	return Summary{}, errPending
}
func (s *Service) History(ctx context.Context, owner id.User, card id.Card) ([]HistoryEntry, error) {
	return nil, errPending
}
