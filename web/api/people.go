package api

import (
	"context"
	"net/http"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
)

// User is an account as admins see it.
type User struct {
	Account
	SuspendedAt *time.Time `json:"suspended_at" doc:"Since when it may do nothing; null for an active account."`
	OneTime     bool       `json:"one_time_password" doc:"Its password was made for it and is not replaced yet."`
	Documents   int        `json:"documents"`
	Bytes       int64      `json:"bytes"`
}

// OneTimePassword is a password that is in this answer alone.
type OneTimePassword struct {
	User     User   `json:"user"`
	Password string `json:"password" doc:"Shown this once, taken for 7 days. Who signs in with it chooses their own."`
}

type userPath struct {
	ID string `path:"id"`
}

func (a *api) people() {
	const tag = "Admin"
	handle(a, call(http.MethodGet, "/admin/users", "list-users", tag, "List accounts", http.StatusForbidden), a.listUsers)
	handle(a, created(call(http.MethodPost, "/admin/users", "add-user", tag, "Make an account with a one-time password", http.StatusForbidden, http.StatusConflict)),
		func(ctx context.Context, in *struct {
			Body struct {
				Email string `json:"email" example:"jo@example.org"`
				Role  string `json:"role,omitempty" enum:"student,admin" default:"student"`
			}
		}) (*answer[OneTimePassword], error) {
			if err := mustBeAdmin(ctx); err != nil {
				return nil, err
			}
			u, once, err := a.Auth.Add(ctx, owner(ctx), in.Body.Email, in.Body.Role)
			return respond(OneTimePassword{viewUser(u, ingest.Usage{}), once}, err)
		})
	handle(a, created(call(http.MethodPost, "/admin/users/{id}/password", "reset-password", tag, "Replace a password by a one-time one; its sessions and API tokens end", http.StatusForbidden, http.StatusNotFound)),
		func(ctx context.Context, in *userPath) (*answer[OneTimePassword], error) {
			var once string
			u, err := a.act(ctx, in, func(actor, user id.User) (u auth.Account, err error) {
				u, once, err = a.Auth.ResetPassword(ctx, actor, user)
				return u, err
			})
			return respond(OneTimePassword{u, once}, err)
		})
	handle(a, call(http.MethodPost, "/admin/users/{id}/suspend", "suspend-user", tag, "End what an account may do, at once, and its sessions and API tokens; nothing that it owns is deleted", http.StatusForbidden, http.StatusNotFound, http.StatusConflict),
		func(ctx context.Context, in *userPath) (*answer[User], error) {
			return respond(a.act(ctx, in, func(actor, user id.User) (auth.Account, error) { return a.Auth.Suspend(ctx, actor, user) }))
		})
	handle(a, call(http.MethodPost, "/admin/users/{id}/reactivate", "reactivate-user", tag, "Let a suspended account go on", http.StatusForbidden, http.StatusNotFound),
		func(ctx context.Context, in *userPath) (*answer[User], error) {
			return respond(a.act(ctx, in, func(actor, user id.User) (auth.Account, error) { return a.Auth.Reactivate(ctx, actor, user) }))
		})
	handle(a, call(http.MethodPatch, "/admin/users/{id}", "change-user", tag, "Change an account's role", http.StatusForbidden, http.StatusNotFound, http.StatusConflict),
		func(ctx context.Context, in *struct {
			ID   string `path:"id"`
			Body struct {
				Role string `json:"role" enum:"student,admin"`
			}
		}) (*answer[User], error) {
			return respond(a.act(ctx, &userPath{in.ID}, func(actor, user id.User) (auth.Account, error) { return a.Auth.SetRole(ctx, actor, user, in.Body.Role) }))
		})
}

func viewUser(u auth.Account, usage ingest.Usage) User {
	return User{viewAccount(u), u.SuspendedAt, u.OneTime, usage.Documents, usage.Bytes}
}

// act does one thing with the account of the path and returns it as it is then.
func (a *api) act(ctx context.Context, in *userPath, do func(actor, user id.User) (auth.Account, error)) (User, error) {
	if err := mustBeAdmin(ctx); err != nil {
		return User{}, err
	}
	user, err := id.Parse[id.User](in.ID)
	if err != nil {
		return User{}, err
	}
	u, err := do(owner(ctx), user)
	if err != nil {
		return User{}, err
	}
	usage, err := a.Ingest.UsageOfAll(ctx)
	return viewUser(u, usage[u.ID]), err
}

func (a *api) listUsers(ctx context.Context, in *struct {
	Limit int `query:"limit" minimum:"1" maximum:"1000" default:"200"`
}) (*answer[list[User]], error) {
	if err := mustBeAdmin(ctx); err != nil {
		return nil, err
	}
	accounts, err := a.Auth.Everyone(ctx, in.Limit)
	if err != nil {
		return nil, err
	}
	usage, err := a.Ingest.UsageOfAll(ctx)
	return respondList(accounts, "", err, func(u auth.Account) User { return viewUser(u, usage[u.ID]) })
}
