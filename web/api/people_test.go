package api_test

import (
	"net/http"
	"strings"
	"testing"

	"studyapp/web/api"
)

func TestUsersAreManagedByAdmins(t *testing.T) {
	s := newSite(t)
	pupil, admin := s.user("a@example.org", student), s.user("b@example.org", "admin")
	added := want[api.OneTimePassword](admin, 201, "POST", "/admin/users", object{"email": "jo@example.org"})
	if added.User.Role != student || !added.User.OneTime || len(added.Password) < 20 {
		t.Errorf("%+v", added)
	}
	if p := refused(admin, 409, "conflict", "POST", "/admin/users", object{"email": "jo@example.org"}); p.Field != "email" {
		t.Errorf("field %q", p.Field)
	}
	jo := "/admin/users/" + added.User.ID.String()
	if again := want[api.OneTimePassword](admin, 201, "POST", jo+"/password", nil); again.Password == added.Password {
		t.Error("the password stays")
	}
	if u := want[api.User](admin, 200, "PATCH", jo, object{"role": "admin"}); u.Role != "admin" {
		t.Errorf("%+v", u)
	}
	// Suspending ends tokens at once and for good; who comes back makes new ones.
	path := "/admin/users/" + pupil.account.ID.String()
	if u := want[api.User](admin, 200, "POST", path+"/suspend", nil); u.SuspendedAt == nil {
		t.Errorf("%+v", u)
	}
	refused(pupil, 401, "unauthenticated", "GET", "/me", nil)
	if u := want[api.User](admin, 200, "POST", path+"/reactivate", nil); u.SuspendedAt != nil {
		t.Errorf("%+v", u)
	}
	refused(pupil, 401, "unauthenticated", "GET", "/me", nil)
	var err error
	if pupil.token, _, err = pupil.Auth.CreateToken(t.Context(), pupil.account.ID, "again"); err != nil {
		t.Fatal(err)
	}
	want[api.Account](pupil, 200, "GET", "/me", nil)
	refused(admin, 409, "conflict", "POST", "/admin/users/"+admin.account.ID.String()+"/suspend", nil)
	for _, r := range routes(pupil) {
		if strings.HasPrefix(r.path, "/admin/users") {
			body := object{}
			if r.id == "add-user" {
				body = object{"email": "x@example.org"}
			}
			if r.id == "change-user" {
				body = object{"role": "admin"}
			}
			refused(pupil, http.StatusForbidden, "forbidden", r.method, idPattern.ReplaceAllString(r.path, pupil.account.ID.String()), body)
			if strings.Contains(r.path, "{") {
				refused(admin, http.StatusNotFound, "not_found", r.method, idPattern.ReplaceAllString(r.path, newID()), body)
			}
		}
	}
}
