package main

import (
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"studyapp/internal/demo"
	"studyapp/internal/platform/clock"
	"studyapp/internal/platform/config"
)

type demoCommand struct {
	dataFlag
	Email         string    `help:"The account; made if it is not there." placeholder:"E" default:"demo@example.org"`
	PasswordStdin bool      `name:"password-stdin" help:"Read the account's password from standard input; without it a new account's is made and printed."`
	Again         bool      `help:"Remove the account, with everything in it, and fill it anew."`
	Until         time.Time `help:"The last moment of the three months; without it now (STUDYAPP_CLOCK)." placeholder:"TIME"`
	Seed          uint64    `help:"Another number gives other reviews." default:"1"`
}

// Run fills the demo account. The running server reads its documents; with no
// server this process does.
func (d *demoCommand) Run(p *process) error {
	password := newPassword()
	if d.PasswordStdin {
		var err error
		if password, err = readLine(p.stdin); err != nil {
			return fmt.Errorf("reading the password: %w", err)
		}
	}
	return withServers(p, d.Data, func(c config.Config, log *slog.Logger, s *servers) error {
		until := d.Until
		if until.IsZero() {
			until = clock.From(c.Clock)()
		}
		hands := &clock.Hands{}
		hands.Set(until)
		workHere := !s.Joined && s.children != nil
		c.LLM = config.LLM{} // the same story everywhere
		a, err := newAppAt(c, s, log, working(workHere), hands.Now)
		if err != nil {
			return err
		}
		defer a.Close()
		if workHere {
			if err := a.Start(); err != nil {
				return err
			}
		}
		begun := time.Now()
		account := demo.Account{
			Clock: hands, Pool: s.Pool, Auth: a.services.Auth, Ingest: a.services.Ingest, Learning: a.services.Learning,
			Search: a.services.Search, Embedder: a.embedder, Log: log, Progress: func(text string) { fmt.Fprintln(p.stderr, text) },
		}
		filled, err := account.Fill(p.ctx, demo.Options{Email: d.Email, Password: password, Check: d.PasswordStdin, Again: d.Again, Until: until, Seed: d.Seed})
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "%s has %d documents, %d cards and %d reviews on %d days now, after %.0f s.\n",
			filled.Email, filled.Documents, filled.Cards, filled.Reviews, filled.Days, time.Since(begun).Seconds())
		if filled.Admin {
			fmt.Fprintln(p.stdout, "It is the first account here and so the administrator's. Make your own with studyapp user create --admin.")
		}
		if filled.Made && !d.PasswordStdin {
			fmt.Fprintf(p.stdout, "Sign in with the password %s\n", password)
		}
		return nil
	})
}

// newPassword is one that can be read out and typed: four groups of letters
// and digits, 80 bits.
func newPassword() string {
	b := make([]byte, 10)
	_, _ = rand.Read(b) // never fails since Go 1.24
	s := strings.ToLower(base32.StdEncoding.EncodeToString(b))
	return strings.Join([]string{s[:4], s[4:8], s[8:12], s[12:]}, "-")
}
