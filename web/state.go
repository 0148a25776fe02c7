package web

import (
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
// for admins and for holders of the metrics token: the reasons name hosts,
// users and folders.
func readyz(s services.Services) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		checks := []services.Check{}
		if s.Health != nil {
			checks = append(checks, s.Health(r.Context())...)
		}
		missing := []string{}
		for _, c := range checks {
			if !c.OK {
				missing = append(missing, c.Name)
			}
		}
		if !s.HoldsMetricsToken(r) && !s.FromAdmin(r) {
			for i := range checks {
				checks[i].Detail = ""
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

// forMetricsToken lets holders of the metrics token pass, from wherever they ask.
func forMetricsToken(s services.Services) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !s.HoldsMetricsToken(r) {
				problem.Write(w, r, errs.New(errs.Forbidden, "Metrics are for holders of the token that STUDYAPP_METRICS_TOKEN sets, and for readers of the socket of STUDYAPP_METRICS_SOCKET."))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// MetricsHandler serves /metrics to everyone who reaches it: it is for a socket
// of its own (STUDYAPP_METRICS_SOCKET), whose file's permissions say who does.
func MetricsHandler(s services.Services) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", metrics(s))
	return mux
}

func metrics(s services.Services) http.HandlerFunc {
	if s.Metrics == nil {
		return http.NotFound
	}
	return s.Metrics.Handler().ServeHTTP
}
