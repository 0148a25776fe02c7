package settings_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
	"studyapp/web/services"
)

const password = "correct horse battery"

// browser is a student who signed in by the page.
type browser struct {
	t      *testing.T
	s      *pagetest.Site
	cookie string
}

func signIn(t *testing.T, s *pagetest.Site) *browser {
	t.Helper()
	_, header, _ := s.Visit("POST", services.PathSignIn, url.Values{"email": {s.Account.Email}, "password": {password}})
	b := &browser{t: t, s: s}
	b.keep(header)
	return b
}

func (b *browser) keep(h http.Header) {
	if c, _, _ := strings.Cut(h.Get("Set-Cookie"), ";"); c != "" {
		b.cookie = c
	}
}

func (b *browser) send(method, path string, fields url.Values) (int, string) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.s.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Cookie", b.cookie)
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	status, header, body := b.s.Do(r)
	b.keep(header)
	return status, body
}

var tokenShown = regexp.MustCompile(`value="(studyapp_[^"]+)"`)

func TestAPageAsksThePasswordBeforeItMakesAToken(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	b := signIn(t, s)
	form := url.Values{"name": {"Phone"}}
	for _, wrong := range []string{"", "a wrong password"} {
		form.Set("password", wrong)
		status, body := b.send("POST", "/settings/tokens", form)
		if status != http.StatusUnprocessableEntity || !strings.Contains(body, `id="password-below" class="err"`) || !strings.Contains(body, `value="Phone"`) || tokenShown.MatchString(body) {
			t.Errorf("with %q: %d, or not at its field, or what was typed is lost", wrong, status)
		}
	}
	form.Set("password", password)
	status, body := b.send("POST", "/settings/tokens", form)
	if status != http.StatusCreated || !tokenShown.MatchString(body) || !regexp.MustCompile(`Ends \w+ \d+ \w+ \d{4}\.`).MatchString(body) {
		t.Errorf("with the right one: %d, or its end is not told", status)
	}
	form.Set("password", "a wrong password")
	for range 9 { // one was wrong above
		b.send("POST", "/settings/tokens", form)
	}
	if status, body := b.send("POST", "/settings/tokens", form); status != http.StatusTooManyRequests || !strings.Contains(body, "Too many tries. Wait 5 minutes.") || !strings.Contains(body, `id="password-below"`) {
		t.Errorf("after ten wrong ones: %d", status)
	}
}

func TestChangingThePasswordLeavesThisDeviceAlone(t *testing.T) {
	s := pagetest.New(t, auth.RoleStudent)
	here, phone := signIn(t, s), signIn(t, s)
	if _, body := here.send("GET", "/settings", nil); !strings.Contains(body, "A new password signs out your other devices and ends your API token.") {
		t.Error("the page does not say what a new password ends")
	}
	status, _ := here.send("POST", "/settings/password", url.Values{"old": {password}, "new": {"another long password"}})
	if status != http.StatusSeeOther {
		t.Fatalf("changing: %d", status)
	}
	if status, body := here.send("GET", "/settings", nil); status != http.StatusOK || !strings.Contains(body, "Password changed. Other devices are signed out and API tokens have ended.") || strings.Contains(body, "/revoke") {
		t.Errorf("this device: %d, or a token is left", status)
	}
	if status, _ := phone.send("GET", "/settings", nil); status != http.StatusSeeOther {
		t.Errorf("another device: %d", status)
	}
	if status, _, _ := s.Send("GET", "/settings", "", http.NoBody, false); status != http.StatusUnauthorized { // by its token
		t.Errorf("a token: %d", status)
	}
}
