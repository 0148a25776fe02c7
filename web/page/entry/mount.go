package entry

import (
	"context"

	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
	"studyapp/web/page/models"
	"studyapp/web/services"
)

// Deps is what these pages need.
type Deps struct {
	Auth       Accounts
	Models     *models.Models
	Health     func(ctx context.Context) []services.Check // may be nil
	SignedIn   func(ctx context.Context, a auth.Account)  // may be nil
	CheckSetUp func(ctx context.Context, code string) error
}

// Accounts makes the first account, and begins and ends sessions.
type Accounts interface {
	Begin(ctx context.Context, a auth.Account, d auth.Device) error
	ChooseOwn(ctx context.Context, user id.User, password string) error
	CreateFirst(ctx context.Context, email, password, zone string) (auth.Account, error)
	End(ctx context.Context) error
	First(ctx context.Context) (bool, error)
	SignIn(ctx context.Context, email, password string) (auth.Account, error)
}

// pages has the handlers.
type pages struct{ Deps }

// Mount adds the pages before the sign-in to open, and those for who is signed
// in to inside.
func Mount(open, inside chi.Router, d Deps) {
	p := &pages{d}
	open.Get(services.PathSetUp, frame.Do(p.setup))
	open.Post(services.PathSetUp, frame.Do(p.makeFirst))
	open.Post(pathReady, frame.Do(p.ready))
	open.Post(pathSetUpModel, frame.Do(p.fetchFirst))
	open.Get(services.PathSignIn, frame.Do(p.signIn))
	open.Post(services.PathSignIn, frame.Do(p.enter))

	inside.Post("/signout", frame.Do(p.signOut))
	inside.Get(services.PathPassword, frame.Do(p.choosePassword))
	inside.Post(services.PathPassword, frame.Do(p.keepPassword))
}
