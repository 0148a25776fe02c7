package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/config"
)

type userCommand struct {
	Create userCreateCommand `cmd:"" help:"Make an account."`
}

type userCreateCommand struct {
	dataFlag
	Email         string `required:"" help:"E-mail of the account." placeholder:"E"`
	PasswordStdin bool   `name:"password-stdin" required:"" help:"Read the password from standard input."`
	Admin         bool   `help:"The account may see the admin pages."`
}

// Run makes the account. The password is the first line of standard input, so
// that it stands in no history and no list of processes.
func (c *userCreateCommand) Run(p *process) error {
	password, err := readLine(p.stdin)
	if err != nil {
		return fmt.Errorf("reading the password: %w", err)
	}
	role := auth.RoleStudent
	if c.Admin {
		role = auth.RoleAdmin
	}
	return withServers(p, c.Data, func(_ config.Config, _ *slog.Logger, s *servers) error {
		service := auth.New(s.Pool, auth.Options{})
		defer service.Close()
		a, err := service.Create(p.ctx, c.Email, password, role)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(p.stdout, "%s can sign in now.\n", a.Email)
		return err
	})
}

func readLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
