package api

import (
	"context"
	"net/http"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/jobs"
	"studyapp/web/services"
)

// Status is how the server does, for its admin.
type Status struct {
	Version   string           `json:"version"`
	Ready     bool             `json:"ready"`
	Checks    []services.Check `json:"checks"`
	Users     int              `json:"users"`
	Documents map[string]int   `json:"documents" doc:"How many by status."`
	Jobs      []JobCount       `json:"jobs"`
}

// JobCount is how many jobs of a kind are in a state. Discarded ones are the
// dead letters.
type JobCount struct {
	Kind  string `json:"kind"`
	State string `json:"state" example:"available"`
	Count int    `json:"count"`
}

func (a *api) admin() {
	const tag = "Admin"
	handle(a, call(http.MethodGet, "/admin/status", "get-status", tag, "How the server does", http.StatusForbidden), a.status)
	handle(a, call(http.MethodGet, "/admin/model", "get-search-model", tag, "Whether the search model is here", http.StatusForbidden, http.StatusServiceUnavailable),
		func(ctx context.Context, _ *struct{}) (*answer[SearchModel], error) { return a.searchModel(ctx) })
	handle(a, accepted(call(http.MethodPost, "/admin/model", "fetch-search-model", tag, "Fetch the search model, in the background", http.StatusForbidden, http.StatusServiceUnavailable)),
		func(ctx context.Context, _ *struct{}) (*answer[SearchModel], error) {
			if err := mustBeAdmin(ctx); err != nil {
				return nil, err
			}
			if a.Model != nil {
				if err := a.Model.Start(); err != nil {
					return nil, err
				}
			}
			return a.searchModel(ctx)
		})
	a.people()
}

// SearchModel is where the search model of this node is.
type SearchModel struct {
	State        string `json:"state" enum:"there,absent,fetching,failed" doc:"While it is absent, passages are found by words only. Each node fetches its own."`
	ArrivedBytes int64  `json:"arrived_bytes" doc:"Of the downloads."`
	TotalBytes   int64  `json:"total_bytes" doc:"Of all downloads; 0 where nothing is pinned for this kind of machine."`
	Problem      string `json:"problem,omitempty" doc:"Why the last try failed."`
}

func (a *api) searchModel(ctx context.Context) (*answer[SearchModel], error) {
	if err := mustBeAdmin(ctx); err != nil {
		return nil, err
	}
	if a.Model == nil {
		return nil, errs.New(errs.Unavailable, "There is no folder for the search model. Set STUDYAPP_MODELS to one.")
	}
	s := a.Model.State()
	return respond(SearchModel{string(s.Phase), s.Arrived, s.Total, s.Problem}, nil)
}

func mustBeAdmin(ctx context.Context) error {
	if !auth.User(ctx).IsAdmin() {
		return errs.New(errs.Forbidden, "Only an admin can see this.")
	}
	return nil
}

func (a *api) status(ctx context.Context, _ *struct{}) (*answer[Status], error) {
	if err := mustBeAdmin(ctx); err != nil {
		return nil, err
	}
	out := Status{Version: a.Version, Ready: true, Checks: []services.Check{}, Documents: map[string]int{}, Jobs: []JobCount{}}
	if a.Vitals != nil {
		out.Checks = a.Vitals(ctx)
		out.Ready = services.Ready(out.Checks)
	}
	var err error
	if out.Users, err = a.Auth.CountActive(ctx); err != nil {
		return nil, err
	}
	documents, err := a.Ingest.CountsOfAll(ctx)
	if err != nil {
		return nil, err
	}
	for status, n := range documents {
		out.Documents[string(status)] = n
	}
	states, err := jobs.States(ctx, a.Pool)
	if err != nil {
		return nil, err
	}
	for _, j := range states {
		out.Jobs = append(out.Jobs, JobCount{j.Kind, j.State, int(j.Jobs)})
	}
	return respond(out, nil)
}
