package web

import (
	"crypto/subtle"
	"encoding/json"
	"net/http"

	"studyapp/internal/platform/errs"
	"studyapp/web/problem"
	"studyapp/web/services"
)

// healthz says that the process lives.
func healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// readyz says whether the process can serve and names what is missing. Why is
// for this machine alone: the reasons name hosts, users and folders.
func readyz(s services.Services) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		checks := []services.Check{}
		if s.Health != nil {
			checks = append(checks, s.Health(r.Context())...)
		}
		missing, here := []string{}, services.Local(r)
		for i, c := range checks {
			if !here {
				checks[i].Detail = ""
			}
			if !c.OK {
				missing = append(missing, c.Name)
			}
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		ready := services.Ready(checks)
		if !ready {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"ready": ready, "missing": missing, "checks": checks}) // the prober may be gone
	}
}

// metricsOnlyFor lets this machine and holders of the token pass.
func metricsOnlyFor(token string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			sent := r.Header.Get("Authorization")
			byToken := token != "" && subtle.ConstantTimeCompare([]byte(sent), []byte("Bearer "+token)) == 1
			if !byToken && !services.Local(r) {
				problem.Write(w, r, errs.New(errs.Forbidden, "Metrics are for this machine, or for the token of STUDYAPP_METRICS_TOKEN."))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func metrics(s services.Services) http.HandlerFunc {
	if s.Metrics == nil {
		return http.NotFound
	}
	return s.Metrics.Handler().ServeHTTP
}
