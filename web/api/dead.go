package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"studyapp/internal/generation/llm"
	"studyapp/internal/platform/jobs"
)

// DeadJob is a job that was given up on.
type DeadJob struct {
	ID       int64           `json:"id"`
	Kind     string          `json:"kind"`
	Queue    string          `json:"queue"`
	Args     json.RawMessage `json:"args" doc:"What it was about: ids."`
	Error    string          `json:"error" doc:"Of the last attempt."`
	Attempts int             `json:"attempts"`
	At       time.Time       `json:"at"`
	Node     string          `json:"node" doc:"Where the last attempt was made."`
}

func viewDead(d jobs.DeadJob) DeadJob {
	return DeadJob{d.ID, d.Kind, d.Queue, d.Args, d.Error, d.Attempts, d.At, d.Node}
}

// Retried says how many jobs run again.
type Retried struct {
	Jobs int `json:"jobs"`
}

// Model is a language model that writes answers and cards.
type Model struct {
	Name   string `json:"name"`
	Model  string `json:"model"`
	Paused bool   `json:"paused" doc:"It failed several times in a row and is left alone for a while."`
}

func viewModel(s llm.Status) Model { return Model{s.Name, s.Model, s.Paused} }

// dead are the calls about jobs that were given up on, and about models that
// are paused.
func (a *api) dead() {
	const tag = "Admin"
	handle(a, call(http.MethodGet, "/admin/dead", "list-dead-jobs", tag, "List the jobs that were given up on, the latest first", http.StatusForbidden),
		func(ctx context.Context, in *struct {
			Limit int `query:"limit" minimum:"1" maximum:"1000" default:"200"`
		}) (*answer[list[DeadJob]], error) {
			if err := mustBeAdmin(ctx); err != nil {
				return nil, err
			}
			all, err := a.Jobs.Dead(ctx, in.Limit)
			return respondList(all, "", err, viewDead)
		})
	handle(a, accepted(call(http.MethodPost, "/admin/dead/retry", "retry-dead-jobs", tag, "Have all jobs worked again that were given up on", http.StatusForbidden)),
		func(ctx context.Context, _ *struct{}) (*answer[Retried], error) {
			if err := mustBeAdmin(ctx); err != nil {
				return nil, err
			}
			n, err := a.Jobs.RetryAll(ctx)
			return respond(Retried{n}, err)
		})
	handle(a, accepted(call(http.MethodPost, "/admin/dead/{id}/retry", "retry-dead-job", tag, "Have a job worked again that was given up on", http.StatusForbidden, http.StatusNotFound)),
		func(ctx context.Context, in *struct {
			ID int64 `path:"id"`
		}) (*answer[Retried], error) {
			if err := mustBeAdmin(ctx); err != nil {
				return nil, err
			}
			return respond(Retried{1}, a.Jobs.Retry(ctx, in.ID))
		})
	handle(a, call(http.MethodGet, "/admin/models", "list-models", tag, "List the language models of this node", http.StatusForbidden),
		func(ctx context.Context, _ *struct{}) (*answer[list[Model]], error) {
			if err := mustBeAdmin(ctx); err != nil {
				return nil, err
			}
			return respondList(a.LLM.Status(), "", nil, viewModel)
		})
	handle(a, call(http.MethodPost, "/admin/models/{name}/try", "try-model", tag, "End the pause of a language model, on this node", http.StatusForbidden, http.StatusNotFound),
		func(ctx context.Context, in *struct {
			Name string `path:"name"`
		}) (*struct{}, error) {
			if err := mustBeAdmin(ctx); err != nil {
				return nil, err
			}
			return nil, a.LLM.TryNow(in.Name)
		})
}
