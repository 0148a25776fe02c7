package jobs

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/platform/pgtest"
)

type onceArgs struct{}

func (onceArgs) Kind() string { return "test_once" }

func (onceArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{UniqueOpts: OneAtATime()} }

type onceWorker struct {
	river.WorkerDefaults[onceArgs]
	work func(context.Context, *river.Job[onceArgs]) error
}

func (w *onceWorker) Work(ctx context.Context, job *river.Job[onceArgs]) error {
	return w.work(ctx, job)
}

// A job that others count on does not end while one of them has found it there
// and has not committed yet what it wants done.
func TestAJobEndsOnlyAfterThoseWhoCountOnIt(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	c, err := New(pool, quietLog, Options{Node: "a"})
	if err != nil {
		t.Fatal(err)
	}
	began, ending, seen := make(chan string, 4), make(chan bool), make(chan int, 4)
	c.Register(func(w *river.Workers) {
		river.AddWorker(w, &onceWorker{work: func(ctx context.Context, job *river.Job[onceArgs]) error {
			began <- "began"
			<-ending
			for {
				ended, err := EndWhen(ctx, pool, job, func(tx pgx.Tx) (bool, error) {
					var wanted int
					err := tx.QueryRow(ctx, `select count(*) from wanted`).Scan(&wanted)
					seen <- wanted
					if err == nil && wanted > 0 {
						_, err = pool.Exec(ctx, `delete from wanted`)
					}
					return wanted == 0, err
				})
				if err != nil || ended {
					return err
				}
			}
		}})
	})
	if _, err := pool.Exec(t.Context(), `create table wanted (n int)`); err != nil {
		t.Fatal(err)
	}
	cleaning(t, c)
	if _, err := c.Insert(t.Context(), onceArgs{}, nil); err != nil {
		t.Fatal(err)
	}
	next(t, began)
	err = pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error {
		r, err := c.InsertTx(t.Context(), tx, onceArgs{}, nil)
		if err != nil || !r.UniqueSkippedAsDuplicate {
			t.Errorf("inserted beside the one that runs: %+v, %v", r, err)
		}
		ending <- true // it waits for this transaction now
		_, err = tx.Exec(t.Context(), `insert into wanted values (1)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if first, then := <-seen, <-seen; first != 1 || then != 0 {
		t.Errorf("the job saw %d and then %d wishes, want 1 and 0", first, then)
	}
	// The next one runs anew.
	if r, err := c.Insert(t.Context(), onceArgs{}, nil); err != nil || r.UniqueSkippedAsDuplicate {
		t.Errorf("inserted after its end: %+v, %v", r, err)
	}
	next(t, began)
	ending <- true
}
