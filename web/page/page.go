package page

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/bounds"
	"studyapp/web/problem"
	"studyapp/web/services"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// pages has the handlers of all pages.
type pages struct{ services.Services }

// Mount adds the pages to the router, which must load sessions and, where
// someone is signed in, put the account into the context.
func Mount(r chi.Router, s services.Services) {
	p := &pages{s}
	r = r.With(p.telling)
	file := bounds.Upload(s.Config.MaxUploadBytes).Middleware

	r.Get(services.PathSetUp, p.do(p.setup))
	r.Post(services.PathSetUp, p.do(p.makeFirst))
	r.Get(pathReady, p.do(p.ready))
	r.Post(pathSetUpModel, p.do(p.fetchFirst))
	r.Get(services.PathSignIn, p.do(p.signIn))
	r.Post(services.PathSignIn, p.do(p.enter))

	r.Group(func(r chi.Router) {
		r.Use(p.RequireUser, fresh, visiting)
		r.Get("/", p.do(p.today))
		r.Post("/signout", p.do(p.signOut))
		r.Get("/more", p.do(p.more))
		r.Get("/keys", p.do(p.keys))
		r.Get(pathBanner, p.do(p.banner))

		r.Get("/courses", p.do(p.courses))
		r.Get("/courses/new", p.do(p.newCourse))
		r.Post("/courses", p.do(p.createCourse))
		r.Get("/courses/{id}", p.do(p.course))
		r.Get("/courses/{id}/edit", p.do(p.editCourse))
		r.Post("/courses/{id}", p.do(p.updateCourse))
		r.Get("/courses/{id}/delete", p.do(p.askDeleteCourse))
		r.Post("/courses/{id}/delete", p.do(p.deleteCourse))
		r.With(bounds.Stream).Get("/events", p.do(p.events))

		r.Post("/sample", p.do(p.addSample))
		r.Post("/sample/remove", p.do(p.removeSample))
		r.Post("/sample/restore", p.do(p.restoreSample))

		r.With(file).Post("/documents", p.do(p.upload))
		r.Get("/documents/{id}", p.do(p.reader))
		r.Get("/documents/{id}/part/{page}", p.do(p.part))
		r.Get("/documents/{id}/find", p.do(p.find))
		r.Get("/documents/{id}/file", p.do(p.file))
		r.Get("/documents/{id}/row", p.do(p.documentRow))
		r.Post("/documents/{id}/read", p.do(p.markRead))
		r.Get("/documents/{id}/edit", p.do(p.editDocument))
		r.Post("/documents/{id}", p.do(p.updateDocument))
		r.Get("/documents/{id}/replace", p.do(p.askReplace))
		r.With(file).Post("/documents/{id}/replace", p.do(p.replace))
		r.Get("/documents/{id}/delete", p.do(p.askDeleteDocument))
		r.Post("/documents/{id}/delete", p.do(p.deleteDocument))
		r.Post("/documents/{id}/restore", p.do(p.restore))
		r.Get("/documents/{id}/password", p.do(p.askPassword))
		r.Post("/documents/{id}/retry", p.do(p.retry))
		r.Get("/documents/{id}/generate", p.do(p.askGenerate))
		r.Post("/documents/{id}/generate", p.do(p.generate))
		r.Post("/documents/{id}/generate/stop", p.do(p.stopGenerating))

		r.Get("/ask", p.do(p.ask))
		r.With(bounds.Stream).Post("/ask", p.do(p.answer))
		r.Get("/ask/scope", p.do(p.askScope))
		r.Post("/ask/scope", p.do(p.chooseScope))
		r.Post("/ask/stop", p.do(p.stopAnswer))
		r.Get("/ask/{id}", p.do(p.conversation))
		r.With(bounds.Stream).Get("/ask/{id}/answer", p.do(p.answerInWork))
		r.Get("/ask/{id}/delete", p.do(p.askDeleteConversation))
		r.Post("/ask/{id}/delete", p.do(p.deleteConversation))
		r.Get("/search", p.do(p.search))

		r.Get("/review", p.do(p.review))
		r.Get("/review/next", p.do(p.nextCards))
		r.Post("/review", p.do(p.rate))
		r.Post("/review/undo", p.do(p.undoReview))
		r.Post("/review/aside", p.do(p.putAside))
		r.Post("/review/restore", p.do(p.takeBack))

		r.Get("/cards", p.do(p.cards))
		r.Get("/cards/new", p.do(p.newCard))
		r.Post("/cards", p.do(p.createCard))
		r.Post("/cards/many", p.do(p.changeCards))
		r.Post("/cards/undo", p.do(p.undoCards))
		r.Get("/cards/{id}", p.do(p.card))
		r.Get("/cards/{id}/edit", p.do(p.editCard))
		r.Post("/cards/{id}", p.do(p.updateCard))
		r.Post("/cards/{id}/delete", p.do(p.deleteCard))
		r.Post("/cards/{id}/status", p.do(p.setCardStatus))
		r.Get("/cards/{id}/nearest", p.do(p.nearest))
		r.Post("/cards/{id}/quote", p.do(p.useQuote))
		r.Post("/cards/{id}/keep", p.do(p.keepCard))
		r.Get("/cards/{id}/wrong", p.do(p.askWrong))
		r.Post("/cards/{id}/wrong", p.do(p.markWrong))

		r.Get("/settings", p.do(p.settings))
		r.Post("/settings", p.do(p.saveSettings))
		r.Post("/settings/password", p.do(p.changePassword))
		r.Post("/settings/tokens", p.do(p.createToken))
		r.Post("/settings/tokens/{id}/revoke", p.do(p.revokeToken))

		r.With(p.RequireAdmin).Get("/admin", p.do(p.admin))
		r.Get(services.PathPassword, p.do(p.choosePassword))
		r.Post(services.PathPassword, p.do(p.keepPassword))

		r.Route("/admin/users", func(r chi.Router) {
			r.Use(p.RequireAdmin)
			r.Get("/new", p.do(p.askAddUser))
			r.Post("/", p.do(p.addUser))
			r.Get("/{id}/password", p.do(p.askReset))
			r.Post("/{id}/password", p.do(p.resetPassword))
			r.Get("/{id}/suspend", p.do(p.askSuspend))
			r.Post("/{id}/suspend", p.do(p.suspend))
			r.Post("/{id}/reactivate", p.do(p.actOn(p.Auth.Reactivate, words.UserReactivated, "")))
			r.Post("/{id}/admin", p.do(p.actOn(p.setRole(auth.RoleAdmin), words.UserIsAdmin, "student")))
			r.Post("/{id}/student", p.do(p.actOn(p.setRole(auth.RoleStudent), words.UserIsStudent, "admin")))
		})
		r.With(p.RequireAdmin).Get(pathModel, p.do(p.askFetchModel))
		r.With(p.RequireAdmin).Post(pathModel, p.do(p.fetchModel))
		r.With(p.RequireAdmin).Post("/admin/models/{name}/try", p.do(p.tryModel))
		r.With(p.RequireAdmin).Post("/admin/dead/retry", p.do(p.retryAll))
		r.With(p.RequireAdmin).Post("/admin/dead/{job}/retry", p.do(p.retryJob))

		if s.Config.Dev {
			p.mountGallery(r)
		}
	})
}

