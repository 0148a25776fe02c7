package api

import (
	"context"
	"net/http"

	"studyapp/internal/platform/auth"
)

type passwordChange struct {
	Body struct {
		Old string `json:"old_password" doc:"The one until now."`
		New string `json:"new_password" doc:"At least 12 characters."`
	}
}

func (a *api) password() {
	op := call(http.MethodPut, "/me/password", "change-password", "Account", "Change your password; what was signed in with the old one is signed out", http.StatusTooManyRequests)
	op.Description = "A session that makes the call goes on."
	handle(a, op, a.changePassword)
}

func (a *api) changePassword(ctx context.Context, in *passwordChange) (*struct{}, error) {
	if err := a.Auth.ChangePassword(ctx, owner(ctx), in.Body.Old, in.Body.New); err != nil {
		return nil, err
	}
	who := auth.User(ctx)
	if !who.BySession() {
		return nil, nil //nolint:nilnil // an empty answer
	}
	return nil, a.Auth.Begin(ctx, who, auth.Own)
}
