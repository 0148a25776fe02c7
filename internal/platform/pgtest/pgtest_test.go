package pgtest_test

import (
	"context"
	"testing"

	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/pgtest"
)

func TestNewGivesMigratedDatabasesOfTheirOwn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	a, b := pgtest.New(t), pgtest.New(t)
	user := pgtest.User(t, a)
	for _, c := range []struct {
		name string
		want int
		got  func() (int, error)
	}{
		{"the user is in its own database", 1, func() (n int, err error) {
			return n, a.QueryRow(ctx, `select count(*) from users join courses on owner_id = users.id where users.id = $1 and is_default`, user).Scan(&n)
		}},
		{"and not in another", 0, func() (n int, err error) { return n, b.QueryRow(ctx, `select count(*) from users`).Scan(&n) }},
		{"River's tables are there", 0, func() (n int, err error) { return n, b.QueryRow(ctx, `select count(*) from river_job`).Scan(&n) }},
	} {
		got, err := c.got()
		if err != nil || got != c.want {
			t.Errorf("%s: got %d, %v, want %d", c.name, got, err, c.want)
		}
	}
}

func TestRedisGivesDatabasesOfTheirOwn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	open := func() *redis.Client {
		opts, err := redis.ParseURL(pgtest.Redis(t))
		if err != nil {
			t.Fatal(err)
		}
		c := redis.NewClient(opts)
		t.Cleanup(func() { _ = c.Close() })
		return c
	}
	a, b := open(), open()
	if err := a.Set(ctx, "key", "value", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if n, err := b.DBSize(ctx).Result(); err != nil || n != 0 {
		t.Errorf("another test's database holds %d keys, %v", n, err)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		pgtest.New(b)
	}
}
