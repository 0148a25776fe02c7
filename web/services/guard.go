package services

import (
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"net/netip"
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

// Local reports whether the request comes from this machine itself, through no
// proxy that says otherwise, and names it so: a stranger's page can point a
// name of its own at this machine and send what looks like its own requests.
func Local(r *http.Request) bool {
	for _, h := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip"} {
		if r.Header.Get(h) != "" {
			return false
		}
	}
	a, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && a.Addr().Unmap().IsLoopback() && namesLoopback(r.Host)
}

func namesLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

// CheckSetUp returns nil if the visitor may make the first account: from this
// machine, or with the code that was printed at start.
func (s Services) CheckSetUp(r *http.Request, code string) error {
	if Local(r) {
		return nil
	}
	code = strings.ToUpper(strings.TrimSpace(code))
	if s.SetupCode != "" && subtle.ConstantTimeCompare([]byte(code), []byte(s.SetupCode)) == 1 {
		return nil
	}
	return errs.New(errs.Forbidden, "This is not the code. The server printed it when it started.").At("code")
}
