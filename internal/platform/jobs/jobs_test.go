package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

type echoArgs struct {
	Text string `json:"text"`
}

func (echoArgs) Kind() string { return "test_echo" }

type echoWorker struct {
	river.WorkerDefaults[echoArgs]
	heard chan string
}

func (w *echoWorker) Work(_ context.Context, job *river.Job[echoArgs]) error {
	w.heard <- job.Args.Text
	return nil
}

var quietLog = slog.New(slog.DiscardHandler)

func start(t *testing.T, pool *pgxpool.Pool, node string) (*Client, chan string) {
	t.Helper()
	c, err := New(pool, quietLog, Options{Node: node})
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 10)
	c.Register(func(w *river.Workers) { river.AddWorker(w, &echoWorker{heard: heard}) })
	if err := c.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := c.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	return c, heard
}

func next(t *testing.T, heard chan string) string {
	t.Helper()
	select {
	case s := <-heard:
		return s
	case <-time.After(20 * time.Second):
		t.Fatal("no job was worked")
		return ""
	}
}

func TestAJobExistsWithItsTransaction(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	c, heard := start(t, pool, "a")
	ctx := context.Background()
	insert := func(text string, end error) error {
		return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
			_, err := c.InsertTx(ctx, tx, echoArgs{text}, nil)
			return errors.Join(err, end)
		})
	}
	if err := insert("undone", errors.New("no")); err == nil {
		t.Fatal("the transaction was to fail")
	}
	if err := insert("done", nil); err != nil {
		t.Fatal(err)
	}
	if got := next(t, heard); got != "done" {
		t.Errorf("worked %q", got)
	}
}

