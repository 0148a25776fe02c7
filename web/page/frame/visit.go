package frame

import (
	"context"
	"net/http"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/ui"
)

// CourseChoices are all courses, to choose one of in a form.
func (p *Pages) CourseChoices(r *http.Request) ([]ui.Choice, error) {
	courses, err := p.AllCourses(r.Context())
	if err != nil {
		return nil, err
	}
	choices := make([]ui.Choice, 0, len(courses))
	for _, c := range courses {
		choices = append(choices, ui.Choice{Value: c.ID.String(), Label: c.Title})
	}
	return choices, nil
}

// visit keeps the courses that a request has read, so that a page and what
// surrounds it do not count them twice. A handler that changes courses or
// cards does so before it asks for them.
type visit struct {
	courses []learning.Course
	due     int // in all courses together
}

type visitKey struct{}

// Visiting lets a request keep what it has read.
func Visiting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(WithVisit(r.Context())))
	})
}

// WithVisit begins to keep anew.
func WithVisit(ctx context.Context) context.Context {
	return context.WithValue(ctx, visitKey{}, &visit{})
}

// AllCourses lists the student's courses with their counts, the default one first.
func (p *Pages) AllCourses(ctx context.Context) ([]learning.Course, error) {
	courses, _, err := p.CoursesDue(ctx)
	return courses, err
}

// CoursesDue is AllCourses, and how many cards are due in all of them: what
// Today says.
func (p *Pages) CoursesDue(ctx context.Context) ([]learning.Course, int, error) {
	v, ok := ctx.Value(visitKey{}).(*visit)
	if ok && v.courses != nil {
		return v.courses, v.due, nil
	}
	courses, counts, err := p.learning.CoursesDue(ctx, auth.User(ctx).ID)
	due := counts.Due + counts.New
	if ok && err == nil {
		v.courses, v.due = courses, due
	}
	return courses, due, err
}

// OneCourse is one of them.
func (p *Pages) OneCourse(ctx context.Context, course id.Course) (learning.Course, error) {
	courses, err := p.AllCourses(ctx)
	if err != nil {
		return learning.Course{}, err
	}
	for _, c := range courses {
		if c.ID == course {
			return c, nil
		}
	}
	return learning.Course{}, errs.New(errs.NotFound, "There is no such course.")
}

// Overview sums up the student's day, and reads the courses with it.
func (p *Pages) Overview(ctx context.Context) (learning.Summary, []learning.Course, error) {
	day, courses, err := p.learning.Overview(ctx, auth.User(ctx).ID, p.Now())
	if v, ok := ctx.Value(visitKey{}).(*visit); ok && err == nil {
		v.courses, v.due = courses, day.Due+day.New
	}
	return day, courses, err
}
