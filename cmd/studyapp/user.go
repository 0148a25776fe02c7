package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"text/tabwriter"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/id"
)

type userCommand struct {
	Create     userCreateCommand     `cmd:"" help:"Make an account, with a password of yours or a one-time one."`
	List       userListCommand       `cmd:"" help:"List the accounts."`
	Reset      userResetCommand      `cmd:"" help:"Replace a password by a one-time one; the account is signed out everywhere and its API tokens end."`
	Suspend    userSuspendCommand    `cmd:"" help:"End what an account may do, at once, and its API tokens; nothing that it owns is deleted."`
	Reactivate userReactivateCommand `cmd:"" help:"Let a suspended account go on."`
	Role       userRoleCommand       `cmd:"" help:"Make an account a student's or an admin's."`
}

type userCreateCommand struct {
	dataFlag
	Email         string `required:"" help:"E-mail of the account." placeholder:"E"`
	PasswordStdin bool   `name:"password-stdin" help:"Read the password from standard input; else a one-time password is printed."`
	Admin         bool   `help:"The account may see the admin pages."`
}

// Run makes the account. A password of one's own is the first line of standard
// input, so that it stands in no history and no list of processes.
func (c *userCreateCommand) Run(p *process) error {
	role := auth.RoleStudent
	if c.Admin {
		role = auth.RoleAdmin
	}
	if !c.PasswordStdin {
		return withAccounts(p, c.Data, func(s *auth.Service) error {
			a, once, err := s.Add(p.ctx, id.User{}, c.Email, role)
			return printOnce(p, a, once, err)
		})
	}
	password, err := readLine(p.stdin)
	if err != nil {
		return fmt.Errorf("reading the password: %w", err)
	}
	return withAccounts(p, c.Data, func(s *auth.Service) error {
		a, err := s.Create(p.ctx, c.Email, password, role)
		return say(p, err, "%s can sign in now.\n", a.Email)
	})
}

type userListCommand struct{ dataFlag }

// mostListed bounds what is read at once.
const mostListed = 100_000

// Run prints e-mail, role, state and the day it was made, the oldest first.
func (c *userListCommand) Run(p *process) error {
	return withAccounts(p, c.Data, func(s *auth.Service) error {
		all, err := s.Everyone(p.ctx, mostListed)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
		for _, a := range all {
			state := "active"
			switch {
			case a.Suspended():
				state = "suspended"
			case a.OneTime:
				state = "invited"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", a.Email, a.Role, state, a.CreatedAt.Format("2006-01-02"))
		}
		return w.Flush()
	})
}

// userOf is the flags of the commands that act on one account.
type userOf struct {
	dataFlag
	Email string `required:"" help:"E-mail of the account." placeholder:"E"`
}

type userResetCommand struct{ userOf }

// Run prints the new password, this once.
func (c *userResetCommand) Run(p *process) error {
	return c.with(p, func(s *auth.Service, a auth.Account) error {
		a, once, err := s.ResetPassword(p.ctx, id.User{}, a.ID)
		return printOnce(p, a, once, err)
	})
}

type userSuspendCommand struct{ userOf }

// Run suspends the account.
func (c *userSuspendCommand) Run(p *process) error {
	return c.with(p, func(s *auth.Service, a auth.Account) error {
		_, err := s.Suspend(p.ctx, id.User{}, a.ID)
		return say(p, err, "%s is suspended.\n", a.Email)
	})
}

type userReactivateCommand struct{ userOf }

// Run takes a suspension back.
func (c *userReactivateCommand) Run(p *process) error {
	return c.with(p, func(s *auth.Service, a auth.Account) error {
		_, err := s.Reactivate(p.ctx, id.User{}, a.ID)
		return say(p, err, "%s is active again.\n", a.Email)
	})
}

type userRoleCommand struct {
	userOf
	Role string `required:"" enum:"student,admin" help:"student or admin." placeholder:"ROLE"`
}

// Run changes the role.
func (c *userRoleCommand) Run(p *process) error {
	return c.with(p, func(s *auth.Service, a auth.Account) error {
		a, err := s.SetRole(p.ctx, id.User{}, a.ID, c.Role)
		return say(p, err, "%s has the role %s now.\n", a.Email, a.Role)
	})
}

func (c *userOf) with(p *process, do func(s *auth.Service, a auth.Account) error) error {
	return withAccounts(p, c.Data, func(s *auth.Service) error {
		a, err := s.AnyoneByEmail(p.ctx, c.Email)
		if err != nil {
			return err
		}
		return do(s, a)
	})
}

// withAccounts runs a short command on the accounts of the settings.
func withAccounts(p *process, data string, do func(s *auth.Service) error) error {
	return withServers(p, data, func(_ config.Config, log *slog.Logger, s *servers) error {
		service := auth.New(s.Pool, auth.Options{
			Courses: learning.New(s.Pool, ingest.Shelf{}, log, nil),
			Ended:   bus.New(s.Redis, log).Wake, // open streams of a server end at once
		})
		return do(service)
	})
}

func say(p *process, err error, format string, args ...any) error {
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, format, args...)
	return err
}

// printOnce prints a one-time password alone, for scripts, and what it is for
// on standard error.
func printOnce(p *process, a auth.Account, once string, err error) error {
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "%s signs in with this password and chooses their own; it is taken for 7 days:\n", a.Email)
	return say(p, nil, "%s\n", once)
}

func readLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