// do makes an http.HandlerFunc of a handler that returns its error.
func (p *pages) do(f problem.Handler) http.HandlerFunc { return f.ServeHTTP }

// fresh keeps a student's pages out of caches, also after signing out.
func fresh(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// Problem draws the page of an error; it is problem.Writer.Page.
func Problem(w http.ResponseWriter, r *http.Request, b problem.Body) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Del("Content-Length")
	w.Header().Del("Content-Encoding")
	w.WriteHeader(b.Status)
	if isFragment(r) {
		_ = ui.ToastBox(ui.Toast{Text: b.Detail, Failed: true}).Render(r.Context(), w) // the client may be gone
		return
	}
	f := ui.Frame{Title: words.ProblemTitle(b.Status)}
	if a, ok := auth.FromContext(r.Context()); ok {
		f = withSettings(f, a)
	}
	_ = ui.ErrorPage(f, strconv.Itoa(b.Status), words.ProblemTitle(b.Status), b.Detail, b.RequestID).Render(r.Context(), w)
}

// frame is what surrounds a page of the signed-in student.
func (p *pages) frame(r *http.Request, title, current string) (ui.Frame, error) {
	a := auth.User(r.Context())
	f := withSettings(ui.Frame{Title: title, Current: current}, a)
	courses, due, err := p.coursesDue(r.Context())
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
	f.Toast = p.takeFlash(r)
	return f, nil
}

