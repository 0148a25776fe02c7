package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"golang.org/x/text/language"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// Account is the wire's form of auth.Account.
type Account struct {
	ID           id.User       `json:"id"`
	Email        string        `json:"email"`
	Role         string        `json:"role" enum:"student,admin"`
	TimeZone     string        `json:"time_zone" example:"Europe/Berlin"`
	Language     string        `json:"language" example:"en"`
	RolloverHour int           `json:"rollover_hour" doc:"A day starts at this hour."`
	Settings     auth.Settings `json:"settings"`
	CreatedAt    time.Time     `json:"created_at"`
}

func viewAccount(a auth.Account) Account {
	return Account{a.ID, a.Email, a.Role, a.TimeZone, a.Language, a.RolloverHour, a.Settings, a.CreatedAt}
}

type accountChange struct {
	Body struct {
		TimeZone     *string `json:"time_zone,omitempty"`
		Language     *string `json:"language,omitempty"`
		RolloverHour *int    `json:"rollover_hour,omitempty"`
		Settings     *struct {
			Theme         *string `json:"theme,omitempty" enum:"system,paper,ink"`
			TextSize      *string `json:"text_size,omitempty" enum:"s,m,l,xl"`
			SingleKeys    *bool   `json:"single_keys,omitempty"`
			DraftCards    *bool   `json:"draft_cards,omitempty"`
			NewPerDay     *int    `json:"new_per_day,omitempty"`
			ReviewsPerDay *int    `json:"reviews_per_day,omitempty"`
		} `json:"settings,omitempty"`
	}
}

// Token is an API token without its text.
type Token struct {
	ID         id.Token   `json:"id"`
	Name       string     `json:"name"`
	CreatedAt  time.Time  `json:"created_at"`
	LastUsedAt *time.Time `json:"last_used_at"`
	ExpiresAt  time.Time  `json:"expires_at" doc:"A year after it was made."`
}

// NewToken is a token with its text, shown this once.
type NewToken struct {
	Token
	Text string `json:"token" doc:"Shown this once."`
}

func viewToken(t auth.Token) Token {
	return Token{t.ID, t.Name, t.CreatedAt, t.LastUsedAt, t.ExpiresAt}
}

func (a *api) account() {
	const tag = "Account"
	handle(a, call(http.MethodGet, "/me", "get-me", tag, "Who you are and what you chose"),
		func(ctx context.Context, _ *struct{}) (*answer[Account], error) {
			return respond(viewAccount(auth.User(ctx)), nil)
		})
	handle(a, call(http.MethodPatch, "/me", "change-me", tag, "Change settings"), a.changeAccount)
	handle(a, call(http.MethodGet, "/tokens", "list-tokens", tag, "List API tokens"),
		func(ctx context.Context, _ *struct{}) (*answer[list[Token]], error) {
			tokens, err := a.Auth.Tokens(ctx, owner(ctx))
			return respondList(tokens, "", err, viewToken)
		})
	handle(a, created(call(http.MethodPost, "/tokens", "create-token", tag, "Make an API token. It ends after a year, and when the password is changed", http.StatusTooManyRequests)),
		func(ctx context.Context, in *struct {
			Body struct {
				Name     string `json:"name" example:"my script"`
				Password string `json:"password,omitempty" doc:"Yours. Asked for where the cookie of a sign-in makes the call, and not where a token does."`
			}
		}) (*answer[NewToken], error) {
			if strings.ContainsRune(in.Body.Name, 0) {
				return nil, errs.New(errs.Invalid, "The name holds a character that cannot be kept.").At("name")
			}
			text, t, err := a.createToken(ctx, in.Body.Name, in.Body.Password)
			return respond(NewToken{viewToken(t), text}, err)
		})
	handle(a, call(http.MethodDelete, "/tokens/{id}", "revoke-token", tag, "End an API token", http.StatusNotFound),
		func(ctx context.Context, in *struct {
			ID string `path:"id"`
		}) (*struct{}, error) {
			token, err := id.Parse[id.Token](in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Auth.RevokeToken(ctx, owner(ctx), token)
		})
}

func (a *api) createToken(ctx context.Context, name, password string) (string, auth.Token, error) {
	if u := auth.User(ctx); u.BySession() {
		return a.Auth.CreateConfirmedToken(ctx, u.ID, name, password)
	}
	return a.Auth.CreateToken(ctx, owner(ctx), name)
}

func (a *api) changeAccount(ctx context.Context, in *accountChange) (*answer[Account], error) {
	account := auth.User(ctx)
	b := in.Body
	if b.TimeZone != nil {
		account.TimeZone = *b.TimeZone
	}
	if b.Language != nil {
		tag, err := language.Parse(*b.Language)
		if err != nil {
			return nil, errs.New(errs.Invalid, "There is no such language. Use a tag like en or pt-BR.").At("language")
		}
		account.Language = tag.String()
	}
	if b.RolloverHour != nil {
		account.RolloverHour = *b.RolloverHour
	}
	if s := b.Settings; s != nil {
		set(&account.Settings.Theme, s.Theme)
		set(&account.Settings.TextSize, s.TextSize)
		set(&account.Settings.SingleKeys, s.SingleKeys)
		set(&account.Settings.DraftCards, s.DraftCards)
		set(&account.Settings.NewPerDay, s.NewPerDay)
		set(&account.Settings.ReviewsPerDay, s.ReviewsPerDay)
	}
	if err := a.Auth.UpdateSettings(ctx, account); err != nil {
		return nil, err
	}
	return respond(viewAccount(account), nil)
}

func set[T any](to, value *T) {
	if value != nil {
		*to = *value
	}
}
