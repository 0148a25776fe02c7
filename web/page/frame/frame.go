package frame

import (
	"context"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/problem"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Pages draws what every page of a signed-in student has around it, for the
// packages of the pages, which hold it.
type Pages struct {
	learning Learning
	sessions Sessions
	now      func() time.Time
}

// Learning knows the student's courses and what is due of them.
type Learning interface {
	CoursesDue(ctx context.Context, owner id.User) ([]learning.Course, learning.DueCounts, error)
	Overview(ctx context.Context, owner id.User, now time.Time) (learning.Summary, []learning.Course, error)
}

// Sessions keep a message for the next page.
type Sessions interface {
	Put(ctx context.Context, key string, value any)
	PopString(ctx context.Context, key string) string
}

// New makes the frame of pages that tell the time of now.
func New(l Learning, s Sessions, now func() time.Time) *Pages { return &Pages{l, s, now} }

// Now is what time it is on the pages.
func (p *Pages) Now() time.Time { return p.now() }

// Do makes an http.HandlerFunc of a handler that returns its error.
func Do(f problem.Handler) http.HandlerFunc { return f.ServeHTTP }

// Frame is what surrounds a page of the signed-in student.
func (p *Pages) Frame(r *http.Request, title, current string) (ui.Frame, error) {
	a := auth.User(r.Context())
	f := WithSettings(ui.Frame{Title: title, Current: current}, a)
	courses, due, err := p.CoursesDue(r.Context())
	if err != nil {
		return f, err
	}
	f.Due = due
	now := p.Now()
	for _, c := range courses {
		n := ui.NavCourse{ID: c.ID.String(), Title: c.Title}
		if c.ExamAt != nil {
			if days := words.DaysLeft(*c.ExamAt, now, a.Location()); days >= 0 {
				n.Note = words.ShortDays(days)
			}
		}
		if c.IsDefault {
			f.Course = n.ID
		}
		f.Courses = append(f.Courses, n)
	}
	f.Toast = p.TakeFlash(r)
	return f, nil
}

// WithSettings adds to a frame what the account chose for all its pages.
func WithSettings(f ui.Frame, a auth.Account) ui.Frame {
	if a.Settings.Theme != "system" {
		f.Theme = a.Settings.Theme
	}
	if a.Settings.TextSize != "m" {
		f.Text = a.Settings.TextSize
	}
	f.Keys, f.Admin = a.Settings.SingleKeys, a.IsAdmin()
	if !a.ID.IsZero() {
		f.Account = a.ID.String()
	}
	return f
}

// Telling lets the pages say what time it is by the server's clock.
func (p *Pages) Telling(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(ui.AtTime(r.Context(), p.Now())))
	})
}

// Show writes a page.
func Show(w http.ResponseWriter, r *http.Request, c templ.Component) error {
	return ShowStatus(w, r, http.StatusOK, c)
}

// ShowStatus writes a page with a status.
func ShowStatus(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	return c.Render(r.Context(), w)
}

// IsFragment reports whether the script asks for a part of a page.
func IsFragment(r *http.Request) bool {
	return r.Header.Get("X-Fragment") != "" || r.Header.Get("HX-Request") == "true"
}
