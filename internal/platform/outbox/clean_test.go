package outbox

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

func put(t *testing.T, db DB, owner id.User, topic Topic, subject string, age time.Duration) {
	t.Helper()
	if err := Write(t.Context(), db, Event{Owner: owner, Topic: topic, Subject: subject}); err != nil {
		t.Fatal(err)
	}
	_, err := db.Exec(t.Context(), `update outbox set at = now() - make_interval(secs => $2) where subject = $1`, subject, age.Seconds())
	if err != nil {
		t.Fatal(err)
	}
}

func cleanAll(t *testing.T, pool *pgxpool.Pool, want int64) {
	t.Helper()
	if n, err := Clean(t.Context(), pool); err != nil || n != want {
		t.Fatalf("deleted %d events, %v, want %d", n, err, want)
	}
}

func head(t *testing.T, db DB) Cursor {
	t.Helper()
	c, err := Head(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// behind reads on from the cursor: the subjects, or that it is too old.
func behind(t *testing.T, db DB, owner id.User, c Cursor) []string {
	t.Helper()
	events, _, err := Read(t.Context(), db, owner, c, 100)
	if errors.Is(err, ErrTooOld) {
		return []string{"too old"}
	}
	if err != nil {
		t.Fatal(err)
	}
	var subjects []string
	for _, e := range events {
		subjects = append(subjects, e.Subject)
	}
	return subjects
}

const young, old = Retention - time.Minute, Retention + time.Minute

func TestEventsAreKeptForAWeek(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	before := head(t, pool)
	put(t, pool, owner, TopicDocument, "old", old)
	between := head(t, pool)
	put(t, pool, owner, TopicDocument, "young", young)

	cleanAll(t, pool, 1)
	if got := behind(t, pool, owner, before); !cmp.Equal(got, []string{"too old"}) {
		t.Errorf("the cursor that has not seen what was deleted reads %q", got)
	}
	if got := behind(t, pool, owner, Cursor{}); !cmp.Equal(got, []string{"too old"}) {
		t.Errorf("a reader from the first event on reads %q", got)
	}
	if got := behind(t, pool, owner, between); !cmp.Equal(got, []string{"young"}) {
		t.Errorf("the cursor behind what was deleted reads %q", got)
	}
	cleanAll(t, pool, 0)
}

// Half of what a cursor has to read was deleted: what is left is not all.
func TestACursorInTheMidstOfWhatWasDeletedIsTooOld(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	slow := begin(t, pool)
	put(t, slow, owner, TopicDocument, "slow", old)
	put(t, pool, owner, TopicDocument, "quick", old)
	cursor := head(t, pool) // has seen quick, which is numbered behind slow
	if err := slow.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := behind(t, pool, owner, cursor); !cmp.Equal(got, []string{"slow"}) {
		t.Fatalf("before anything is deleted, read %q", got)
	}
	cleanAll(t, pool, 2)
	if got := behind(t, pool, owner, cursor); !cmp.Equal(got, []string{"too old"}) {
		t.Errorf("read %q", got)
	}
}

// A reader in the midst of a long batch goes on from the snapshot it began at.
func TestABatchThatLostItsRestIsTooOld(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	cursor := head(t, pool)
	for n := range 3 {
		put(t, pool, owner, TopicDocument, fmt.Sprint(n), old)
	}
	events, rest, err := Read(t.Context(), pool, owner, cursor, 1)
	if err != nil || len(events) != 1 {
		t.Fatal(events, err)
	}
	if n, err := clean(t.Context(), pool, Retention, 2); err != nil || n != 3 {
		t.Fatalf("deleted %d events in batches of two, %v", n, err)
	}
	if got := behind(t, pool, owner, rest); !cmp.Equal(got, []string{"too old"}) {
		t.Errorf("read %q", got)
	}
}

// A transaction that runs for days is older than all that is deleted beside it:
// no cursor has seen it, and yet none is too old for it.
func TestARunningTransactionHoldsNothingUp(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	running := begin(t, pool)
	put(t, running, owner, TopicDocument, "running", young)
	put(t, pool, owner, TopicDocument, "ended", old)
	before := head(t, pool)
	cleanAll(t, pool, 1)
	after := head(t, pool)
	for range 2 { // before and after it ends
		if got := behind(t, pool, owner, before); cmp.Equal(got, []string{"too old"}) {
			t.Error("the cursor that has seen what was deleted is too old")
		}
		if got := behind(t, pool, owner, after); cmp.Equal(got, []string{"too old"}) {
			t.Error("the cursor taken after the deletion is too old")
		}
		if err := running.Commit(t.Context()); err != nil && !errors.Is(err, pgx.ErrTxClosed) {
			t.Fatal(err)
		}
	}
	if got := behind(t, pool, owner, before); !cmp.Equal(got, []string{"running"}) {
		t.Errorf("read %q", got)
	}
}

func TestOrdersAreFoundHoweverOldTheCursor(t *testing.T) {
	t.Parallel()
	pool, owner, other := pgtest.New(t), id.New[id.User](), id.New[id.User]()
	before := head(t, pool)
	put(t, pool, owner, TopicReindex, "order", old)
	put(t, pool, owner, TopicDocument, "document", old)
	after := head(t, pool)
	cleanAll(t, pool, 1)
	for name, test := range map[string]struct {
		owner  id.User
		cursor Cursor
		want   bool
	}{
		"before it": {owner, before, true}, "at the first event": {owner, Cursor{}, true},
		"after it": {owner, after, false}, "of another owner": {other, before, false},
	} {
		if got, err := Ordered(t.Context(), pool, test.owner, test.cursor); err != nil || got != test.want {
			t.Errorf("%s: %t, %v", name, got, err)
		}
	}
}

// The events of a database that was dumped and restored elsewhere carry the
// transaction numbers of the old cluster.
func TestWhatAnotherClusterDeletedMakesNoCursorTooOld(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	if _, err := pool.Exec(t.Context(), `insert into outbox_pruned (system, tx, seen) values ('1', '4000000000', '4000000001:4000000001:')`); err != nil {
		t.Fatal(err)
	}
	before := head(t, pool)
	put(t, pool, owner, TopicDocument, "old", old)
	if got := behind(t, pool, owner, before); !cmp.Equal(got, []string{"old"}) {
		t.Errorf("read %q", got)
	}
	cleanAll(t, pool, 1)
	if got := behind(t, pool, owner, before); !cmp.Equal(got, []string{"too old"}) {
		t.Errorf("after it was deleted here, read %q", got)
	}
	if got := behind(t, pool, owner, head(t, pool)); len(got) != 0 {
		t.Errorf("behind the head are %q", got)
	}
}

// Readers follow while many write and everything is deleted at once, however
// young: each of them reads every event or is told that it may have missed
// some, and then knows all from the table.
func TestReadersMissNothingWhileEventsAreDeleted(t *testing.T) {
	t.Parallel()
	pool, owner, ctx := pgtest.New(t), id.New[id.User](), t.Context()
	if _, err := pool.Exec(ctx, `create table facts (name text)`); err != nil {
		t.Fatal(err)
	}
	const writers, each = 4, 25
	var writing, cleaning errgroup.Group
	for w := range writers {
		writing.Go(func() error {
			for i := range each {
				name := fmt.Sprint(w, "-", i)
				err := postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
					if _, err := tx.Exec(ctx, `insert into facts values ($1)`, name); err != nil {
						return err
					}
					if err := Write(ctx, tx, Event{Owner: owner, Topic: TopicDocument, Subject: name}); err != nil {
						return err
					}
					_, err := tx.Exec(ctx, `select pg_sleep(random() * 0.003)`)
					return err
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	written := make(chan struct{})
	cleaning.Go(func() error {
		for {
			if _, err := clean(ctx, pool, 0, 3); err != nil {
				return err
			}
			select {
			case <-written:
				return nil
			default:
			}
		}
	})
	const readers = 3
	known := make([]map[string]bool, readers)
	var reading errgroup.Group
	for r := range readers {
		known[r] = map[string]bool{}
		reading.Go(func() error {
			return followFacts(ctx, pool, owner, known[r], written)
		})
	}
	err := writing.Wait()
	close(written)
	if err := errors.Join(err, cleaning.Wait(), reading.Wait()); err != nil {
		t.Fatal(err)
	}
	for r := range known {
		if len(known[r]) != writers*each {
			t.Errorf("reader %d knows %d of %d: %q", r, len(known[r]), writers*each, slices.Sorted(maps.Keys(known[r])))
		}
	}
}

// followFacts reads in small parts until nothing more is written.
func followFacts(ctx context.Context, pool *pgxpool.Pool, owner id.User, known map[string]bool, written <-chan struct{}) error {
	cursor := Cursor{}
	for last := false; ; {
		events, next, err := Read(ctx, pool, owner, cursor, 2)
		if errors.Is(err, ErrTooOld) {
			if next, err = Head(ctx, pool); err != nil {
				return err
			}
			rows, err := pool.Query(ctx, `select name from facts`)
			if err != nil {
				return err
			}
			var name string
			if _, err := pgx.ForEachRow(rows, []any{&name}, func() error { known[name] = true; return nil }); err != nil {
				return err
			}
		} else if err != nil {
			return err
		}
		for _, e := range events {
			known[e.Subject] = true
		}
		cursor = next
		if len(events) > 0 {
			continue
		}
		if last {
			return nil
		}
		select {
		case <-written:
			last = true
		default:
		}
	}
}

func begin(t *testing.T, pool *pgxpool.Pool) pgx.Tx {
	t.Helper()
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback(context.WithoutCancel(t.Context())) })
	return tx
}
