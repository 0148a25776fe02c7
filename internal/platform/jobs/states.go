package jobs

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/rivertype"
)

const jobStates = `select id, state::text from river_job where id = any(@ids)`

// StatesTx tells the states of jobs. One that is gone is not in the map.
func (c *Client) StatesTx(ctx context.Context, tx pgx.Tx, ids []int64) (map[int64]rivertype.JobState, error) {
	rows, err := tx.Query(ctx, jobStates, pgx.NamedArgs{"ids": ids})
	if err != nil {
		return nil, fmt.Errorf("jobs: looking at their states: %w", err)
	}
	states := map[int64]rivertype.JobState{}
	var job int64
	var state string
	_, err = pgx.ForEachRow(rows, []any{&job, &state}, func() error {
		states[job] = rivertype.JobState(state)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("jobs: looking at their states: %w", err)
	}
	return states, nil
}
