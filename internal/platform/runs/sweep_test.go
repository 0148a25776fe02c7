package runs_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/runs"
)

// The next process of a node goes on with what the last one left, and not with
// what it began itself; the last one, if it was only frozen, writes nothing.
func TestANodeTakesBackWhatItsLastProcessLeft(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	frozen := p.node("one", nothing)
	left, goOn, over := p.beginHere(frozen), make(chan struct{}), make(chan error, 1)
	begun := make(chan struct{})
	go func() {
		over <- frozen.WorkHere(t.Context(), left, func(ctx context.Context, w *runs.Work) error {
			close(begun)
			<-goOn
			return w.Finish(context.WithoutCancel(ctx), runs.Progress{Result: "late"}, nil)
		})
	}()
	<-begun
	worked := 0
	next := p.node("one", func(ctx context.Context, w *runs.Work) error {
		worked++
		return w.Finish(ctx, runs.Progress{Result: "second"}, nil)
	})
	if err := next.TakeBack(t.Context()); err != nil {
		t.Fatal(err)
	}
	own := p.beginHere(next)
	sweep(t, next)
	sweep(t, next)
	if n := p.waiting(); n != 1 {
		t.Fatalf("%d jobs wait; one run was left", n)
	}
	if err := work(t.Context(), next, left, 1); err != nil {
		t.Fatal(err)
	}
	p.is(next, own, runs.Running, false)
	close(goOn)
	if err := <-over; !errors.Is(err, runs.ErrOver) {
		t.Errorf("the frozen process ends with %v", err)
	}
	if got := p.is(next, left, runs.Done, false); worked != 1 || string(got.Result) != `"second"` || got.Attempt != 2 || len(p.told) != 0 {
		t.Errorf("%+v, worked %d times; told %q", got, worked, p.told)
	}
}

func TestASilentProcessLosesItsRunsToAnyNode(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	dead, alive, other := p.node("dead", nothing), p.node("alive", nothing), p.node("other", nothing)
	silent, heard, asked := p.beginHere(dead), p.beginHere(alive), p.beginHere(dead)
	p.exec(`update runs set beat_at = now() - interval '31 seconds' where node = 'dead'`)
	p.exec(`update runs set beat_at = now() - interval '20 seconds' where node = 'alive'`)
	p.exec(`update runs set stop_asked = true where id = $1`, asked.ID)
	var later *river.JobSnoozeError
	if err := work(t.Context(), other, heard, 1); !errors.As(err, &later) {
		t.Errorf("the run of a living process is worked elsewhere: %v", err)
	}
	sweep(t, other)
	if n := p.waiting(); n != 1 {
		t.Errorf("%d jobs wait", n)
	}
	p.is(other, heard, runs.Running, false)
	p.is(other, asked, runs.Done, true)
	if err := work(t.Context(), other, silent, 1); err != nil {
		t.Fatal(err)
	}
	p.is(other, silent, runs.Done, false)
}

func TestARunWhoseJobWasGivenUpOnFails(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	e := p.node("one", nothing)
	r, lost := p.begin(e, uuid.New()), p.begin(e, uuid.New())
	sweep(t, e)
	if n := p.waiting(); n != 2 {
		t.Fatalf("%d jobs wait; two were queued", n)
	}
	p.exec(`update river_job set state = 'discarded', finalized_at = now() where args ->> 'run_id' = $1`, r.ID.String())
	p.exec(`delete from river_job where args ->> 'run_id' = $1`, lost.ID.String())
	sweep(t, e)
	if got := p.is(e, r, runs.Failed, false); got.Failure != "It broke off." || len(p.told) != 1 {
		t.Errorf("%+v; told %q", got, p.told)
	}
	if n := p.waiting(); n != 1 {
		t.Errorf("%d jobs wait for the run that lost its job", n)
	}
}

func TestARunThatWaitsIsCalledFor(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	there := false
	e := p.node("one", func(context.Context, *runs.Work) error {
		if !there {
			return runs.ErrNotNow
		}
		return nil
	})
	r := p.begin(e, uuid.New())
	if err := work(t.Context(), e, r, 1); !errors.Is(err, runs.ErrNotNow) {
		t.Errorf("%v", err)
	}
	p.exec(`update river_job set state = 'cancelled', finalized_at = now()`)
	sweep(t, e)
	p.is(e, r, runs.Queued, false)
	if n := p.waiting(); n != 0 {
		t.Errorf("%d jobs for a run that waits", n)
	}
	there = true
	err := postgres.InTx(t.Context(), p.pool, func(tx pgx.Tx) error { return e.ResumeTx(t.Context(), tx, p.owner, r.Subject) })
	if err != nil || p.waiting() != 1 {
		t.Fatalf("%v, %d jobs", err, p.waiting())
	}
	if err := work(t.Context(), e, r, 1); err != nil {
		t.Fatal(err)
	}
	p.is(e, r, runs.Done, false)
}

// A server that is stopped in order gives its runs back: they go on at once,
// on any node, and that was no try.
func TestARunIsGivenBackWithTheServer(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	e := p.node("one", func(ctx context.Context, w *runs.Work) error {
		if err := w.Advance(ctx, runs.Progress{Done: 2, Total: 3}, nil); err != nil {
			return err
		}
		stop()
		return ctx.Err()
	})
	r := p.begin(e, uuid.New())
	var later *river.JobSnoozeError
	if err := work(ctx, e, r, 2); !errors.As(err, &later) || later.Duration != 0 {
		t.Fatalf("stopped with the server: %v", err)
	}
	from := 0
	other := p.node("other", func(_ context.Context, w *runs.Work) error {
		from = w.Done
		return nil
	})
	if err := work(t.Context(), other, r, 2); err != nil || from != 2 {
		t.Errorf("gone on with from %d, %v", from, err)
	}
}

func TestOldRunsAreDeleted(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	e := p.node("one", nothing)
	old, fresh, open := p.begin(e, uuid.New()), p.begin(e, uuid.New()), p.begin(e, uuid.New())
	day := time.Now().UTC().Add(-runs.Kept)
	p.exec(`update runs set status = 'failed', finished_at = $2 where id = $1`, old.ID, day.Add(-time.Hour))
	p.exec(`update runs set status = 'done', finished_at = $2 where id = $1`, fresh.ID, day.Add(time.Hour))
	p.exec(`update runs set created_at = $2 where id = $1`, open.ID, day.Add(-time.Hour))
	if n, err := e.Clean(t.Context()); err != nil || n != 1 {
		t.Errorf("%d deleted, %v", n, err)
	}
	p.is(e, fresh, runs.Done, false)
	p.is(e, open, runs.Queued, false)
}
