package entry

import (
	"net/http"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
)

// choosePassword is where everyone is led who signed in with a one-time password.
func (p *pages) choosePassword(w http.ResponseWriter, r *http.Request) error {
	if !auth.User(r.Context()).OneTime {
		http.Redirect(w, r, "/settings#account", http.StatusSeeOther)
		return nil
	}
	return frame.Show(w, r, choosePage(frame.WithSettings(ui.Frame{Title: chooseTitle}, auth.User(r.Context())), chooseView{To: frame.LocalPath(r.URL.Query().Get("next"), "/"), Email: auth.User(r.Context()).Email}))
}

// chooseView is the page of one's own first password.
type chooseView struct {
	Email, To string
	Failed    error
}

func (p *pages) keepPassword(w http.ResponseWriter, r *http.Request) error {
	a := auth.User(r.Context())
	v := chooseView{Email: a.Email, To: frame.LocalPath(r.PostFormValue("next"), "/")}
	if v.Failed = p.Auth.ChooseOwn(r.Context(), a.ID, r.PostFormValue("password")); v.Failed != nil {
		if errs.KindOf(v.Failed) != errs.Invalid {
			return v.Failed
		}
		return frame.ShowStatus(w, r, http.StatusUnprocessableEntity, choosePage(frame.WithSettings(ui.Frame{Title: chooseTitle}, a), v))
	}
	if err := p.Auth.Begin(r.Context(), a, auth.Own); err != nil { // this device stays
		return err
	}
	http.Redirect(w, r, v.To, http.StatusSeeOther)
	return nil
}
