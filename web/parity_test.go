package web_test

import (
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/pgtest"
	"studyapp/web/api"
	"studyapp/web/page"
	"studyapp/web/services"
)

// counterparts are the calls that do what a page's form does.
var counterparts = map[string]string{
	"POST /courses":             "POST /courses",
	"POST /courses/{id}":        "PATCH /courses/{id}",
	"POST /courses/{id}/delete": "DELETE /courses/{id}",

	"POST /sample":         "POST /sample",
	"POST /sample/remove":  "DELETE /sample",
	"POST /sample/restore": "POST /sample/restore",

	"POST /documents":                    "POST /documents",
	"POST /documents/{id}":               "PATCH /documents/{id}",
	"POST /documents/{id}/read":          "PATCH /documents/{id}",
	"POST /documents/{id}/replace":       "PUT /documents/{id}/file",
	"POST /documents/{id}/delete":        "DELETE /documents/{id}",
	"POST /documents/{id}/restore":       "POST /documents/{id}/restore",
	"POST /documents/{id}/retry":         "POST /documents/{id}/retry",
	"POST /documents/{id}/generate":      "POST /documents/{id}/generate",
	"POST /documents/{id}/generate/stop": "POST /generations/{id}/stop",

	"POST /ask":             "POST /ask",
	"POST /ask/stop":        "POST /messages/{id}/stop",
	"POST /ask/{id}/delete": "DELETE /conversations/{id}",

	"POST /review":         "POST /reviews",
	"POST /review/undo":    "DELETE /reviews/{id}",
	"POST /review/aside":   "PATCH /cards/{id}",
	"POST /review/restore": "PATCH /cards/{id}",

	"POST /cards":             "POST /cards",
	"POST /cards/many":        "POST /changes",
	"POST /cards/undo":        "POST /changes/{id}/undo",
	"POST /cards/{id}":        "PATCH /cards/{id}",
	"POST /cards/{id}/delete": "DELETE /cards/{id}",
	"POST /cards/{id}/status": "PATCH /cards/{id}",
	"POST /cards/{id}/quote":  "PUT /cards/{id}/quote",
	"POST /cards/{id}/keep":   "POST /cards/{id}/keep",
	"POST /cards/{id}/wrong":  "POST /cards/{id}/wrong",

	"POST /settings":                    "PATCH /me",
	"POST /settings/password":           "PUT /me/password",
	"POST /settings/tokens":             "POST /tokens",
	"POST /settings/tokens/{id}/revoke": "DELETE /tokens/{id}",

	"POST /admin/users":                 "POST /admin/users",
	"POST /admin/users/{id}/password":   "POST /admin/users/{id}/password",
	"POST /admin/users/{id}/suspend":    "POST /admin/users/{id}/suspend",
	"POST /admin/users/{id}/reactivate": "POST /admin/users/{id}/reactivate",
	"POST /admin/users/{id}/admin":      "PATCH /admin/users/{id}",
	"POST /admin/users/{id}/student":    "PATCH /admin/users/{id}",
	"POST /admin/model":                 "POST /admin/model",
	"POST /admin/models/{name}/try":     "POST /admin/models/{name}/try",
	"POST /admin/dead/retry":            "POST /admin/dead/retry",
	"POST /admin/dead/{job}/retry":      "POST /admin/dead/{id}/retry",
}

// pagesOnly are the forms that the API has no call for, and why.
var pagesOnly = map[string]string{
	"POST /setup":         "there is no account yet that could make a call",
	"POST /setup/ready":   "it shows how far the server is, which GET /admin/status tells later",
	"POST /setup/model":   "there is no account yet that could make a call",
	"POST /signin":        "a call is signed in by itself",
	"POST /signout":       "a call is signed in by itself",
	"POST /password":      "the API takes no one-time password",
	"POST /ask/scope":     "it changes nothing: the page is drawn anew",
	"POST /cards/preview": "it stores nothing: it draws a card while it is written",
}

// What a page can do the API can do.
func TestEveryFormHasItsCall(t *testing.T) {
	t.Parallel()
	s := services.Services{Auth: auth.New(pgtest.New(t), auth.Options{}), Log: slog.New(slog.DiscardHandler), Now: time.Now}
	pages := writing(t, func(r chi.Router) { page.Mount(r, s) })
	calls := writing(t, func(r chi.Router) { api.Mount(r, s) })
	if len(pages) < 30 || len(calls) < 30 {
		t.Fatalf("%d forms and %d calls: the walk is broken", len(pages), len(calls))
	}
	for _, form := range pages {
		call, reason := counterparts[form], pagesOnly[form]
		switch {
		case call == "" && reason == "":
			t.Errorf("%s: the API cannot do it. Add a call, or say here why not", form)
		case call != "" && reason != "":
			t.Errorf("%s: is there a call or not?", form)
		case call != "" && !slices.Contains(calls, call):
			t.Errorf("%s: the API has no %s", form, call)
		}
	}
	for form := range maps.Keys(counterparts) {
		if !slices.Contains(pages, form) {
			t.Errorf("%s: there is no such form any more", form)
		}
	}
	for form := range maps.Keys(pagesOnly) {
		if !slices.Contains(pages, form) {
			t.Errorf("%s: there is no such form any more", form)
		}
	}
}

// writing lists the routes that change something.
func writing(t *testing.T, mount func(chi.Router)) []string {
	t.Helper()
	r := chi.NewRouter()
	mount(r)
	var out []string
	err := chi.Walk(r, func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if method != http.MethodGet && method != http.MethodHead {
			out = append(out, method+" "+strings.TrimPrefix(strings.TrimSuffix(route, "/"), api.Prefix))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
