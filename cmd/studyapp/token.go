package main

import (
	"context"
	"fmt"
	"log/slog"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/config"
)

type tokenCommand struct {
	Create tokenCreateCommand `cmd:"" help:"Make an API token and print it, alone."`
}

type tokenCreateCommand struct {
	dataFlag
	Email string `help:"Whose token; not needed while there is one account." placeholder:"E"`
	Name  string `default:"command line" help:"What the token is for."`
}

// Run makes a token and prints nothing else, for scripts.
func (c *tokenCreateCommand) Run(p *process) error {
	return withServers(p, c.Data, func(_ config.Config, _ *slog.Logger, s *servers) error {
		service := auth.New(s.Pool, auth.Options{})
		a, err := account(p.ctx, service, c.Email)
		if err != nil {
			return err
		}
		token, _, err := service.CreateToken(p.ctx, a.ID, c.Name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, token)
		return err
	})
}

// account finds whom a command works for: the one with the e-mail, or the only
// one there is.
func account(ctx context.Context, service *auth.Service, email string) (auth.Account, error) {
	if email != "" {
		return service.ByEmail(ctx, email)
	}
	all, err := service.Accounts(ctx, 2)
	if err != nil {
		return auth.Account{}, err
	}
	switch len(all) {
	case 0:
		return auth.Account{}, fmt.Errorf("there is no account yet; make one with: studyapp user create --email E --password-stdin")
	case 1:
		return all[0], nil
	}
	return auth.Account{}, usageError{fmt.Errorf("there are several accounts; say whose with --email")}
}
