package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/platform/postgres"
)

func write(t *testing.T, db outbox.DB, owner id.User, subjects ...string) {
	t.Helper()
	var events []outbox.Event
	for _, s := range subjects {
		e, err := outbox.NewEvent(owner, outbox.TopicDocument, s, map[string]any{"version": 1})
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	if err := outbox.Write(context.Background(), db, events...); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, db outbox.DB, owner id.User, after outbox.Cursor, limit int) ([]string, outbox.Cursor) {
	t.Helper()
	events, next, err := outbox.Read(context.Background(), db, owner, after, limit)
	if err != nil {
		t.Fatal(err)
	}
	var subjects []string
	for _, e := range events {
		subjects = append(subjects, e.Subject)
	}
	return subjects, next
}

func begin(t *testing.T, pool *pgxpool.Pool) pgx.Tx {
	t.Helper()
	tx, err := pool.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback(context.Background()) })
	return tx
}

func commit(t *testing.T, tx pgx.Tx) {
	t.Helper()
	if err := tx.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// The event with the lower id commits after the one with the higher id was
// there to be read. A reader that only looks at ids would never see it.
func TestALowerIDThatCommitsLaterIsNotLost(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	slow := begin(t, pool)
	write(t, slow, owner, "slow")
	quick := begin(t, pool)
	write(t, quick, owner, "quick")
	commit(t, quick)

	got, cursor := read(t, pool, owner, outbox.Cursor{}, 10)
	if !cmp.Equal(got, []string{"quick"}) {
		t.Fatalf("while the older transaction is open, read %v", got)
	}
	commit(t, slow)
	if got, cursor = read(t, pool, owner, cursor, 10); !cmp.Equal(got, []string{"slow"}) {
		t.Errorf("after the older transaction ended, read %v", got)
	}
	if got, _ = read(t, pool, owner, cursor, 10); len(got) != 0 {
		t.Errorf("read %v a second time", got)
	}
}

// Many writers commit in any order while a reader reads in small parts: it
// sees each event once, and those of one transaction in order.
func TestEachEventOnceWhateverTheOrderOfCommits(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	const writers, events = 8, 30
	var work errgroup.Group
	for w := range writers {
		work.Go(func() error {
			for i := range events {
				err := postgres.InTx(t.Context(), pool, func(tx pgx.Tx) error {
					for _, part := range []string{"a", "b"} {
						e, _ := outbox.NewEvent(owner, outbox.TopicDocument, fmt.Sprint(w, "-", i, part), nil)
						if err := outbox.Write(t.Context(), tx, e); err != nil {
							return err
						}
						_, _ = tx.Exec(t.Context(), `select pg_sleep(random() * 0.004)`)
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	done := make(chan error, 1)
	go func() { done <- work.Wait() }()

	var cursor outbox.Cursor
	seen := map[string]int{}
	for ended := false; ; {
		var got []string
		got, cursor = read(t, pool, owner, cursor, 7)
		for _, s := range got {
			seen[s]++
			if first, isSecond := strings.CutSuffix(s, "b"); isSecond && seen[first+"a"] == 0 {
				t.Errorf("%s came before its first half", s)
			}
		}
		if len(got) > 0 {
			continue
		}
		if ended {
			break
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			ended = true
		default:
		}
	}
	if len(seen) != 2*writers*events {
		t.Errorf("saw %d events of %d", len(seen), 2*writers*events)
	}
	for s, n := range seen {
		if n != 1 {
			t.Errorf("%s was seen %d times", s, n)
		}
	}
}

// The transaction that began first writes last: its id is higher, its
// transaction number lower.
func TestOrderIsByTransactionThenID(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	first, second := begin(t, pool), begin(t, pool)
	write(t, first, owner, "a1")
	write(t, second, owner, "b1")
	write(t, first, owner, "a2")
	commit(t, second)
	commit(t, first)

	var got []string
	cursor := outbox.Cursor{}
	for range 4 {
		var page []string
		page, cursor = read(t, pool, owner, cursor, 1)
		got = append(got, page...)
	}
	if diff := cmp.Diff([]string{"a1", "a2", "b1"}, got); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

func TestAnOwnerReadsOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	pool, ann, ben := pgtest.New(t), id.New[id.User](), id.New[id.User]()
	write(t, pool, ann, "ann's")
	write(t, pool, ben, "ben's")
	if got, _ := read(t, pool, ben, outbox.Cursor{}, 10); !cmp.Equal(got, []string{"ben's"}) {
		t.Errorf("ben reads %v", got)
	}
	if got, _ := read(t, pool, id.User{}, outbox.Cursor{}, 10); !cmp.Equal(got, []string{"ann's", "ben's"}) {
		t.Errorf("everyone's are %v", got)
	}
}

func TestPayloadAndOwnerComeBack(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	write(t, pool, owner, "d")
	events, _, err := outbox.Read(context.Background(), pool, owner, outbox.Cursor{}, 10)
	if err != nil || len(events) != 1 {
		t.Fatal(events, err)
	}
	e := events[0]
	if e.Owner != owner || e.Topic != outbox.TopicDocument || string(e.Payload) != `{"version": 1}` || e.At.IsZero() || e.TX == 0 {
		t.Errorf("event %+v", e)
	}
}

func TestRolledBackEventsNeverWere(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	tx := begin(t, pool)
	write(t, tx, owner, "undone")
	if err := tx.Rollback(context.Background()); err != nil {
		t.Fatal(err)
	}
	write(t, pool, owner, "done")
	if got, _ := read(t, pool, owner, outbox.Cursor{}, 10); !cmp.Equal(got, []string{"done"}) {
		t.Errorf("read %v", got)
	}
}

func TestFromTheHeadOnlyWhatIsNew(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	write(t, pool, owner, "old")
	open := begin(t, pool)
	write(t, open, owner, "open")
	head, err := outbox.Head(context.Background(), pool)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, open)
	write(t, pool, owner, "new")
	if got, _ := read(t, pool, owner, head, 10); !cmp.Equal(got, []string{"open", "new"}) {
		t.Errorf("behind the head are %v", got)
	}
}

func TestACursorOfAnotherDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	pool, owner := pgtest.New(t), id.New[id.User]()
	write(t, pool, owner, "x")
	_, _, err := outbox.Read(context.Background(), pool, owner, outbox.Cursor{System: "7000000000000000001", Seen: "5:5:"}, 10)
	if !errors.Is(err, outbox.ErrOtherDatabase) {
		t.Errorf("got %v", err)
	}
}

func ExampleRead() {
	// A reader keeps the cursor beside what it built, and goes on from it.
	follow := func(ctx context.Context, db outbox.DB, owner id.User, cursor outbox.Cursor) (outbox.Cursor, error) {
		for {
			events, next, err := outbox.Read(ctx, db, owner, cursor, 100)
			if err != nil || len(events) == 0 {
				return next, err
			}
			for _, e := range events {
				fmt.Println(e.Topic, e.Subject)
			}
			cursor = next
		}
	}
	_ = follow
}