func withSettings(f ui.Frame, a auth.Account) ui.Frame {
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

// telling lets the pages say what time it is by the server's clock.
func (p *pages) telling(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(ui.AtTime(r.Context(), p.Now())))
	})
}

// show writes a page.
func show(w http.ResponseWriter, r *http.Request, c templ.Component) error {
	return showStatus(w, r, http.StatusOK, c)
}

func showStatus(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	return c.Render(r.Context(), w)
}

// isFragment reports whether the script asks for a part of a page.
func isFragment(r *http.Request) bool {
	return r.Header.Get("X-Fragment") != "" || r.Header.Get("HX-Request") == "true"
}

// dialog shows one question or form: over the page when the script asks, else
// as a page. failed is nil, or the error of the form that was sent, which is
// shown with it.
func (p *pages) dialog(w http.ResponseWriter, r *http.Request, d ui.Dialog, current string, failed error, content templ.Component) error {
	status := http.StatusOK
	if failed != nil {
		b := problem.Of(r.Context(), failed)
		if b.Status >= http.StatusInternalServerError {
			return failed
		}
		status = b.Status
		if b.Field == "" {
			d.Error = b.Detail
		}
	}
	if d.Back == "" {
		d.Back = "/"
	}
	if isFragment(r) {
		return showStatus(w, r, status, dialogFragment(d, content))
	}
	f, err := p.frame(r, d.Title, current)
	if err != nil {
		return err
	}
	return showStatus(w, r, status, dialogPage(f, d, content))
}

// fieldError is the message of an error that belongs to the named field.
func fieldError(err error, field string) string {
	var e *errs.Error
	if errors.As(err, &e) && e.Field == field {
		return e.Message
	}
	return ""
}

// fieldOf is the field that an error belongs to, if one.
func fieldOf(err error) string {
	var e *errs.Error
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}

// done sends the student on after a form: a redirect, or for the script the
// address to go to.
func (p *pages) done(w http.ResponseWriter, r *http.Request, to string, toast *ui.Toast) error {
	if toast != nil {
		p.flash(r, *toast)
	}
	if r.Header.Get("X-Fragment") != "" {
		w.Header().Set("X-Location", to)
		w.WriteHeader(http.StatusOK) // an empty answer; browsers report a 204 to a script as broken off
		return nil
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

const flashKey = "flash"

// flash keeps a message for the next page.
func (p *pages) flash(r *http.Request, t ui.Toast) {
	b, err := json.Marshal(t)
	if err != nil {
		return // strings and booleans always encode
	}
	p.Auth.Sessions.Put(r.Context(), flashKey, string(b))
}

func (p *pages) takeFlash(r *http.Request) *ui.Toast {
	if isFragment(r) {
		return nil
	}
	return p.popFlash(r)
}

// popFlash takes the message kept for the next page.
func (p *pages) popFlash(r *http.Request) *ui.Toast {
	s := p.Auth.Sessions.PopString(r.Context(), flashKey)
	if s == "" {
		return nil
	}
	var t ui.Toast
	if json.Unmarshal([]byte(s), &t) != nil {
		return nil
	}
	return &t
}

// pathID reads the identifier in the route.
func pathID[T ~[16]byte](r *http.Request) (T, error) { return id.Parse[T](chi.URLParam(r, "id")) }

// optionalID reads an identifier of a form or query; empty is the zero one.
func optionalID[T ~[16]byte](s string) (T, error) {
	if s = strings.TrimSpace(s); s == "" {
		var zero T
		return zero, nil
	}
	return id.Parse[T](s)
}

// localPath is an address on this server to go on to, else other.
func localPath(s, other string) string {
	if strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//") && !strings.HasPrefix(s, `/\`) && !strings.ContainsAny(s, "\r\n\t") {
		return s
	}
	return other
}

// firstOf is the first text that is not empty.
func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
