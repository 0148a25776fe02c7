package admin

import (
	"context"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/generation/llm"
	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/services"
)

// Deps is what the pages of admins need.
type Deps struct {
	*frame.Pages
	Models  *models.Models
	Auth    Accounts
	Ingest  Ingest
	Writers Writers
	Jobs    Jobs
	Vitals  func(ctx context.Context) []services.Check // may be nil
	Version string
}

// Accounts adds, suspends and resets accounts.
type Accounts interface {
	Add(ctx context.Context, actor id.User, email, role string) (auth.Account, string, error)
	Anyone(ctx context.Context, user id.User) (auth.Account, error)
	Everyone(ctx context.Context, limit int) ([]auth.Account, error)
	Reactivate(ctx context.Context, actor, user id.User) (auth.Account, error)
	ResetPassword(ctx context.Context, actor, user id.User) (auth.Account, string, error)
	SetRole(ctx context.Context, actor, user id.User, role string) (auth.Account, error)
	Suspend(ctx context.Context, actor, user id.User) (auth.Account, error)
}

// Ingest knows what all accounts keep here.
type Ingest interface {
	NamesOfAll(ctx context.Context, docs []id.Document) (map[id.Document]ingest.Named, error)
	UsageOfAll(ctx context.Context) (map[id.User]ingest.Usage, error)
}

// Writers knows the language models.
type Writers interface {
	Status() []llm.Status
	TryNow(name string) error
}

// Jobs counts and repeats background work.
type Jobs interface {
	Counts(ctx context.Context) ([]jobs.QueueCount, error)
	Dead(ctx context.Context, limit int) ([]jobs.DeadJob, error)
	Nodes(ctx context.Context) ([]jobs.Node, error)
	Retry(ctx context.Context, job int64) error
	RetryAll(ctx context.Context) (int, error)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages to a router whose requests are an admin's.
func Mount(r chi.Router, d Deps) {
	p := &pages{d}
	r.Get("/admin", frame.Do(p.admin))
	r.Get("/admin/users/new", frame.Do(p.askAddUser))
	r.Post("/admin/users", frame.Do(p.addUser))
	r.Get("/admin/users/{id}/password", frame.Do(p.askReset))
	r.Post("/admin/users/{id}/password", frame.Do(p.resetPassword))
	r.Get("/admin/users/{id}/suspend", frame.Do(p.askSuspend))
	r.Post("/admin/users/{id}/suspend", frame.Do(p.suspend))
	r.Post("/admin/users/{id}/reactivate", frame.Do(p.actOn(p.Auth.Reactivate, userReactivated, "")))
	r.Post("/admin/users/{id}/admin", frame.Do(p.actOn(p.setRole(auth.RoleAdmin), userIsAdmin, "student")))
	r.Post("/admin/users/{id}/student", frame.Do(p.actOn(p.setRole(auth.RoleStudent), userIsStudent, "admin")))
	r.Get(models.PathFetch, frame.Do(p.askFetchModel))
	r.Post(models.PathFetch, frame.Do(p.fetchModel))
	r.Post("/admin/models/{name}/try", frame.Do(p.tryModel))
	r.Post("/admin/dead/retry", frame.Do(p.retryAll))
	r.Post("/admin/dead/{job}/retry", frame.Do(p.retryJob))
}
