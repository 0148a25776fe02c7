package main

import (
	"fmt"
	"log/slog"

	"studyapp/internal/platform/config"
	"studyapp/internal/platform/postgres"
)

type migrateCommand struct{ dataFlag }

// Run brings the database up to date, before a new version of several nodes
// is started.
func (c *migrateCommand) Run(p *process) error {
	return withServers(p, c.Data, func(_ config.Config, _ *slog.Logger, s *servers) error {
		if err := postgres.Migrate(p.ctx, s.Pool); err != nil {
			return err
		}
		_, err := fmt.Fprintln(p.stdout, "The database is up to date.")
		return err
	})
}
