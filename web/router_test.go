package web_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/telemetry"
	"studyapp/web"
	"studyapp/web/bounds"
	"studyapp/web/problem"
	"studyapp/web/services"
)

const password = "correct horse battery"

// site is the router with a few routes of the test's own.
type site struct {
	*httptest.Server
	auth   *auth.Service
	checks []services.Check
}

func open(t *testing.T, c config.Config) *site {
	t.Helper()
	pool := pgtest.New(t)
	st := &site{auth: auth.New(pool, auth.Options{})}
	s := services.Services{
		Config: c, Pool: pool, Auth: st.auth, Log: slog.New(slog.DiscardHandler), Metrics: telemetry.New("test"),
		SetupCode: "ABCD-2345", Now: time.Now, Health: func(context.Context) []services.Check { return st.checks },
	}
	handle := func(r chi.Router, method, path string, h problem.Handler) { r.Method(method, path, h) }
	h, err := web.Handler(s, web.Mounts{
		API: func(r chi.Router, s services.Services) {
			r.With(s.RequireUser).Get("/api/v1/me", func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.WriteString(w, auth.User(r.Context()).Email)
			})
			echo := func(w http.ResponseWriter, r *http.Request) error {
				n, err := io.Copy(io.Discard, r.Body)
				_ = json.NewEncoder(w).Encode(n)
				return err
			}
			handle(r, "POST", "/api/v1/echo", echo)
			handle(r.With(bounds.Upload(c.MaxUploadBytes).Middleware), "POST", "/api/v1/files", echo)
			handle(r, "GET", "/api/v1/fail", func(http.ResponseWriter, *http.Request) error {
				return errs.New(errs.Conflict, "You have this document already.").With("document_id", "7")
			})
			handle(r, "GET", "/api/v1/secret", func(http.ResponseWriter, *http.Request) error {
				return errors.New("password=hunter2")
			})
			r.Get("/api/v1/panic", func(http.ResponseWriter, *http.Request) { panic("hunter2") })
			r.Get("/api/v1/stream", func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/event-stream")
				_, _ = io.WriteString(w, "data: first\n\n")
				_ = http.NewResponseController(w).Flush()
				<-r.Context().Done()
			})
		},
		Page: func(r chi.Router, s services.Services) {
			handle(r, "POST", services.PathSignIn, func(w http.ResponseWriter, r *http.Request) error {
				a, err := s.Auth.SignIn(r.Context(), r.FormValue("email"), r.FormValue("password"))
				if err != nil {
					return err
				}
				return s.Auth.Begin(r.Context(), a, auth.Own)
			})
			r.With(s.RequireUser).Get("/", func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.WriteString(w, strings.Repeat("today ", 1000))
			})
			handle(r, "POST", services.PathSetUp, func(w http.ResponseWriter, r *http.Request) error {
				return s.CheckSetUp(r.Context(), r.FormValue("code"))
			})
		},
		Jobs: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "river") }),
	})
	if err != nil {
		t.Fatal(err)
	}
	st.Server = httptest.NewServer(h)
	t.Cleanup(st.Close)
	st.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return st
}

func (s *site) account(t *testing.T, email, role string) (token string) {
	t.Helper()
	a, err := s.auth.Create(context.Background(), email, password, role)
	if err != nil {
		t.Fatal(err)
	}
	token, _, err = s.auth.CreateToken(context.Background(), a.ID, "test")
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// call sends a request with headers given as pairs and returns the answer and
// its body.
func (s *site) call(t *testing.T, method, path, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	w, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	b, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w, string(b)
}

func TestWhoMayPass(t *testing.T) {
	t.Parallel()
	s := open(t, config.Config{MetricsToken: "metrics-secret"})
	if w, _ := s.call(t, "GET", "/", "", "Accept", "text/html"); w.StatusCode != 303 || w.Header.Get("Location") != services.PathSetUp {
		t.Errorf("the very first visit: %d to %q", w.StatusCode, w.Header.Get("Location"))
	}
	student, admin := s.account(t, "ann@example.org", auth.RoleStudent), s.account(t, "root@example.org", auth.RoleAdmin)
	for _, c := range []struct {
		name, path string
		headers    []string
		status     int
		location   string
	}{
		{"a call without sign-in", "/api/v1/me", nil, 401, ""},
		{"a wrong token", "/api/v1/me", []string{"Authorization", "Bearer nonsense"}, 401, ""},
		{"a wrong token is no visitor without one", "/", []string{"Authorization", "Bearer nonsense", "Accept", "text/html"}, 401, ""},
		{"a token", "/api/v1/me", []string{"Authorization", "Bearer " + student}, 200, ""},
		{"a page without sign-in", "/?q=1", []string{"Accept", "text/html"}, 303, services.PathSignIn},
		{"River UI without sign-in", "/admin/jobs/x?y=1", []string{"Accept", "text/html"}, 303, services.PathSignIn + "?next=" + url.QueryEscape("/admin/jobs/x?y=1")},
		{"River UI for a student", "/admin/jobs/", []string{"Authorization", "Bearer " + student}, 403, ""},
		{"River UI for an admin", "/admin/jobs/", []string{"Authorization", "Bearer " + admin}, 200, ""},
		{"its bare path", "/admin/jobs", []string{"Authorization", "Bearer " + admin}, 301, "/admin/jobs/"},
		{"no such page", "/nowhere", nil, 404, ""},
		{"metrics from this machine without their token", "/metrics", nil, 403, ""},
		{"metrics for an admin", "/metrics", []string{"Authorization", "Bearer " + admin}, 403, ""},
		{"metrics with a wrong token", "/metrics", []string{"Authorization", "Bearer metrics-secreT"}, 403, ""},
		{"metrics with their token, from another machine", "/metrics", []string{"Authorization", "bearer metrics-secret", "X-Forwarded-For", "192.0.2.1"}, 200, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w, body := s.call(t, "GET", c.path, "", c.headers...)
			if w.StatusCode != c.status || w.Header.Get("Location") != c.location {
				t.Errorf("%d to %q: %s", w.StatusCode, w.Header.Get("Location"), body)
			}
		})
	}
}

