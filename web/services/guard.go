package services

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/problem"
)

// The pages that the guards send people to.
const (
	PathSetUp    = "/setup"
	PathSignIn   = "/signin"
	PathPassword = "/password"
	pathSignOut  = "/signout"
)

// Authenticate finds out who makes the request, by bearer token or session,
// and puts the account into the context. A wrong token is refused; no sign-in
// at all is not: RequireUser does that.
func (s Services) Authenticate(next http.Handler) http.Handler {
	bySession := s.Auth.Sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := s.Auth.BySession(r.Context())
		switch {
		case err == nil:
			r = r.WithContext(auth.NewContext(r.Context(), a))
		case !errors.Is(err, errs.Unauthenticated):
			problem.Write(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, ok := bearer(r)
		if !ok {
			bySession.ServeHTTP(w, r)
			return
		}
		a, err := s.Auth.ByToken(r.Context(), token)
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		// Pages keep messages in a session; the one of a token is never stored.
		ctx, err := s.Auth.Sessions.Load(r.Context(), "")
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(auth.NewContext(ctx, a)))
	})
}

func bearer(r *http.Request) (string, bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), ok && strings.EqualFold(scheme, "Bearer")
}

// RequireUser lets only signed-in requests pass. A page's visitor is sent to
// the sign-in, or to the set-up while there is no account; others get 401.
func (s Services) RequireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a, ok := auth.FromContext(r.Context()); ok {
			if a.OneTime && r.URL.Path != PathPassword && r.URL.Path != pathSignOut {
				toPassword(w, r)
				return
			}
			// What is somebody's stays out of caches, also after they signed out;
			// a handler whose answers are better kept, as files by their tag, says so.
			w.Header().Set("Cache-Control", "no-store")
			next.ServeHTTP(w, r)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/api/") || !strings.Contains(r.Header.Get("Accept"), "text/html") && r.Header.Get("HX-Request") == "" {
			problem.Write(w, r, errs.New(errs.Unauthenticated, "Sign in, or send a token: Authorization: Bearer TOKEN."))
			return
		}
		first, err := s.Auth.First(r.Context())
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		to := PathSetUp
		if !first {
			to = PathSignIn
			if r.Method == http.MethodGet && r.URL.Path != "/" {
				to += "?next=" + url.QueryEscape(r.URL.RequestURI())
			}
		}
		if r.Header.Get("HX-Request") != "" {
			w.Header().Set("HX-Redirect", to)
			w.WriteHeader(http.StatusNoContent)
			return
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
	})
}

// toPassword leads who signed in with a one-time password to choose their own.
func toPassword(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, "/api/"):
		problem.Write(w, r, errs.New(errs.Forbidden, "This password was for once. Choose your own at "+PathPassword+"."))
	case r.Header.Get("HX-Request") != "":
		w.Header().Set("HX-Redirect", PathPassword)
		w.WriteHeader(http.StatusNoContent)
	default:
		to := PathPassword
		if r.Method == http.MethodGet && r.URL.Path != "/" {
			to += "?next=" + url.QueryEscape(r.URL.RequestURI())
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
	}
}

// RequireAdmin lets only admins pass.
func (s Services) RequireAdmin(next http.Handler) http.Handler {
	return s.RequireUser(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !auth.User(r.Context()).IsAdmin() {
			problem.Write(w, r, errs.New(errs.Forbidden, "Only an admin can see this."))
			return
		}
		next.ServeHTTP(w, r)
	}))
}

// CheckSetUp returns nil if the visitor may make the first account: whoever has
// the code that was printed at start. Where the request seems to come from does
// not matter: a proxy or tunnel on this machine makes every stranger look local.
func (s Services) CheckSetUp(ctx context.Context, code string) error {
	return s.Auth.CheckSetUpCode(ctx, code, s.SetupCode)
}

// HoldsMetricsToken reports whether the request carries the token of
// STUDYAPP_METRICS_TOKEN. Where none is set nobody holds it.
func (s Services) HoldsMetricsToken(r *http.Request) bool {
	sent, ok := bearer(r)
	return ok && s.Config.MetricsToken != "" && subtle.ConstantTimeCompare([]byte(sent), []byte(s.Config.MetricsToken)) == 1
}

// FromAdmin reports whether an admin makes the request, on routes that
// Authenticate does not guard. It answers false while the database is away.
func (s Services) FromAdmin(r *http.Request) bool {
	a, err := s.asker(r)
	return err == nil && a.IsAdmin() && !a.OneTime
}

func (s Services) asker(r *http.Request) (auth.Account, error) {
	if token, ok := bearer(r); ok {
		return s.Auth.ByToken(r.Context(), token)
	}
	cookie, err := r.Cookie(s.Auth.Sessions.Cookie.Name)
	if err != nil {
		return auth.Account{}, err
	}
	ctx, err := s.Auth.Sessions.Load(r.Context(), cookie.Value)
	if err != nil {
		return auth.Account{}, err
	}
	return s.Auth.BySession(ctx)
}
