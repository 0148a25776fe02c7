package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/errs"
	"studyapp/web/problem"
	"studyapp/web/sse"
	"studyapp/web/static"
)

// accessLog writes a line for each request: pages and calls at info, assets
// and probes at debug.
func accessLog(log *slog.Logger) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			begun := time.Now()
			ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
			w.Header().Set("X-Request-Id", middleware.GetReqID(r.Context()))
			defer func() {
				level := slog.LevelInfo
				if strings.HasPrefix(r.URL.Path, static.Prefix) || r.URL.Path == "/healthz" || r.URL.Path == "/readyz" || r.URL.Path == "/metrics" {
					level = slog.LevelDebug
				}
				log.Log(r.Context(), level, "request", "method", r.Method, "path", r.URL.Path, "status", ww.Status(),
					"bytes", ww.BytesWritten(), "ms", time.Since(begun).Milliseconds(),
					"address", auth.Address(r.Context()), "request_id", middleware.GetReqID(r.Context()))
			}()
			next.ServeHTTP(ww, r)
		})
	}
}

// recoverer turns a panic of a handler into an error of that one request.
func recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler { //nolint:errorlint // it is this very value, never wrapped
				panic(v)
			}
			problem.Write(w, r, fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
		}()
		next.ServeHTTP(w, r)
	})
}

// The content security policies. No inline script or style anywhere of ours.
// pdf.js runs as a worker from /static and compiles its decoders from
// WebAssembly there; its pages are drawn from blobs.
const (
	policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; " +
		"connect-src 'self'; worker-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	// A worker has the policy of its own script's answer.
	staticPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
	// River UI is another's program: it styles elements inline.
	jobsPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

// securityHeaders sets what a browser must not do with our pages.
func securityHeaders(c config.Config) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			switch {
			case strings.HasPrefix(r.URL.Path, static.Prefix):
				h.Set("Content-Security-Policy", staticPolicy)
			case strings.HasPrefix(r.URL.Path, JobsPrefix):
				h.Set("Content-Security-Policy", jobsPolicy)
			default:
				h.Set("Content-Security-Policy", policy)
			}
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("X-Frame-Options", "DENY")
			h.Set("Referrer-Policy", "same-origin")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
			if c.SecureCookies() {
				h.Set("Strict-Transport-Security", "max-age=31536000")
			}
			next.ServeHTTP(w, r)
		})
	}
}

// crossOrigin refuses requests that change something and come from another
// site's page.
func crossOrigin(c config.Config) (func(http.Handler) http.Handler, error) {
	p := http.NewCrossOriginProtection()
	if c.BaseURL != "" {
		if err := p.AddTrustedOrigin(c.BaseURL); err != nil {
			return nil, fmt.Errorf("web: STUDYAPP_BASE_URL: %w", err)
		}
	}
	p.SetDenyHandler(problem.Handler(func(http.ResponseWriter, *http.Request) error {
		return errs.New(errs.Forbidden, "The request came from another site's page. Open this site itself and try again.")
	}))
	return p.Handler, nil
}

// compressed are the types worth compressing; event streams are not among
// them, they must go out at once.
var compressed = []string{
	"text/html", "text/css", "text/javascript", "text/plain", "application/json", "application/problem+json",
	"application/javascript", "image/svg+xml", "application/manifest+json", "application/openapi+json",
}

// compress compresses answers, but not a part of one (Range), a stream, or what
// its route says is to go out as it is (bounds.Verbatim).
func compress() func(http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.ContentTypes(compressed), gzhttp.SuffixETag("-gzip"))
	if err != nil {
		panic(err) // the options are constants
	}
	return func(next http.Handler) http.Handler {
		small := wrap(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Range") != "" || sse.Wanted(r.Header.Get("Accept")) {
				next.ServeHTTP(w, r)
				return
			}
			small.ServeHTTP(w, r)
		})
	}
}