func TestSessionCookie(t *testing.T) {
	t.Parallel()
	s := open(t, config.Config{})
	s.account(t, "ann@example.org", auth.RoleStudent)
	form := url.Values{"email": {"ann@example.org"}, "password": {password}}.Encode()
	w, body := s.call(t, "POST", services.PathSignIn, form, "Content-Type", "application/x-www-form-urlencoded")
	if w.StatusCode != 200 || len(w.Cookies()) != 1 {
		t.Fatalf("%d %s", w.StatusCode, body)
	}
	c := w.Cookies()[0]
	if c.Name != "studyapp_session" || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie %v", c)
	}
	if _, me := s.call(t, "GET", "/api/v1/me", "", "Cookie", c.Name+"="+c.Value); me != "ann@example.org" {
		t.Errorf("the cookie signs in as %s", me)
	}
	w, _ = s.call(t, "POST", services.PathSignIn, form, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site")
	if w.StatusCode != 403 {
		t.Errorf("another site's form: %d", w.StatusCode)
	}
}

func TestErrorsAreProblems(t *testing.T) {
	t.Parallel()
	s := open(t, config.Config{MaxUploadBytes: 3 << 20})
	for _, c := range []struct {
		name, method, path, body, contentType string
		status                                int
		kind, detail                          string
	}{
		{"kind, words and data", "GET", "/api/v1/fail", "", "", 409, "conflict", "You have this document already."},
		{"the cause is not shown", "GET", "/api/v1/secret", "", "", 500, "internal", errs.Message(io.EOF)},
		{"nor a panic's", "GET", "/api/v1/panic", "", "", 500, "internal", errs.Message(io.EOF)},
		{"a body that is too large", "POST", "/api/v1/echo", strings.Repeat("x", 2<<20+1), "application/json", 413, "too_large", "This is more than the server takes in at once. Send less."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w, body := s.call(t, c.method, c.path, c.body, "Content-Type", c.contentType)
			var p map[string]any
			if err := json.Unmarshal([]byte(body), &p); err != nil {
				// The handler had begun to answer before its error: the problem follows.
				_, rest, _ := strings.Cut(body, "\n")
				if err := json.Unmarshal([]byte(rest), &p); err != nil {
					t.Fatalf("%v in %s", err, body)
				}
			}
			if p["kind"] != c.kind || p["detail"] != c.detail || p["status"] != float64(c.status) || p["request_id"] != w.Header.Get("X-Request-Id") {
				t.Errorf("problem %v", p)
			}
			if c.kind == "conflict" && (w.StatusCode != 409 || p["document_id"] != "7" || w.Header.Get("Content-Type") != "application/problem+json") {
				t.Errorf("%d %v %v", w.StatusCode, w.Header, p)
			}
		})
	}
	if _, body := s.call(t, "POST", "/api/v1/echo", strings.Repeat("x", 3<<20), "Content-Type", "multipart/form-data; boundary=x"); !strings.Contains(body, "too_large") {
		t.Errorf("a form of files where none is taken in: %s", body)
	}
	if w, body := s.call(t, "POST", "/api/v1/files", strings.Repeat("x", 3<<20), "Content-Type", "multipart/form-data; boundary=x"); w.StatusCode != 200 {
		t.Errorf("an upload within the limit: %d %s", w.StatusCode, body)
	}
}

func TestHeadersForbidInlineScripts(t *testing.T) {
	t.Parallel()
	s := open(t, config.Config{})
	w, _ := s.call(t, "GET", "/nowhere", "")
	for _, directive := range strings.Split(w.Header.Get("Content-Security-Policy"), ";") {
		name, values, _ := strings.Cut(strings.TrimSpace(directive), " ")
		if (name == "script-src" || name == "style-src") && values != "'self'" {
			t.Errorf("%s allows %s", name, values)
		}
	}
	if w.Header.Get("X-Content-Type-Options") != "nosniff" || w.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("headers %v", w.Header)
	}
}

