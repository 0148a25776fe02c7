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
	due     int // in all courses together
}

type visitKey struct{}

func visiting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(withVisit(r.Context())))
	})
}

// withVisit begins to keep anew.
func withVisit(ctx context.Context) context.Context {
	return context.WithValue(ctx, visitKey{}, &visit{})
}

// allCourses lists the student's courses with their counts, the default one first.
func (p *pages) allCourses(ctx context.Context) ([]learning.Course, error) {
	courses, _, err := p.coursesDue(ctx)
	return courses, err
}

// coursesDue is allCourses, and how many cards are due in all of them: what
// Today says.
func (p *pages) coursesDue(ctx context.Context) ([]learning.Course, int, error) {
	v, ok := ctx.Value(visitKey{}).(*visit)
	if ok && v.courses != nil {
		return v.courses, v.due, nil
	}
	courses, counts, err := p.Learning.CoursesDue(ctx, auth.User(ctx).ID)
	due := counts.Due + counts.New
	if ok && err == nil {
		v.courses, v.due = courses, due
	}
	return courses, due, err
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
func (p *pages) overview(ctx context.Context) (learning.Summary, []learning.Course, error) {
	day, courses, err := p.Learning.Overview(ctx, auth.User(ctx).ID, p.Now())
	if v, ok := ctx.Value(visitKey{}).(*visit); ok && err == nil {
		v.courses, v.due = courses, day.Due+day.New
	}
	return day, courses, err
}
