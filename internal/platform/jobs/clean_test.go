package jobs

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/platform/pgtest"
)

// cleaning starts a node with the cleaners.
func cleaning(t *testing.T, c *Client, cleaners ...Cleaner) {
	t.Helper()
	if err := c.Clean(cleaners...); err != nil {
		t.Fatal(err)
	}
	if err := c.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 10*time.Second)
		defer cancel()
		if err := c.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
}

func TestCleanersAreCalledAtStartAlsoAfterOneThatFails(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	_, err := pool.Exec(t.Context(), `insert into nodes (name, seen_at) values ('gone', now() - interval '25 hours'), ('silent', now() - interval '23 hours')`)
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(pool, quietLog, Options{Node: "a"})
	if err != nil {
		t.Fatal(err)
	}
	called := make(chan string, 10)
	cleaning(t, c,
		Cleaner{"first", func(context.Context) (int64, error) { called <- "first"; return 0, errors.New("no") }},
		Cleaner{"second", func(context.Context) (int64, error) { called <- "second"; return 3, nil }})
	if got := []string{next(t, called), next(t, called)}; !cmp.Equal(got, []string{"first", "second"}) {
		t.Errorf("called %q", got)
	}
	// The nodes come last, in the same job: it has failed when they are done.
	events, cancel := c.river.Subscribe(river.EventKindJobFailed)
	defer cancel()
	var done bool
	if err := pool.QueryRow(t.Context(), `select exists (select from river_job where kind = 'clean_tables' and state = 'discarded')`).Scan(&done); err != nil {
		t.Fatal(err)
	}
	if !done {
		<-events
	}
	rows, _ := pool.Query(t.Context(), `select name from nodes order by name`)
	left, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if diff := cmp.Diff([]string{"a", "silent"}, left); diff != "" || err != nil {
		t.Errorf("nodes (-want +got), %v:\n%s", err, diff)
	}
}

func TestOneCleaningWaitsAtATime(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	c, err := New(pool, quietLog, Options{InsertOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []bool{false, true} {
		r, err := c.Insert(t.Context(), CleanArgs{}, nil)
		if err != nil || r.UniqueSkippedAsDuplicate != want {
			t.Errorf("%d: skipped %t, %v", n, r.UniqueSkippedAsDuplicate, err)
		}
	}
}

// River itself deletes jobs that ended, with the times it is given.
func TestJobsThatEndedAreKeptADayAndDeadLettersAMonth(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	c, err := New(pool, quietLog, Options{InsertOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	day := 24 * time.Hour
	for text, job := range map[string]struct {
		state string
		age   time.Duration
	}{
		"done today": {"completed", day - time.Hour}, "done before": {"completed", day + time.Hour},
		"cancelled today": {"cancelled", day - time.Hour}, "cancelled before": {"cancelled", day + time.Hour},
		"dead this month": {"discarded", 30*day - time.Hour}, "dead before": {"discarded", 30*day + time.Hour},
	} {
		r, err := c.Insert(t.Context(), echoArgs{text}, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = pool.Exec(t.Context(), `update river_job set state = $2::river_job_state, finalized_at = now() - make_interval(secs => $3) where id = $1`, r.Job.ID, job.state, job.age.Seconds())
		if err != nil {
			t.Fatal(err)
		}
	}
	start(t, pool, "a")
	const old = `select count(*) from river_job where args ->> 'text' like '%before'`
	for left := 1; left > 0; {
		if err := pool.QueryRow(t.Context(), old).Scan(&left); err != nil {
			t.Fatal(err)
		}
	}
	rows, _ := pool.Query(t.Context(), `select args ->> 'text' from river_job order by 1`)
	kept, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if diff := cmp.Diff([]string{"cancelled today", "dead this month", "done today"}, kept); diff != "" || err != nil {
		t.Errorf("kept (-want +got), %v:\n%s", err, diff)
	}
}
