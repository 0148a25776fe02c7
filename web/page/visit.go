package page

import (
	"context"
	"net/http"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// visit keeps the courses that a request has read, so that a page and what
// surrounds it do not count them twice. A handler that changes courses or
// cards does so before it asks for them.
type visit struct {
	courses []learning.Course
}

type visitKey struct{}

func visiting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitKey{}, &visit{})))
	})
}

// allCourses lists the student's courses with their counts, the default one first.
func (p *pages) allCourses(ctx context.Context) ([]learning.Course, error) {
	v, ok := ctx.Value(visitKey{}).(*visit)
	if ok && v.courses != nil {
		return v.courses, nil
	}
	courses, err := p.Learning.Courses(ctx, auth.User(ctx).ID)
	if ok && err == nil {
		v.courses = courses
	}
	return courses, err
}

// oneCourse is one of them.
func (p *pages) oneCourse(ctx context.Context, course id.Course) (learning.Course, error) {
	courses, err := p.allCourses(ctx)
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

// overview sums up the student's day, and reads the courses with it.
func (p *pages) overview(ctx context.Context) (learning.Summary, error) {
	day, courses, err := p.Learning.Overview(ctx, auth.User(ctx).ID, p.Now())
	if v, ok := ctx.Value(visitKey{}).(*visit); ok && err == nil {
		v.courses = courses
	}
	return day, err
}
