package settings

import (
	"context"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
)

// Deps is what the settings need.
type Deps struct {
	*frame.Pages
	Auth Accounts
}

// Accounts keeps accounts, their tokens and sessions.
type Accounts interface {
	Begin(ctx context.Context, a auth.Account, d auth.Device) error
	ByID(ctx context.Context, user id.User) (auth.Account, error)
	ChangePassword(ctx context.Context, user id.User, old, new string) error
	CreateConfirmedToken(ctx context.Context, owner id.User, name, password string) (string, auth.Token, error)
	RevokeToken(ctx context.Context, owner id.User, token id.Token) error
	Tokens(ctx context.Context, owner id.User) ([]auth.Token, error)
	UpdateSettings(ctx context.Context, a auth.Account) error
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages to a router whose requests are signed in.
func Mount(r chi.Router, d Deps) {
	p := &pages{d}
	r.Get("/settings", frame.Do(p.settings))
	r.Post("/settings", frame.Do(p.saveSettings))
	r.Post("/settings/password", frame.Do(p.changePassword))
	r.Post("/settings/tokens", frame.Do(p.createToken))
	r.Post("/settings/tokens/{id}/revoke", frame.Do(p.revokeToken))
	r.Get("/more", frame.Do(p.more))
	r.Get("/keys", frame.Do(p.keys))
}
