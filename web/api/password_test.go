package api_test

import (
	"net/http"
	"strings"
	"testing"

	"studyapp/internal/platform/auth"
)

func TestPasswordIsChangedByWhoKnowsIt(t *testing.T) {
	s := newSite(t)
	c := s.user("a@example.org", student)
	const old, next = "correct horse battery", "another horse battery"
	if p := refused(c, 422, "invalid", "PUT", "/me/password", object{"old_password": "wrong", "new_password": next}); p.Field != "old_password" {
		t.Errorf("field %q", p.Field)
	}
	if p := refused(c, 422, "invalid", "PUT", "/me/password", object{"old_password": old, "new_password": "short"}); p.Field != "password" {
		t.Errorf("field %q", p.Field)
	}
	want[struct{}](c, 204, "PUT", "/me/password", object{"old_password": old, "new_password": next})
	if _, err := s.Auth.SignIn(t.Context(), "a@example.org", old); err == nil {
		t.Error("the old password signs in")
	}
	if _, err := s.Auth.SignIn(t.Context(), "a@example.org", next); err != nil {
		t.Error(err)
	}
}

func TestSessionThatChangesThePasswordGoesOn(t *testing.T) {
	s := newSite(t)
	c := s.user("a@example.org", student)
	begin := func() *http.Cookie {
		t.Helper()
		ctx, err := s.Auth.Sessions.Load(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Auth.Begin(ctx, c.account, auth.Own); err != nil {
			t.Fatal(err)
		}
		token, _, err := s.Auth.Sessions.Commit(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return &http.Cookie{Name: s.Auth.Sessions.Cookie.Name, Value: token}
	}
	with := func(cookie *http.Cookie, method, path, body string) response {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, c.url+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.AddCookie(cookie)
		return c.send(r)
	}
	mine, other := begin(), begin()
	changed := with(mine, "PUT", "/me/password", `{"old_password": "correct horse battery", "new_password": "another horse battery"}`)
	if changed.status != http.StatusNoContent {
		t.Fatalf("%d %s", changed.status, changed.body)
	}
	for _, line := range changed.header.Values("Set-Cookie") {
		if cookie, err := http.ParseSetCookie(line); err == nil && cookie.Name == mine.Name {
			mine = cookie
		}
	}
	if r := with(mine, "GET", "/me", ""); r.status != http.StatusOK {
		t.Errorf("the session that asked: %d", r.status)
	}
	if r := with(other, "GET", "/me", ""); r.status != http.StatusUnauthorized {
		t.Errorf("another device: %d", r.status)
	}
}
