package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/config"
	"studyapp/internal/platform/errs"
	"studyapp/web/bounds"
	"studyapp/web/problem"
	"studyapp/web/services"
	"studyapp/web/static"
)

// Mounts are the subtrees that other packages own; nil ones are left out.
// Each gets a router whose requests are authenticated but not yet required to
// be (services.RequireUser).
type Mounts struct {
	API  func(r chi.Router, s services.Services)
	Page func(r chi.Router, s services.Services)
	Jobs http.Handler // River UI under JobsPrefix
	// Problem renders an error as a page.
	Problem func(w http.ResponseWriter, r *http.Request, b problem.Body)
}

// JobsPrefix is where River UI is mounted.
const JobsPrefix = "/admin/jobs"

// Handler is the program's web server. A process with the worker role serves
// only its own state.
func Handler(s services.Services, m Mounts) (http.Handler, error) {
	protect, err := crossOrigin(s.Config)
	if err != nil {
		return nil, err
	}
	r := chi.NewRouter()
	r.Use(bounds.Pace, requestID, clientAddress(s.Config.TrustedProxies), accessLog(s.Log))
	if s.Metrics != nil {
		r.Use(s.Metrics.Middleware)
	}
	r.Use(problem.Writer{Log: s.Log, Page: m.Problem}.Middleware, recoverer, securityHeaders(s.Config))
	r.NotFound(problem.Handler(func(http.ResponseWriter, *http.Request) error {
		return errs.New(errs.NotFound, "There is no such page.")
	}).ServeHTTP)

	r.Get("/healthz", healthz)
	r.Get("/readyz", readyz(s))
	r.With(forMetricsToken(s)).Get("/metrics", metrics(s))
	if s.Config.Role == config.RoleWorker {
		return r, nil
	}
	r.Handle(static.Prefix+"*", static.Handler())

	r.Group(func(r chi.Router) {
		r.Use(protect, bounds.Small.Middleware, compress(), s.Authenticate)
		if m.API != nil {
			m.API(r, s)
		}
		if m.Page != nil {
			m.Page(r, s)
		}
		if m.Jobs != nil {
			r.With(s.RequireAdmin).Handle(JobsPrefix, http.RedirectHandler(JobsPrefix+"/", http.StatusMovedPermanently))
			r.With(s.RequireAdmin).Handle(JobsPrefix+"/*", m.Jobs)
		}
	})
	return r, nil
}
