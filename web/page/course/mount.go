package course

import (
	"context"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"studyapp/internal/generation/cards"
	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/page/sample"
)

// Deps is what the pages of courses need.
type Deps struct {
	*frame.Pages
	Lists          *doclist.Lists
	Sample         *sample.Sample
	Ingest         Ingest
	Learning       Learning
	Generation     Generation
	MaxUploadBytes int64 // of a file
}

// Ingest lists documents.
type Ingest interface {
	Documents(ctx context.Context, owner id.User, f ingest.Filter) ([]ingest.Document, string, error)
}

// Learning makes, changes and deletes courses.
type Learning interface {
	CreateCourse(ctx context.Context, owner id.User, n learning.NewCourse) (learning.Course, error)
	DeleteCourse(ctx context.Context, owner id.User, course, moveTo id.Course) error
	UpdateCourse(ctx context.Context, owner id.User, course id.Course, p learning.CoursePatch) (learning.Course, error)
}

// Generation knows from which documents cards are being made.
type Generation interface {
	Running(ctx context.Context, owner id.User) (map[id.Document]cards.Generation, error)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages to a router whose requests are signed in. It returns
// what the event stream sends again as it changes: the head of a course.
func Mount(r chi.Router, d Deps) doclist.Head {
	p := &pages{d}
	r.Get("/courses", frame.Do(p.courses))
	r.Get("/courses/new", frame.Do(p.newCourse))
	r.Post("/courses", frame.Do(p.createCourse))
	r.Get("/courses/{id}", frame.Do(p.course))
	r.Get("/courses/{id}/edit", frame.Do(p.editCourse))
	r.Post("/courses/{id}", frame.Do(p.updateCourse))
	r.Get("/courses/{id}/delete", frame.Do(p.askDeleteCourse))
	r.Post("/courses/{id}/delete", frame.Do(p.deleteCourse))
	return func(ctx context.Context, a auth.Account, course id.Course) (templ.Component, error) {
		c, err := p.OneCourse(ctx, course)
		if err != nil {
			return nil, err
		}
		v, err := p.courseHead(ctx, a, c)
		if err != nil {
			return nil, err
		}
		return courseHeader(v), nil
	}
}
