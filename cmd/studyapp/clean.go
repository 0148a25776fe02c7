package main

import (
	"context"

	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/outbox"
)

// cleaners are those of all modules, for the tables that grow with use. River
// keeps its own; what students made is nowhere among them.
func (a *app) cleaners() []jobs.Cleaner {
	return []jobs.Cleaner{
		{Table: "outbox", Clean: func(ctx context.Context) (int64, error) { return outbox.Clean(ctx, a.services.Pool) }},
		{Table: "runs", Clean: a.services.Runs.Clean},
		{Table: "sessions", Clean: a.services.Auth.CleanSessions},
		{Table: "api_tokens", Clean: a.services.Auth.CleanTokens},
		{Table: "audit_log", Clean: a.services.Auth.CleanAudit},
		{Table: "card_changes", Clean: a.services.Learning.CleanChanges},
	}
}
