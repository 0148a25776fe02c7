package telemetry

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"studyapp/internal/platform/jobs"
)

// Metrics is the registry of one process, with what every process measures.
// A module registers its own metrics in Registry.
type Metrics struct {
	Registry *prometheus.Registry

	requests *prometheus.HistogramVec
	inFlight prometheus.Gauge
}

// New returns a registry that measures the Go runtime, the process and, by
// Middleware, requests.
func New(version string) *Metrics {
	m := &Metrics{
		Registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "studyapp_http_request_seconds", Help: "Time to answer a request, by route and status.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15, 60},
		}, []string{"method", "route", "status"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "studyapp_http_requests_in_flight", Help: "Requests being answered now."}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "studyapp_build_info", Help: "Always 1.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	m.Registry.MustRegister(m.requests, m.inFlight, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Middleware measures requests by the route's pattern, never by its path.
func (m *Metrics) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		m.inFlight.Inc()
		defer m.inFlight.Dec()
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		defer func() {
			route := "other"
			if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" {
				route = c.RoutePattern()
			}
			status := ww.Status()
			if status == 0 {
				status = http.StatusOK
			}
			m.requests.WithLabelValues(method(r.Method), route, strconv.Itoa(status)).Observe(time.Since(begun).Seconds())
		}()
		next.ServeHTTP(ww, r)
	})
}

// method is the label of a method. Anybody can invent one, and each would be
// kept for good.
func method(of string) string {
	switch of {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return of
	}
	return "other"
}

// Handler answers with the metrics in Prometheus' text form.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.Registry, promhttp.HandlerOpts{Registry: m.Registry})
}

// WatchDatabase adds the pool's connections and the queue's jobs by state.
func (m *Metrics) WatchDatabase(pool *pgxpool.Pool, log *slog.Logger) {
	gauge := func(name, help string, value func(*pgxpool.Stat) float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return value(pool.Stat()) })
	}
	m.Registry.MustRegister(
		gauge("studyapp_database_connections", "Open connections to PostgreSQL.", func(s *pgxpool.Stat) float64 { return float64(s.TotalConns()) }),
		gauge("studyapp_database_connections_busy", "Connections in use.", func(s *pgxpool.Stat) float64 { return float64(s.AcquiredConns()) }),
		gauge("studyapp_database_waits_total", "Times a request waited for a connection.", func(s *pgxpool.Stat) float64 { return float64(s.EmptyAcquireCount()) }),
		&jobCounts{pool: pool, log: log, desc: prometheus.NewDesc("studyapp_jobs", "Jobs that are not done, by kind and state.", []string{"kind", "state"}, nil)},
	)
}

// jobCounts counts the queue's jobs when it is asked.
type jobCounts struct {
	pool *pgxpool.Pool
	log  *slog.Logger
	desc *prometheus.Desc
}

func (j *jobCounts) Describe(c chan<- *prometheus.Desc) { c <- j.desc }

// collectWait bounds what a scrape may cost a busy database.
const collectWait = 2 * time.Second

func (j *jobCounts) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), collectWait) // Prometheus hands no context down
	defer cancel()
	counts, err := jobs.States(ctx, j.pool)
	if err != nil {
		j.log.Warn("jobs could not be counted for the metrics", "error", err)
		return
	}
	for _, n := range counts {
		if n.State != "completed" {
			c <- prometheus.MustNewConstMetric(j.desc, prometheus.GaugeValue, float64(n.Jobs), n.Kind, n.State)
		}
	}
}
