package generation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// errStopped ends the work of a run that the student stopped.
var errStopped = errors.New("the run was stopped")

const (
	stopRun = `
update generations set status = 'done', stopped = true, finished_at = @now
where id = @generation and owner_id = @owner and status in ('queued', 'running')`

	runStopped = `select stopped from generations where id = @generation`
)

// StopGeneration ends a run, whichever node works on it: the cards that were
// made stay. A run that has ended is left as it is. It returns the run, or
// errs.NotFound.
func (s *Service) StopGeneration(ctx context.Context, owner id.User, generation id.Generation) (Generation, error) {
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, stopRun, pgx.NamedArgs{"generation": generation, "owner": owner, "now": s.o.Now().UTC()})
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		return changed(ctx, tx, owner, generation)
	})
	if err != nil {
		return Generation{}, fmt.Errorf("stopping run %s: %w", generation, err)
	}
	s.wake(ctx, owner)
	return s.Generation(ctx, owner, generation)
}

// lookForStop is how often a run under way looks whether it was stopped: it
// may wait minutes for a model.
const lookForStop = time.Second

// carryOut makes the cards of a run. A run that is stopped meanwhile ends without
// an error.
func (s *Service) carryOut(ctx context.Context, r *run) error {
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go func() {
		look := time.NewTicker(lookForStop)
		defer look.Stop()
		for {
			select {
			case <-working.Done():
				return
			case <-look.C:
			}
			var stopped bool
			if err := s.o.Pool.QueryRow(working, runStopped, pgx.NamedArgs{"generation": r.id}).Scan(&stopped); err == nil && stopped {
				stop(errStopped)
			}
		}
	}()
	err := s.makeCards(working, r)
	if errors.Is(err, errStopped) || err != nil && errors.Is(context.Cause(working), errStopped) {
		return nil
	}
	return err
}
