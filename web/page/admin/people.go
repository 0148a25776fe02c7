package admin

import (
	"cmp"
	"context"
	"net/http"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
)

// userRow is one account on the admin page.
type userRow struct {
	ID, Email string
	Note      string // admin, invited, suspended; empty for a student
	Keeps     string
	Admin     bool
	Suspended bool
	Self      bool // whose page it is
}

func viewUser(u auth.Account, keeps string, self id.User) userRow {
	row := userRow{ID: u.ID.String(), Email: u.Email, Keeps: keeps, Admin: u.IsAdmin(), Suspended: u.Suspended(), Self: u.ID == self}
	switch {
	case row.Suspended:
		row.Note = roleSuspended
	case u.IsAdmin():
		row.Note = roleAdmin
	case u.OneTime:
		row.Note = roleInvited
	}
	return row
}

// userPath is where an act with an account is asked for and done.
func userPath(id, act string) string { return "/admin/users/" + id + "/" + act }

func (p *pages) askAddUser(w http.ResponseWriter, r *http.Request) error {
	return p.addUserDialog(w, r, nil)
}

func (p *pages) addUserDialog(w http.ResponseWriter, r *http.Request, failed error) error {
	d := ui.Dialog{Title: addUserTitle, Text: addUserText, Action: "/admin/users", Submit: addUserTitle, Back: "/admin"}
	return p.Dialog(w, r, d, "admin", failed, addUserFields(r.PostFormValue("email"), r.PostFormValue("role"), failed))
}

// addUser makes an account and shows its one-time password, this once.
func (p *pages) addUser(w http.ResponseWriter, r *http.Request) error {
	role := cmp.Or(r.PostFormValue("role"), auth.RoleStudent)
	a, once, err := p.Auth.Add(r.Context(), auth.User(r.Context()).ID, r.PostFormValue("email"), role)
	if err != nil {
		return p.addUserDialog(w, r, err)
	}
	return p.showOnce(w, r, a, once)
}

// showOnce shows a one-time password. It is not put into an address or a
// session: it is in this answer alone.
func (p *pages) showOnce(w http.ResponseWriter, r *http.Request, a auth.Account, once string) error {
	return p.Dialog(w, r, ui.Dialog{Title: a.Email, Text: oneTimeText, Plain: true, Leave: userDone, Back: "/admin"}, "admin", nil, oneTime(once))
}

// anyone is the account of the route, also a suspended one.
func (p *pages) anyone(r *http.Request) (auth.Account, error) {
	user, err := frame.PathID[id.User](r)
	if err != nil {
		return auth.Account{}, err
	}
	return p.Auth.Anyone(r.Context(), user)
}

func (p *pages) askReset(w http.ResponseWriter, r *http.Request) error {
	a, err := p.anyone(r)
	if err != nil {
		return err
	}
	d := ui.Dialog{Title: a.Email, Text: resetText, Action: userPath(a.ID.String(), "password"), Submit: resetPasswordLabel, Back: "/admin"}
	return p.Dialog(w, r, d, "admin", nil, templ.NopComponent)
}

func (p *pages) resetPassword(w http.ResponseWriter, r *http.Request) error {
	user, err := frame.PathID[id.User](r)
	if err != nil {
		return err
	}
	a, once, err := p.Auth.ResetPassword(r.Context(), auth.User(r.Context()).ID, user)
	if err != nil {
		return err
	}
	return p.showOnce(w, r, a, once)
}

func (p *pages) askSuspend(w http.ResponseWriter, r *http.Request) error {
	a, err := p.anyone(r)
	if err != nil {
		return err
	}
	return p.suspendDialog(w, r, a, nil)
}

func (p *pages) suspendDialog(w http.ResponseWriter, r *http.Request, a auth.Account, failed error) error {
	d := ui.Dialog{Title: a.Email, Text: suspendText, Action: userPath(a.ID.String(), "suspend"), Submit: suspendUser, Danger: true, Back: "/admin"}
	return p.Dialog(w, r, d, "admin", failed, templ.NopComponent)
}

func (p *pages) suspend(w http.ResponseWriter, r *http.Request) error {
	a, err := p.anyone(r)
	if err != nil {
		return err
	}
	if _, err := p.Auth.Suspend(r.Context(), auth.User(r.Context()).ID, a.ID); err != nil {
		return p.suspendDialog(w, r, a, err)
	}
	return p.Done(w, r, "/admin", &ui.Toast{Text: userSuspended(a.Email), Undo: userPath(a.ID.String(), "reactivate")})
}

// actOn does what can be taken back at once, and says so. A refusal is told on
// the page that one came from.
func (p *pages) actOn(do func(ctx context.Context, actor, user id.User) (auth.Account, error), said func(email string) string, undo string) func(w http.ResponseWriter, r *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		user, err := frame.PathID[id.User](r)
		if err != nil {
			return err
		}
		a, err := do(r.Context(), auth.User(r.Context()).ID, user)
		if errs.KindOf(err) == errs.Conflict {
			return p.Done(w, r, "/admin", &ui.Toast{Text: errs.Message(err), Failed: true})
		}
		if err != nil {
			return err
		}
		t := ui.Toast{Text: said(a.Email)}
		if undo != "" {
			t.Undo = userPath(a.ID.String(), undo)
		}
		to := "/admin"
		if user == auth.User(r.Context()).ID && !a.IsAdmin() {
			to, t.Undo = "/", "" // one's own rights are given up
		}
		return p.Done(w, r, to, &t)
	}
}

func (p *pages) setRole(role string) func(ctx context.Context, actor, user id.User) (auth.Account, error) {
	return func(ctx context.Context, actor, user id.User) (auth.Account, error) {
		return p.Auth.SetRole(ctx, actor, user, role)
	}
}
