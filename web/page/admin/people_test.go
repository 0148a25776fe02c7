package admin_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/pagetest"
)

var shownOnce = regexp.MustCompile(`value="([a-z0-9-]{24})"`)

// signIn signs in by the page and returns the status and where it leads.
func signIn(t *testing.T, s *pagetest.Site, email, password string) (status int, to, cookie, body string) {
	t.Helper()
	status, header, body := s.Visit("POST", "/signin", url.Values{"email": {email}, "password": {password}})
	cookie, _, _ = strings.Cut(header.Get("Set-Cookie"), ";")
	return status, header.Get("Location"), cookie, body
}

// with sends a request with the cookie of a session.
func with(t *testing.T, s *pagetest.Site, cookie, method, path string, fields url.Values) (int, string, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", cookie)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	w, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = w.Body.Close()
	cookie, _, _ = strings.Cut(w.Header.Get("Set-Cookie"), ";")
	return w.StatusCode, w.Header.Get("Location"), cookie
}

func TestAnAddedUserSignsInOnceAndChoosesTheirPassword(t *testing.T) {
	s := pagetest.New(t, auth.RoleAdmin)
	if status, body := s.Form("/admin/users", url.Values{"email": {"nonsense"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, `id="email-below" class="err"`) || !strings.Contains(body, `value="nonsense"`) {
		t.Errorf("not an e-mail: %d, or not at its field, or what was typed is lost", status)
	}
	if status, body := s.Form("/admin/users", url.Values{"email": {s.Account.Email}}); status != http.StatusConflict || !strings.Contains(body, "has an account already") {
		t.Errorf("taken: %d", status)
	}
	status, body := s.Form("/admin/users", url.Values{"email": {"Jo@example.org"}, "role": {"student"}})
	once := shownOnce.FindStringSubmatch(body)
	if status != http.StatusOK || once == nil {
		t.Fatalf("%d, no password in %s", status, body)
	}
	if _, _, body := s.Send("GET", "/admin", "", http.NoBody, false); !strings.Contains(body, "jo@example.org") || !strings.Contains(body, "invited") {
		t.Error("the page does not list them as invited")
	}
	status, _, cookie, _ := signIn(t, s, "jo@example.org", once[1])
	if status != http.StatusSeeOther {
		t.Fatalf("signing in: %d", status)
	}
	if _, to, _ := with(t, s, cookie, "GET", "/cards", nil); to != "/password?next=%2Fcards" {
		t.Errorf("the first page leads to %q", to)
	}
	if status, _, _ := with(t, s, cookie, "POST", "/password", url.Values{"password": {"short"}}); status != http.StatusUnprocessableEntity {
		t.Errorf("a short one: %d", status)
	}
	status, to, fresh := with(t, s, cookie, "POST", "/password", url.Values{"password": {"a password of my own"}, "next": {"/cards"}})
	if status != http.StatusSeeOther || to != "/cards" {
		t.Fatalf("choosing: %d, to %s", status, to)
	}
	if status, _, _ := with(t, s, fresh, "GET", "/cards", nil); status != http.StatusOK {
		t.Errorf("after that: %d", status)
	}
	if status, _, _, _ := signIn(t, s, "jo@example.org", once[1]); status == http.StatusSeeOther {
		t.Error("the one-time password is taken twice")
	}
}

func TestASuspendedUserIsOutAtOnceAndComesBack(t *testing.T) {
	s := pagetest.New(t, auth.RoleAdmin)
	jo, err := s.Auth.Create(t.Context(), "jo@example.org", "correct horse battery", auth.RoleStudent)
	if err != nil {
		t.Fatal(err)
	}
	_, _, cookie, _ := signIn(t, s, jo.Email, "correct horse battery")
	path := "/admin/users/" + jo.ID.String()
	if _, _, body := s.Send("GET", path+"/suspend", "", http.NoBody, false); !strings.Contains(body, "Nothing of theirs is deleted") {
		t.Error("the question does not say what it means")
	}
	if status, _ := s.Form(path+"/suspend", nil); status != http.StatusSeeOther {
		t.Fatalf("suspending: %d", status)
	}
	if status, to, _ := with(t, s, cookie, "GET", "/cards", nil); status != http.StatusSeeOther || !strings.HasPrefix(to, "/signin") {
		t.Errorf("the open session: %d, %s", status, to)
	}
	if _, _, _, body := signIn(t, s, jo.Email, "correct horse battery"); !strings.Contains(body, "Your account is suspended.") {
		t.Error("the sign-in does not say why")
	}
	if status, _ := s.Form(path+"/reactivate", nil); status != http.StatusSeeOther {
		t.Errorf("reactivating: %d", status)
	}
	if status, to, _ := with(t, s, cookie, "GET", "/cards", nil); status != http.StatusSeeOther || !strings.HasPrefix(to, "/signin") {
		t.Errorf("the session of before: %d, %s", status, to)
	}
	_, _, cookie, _ = signIn(t, s, jo.Email, "correct horse battery")
	if status, _, _ := with(t, s, cookie, "GET", "/cards", nil); status != http.StatusOK {
		t.Errorf("signing in after that: %d", status)
	}
}

func TestTheLastAdminStaysOne(t *testing.T) {
	s := pagetest.New(t, auth.RoleAdmin)
	path := "/admin/users/" + s.Account.ID.String()
	if status, body := s.Form(path+"/suspend", nil); status != http.StatusConflict || !strings.Contains(body, "You cannot suspend yourself.") {
		t.Errorf("suspending oneself: %d", status)
	}
	if _, _, body := s.Send("GET", "/admin", "", http.NoBody, false); strings.Contains(body, path+"/suspend") {
		t.Error("the page offers it")
	}
	s.Form(path+"/student", nil)
	if a, err := s.Auth.ByID(t.Context(), s.Account.ID); err != nil || !a.IsAdmin() {
		t.Errorf("the last admin is %+v, %v", a, err)
	}
}

func TestUsersAreForAdmins(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	path := "/admin/users/" + s.Account.ID.String()
	for _, c := range [][2]string{{"GET", "/admin/users/new"}, {"POST", "/admin/users"}, {"GET", path + "/password"}, {"POST", path + "/password"}, {"POST", path + "/admin"}, {"POST", path + "/suspend"}} {
		if status, _, _ := s.Send(c[0], c[1], "", http.NoBody, false); status != http.StatusForbidden {
			t.Errorf("%v: %d", c, status)
		}
	}
	s.Exec(`update users set role = 'admin'`)
	if status, _ := s.Form("/admin/users/"+id.New[id.User]().String()+"/suspend", nil); status != http.StatusNotFound {
		t.Errorf("nobody: %d", status)
	}
}