// leave puts a job into the state in which a killed node leaves it.
func leave(t *testing.T, pool *pgxpool.Pool, node, text string, attempt int) {
	t.Helper()
	c, err := New(pool, quietLog, Options{InsertOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.Insert(context.Background(), echoArgs{text}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = pool.Exec(context.Background(), `update river_job set state = 'running', attempt = $2, attempted_at = now(), attempted_by = array[$3] where id = $1`, r.Job.ID, attempt, node)
	if err != nil {
		t.Fatal(err)
	}
}

func state(t *testing.T, pool *pgxpool.Pool, text string) string {
	t.Helper()
	var s string
	if err := pool.QueryRow(context.Background(), `select state::text from river_job where args->>'text' = $1`, text).Scan(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestANodeTakesItsOwnJobsBackAtOnce(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	leave(t, pool, "a", "left", 1)
	leave(t, pool, "b", "another's", 1)
	if _, err := pool.Exec(context.Background(), `insert into nodes (name) values ('b')`); err != nil {
		t.Fatal(err)
	}
	_, heard := start(t, pool, "a")
	if got := next(t, heard); got != "left" {
		t.Errorf("worked %q", got)
	}
	if got := state(t, pool, "another's"); got != "running" {
		t.Errorf("the job of a living node is %s", got)
	}
}

func TestAJobThatKeepsKillingItsNodeIsDiscarded(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	leave(t, pool, "a", "deadly", maxAttempts)
	start(t, pool, "a")
	if got := state(t, pool, "deadly"); got != "discarded" {
		t.Errorf("it is %s", got)
	}
}

func TestJobsOfASilentNodeGoToTheOthers(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	leave(t, pool, "dead", "from the dead", 1)
	leave(t, pool, "alive", "from the living", 1)
	_, err := pool.Exec(context.Background(), `insert into nodes (name, seen_at) values ('dead', now() - interval '31 seconds'), ('alive', now() - interval '20 seconds')`)
	if err != nil {
		t.Fatal(err)
	}
	c, heard := start(t, pool, "a")
	if n, err := c.rescueSilent(context.Background(), silentAfter); err != nil || n != 1 {
		t.Errorf("took %d back, %v", n, err)
	}
	if got := next(t, heard); got != "from the dead" {
		t.Errorf("worked %q", got)
	}
	if got := state(t, pool, "from the living"); got != "running" {
		t.Errorf("the living node's job is %s", got)
	}
}

func TestAClientThatOnlyInsertsWorksNothing(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	c, err := New(pool, quietLog, Options{InsertOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.Start(context.Background()), c.Stop(context.Background())); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Insert(context.Background(), echoArgs{"waits"}, nil); err != nil {
		t.Fatal(err)
	}
	if got := state(t, pool, "waits"); got != "available" {
		t.Errorf("it is %s", got)
	}
}

// The last run was killed while it led: no job would be tried again until its
// lease had run out.
func TestADeadLeadershipOfItsOwnIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	ctx := context.Background()
	_, err := pool.Exec(ctx, `insert into river_leader (elected_at, expires_at, leader_id, name) values (now(), now() + interval '1 hour', 'a', 'default')`)
	if err != nil {
		t.Fatal(err)
	}
	c, heard := start(t, pool, "a")
	// A job that is due again is made available by the leader alone.
	r, err := c.Insert(ctx, echoArgs{"again"}, &river.InsertOpts{ScheduledAt: time.Now().Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(ctx, `update river_job set state = 'retryable', scheduled_at = now() where id = $1`, r.Job.ID); err != nil {
		t.Fatal(err)
	}
	if got := next(t, heard); got != "again" {
		t.Errorf("worked %q", got)
	}
}

func TestHeldJobsAreNotBegunAndGoOnLater(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	var held atomic.Bool
	held.Store(true)
	suspended, active := id.New[id.User](), id.New[id.User]()
	c, err := New(pool, quietLog, Options{Node: "one", Held: func(_ context.Context, owner id.User) (bool, error) {
		return held.Load() && owner == suspended, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	c.Owners(map[string]OwnerOf{echoArgs{}.Kind(): func(_ context.Context, args []byte) (id.User, error) {
		switch {
		case strings.Contains(string(args), "suspended"):
			return suspended, nil
		case strings.Contains(string(args), "active"):
			return active, nil
		}
		return id.User{}, nil
	}})
	heard := make(chan string, 10)
	c.Register(func(w *river.Workers) { river.AddWorker(w, &echoWorker{heard: heard}) })
	if err := c.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Stop(context.Background()) })
	job, err := c.Insert(t.Context(), echoArgs{Text: "suspended"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for state := ""; state != "scheduled"; time.Sleep(10 * time.Millisecond) {
		if err := pool.QueryRow(t.Context(), `select state::text from river_job where id = $1`, job.Job.ID).Scan(&state); err != nil {
			t.Fatal(err)
		}
		if t.Context().Err() != nil {
			t.Fatal("the job is not put off")
		}
	}
	if _, err := c.Insert(t.Context(), echoArgs{Text: "active"}, nil); err != nil {
		t.Fatal(err)
	}
	if got := next(t, heard); got != "active" {
		t.Errorf("%q was begun", got)
	}
	held.Store(false)
	if _, err := pool.Exec(t.Context(), `update river_job set scheduled_at = now() where id = $1`, job.Job.ID); err != nil {
		t.Fatal(err)
	}
	if got := next(t, heard); got != "suspended" {
		t.Errorf("%q was begun", got)
	}
}

func TestNodesAreListedUntilTheyAreStopped(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	one, _ := start(t, pool, "one")
	if _, err := pool.Exec(t.Context(), `insert into nodes (name, seen_at) values ('dead', now() - interval '5 minutes'), ('forgotten', now() - interval '2 hours')`); err != nil {
		t.Fatal(err)
	}
	other, _ := start(t, pool, "two")
	alive := func() (list []string) {
		t.Helper()
		nodes, err := other.Nodes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range nodes {
			list = append(list, fmt.Sprint(n.Name, " ", n.Alive))
		}
		return list
	}
	if got := strings.Join(alive(), ", "); got != "dead false, one true, two true" {
		t.Error(got)
	}
	if err := one.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(alive(), ", "); got != "dead false, two true" {
		t.Errorf("after one was stopped: %s", got)
	}
}
