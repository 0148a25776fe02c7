package main

import (
	"fmt"
	"log/slog"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/outbox"
)

type reindexCommand struct {
	dataFlag
	Email string `help:"Whose indexes and schedule; without it everyone's." placeholder:"E"`
}

// maxReindex is how many accounts one call can reach.
const maxReindex = 100_000

// Run has everything that is derived built anew from the database, for one that
// is suspected of being wrong: when cards are due, from the log of reviews, and
// the search indexes. Every process that holds an index hears of it through the
// outbox, also one that is started later.
func (r *reindexCommand) Run(p *process) error {
	return withServers(p, r.Data, func(c config.Config, log *slog.Logger, s *servers) error {
		app, err := newApp(c, s, log, false)
		if err != nil {
			return err
		}
		defer app.Close()
		who, err := accounts(p, app.services.Auth, r.Email)
		if err != nil {
			return err
		}
		scheduled := 0
		for _, a := range who {
			cards, err := app.services.Learning.Rebuild(p.ctx, a.ID)
			if err != nil {
				return fmt.Errorf("the schedule of %s: %w", a.Email, err)
			}
			scheduled += cards
			e, err := outbox.NewEvent(a.ID, outbox.TopicReindex, a.ID.String(), nil)
			if err != nil {
				return err
			}
			if err := outbox.Write(p.ctx, s.Pool, e); err != nil {
				return err
			}
			app.services.Bus.Wake(p.ctx, a.ID)
			if s.Joined {
				continue // the running server does it at the next search
			}
			if err := app.services.Search.Warm(p.ctx, a.ID); err != nil {
				return fmt.Errorf("building the index of %s: %w", a.Email, err)
			}
		}
		what := "were built anew"
		if s.Joined {
			what = "are built anew with the next search"
		}
		_, err = fmt.Fprintf(p.stdout, "%d search indexes %s. %d cards were scheduled anew from their reviews.\n", len(who), what, scheduled)
		return err
	})
}

func accounts(p *process, s *auth.Service, email string) ([]auth.Account, error) {
	if email == "" {
		return s.Accounts(p.ctx, maxReindex)
	}
	a, err := s.ByEmail(p.ctx, email)
	return []auth.Account{a}, err
}
