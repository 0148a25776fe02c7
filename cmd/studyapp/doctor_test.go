package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"studyapp/internal/platform/config"
)

func TestDoctorAsksTheModelServer(t *testing.T) {
	t.Parallel()
	answering := func(status int) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/v1/models" || r.Header.Get("Authorization") != "Bearer key" {
				t.Errorf("%s with %q", r.URL.Path, r.Header.Get("Authorization"))
			}
			w.WriteHeader(status)
		}))
		t.Cleanup(s.Close)
		return s.URL + "/v1"
	}
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for _, c := range []struct {
		name, url string
		ok        bool
		says      string
	}{
		{"it is there", answering(http.StatusOK), true, ""},
		{"it is there and lists no models", answering(http.StatusNotFound), true, ""},
		{"it refuses the key", answering(http.StatusUnauthorized), false, "refuses the key"},
		{"it is unwell", answering(http.StatusBadGateway), false, "unwell"},
		{"nothing is there", gone.URL + "/v1", false, "does not answer"},
	} {
		f := checkLLM(t.Context(), config.Config{LLM: config.LLM{BaseURL: c.url, APIKey: "key"}})
		if f.OK != c.ok || !strings.Contains(f.Detail, c.says) || !strings.Contains(f.Detail, c.url) || (f.Do == "") != c.ok {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}
