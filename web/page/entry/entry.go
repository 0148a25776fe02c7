package entry

import (
	"errors"
	"net/http"
	"strconv"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/problem"
	"studyapp/web/services"
	"studyapp/web/ui"
)

// setupView is the page of the first account.
type setupView struct {
	Email  string
	Code   string // the right one; empty: the visitor has to type it
	Failed error
	Checks []models.Check
	Still  bool // a specimen: Getting ready does not look again
}

// setup shows the form of the first account, and goes to sign-in once there is
// one. The link that the server printed brings the code along.
func (p *pages) setup(w http.ResponseWriter, r *http.Request) error {
	code := r.URL.Query().Get("code")
	if code == "" {
		return p.showSetup(w, r, http.StatusOK, setupView{})
	}
	if err := p.CheckSetUp(r.Context(), code); err != nil {
		return p.refuseSetup(w, r, setupView{}, err)
	}
	return p.showSetup(w, r, http.StatusOK, setupView{Code: code})
}

// refuseSetup shows the form with what is wrong in it.
func (p *pages) refuseSetup(w http.ResponseWriter, r *http.Request, v setupView, failed error) error {
	b := problem.Of(r.Context(), failed)
	if b.Status == http.StatusInternalServerError {
		return failed
	}
	v.Failed = failed
	return p.showSetup(w, r, b.Status, v)
}

func (p *pages) showSetup(w http.ResponseWriter, r *http.Request, status int, v setupView) error {
	first, err := p.Auth.First(r.Context())
	if err != nil {
		return err
	}
	if !first {
		http.Redirect(w, r, services.PathSignIn, http.StatusSeeOther)
		return nil
	}
	w.Header().Set("Cache-Control", "no-store")
	// The code in the address must not go along as a referrer. The policy
	// no-referrer would do that too, but makes browsers send "Origin: null" with
	// the form, which is refused as another site's where there is no https.
	w.Header().Set("Referrer-Policy", "strict-origin")
	v.Checks = p.readiness(r.Context())
	if v.Code == "" {
		v.Checks = withoutReasons(v.Checks)
	}
	return frame.ShowStatus(w, r, status, setupPage(ui.Frame{Title: setupTab}, v))
}

// makeFirst makes the admin's account. It takes the code that the server
// printed when it started, so that nobody can be quicker than the one who
// started it.
func (p *pages) makeFirst(w http.ResponseWriter, r *http.Request) error {
	code, email, password := r.PostFormValue("code"), r.PostFormValue("email"), r.PostFormValue("password")
	if err := p.CheckSetUp(r.Context(), code); err != nil {
		return p.refuseSetup(w, r, setupView{Email: email}, err)
	}
	a, err := p.Auth.CreateFirst(r.Context(), email, password, r.PostFormValue("time_zone"))
	if err != nil {
		if errors.Is(err, errs.Invalid) {
			return p.refuseSetup(w, r, setupView{Email: email, Code: code}, err)
		}
		if errors.Is(err, errs.Conflict) {
			http.Redirect(w, r, services.PathSignIn, http.StatusSeeOther)
			return nil
		}
		return err
	}
	if err := p.Auth.Begin(r.Context(), a, auth.Own); err != nil {
		return err
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// signInView is the sign-in page.
type signInView struct {
	Email, To, Error string
	Wait             int // seconds until the next try; 0 = none to wait
	FromLink         bool
}

func (p *pages) signIn(w http.ResponseWriter, r *http.Request) error {
	to := frame.LocalPath(r.URL.Query().Get("next"), "/")
	if _, ok := auth.FromContext(r.Context()); ok {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return nil
	}
	first, err := p.Auth.First(r.Context())
	if err != nil {
		return err
	}
	if first {
		http.Redirect(w, r, services.PathSetUp, http.StatusSeeOther)
		return nil
	}
	w.Header().Set("Cache-Control", "no-store")
	return frame.Show(w, r, signInPage(ui.Frame{Title: signInLabel}, signInView{To: to, FromLink: to != "/"}))
}

// enter checks e-mail and password and begins a session.
func (p *pages) enter(w http.ResponseWriter, r *http.Request) error {
	v := signInView{Email: r.PostFormValue("email"), To: frame.LocalPath(r.PostFormValue("next"), "/")}
	a, err := p.Auth.SignIn(r.Context(), v.Email, r.PostFormValue("password"))
	if err != nil {
		var e *errs.Error
		if !errors.As(err, &e) || e.Kind == errs.Internal {
			return err
		}
		status := http.StatusUnauthorized
		if e.Kind == errs.Limited {
			status = http.StatusTooManyRequests
			if v.Wait, _ = strconv.Atoi(e.Data["retry_after_s"]); v.Wait > 0 {
				w.Header().Set("Retry-After", strconv.Itoa(v.Wait))
			}
		}
		v.Error, v.FromLink = e.Message, v.To != "/"
		return frame.ShowStatus(w, r, status, signInPage(ui.Frame{Title: signInLabel}, v))
	}
	device := auth.Borrowed
	if r.PostFormValue("stay") != "" {
		device = auth.Own
	}
	if err := p.Auth.Begin(r.Context(), a, device); err != nil {
		return err
	}
	if p.SignedIn != nil {
		p.SignedIn(r.Context(), a)
	}
	http.Redirect(w, r, v.To, http.StatusSeeOther)
	return nil
}

func (p *pages) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := p.Auth.End(r.Context()); err != nil {
		return err
	}
	http.Redirect(w, r, services.PathSignIn, http.StatusSeeOther)
	return nil
}
