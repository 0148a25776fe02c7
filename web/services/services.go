package services

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/cards"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/recheck"
	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/runs"
	"studyapp/internal/platform/telemetry"
	"studyapp/internal/search"
	"studyapp/internal/search/embed/fetch"
)

// Services is everything that handlers use. Health, Vitals, Metrics and SetupCode may
// be empty in tests.
type Services struct {
	Config    config.Config
	Pool      *pgxpool.Pool
	Auth      *auth.Service
	Ingest    *ingest.Service
	Search    *search.Service
	Learning  *learning.Service
	Ask       *ask.Service
	MakeCards *cards.Service
	Quotes    *recheck.Service // finds them in documents
	LLM       *llm.Router      // the models that write
	Runs      *runs.Engine     // what takes a while
	Jobs      *jobs.Client
	Model     *fetch.Fetcher // of the search model on this machine; nil in tests
	Bus       *bus.Bus
	Metrics   *telemetry.Metrics
	Log       *slog.Logger
	Version   string
	Health    func(ctx context.Context) []Check // what the server needs, and whether it is there
	Vitals    func(ctx context.Context) []Check // the same with figures and more of them, for admins
	SignedIn  func(ctx context.Context, a auth.Account)
	SetupCode string // asked of whoever makes the first account
	Now       func() time.Time
}

// Check is one thing that the server needs.
type Check struct {
	Name     string `json:"name"`
	OK       bool   `json:"ok"`
	Optional bool   `json:"optional"` // the server serves without it, only less well
	Detail   string `json:"detail,omitempty"`
}

// Ready reports whether everything is there that is not optional.
func Ready(checks []Check) bool {
	for _, c := range checks {
		if !c.OK && !c.Optional {
			return false
		}
	}
	return true
}
