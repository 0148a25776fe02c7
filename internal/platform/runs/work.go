package runs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

var (
	// ErrStopped is the cause of the end of a Work's context when the run was
	// asked to end with what it has.
	ErrStopped = errors.New("the run is to end early")
	// ErrOver says that a run has ended, or that another process works on it now:
	// this one must write nothing more.
	ErrOver = errors.New("the run is over here")
	// ErrNotNow is returned by Task.Work when the run has to wait for something
	// that Resume will be called for.
	ErrNotNow = errors.New("the run has to wait")
)

// Work is an attempt at a run.
type Work struct {
	Run
	e     *Engine
	ended bool // by this attempt
	stop  context.CancelCauseFunc
	leave func()
}

// OnLeave has f called when this process has done with the run, whether it
// ended or goes on elsewhere: what is stored stands.
func (w *Work) OnLeave(f func()) { w.leave = f }

func (w *Work) left() {
	if w.leave != nil {
		w.leave()
	}
}

// Progress is how far a run has come. A nil Result leaves what is stored.
type Progress struct {
	Done, Total int
	Result      any
}

const (
	advance = `
update runs set done = @done, total = @total, result = coalesce(@result, result)
where id = @run and owner_id = @owner and status = 'running' and attempt = @attempt`

	finish = `
update runs set done = @done, total = @total, result = coalesce(@result, result), status = 'done', stopped = stop_asked, beat_at = null, finished_at = @now
where id = @run and owner_id = @owner and status = 'running' and attempt = @attempt`
)

// Advance commits progress together with what write writes; write may be nil.
// It writes nothing and returns ErrOver when the run is over here.
func (w *Work) Advance(ctx context.Context, p Progress, write func(tx pgx.Tx) error) error {
	return w.commit(ctx, advance, p, write)
}

// Finish is Advance for the last time: the run is done.
func (w *Work) Finish(ctx context.Context, p Progress, write func(tx pgx.Tx) error) error {
	err := w.commit(ctx, finish, p, write)
	w.ended = w.ended || err == nil
	return err
}

func (w *Work) commit(ctx context.Context, statement string, p Progress, write func(tx pgx.Tx) error) error {
	var result []byte
	if p.Result != nil {
		var err error
		if result, err = json.Marshal(p.Result); err != nil {
			return fmt.Errorf("storing run %s: %w", w.ID, err)
		}
	}
	err := postgres.InTx(ctx, w.e.o.Pool, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, statement, pgx.NamedArgs{"run": w.ID, "owner": w.Owner, "attempt": w.Attempt, "done": p.Done, "total": p.Total, "result": result, "now": w.e.o.Now().UTC()})
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return ErrOver
		}
		if write == nil {
			return nil
		}
		return write(tx)
	})
	if err != nil {
		return fmt.Errorf("storing run %s: %w", w.ID, err)
	}
	w.Done, w.Total = p.Done, p.Total
	if result != nil {
		w.Result = result
	}
	w.e.wake(ctx, w.Owner)
	return nil
}

// WorkHere works a run that BeginHereTx began. It returns the error of f, after
// the run has ended as stopped, when it was asked to or ctx ended, or as failed.
func (e *Engine) WorkHere(ctx context.Context, r Run, f func(ctx context.Context, w *Work) error) error {
	w := &Work{Run: r, e: e}
	defer w.left()
	err := e.attempt(ctx, w, f)
	if err == nil || w.ended || errors.Is(err, ErrOver) {
		return err
	}
	end := context.WithoutCancel(ctx)
	if ctx.Err() != nil || errors.Is(err, ErrStopped) {
		return errors.Join(err, e.endAttempt(end, w, Run{Status: Done, Stopped: true}))
	}
	return errors.Join(err, e.endAttempt(end, w, Run{Status: Failed, Failure: errs.Message(err)}))
}

// attempt calls f while it tells that the run is worked on, and looks whether
// it is to end. A run that f leaves open without an error is done. The error
// is ErrStopped or ErrOver where one of them ended the context.
func (e *Engine) attempt(ctx context.Context, w *Work, f func(ctx context.Context, w *Work) error) error {
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	w.stop = stop
	e.mu.Lock()
	e.active[w.ID] = w
	e.mu.Unlock()
	defer func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.active, w.ID)
	}()
	go e.watch(working, w)
	err := f(working, w)
	if err == nil && !w.ended {
		err = w.Finish(ctx, Progress{Done: w.Done, Total: w.Total}, nil)
	}
	if cause := context.Cause(working); err != nil && ctx.Err() == nil && (errors.Is(cause, ErrOver) || errors.Is(cause, ErrStopped)) && !w.ended {
		return fmt.Errorf("%w (%w)", cause, err)
	}
	return err
}

// stopHere ends the context of a run that this process works on.
func (e *Engine) stopHere(run id.Run, cause error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if w := e.active[run]; w != nil {
		w.stop(cause)
	}
}

const (
	look = `select stop_asked from runs where id = @run and owner_id = @owner and status = 'running' and attempt = @attempt`
	beat = `update runs set beat_at = now() where id = @run and owner_id = @owner and status = 'running' and attempt = @attempt returning stop_asked`
)

// watch tells that the run is worked on until ctx ends, and ends it when the
// run is over here or asked to end.
func (e *Engine) watch(ctx context.Context, w *Work) {
	var wakes <-chan struct{}
	if e.o.Bus != nil {
		wakes = e.o.Bus.Subscribe(ctx, w.Owner)
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	beaten := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case _, ok := <-wakes:
			if !ok {
				wakes = nil
				continue
			}
		}
		statement := look
		if time.Since(beaten) >= beatEvery {
			statement = beat
		}
		var asked bool
		err := e.o.Pool.QueryRow(ctx, statement, pgx.NamedArgs{"run": w.ID, "owner": w.Owner, "attempt": w.Attempt}).Scan(&asked)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			w.stop(ErrOver)
		case err != nil:
			if ctx.Err() == nil {
				e.o.Log.WarnContext(ctx, "a run could not tell that it is worked on", "run", w.ID, "error", err)
			}
			continue
		case asked:
			w.stop(ErrStopped)
		}
		if statement == beat {
			beaten = time.Now()
		}
	}
}
