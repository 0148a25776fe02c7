package pgtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/supervise"
)

// template is the migrated database that New copies.
const template = "studyapp"

// cluster is the PostgreSQL of this test process.
var cluster = sync.OnceValues(func() (*supervise.Servers, error) {
	s, err := start(supervise.Options{Postgres: true})
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	pool, err := postgres.Open(ctx, s.DatabaseURL())
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	return s, postgres.Migrate(ctx, pool)
})

var cache = sync.OnceValues(func() (*supervise.Servers, error) {
	return start(supervise.Options{Redis: true})
})

// start runs servers in a throw-away folder. They die with this process; a
// shell that outlives it for a moment removes the folder.
func start(o supervise.Options) (*supervise.Servers, error) {
	dir, err := os.MkdirTemp("", "studyapp-test-")
	if err != nil {
		return nil, err
	}
	o.Dir, o.Throwaway = dir, true
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := supervise.Start(ctx, o)
	if err != nil {
		return nil, err
	}
	sweep := exec.Command("sh", "-c", `cat >/dev/null; sleep 1; rm -rf -- "$@" || { sleep 3; rm -rf -- "$@"; }`, "sh", dir, s.Dir())
	sweep.Dir = "/"
	if _, err := sweep.StdinPipe(); err != nil {
		return nil, err
	}
	if err := sweep.Start(); err != nil {
		return nil, err
	}
	go func() { _ = sweep.Wait() }() // keeps the pipe from being collected and closed
	return s, nil
}

var counter atomic.Int64

// New returns a pool on a database of the test's own, dropped when it ends.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return made(t, create)
}

// Empty is New without a schema.
func Empty(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return made(t, func(ctx context.Context, s *supervise.Servers, name string) error {
		return admin(ctx, s, `create database `+name+` template template0`)
	})
}

func made(t testing.TB, create func(context.Context, *supervise.Servers, string) error) *pgxpool.Pool {
	t.Helper()
	s, err := cluster()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	ctx := context.Background()
	name := fmt.Sprintf("test_%d", counter.Add(1))
	if err := create(ctx, s, name); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	pool, err := postgres.Open(ctx, named(s, name))
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		pool.Close()
		if err := admin(ctx, s, `drop database if exists `+name+` with (force)`); err != nil {
			t.Errorf("pgtest: %v", err)
		}
	})
	return pool
}

// copying lets one database be copied at a time: PostgreSQL wants the template
// to itself.
var copying sync.Mutex

func create(ctx context.Context, s *supervise.Servers, name string) error {
	copying.Lock()
	defer copying.Unlock()
	return admin(ctx, s, `create database `+name+` template `+template+` strategy file_copy`)
}

func admin(ctx context.Context, s *supervise.Servers, sql string) error {
	conn, err := pgx.Connect(ctx, named(s, "postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, sql)
	return err
}

func named(s *supervise.Servers, database string) string {
	u, err := url.Parse(s.DatabaseURL())
	if err != nil {
		panic(err) // supervise wrote it
	}
	u.Path = "/" + database
	return u.String()
}

// Redis returns the URL of an empty database of a real redis-server. Channels
// of publish and subscribe are shared by all of them.
func Redis(t testing.TB) string {
	t.Helper()
	s, err := cache()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	u := fmt.Sprintf("%s?db=%d", s.RedisURL(), counter.Add(1)%1024)
	opts, err := redis.ParseURL(u)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	c := redis.NewClient(opts)
	defer func() { _ = c.Close() }()
	if err := c.FlushDB(context.Background()).Err(); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	return u
}

// User inserts a user who can do nothing but own rows, with the default course
// each user has, and returns its id.
func User(t testing.TB, pool *pgxpool.Pool) id.User {
	t.Helper()
	user := id.New[id.User]()
	err := postgres.InTx(context.Background(), pool, func(tx pgx.Tx) error {
		ctx := context.Background()
		if _, err := tx.Exec(ctx, `insert into users (id, email, password_hash) values ($1, $2, '')`,
			user, user.String()+"@example.org"); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `insert into courses (id, owner_id, title, is_default) values ($1, $2, 'My course', true)`,
			id.New[id.Course](), user)
		return err
	})
	if err != nil {
		t.Fatalf("pgtest: inserting a user: %v", err)
	}
	return user
}
