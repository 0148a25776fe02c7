package models_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"studyapp/internal/platform/auth"
	"studyapp/internal/search/embed/fetch"
	"studyapp/internal/search/embed/fetch/fetchtest"
	"studyapp/web/page/pagetest"
	"studyapp/web/services"
)

// withModel makes a site on a machine where the search model can be fetched.
func withModel(t *testing.T, role, then string) (*pagetest.Site, *fetchtest.Machine) {
	t.Helper()
	m := fetchtest.New(t, then)
	return pagetest.New(t, role, func(s *services.Services) {
		s.Model, s.SetupCode = m.Fetcher(), "ABCD-2345"
		s.Health = func(context.Context) []services.Check {
			return []services.Check{{Name: "search model", OK: s.Model.State().Phase == fetch.There, Optional: true}}
		}
		s.Vitals = s.Health
	}), m
}

func fetching(s fetch.State) bool { return s.Phase == fetch.Fetching && s.Arrived >= fetchtest.Part }

// Before there is an account, who may make it may fetch the search model.
func TestSettingUpFetchesTheSearchModel(t *testing.T) {
	s, m := withModel(t, auth.RoleStudent, `echo "ERROR: the registry said no" >&2; exit 1`)
	s.Exec(`delete from users`)
	code := url.Values{"code": {"abcd-2345"}}
	if _, _, body := s.Visit("GET", "/setup", nil); !strings.Contains(body, "Fetch it, ") {
		t.Error("the page does not offer to fetch the model")
	}
	for _, fields := range []url.Values{nil, {"code": {"WRONG"}}} {
		status, _, body := s.Visit("POST", "/setup/model", fields)
		if status != http.StatusForbidden || !strings.Contains(body, "It stands at the end of the link that the server printed") || s.Model.State().Phase != fetch.Absent {
			t.Errorf("with %v: %d, %s", fields, status, s.Model.State().Phase)
		}
	}
	status, _, body := s.Visit("POST", "/setup/model", url.Values{"code": {"abcd-2345"}, "email": {"lena@example.org"}})
	if status != http.StatusOK || !strings.Contains(body, `value="lena@example.org"`) {
		t.Errorf("with the code: %d, or what was typed is lost", status)
	}
	fetchtest.Until(t, s.Model, fetching)
	if _, _, body = s.Visit("POST", "/setup/ready", nil); !strings.Contains(body, "1 of 119 MB") && !strings.Contains(body, "1 of 114 MB") || !strings.Contains(body, "<progress") {
		t.Errorf("the progress is not told: %s", body)
	}
	m.Go()
	fetchtest.Until(t, s.Model, func(s fetch.State) bool { return s.Phase == fetch.Failed })
	if _, _, body = s.Visit("POST", "/setup/ready", code); !strings.Contains(body, "the registry said no") || !strings.Contains(body, "Try again") {
		t.Errorf("the failure is not told: %s", body)
	}
	if _, _, body = s.Visit("POST", "/setup/ready", nil); strings.Contains(body, "the registry said no") || !strings.Contains(body, "It could not be fetched.") {
		t.Errorf("who has no code reads: %s", body)
	}
	m.Then("")
	m.TakeAnything()
	if status, _, _ = s.Visit("POST", "/setup/model", code); status != http.StatusOK {
		t.Errorf("again: %d", status)
	}
	fetchtest.Until(t, s.Model, func(s fetch.State) bool { return s.Phase == fetch.There })
	if _, _, body = s.Visit("POST", "/setup/ready", code); strings.Contains(body, "hx-post") {
		t.Error("the list still looks again")
	}
}

func TestAfterTheFirstAccountOnlyAdminsFetchTheSearchModel(t *testing.T) {
	s, _ := withModel(t, auth.RoleStudent, "")
	if status, header, _ := s.Visit("POST", "/setup/model", nil); status != http.StatusSeeOther || header.Get("Location") != services.PathSignIn {
		t.Errorf("by the set-up page: %d", status)
	}
	if _, header, _ := s.Visit("POST", "/setup/ready", nil); header.Get("HX-Refresh") == "" {
		t.Error("an open set-up page stays")
	}
	for _, method := range []string{"GET", "POST"} {
		if status, _, _ := s.Send(method, "/admin/model", "", http.NoBody, false); status != http.StatusForbidden {
			t.Errorf("%s: %d", method, status)
		}
	}
	if s.Model.State().Phase != fetch.Absent {
		t.Error("it is fetched all the same")
	}
	_, _, body := s.Send("GET", "/ask", "", http.NoBody, false)
	if !strings.Contains(body, "Your admin can fetch it.") || strings.Contains(body, "/admin/model") {
		t.Error("the banner says something else")
	}
}

func TestTheBannerFollowsTheSearchModelAndGoes(t *testing.T) {
	s, m := withModel(t, auth.RoleAdmin, "")
	m.TakeAnything()
	_, _, body := s.Send("GET", "/ask", "", http.NoBody, false)
	if !strings.Contains(body, "Fetch the model") || !strings.Contains(body, `href="/admin/model?back=%2Fask"`) {
		t.Error("an admin is not led to fetch it")
	}
	if _, _, body = s.Send("GET", "/admin/model?back=/ask", "", http.NoBody, false); !strings.Contains(body, "Fetch it, ") || !strings.Contains(body, m.Root) {
		t.Error("the question does not say how much comes and whereto")
	}
	if _, _, body = s.Send("GET", "/admin", "", http.NoBody, false); !strings.Contains(body, "One thing needs you.") || !strings.Contains(body, `action="/admin/model"`) {
		t.Error("the admin page does not offer it")
	}
	if status, _ := s.Form("/admin/model", url.Values{"back": {"/ask"}}); status != http.StatusSeeOther {
		t.Errorf("fetching: %d", status)
	}
	fetchtest.Until(t, s.Model, fetching)
	if _, _, body = s.Send("GET", "/banner", "", http.NoBody, true); !strings.Contains(body, "is being fetched") || !strings.Contains(body, "1 of 11") {
		t.Errorf("meanwhile: %s", body)
	}
	if _, _, body = s.Send("GET", "/admin", "", http.NoBody, false); !strings.Contains(body, "All is well.") || !strings.Contains(body, "<progress") {
		t.Error("the admin page does not tell how far it is")
	}
	m.Go()
	fetchtest.Until(t, s.Model, func(s fetch.State) bool { return s.Phase == fetch.There })
	if _, _, body = s.Send("GET", "/banner", "", http.NoBody, true); body != "" {
		t.Errorf("the banner stays: %s", body)
	}
	if _, _, body = s.Send("GET", "/banner?quoted=1", "", http.NoBody, true); !strings.Contains(body, "Quoted from your documents.") {
		t.Errorf("a page of quotes does not say so: %s", body)
	}
}
