// Package paces keeps in the database how quickly language models were seen to
// work, one row for each provider and model.
package paces

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/llm"
	"studyapp/internal/platform/postgres"
)

// Kept implements llm.Paces.
type Kept struct{ db postgres.DB }

// In returns the paces that are kept in a database.
func In(db postgres.DB) Kept { return Kept{db} }

const (
	selectPace = `
select read_s, write_s, ratio, measured from model_paces where provider = @provider and model = @model`

	upsertPace = `
insert into model_paces (provider, model, read_s, write_s, ratio, measured)
values (@provider, @model, @read, @write, @ratio, @measured)
on conflict (provider, model) do update set read_s = excluded.read_s, write_s = excluded.write_s,
    ratio = excluded.ratio, measured = excluded.measured, updated_at = now()`
)

// Load implements llm.Paces.
func (k Kept) Load(ctx context.Context, provider, model string) (p llm.Pace, err error) {
	err = k.db.QueryRow(ctx, selectPace, pgx.NamedArgs{"provider": provider, "model": model}).Scan(&p.Read, &p.Write, &p.Ratio, &p.Measured)
	if errors.Is(err, pgx.ErrNoRows) {
		return llm.Pace{}, nil
	} else if err != nil {
		return llm.Pace{}, fmt.Errorf("reading a model's pace: %w", err)
	}
	return p, nil
}

// Save implements llm.Paces.
func (k Kept) Save(ctx context.Context, provider, model string, p llm.Pace) error {
	_, err := k.db.Exec(ctx, upsertPace, pgx.NamedArgs{"provider": provider, "model": model, "read": p.Read, "write": p.Write, "ratio": p.Ratio, "measured": p.Measured})
	if err != nil {
		return fmt.Errorf("keeping a model's pace: %w", err)
	}
	return nil
}
