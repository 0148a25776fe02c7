package runs_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

const task = "count"

// place is a database with an owner, and the ends that tasks were told of.
type place struct {
	t     *testing.T
	pool  *pgxpool.Pool
	owner id.User
	queue *jobs.Client

	mu   sync.Mutex
	told []string
}

func newPlace(t *testing.T) *place {
	t.Helper()
	p := &place{t: t, pool: pgtest.New(t)}
	p.owner = pgtest.User(t, p.pool)
	var err error
	if p.queue, err = jobs.New(p.pool, slog.New(slog.DiscardHandler), jobs.Options{InsertOnly: true}); err != nil {
		t.Fatal(err)
	}
	return p
}

// node is an engine of a process of that name, whose task does work.
func (p *place) node(name string, work func(ctx context.Context, w *runs.Work) error) *runs.Engine {
	e := runs.New(runs.Options{Pool: p.pool, Jobs: p.queue, Bus: bus.New(nil, slog.New(slog.DiscardHandler)), Node: name})
	e.Register(runs.Task{Name: task, Queue: jobs.QueueDefault, Attempts: 2, Work: work, GivenUp: "It broke off.",
		Ended: func(_ context.Context, _ pgx.Tx, r runs.Run) error {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.told = append(p.told, strings.TrimSpace(string(r.Status)+" "+r.Failure))
			return nil
		}})
	return e
}

