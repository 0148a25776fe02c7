package review

import (
	"context"
	"time"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
)

// Deps is what a review needs.
type Deps struct {
	*frame.Pages
	Learning Learning
}

// Learning knows what is due and keeps the answers.
type Learning interface {
	Due(ctx context.Context, owner id.User, f learning.DueFilter) ([]learning.DueCard, error)
	ForgottenToday(ctx context.Context, owner id.User, course id.Course, now time.Time, limit int) ([]learning.Card, error)
	LastAnswer(ctx context.Context, owner id.User, after time.Time) (learning.Answered, error)
	Left(ctx context.Context, owner id.User, f learning.DueFilter) (learning.Left, error)
	Preview(ctx context.Context, owner id.User, card id.Card) (learning.DueCard, error)
	Review(ctx context.Context, owner id.User, reviews []learning.Review) ([]learning.ReviewResult, error)
	Today(ctx context.Context, owner id.User, now time.Time) (learning.Summary, error)
	Undo(ctx context.Context, owner id.User, review id.Review) (learning.Card, error)
	UpdateCard(ctx context.Context, owner id.User, card id.Card, p learning.Patch) (learning.Card, error)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages to a router whose requests are signed in.
func Mount(r chi.Router, d Deps) {
	p := &pages{d}
	r.Get("/review", frame.Do(p.review))
	r.Get("/review/next", frame.Do(p.nextCards))
	r.Post("/review", frame.Do(p.rate))
	r.Post("/review/undo", frame.Do(p.undoReview))
	r.Post("/review/aside", frame.Do(p.putAside))
	r.Post("/review/restore", frame.Do(p.takeBack))
}