func TestPagesAreCompressedAndStreamsGoOutAtOnce(t *testing.T) {
	t.Parallel()
	s := open(t, config.Config{})
	token := s.account(t, "ann@example.org", auth.RoleStudent)
	w, body := s.call(t, "GET", "/", "", "Authorization", "Bearer "+token, "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatalf("%v; %v", err, w.Header)
	}
	if plain, err := io.ReadAll(z); err != nil || len(plain) != 6000 {
		t.Errorf("%d bytes, %v", len(plain), err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for _, accept := range []string{"text/event-stream", "*/*"} {
		r, err := http.NewRequestWithContext(ctx, "GET", s.URL+"/api/v1/stream", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", accept)
		r.Header.Set("Accept-Encoding", "gzip")
		answer, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		first := make([]byte, 11)
		if _, err := io.ReadFull(answer.Body, first); err != nil || string(first) != "data: first" {
			t.Errorf("Accept %s: %q, %v", accept, first, err)
		}
		_ = answer.Body.Close()
	}
}

func TestReadyzNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	s := open(t, config.Config{Role: config.RoleWorker, MetricsToken: "metrics-secret"})
	s.checks = []services.Check{{Name: "database", OK: true}, {Name: "search model", Optional: true, Detail: "fetch it"}}
	if w, body := s.call(t, "GET", "/readyz", ""); w.StatusCode != 200 || !strings.Contains(body, `"missing":["search model"]`) {
		t.Errorf("%d %s", w.StatusCode, body)
	}
	student, admin := s.account(t, "ann@example.org", auth.RoleStudent), s.account(t, "root@example.org", auth.RoleAdmin)
	for _, c := range []struct {
		name, token string
		told        bool
	}{
		{"nobody, from this machine", "", false}, {"a student", student, false}, {"a wrong token", "nonsense", false},
		{"an admin", admin, true}, {"the metrics token", "metrics-secret", true},
	} {
		var headers []string
		if c.token != "" {
			headers = []string{"Authorization", "Bearer " + c.token}
		}
		if w, body := s.call(t, "GET", "/readyz", "", headers...); w.StatusCode != 200 || strings.Contains(body, "fetch it") != c.told {
			t.Errorf("%s is told: %d %s", c.name, w.StatusCode, body)
		}
	}
	s.checks[0].OK = false
	if w, body := s.call(t, "GET", "/readyz", ""); w.StatusCode != 503 || !strings.Contains(body, `"missing":["database","search model"]`) {
		t.Errorf("%d %s", w.StatusCode, body)
	}
	if w, _ := s.call(t, "GET", "/api/v1/fail", ""); w.StatusCode != 404 {
		t.Errorf("a worker serves the API: %d", w.StatusCode)
	}
}

// Behind a plain proxy or tunnel on this machine every stranger comes from
// 127.0.0.1, names localhost and carries no header that says otherwise.
func TestSetUpNeedsTheCodeWhereverOneSeemsToComeFrom(t *testing.T) {
	t.Parallel()
	s := open(t, config.Config{})
	for _, c := range []struct {
		name, code, host string
		status           int
	}{
		{"from this machine", "", "", 403},
		{"from this machine by its name", "", "localhost:8080", 403},
		{"with a wrong code", "ABCD-2346", "", 403},
		{"with a part of it", "ABCD", "", 403},
		{"with the code", "ABCD-2345", "", 200},
		{"with the code in small letters, by any name", "abcd-2345 ", "study.example", 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			headers := []string{"Content-Type", "application/x-www-form-urlencoded"}
			if c.host != "" {
				headers = append(headers, "Host", c.host)
			}
			if w, body := s.call(t, "POST", services.PathSetUp, url.Values{"code": {c.code}}.Encode(), headers...); w.StatusCode != c.status {
				t.Errorf("%d %s", w.StatusCode, body)
			}
		})
	}
}

func TestSetUpCodesAreNotToBeGuessed(t *testing.T) {
	t.Parallel()
	s := open(t, config.Config{})
	form := func(code string) (*http.Response, string) {
		return s.call(t, "POST", services.PathSetUp, url.Values{"code": {code}}.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	}
	for i := range 10 {
		if w, body := form(fmt.Sprintf("ABCD-%04d", i)); w.StatusCode != 403 {
			t.Fatalf("guess %d: %d %s", i, w.StatusCode, body)
		}
	}
	if w, body := form("ABCD-2345"); w.StatusCode != 429 || w.Header.Get("Retry-After") != "300" || !strings.Contains(body, "Too many tries. Wait 5 minutes.") {
		t.Errorf("the right code after ten wrong ones: %d %s", w.StatusCode, body)
	}
}
