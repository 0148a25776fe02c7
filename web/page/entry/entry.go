package entry

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/services"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// setupView is the page of the first account.
type setupView struct {
	Email    string
	NeedCode bool
	Failed   error
	Checks   []models.Check
	Still    bool // a specimen: Getting ready does not look again
}

// setup shows the form of the first account, and goes to sign-in once there is one.
func (p *pages) setup(w http.ResponseWriter, r *http.Request) error {
	return p.showSetup(w, r, http.StatusOK, "", nil)
}

func (p *pages) showSetup(w http.ResponseWriter, r *http.Request, status int, email string, failed error) error {
	first, err := p.Auth.First(r.Context())
	if err != nil {
		return err
	}
	if !first {
		http.Redirect(w, r, services.PathSignIn, http.StatusSeeOther)
		return nil
	}
	w.Header().Set("Cache-Control", "no-store")
	v := setupView{Email: email, NeedCode: !services.Local(r), Failed: failed, Checks: p.readiness(r)}
	return frame.ShowStatus(w, r, status, setupPage(ui.Frame{Title: words.SetupTab}, v))
}

// makeFirst makes the admin's account. From another machine it takes the code
// that the server printed when it started, so that nobody on the network can
// be quicker than the one who started it.
func (p *pages) makeFirst(w http.ResponseWriter, r *http.Request) error {
	email, password := r.PostFormValue("email"), r.PostFormValue("password")
	if err := p.CheckSetUp(r, r.PostFormValue("code")); err != nil {
		return p.showSetup(w, r, http.StatusForbidden, email, err)
	}
	a, err := p.Auth.CreateFirst(r.Context(), email, password)
	if err != nil {
		if errors.Is(err, errs.Invalid) {
			return p.showSetup(w, r, http.StatusUnprocessableEntity, email, err)
		}
		if errors.Is(err, errs.Conflict) {
			http.Redirect(w, r, services.PathSignIn, http.StatusSeeOther)
			return nil
		}
		return err
	}
	if zone := r.PostFormValue("time_zone"); zone != "" {
		if _, err := time.LoadLocation(zone); err == nil && zone != "Local" {
			a.TimeZone = zone
			if err := p.Auth.UpdateSettings(r.Context(), a); err != nil {
				return err
			}
		}
	}
	if err := p.Auth.Begin(r.Context(), a, true); err != nil {
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
	return frame.Show(w, r, signInPage(ui.Frame{Title: words.SignIn}, signInView{To: to, FromLink: to != "/"}))
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
		return frame.ShowStatus(w, r, status, signInPage(ui.Frame{Title: words.SignIn}, v))
	}
	if err := p.Auth.Begin(r.Context(), a, r.PostFormValue("stay") != ""); err != nil {
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