func (p *place) begin(e *runs.Engine, subject uuid.UUID) runs.Run {
	p.t.Helper()
	var r runs.Run
	err := postgres.InTx(p.t.Context(), p.pool, func(tx pgx.Tx) (err error) {
		r, err = e.BeginTx(p.t.Context(), tx, runs.Asked{Owner: p.owner, Task: task, Subject: subject, Args: map[string]int{"to": 3}, Total: 3})
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

func (p *place) beginHere(e *runs.Engine) runs.Run {
	p.t.Helper()
	var r runs.Run
	err := postgres.InTx(p.t.Context(), p.pool, func(tx pgx.Tx) (err error) {
		r, err = e.BeginHereTx(p.t.Context(), tx, runs.Asked{Owner: p.owner, Task: task, Subject: uuid.New()})
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

func (p *place) exec(sql string, args ...any) {
	p.t.Helper()
	if _, err := p.pool.Exec(p.t.Context(), sql, args...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *place) is(e *runs.Engine, r runs.Run, status runs.Status, stopped bool) runs.Run {
	p.t.Helper()
	got, err := e.ByID(p.t.Context(), p.owner, task, r.ID)
	if err != nil || got.Status != status || got.Stopped != stopped {
		p.t.Fatalf("the run is %+v, %v; want %s, stopped %v", got, err, status, stopped)
	}
	return got
}

// waiting is how many jobs wait to be worked.
func (p *place) waiting() (n int) {
	p.t.Helper()
	if err := p.pool.QueryRow(p.t.Context(), `select count(*) from river_job where kind = 'run' and state = 'available'`).Scan(&n); err != nil {
		p.t.Fatal(err)
	}
	return n
}

func work(ctx context.Context, e *runs.Engine, r runs.Run, attempt int) error {
	return e.WorkJob(ctx, &river.Job[runs.Args]{JobRow: &rivertype.JobRow{Attempt: attempt, MaxAttempts: 2}, Args: runs.Args{Run: r.ID}})
}

func sweep(t *testing.T, e *runs.Engine) {
	t.Helper()
	if err := e.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func nothing(context.Context, *runs.Work) error { return nil }

func TestARunIsBegunWithItsTransactionAndWorkedByItsJob(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	e := p.node("one", func(ctx context.Context, w *runs.Work) error {
		var asked struct{ To int }
		if err := json.Unmarshal(w.Args, &asked); err != nil {
			return err
		}
		for n := w.Done; n < asked.To; n++ {
			if err := w.Advance(ctx, runs.Progress{Done: n + 1, Total: asked.To, Result: map[string]int{"made": n + 1}}, nil); err != nil {
				return err
			}
		}
		return nil
	})
	undone := errors.New("undone")
	err := postgres.InTx(t.Context(), p.pool, func(tx pgx.Tx) error {
		_, err := e.BeginTx(t.Context(), tx, runs.Asked{Owner: p.owner, Task: task, Subject: uuid.New()})
		return errors.Join(err, undone)
	})
	if list, listErr := e.Open(t.Context(), p.owner, task); !errors.Is(err, undone) || len(list) != 0 || listErr != nil || p.waiting() != 0 {
		t.Fatalf("without its transaction: %v, %v, %v", err, list, listErr)
	}
	r := p.begin(e, uuid.New())
	if again := p.begin(e, r.Subject); again.ID != r.ID || p.waiting() != 1 {
		t.Errorf("begun twice: %+v", again)
	}
	queue, err := jobs.New(p.pool, slog.New(slog.DiscardHandler), jobs.Options{Node: "one"})
	if err != nil {
		t.Fatal(err)
	}
	queue.Register(e.Workers)
	heard := bus.New(nil, slog.New(slog.DiscardHandler)).Subscribe(t.Context(), p.owner) // ticks
	if err := queue.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = queue.Stop(context.Background()) })
	for range heard {
		if r, err = e.ByID(t.Context(), p.owner, task, r.ID); err != nil {
			t.Fatal(err)
		}
		if !r.Status.Open() {
			break
		}
	}
	if r.Status != runs.Done || r.Done != 3 || string(r.Result) != `{"made": 3}` || r.FinishedAt == nil {
		t.Errorf("%+v", r)
	}
	if _, err := e.ByID(t.Context(), pgtest.User(t, p.pool), task, r.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("a stranger reads it: %v", err)
	}
	if next := p.begin(e, r.Subject); next.ID == r.ID {
		t.Error("a run that has ended is not begun anew")
	}
	if list, err := e.List(t.Context(), p.owner, task, r.Subject); err != nil || len(list) != 2 || list[1].ID != r.ID {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestAnErrorIsTriedAgainAndTheLastOneEndsTheRun(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	tries := 0
	e := p.node("one", func(context.Context, *runs.Work) error {
		tries++
		return errs.New(errs.Unavailable, "The model is away.")
	})
	r := p.begin(e, uuid.New())
	var cancelled *rivertype.JobCancelError
	if err := work(t.Context(), e, r, 1); err == nil || errors.As(err, &cancelled) {
		t.Errorf("the first time: %v", err)
	}
	p.is(e, r, runs.Running, false)
	if err := work(t.Context(), p.node("two", nothing), runs.Run{ID: id.New[id.Run]()}, 1); !errors.As(err, &cancelled) {
		t.Errorf("a run that is gone: %v", err)
	}
	if err := work(t.Context(), e, r, 2); !errors.As(err, &cancelled) {
		t.Errorf("the last time: %v", err)
	}
	if got := p.is(e, r, runs.Failed, false); got.Failure != "The model is away." || tries != 2 || len(p.told) != 1 || p.told[0] != "failed The model is away." {
		t.Errorf("%+v after %d tries; told %q", got, tries, p.told)
	}
	r = p.begin(e, uuid.New())
	hopeless := p.node("one", func(context.Context, *runs.Work) error { return errs.New(errs.Conflict, "It cannot be.") })
	if err := work(t.Context(), hopeless, r, 1); !errors.As(err, &cancelled) {
		t.Errorf("what cannot succeed: %v", err)
	}
	p.is(e, r, runs.Failed, false)
}

func TestWhatIsStoppedWritesNothingMore(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	other := p.node("two", nothing) // stops what another process works on
	begun := make(chan struct{})
	e := p.node("one", func(ctx context.Context, w *runs.Work) error {
		if err := w.Advance(ctx, runs.Progress{Done: 1, Total: 3}, nil); err != nil {
			return err
		}
		close(begun)
		<-ctx.Done()
		err := w.Advance(context.WithoutCancel(ctx), runs.Progress{Done: 2, Total: 3}, func(tx pgx.Tx) error {
			t.Error("a late attempt writes")
			return nil
		})
		if !errors.Is(err, runs.ErrOver) || !errors.Is(context.Cause(ctx), runs.ErrOver) {
			t.Errorf("a late attempt hears %v", err)
		}
		return ctx.Err()
	})
	r := p.begin(e, uuid.New())
	worked := make(chan error, 1)
	go func() { worked <- work(t.Context(), e, r, 1) }()
	<-begun
	if _, err := other.Stop(t.Context(), pgtest.User(t, p.pool), task, r.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("a stranger stops it: %v", err)
	}
	if got, err := other.Stop(t.Context(), p.owner, task, r.ID); err != nil || got.Status != runs.Done || !got.Stopped || got.Done != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if err := <-worked; err != nil {
		t.Errorf("the work ended with %v", err)
	}
	p.is(e, r, runs.Done, true)
	if got, err := other.Stop(t.Context(), p.owner, task, r.ID); err != nil || !got.Stopped || len(p.told) != 1 {
		t.Errorf("stopped twice: %+v, %v; told %q", got, err, p.told)
	}
}

func TestWhatIsAskedToEndEndsWithWhatItHas(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	other := p.node("two", nothing)
	e := p.node("one", nothing)
	r := p.beginHere(e)
	begun, worked := make(chan struct{}), make(chan error, 1)
	go func() {
		worked <- e.WorkHere(t.Context(), r, func(ctx context.Context, w *runs.Work) error {
			close(begun)
			<-ctx.Done()
			if !errors.Is(context.Cause(ctx), runs.ErrStopped) {
				return ctx.Err()
			}
			return w.Finish(context.WithoutCancel(ctx), runs.Progress{Result: map[string]string{"kept": "half"}}, nil)
		})
	}()
	<-begun
	if err := other.AskToEnd(t.Context(), pgtest.User(t, p.pool), task, r.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("a stranger asks: %v", err)
	}
	if err := other.AskToEnd(t.Context(), p.owner, task, r.ID); err != nil {
		t.Fatal(err)
	}
	if err := <-worked; err != nil {
		t.Errorf("the work ended with %v", err)
	}
	if got := p.is(e, r, runs.Done, true); string(got.Result) != `{"kept": "half"}` || len(p.told) != 0 {
		t.Errorf("%+v; told %q", got, p.told)
	}
	waits := p.begin(e, uuid.New())
	if err := e.AskToEnd(t.Context(), p.owner, task, waits.ID); err != nil {
		t.Fatal(err)
	}
	p.is(e, waits, runs.Done, true)
	if len(p.told) != 1 {
		t.Errorf("told %q", p.told)
	}
	if err := e.AskToEnd(t.Context(), p.owner, task, waits.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("what has ended is asked: %v", err)
	}
}

func TestWorkHereEndsTheRunAsItsWorkEnds(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	e := p.node("one", nothing)
	r := p.beginHere(e)
	failed := errs.New(errs.Unavailable, "Search is away.")
	if err := e.WorkHere(t.Context(), r, func(context.Context, *runs.Work) error { return failed }); !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
	if got := p.is(e, r, runs.Failed, false); got.Failure != "Search is away." {
		t.Errorf("%+v", got)
	}
	r = p.beginHere(e)
	ctx, leave := context.WithCancel(t.Context())
	err := e.WorkHere(ctx, r, func(ctx context.Context, _ *runs.Work) error {
		leave()
		return ctx.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	p.is(e, r, runs.Done, true)
	r = p.beginHere(e)
	if err := e.WorkHere(t.Context(), r, nothing); err != nil {
		t.Error(err)
	}
	p.is(e, r, runs.Done, false)
}
