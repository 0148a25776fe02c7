package entry_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"studyapp/internal/platform/auth"
	"studyapp/web/page/pagetest"
	"studyapp/web/services"
)

// notSetUp is a site without an account, whose database says why it is away.
func notSetUp(t *testing.T) *pagetest.Site {
	t.Helper()
	s := pagetest.New(t, auth.RoleStudent, func(s *services.Services) {
		s.SetupCode = "ABCD-2345"
		s.Health = func(context.Context) []services.Check {
			return []services.Check{{Name: "redis", Optional: true, Detail: "dial unix /srv/secret: refused"}}
		}
	})
	s.Exec(`delete from users`)
	return s
}

func TestTheSetUpLinkBringsTheCodeAndAnAccountIsMadeWithoutTypingIt(t *testing.T) {
	s := notSetUp(t)
	status, header, body := s.Visit("GET", services.PathSetUp+"?code=ABCD-2345", nil)
	if status != http.StatusOK || !strings.Contains(body, `<input type="hidden" name="code" value="ABCD-2345"`) || strings.Contains(body, `id="f-code"`) {
		t.Errorf("%d, the page asks for the code: %s", status, body)
	}
	if p := header.Get("Referrer-Policy"); p != "strict-origin" || header.Get("Cache-Control") != "no-store" {
		t.Errorf("the code may leave with a referrer (%q) or stay in a cache", p)
	}
	if !strings.Contains(body, "/srv/secret") {
		t.Error("who holds the code is not told why Redis is away")
	}
	form := url.Values{"code": {"ABCD-2345"}, "email": {"lena@example.org"}, "password": {"short"}}
	if status, _, body = s.Visit("POST", services.PathSetUp, form); status != http.StatusUnprocessableEntity || !strings.Contains(body, `name="code" value="ABCD-2345"`) {
		t.Errorf("after another mistake: %d, or the code is lost", status)
	}
	form.Set("password", "correct horse battery")
	form.Set("time_zone", "Asia/Tokyo")
	if status, header, _ = s.Visit("POST", services.PathSetUp, form); status != http.StatusSeeOther || header.Get("Location") != "/" {
		t.Errorf("making the account: %d", status)
	}
	if a, err := s.Auth.ByEmail(t.Context(), "lena@example.org"); err != nil || a.TimeZone != "Asia/Tokyo" {
		t.Errorf("the days begin by the clock of %q, %v", a.TimeZone, err)
	}
	if status, header, _ = s.Visit("GET", services.PathSetUp+"?code=ABCD-2345", nil); status != http.StatusSeeOther || header.Get("Location") != services.PathSignIn {
		t.Errorf("the link after that: %d", status)
	}
}

func TestWithoutTheLinkTheCodeIsAskedForAndGuessesEnd(t *testing.T) {
	s := notSetUp(t)
	if status, _, body := s.Visit("GET", services.PathSetUp, nil); status != http.StatusOK || !strings.Contains(body, `id="f-code"`) || strings.Contains(body, "/srv/secret") {
		t.Errorf("%d, no code is asked for, or a stranger is told a folder", status)
	}
	form := url.Values{"email": {"lena@example.org"}, "password": {"correct horse battery"}}
	if status, _, body := s.Visit("POST", services.PathSetUp, form); status != http.StatusForbidden || !strings.Contains(body, `id="code-below" class="err"`) || !strings.Contains(body, `value="lena@example.org"`) {
		t.Errorf("without a code: %d, or not at its field", status)
	}
	for range 10 { // of an old link, say
		if status, _, body := s.Visit("GET", services.PathSetUp+"?code=WXYZ-2345", nil); status != http.StatusForbidden || !strings.Contains(body, "This is not the code.") {
			t.Fatalf("a wrong link: %d", status)
		}
	}
	form.Set("code", "ABCD-2345")
	for _, path := range []string{services.PathSetUp, services.PathSetUp + "/model"} {
		if status, _, body := s.Visit("POST", path, form); status != http.StatusTooManyRequests || !strings.Contains(body, "Too many tries. Wait 5 minutes.") {
			t.Errorf("%s after ten guesses: %d", path, status)
		}
	}
	if first, err := s.Auth.First(t.Context()); err != nil || !first {
		t.Errorf("an account was made all the same: %v", err)
	}
}
