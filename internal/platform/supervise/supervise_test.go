package supervise

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"studyapp/internal/platform/errs"
)

func start(t *testing.T, o Options) *Servers {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Error(err)
		}
		if s.Dir() != o.Dir {
			_ = os.RemoveAll(s.Dir())
		}
	})
	return s
}

func TestServersAnswerAndEndWithStop(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "data")
	s := start(t, Options{Dir: dir, Postgres: true, Redis: true})
	if got := query(t, s.DatabaseURL(), `select current_database() || ' ' || pg_encoding_to_char(encoding) || ' ' || lower('ÄÖ') from pg_database where datname = current_database()`); got != "studyapp UTF8 äö" {
		t.Errorf("the database says %q", got)
	}
	if err := redisClient(t, s.RedisURL()).Set(t.Context(), "k", "v", 0).Err(); err != nil {
		t.Error(err)
	}
	running := servers(t, dir)
	if len(running) < 3 {
		t.Errorf("found processes %v, want postgres, its workers and redis", running)
	}
	if os.Geteuid() == 0 {
		for _, uid := range owners(t, running) {
			if uid == 0 {
				t.Error("a server runs as root")
			}
		}
	}
	if database, redis, ok := Join(dir); !ok || database != s.DatabaseURL() || redis != s.RedisURL() {
		t.Errorf("Join = %q, %q, %v", database, redis, ok)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := servers(t, dir); len(left) > 0 {
		t.Errorf("processes %v outlive Stop", left)
	}
	if _, _, ok := Join(dir); ok {
		t.Error("Join finds a folder that nobody serves")
	}
}

func TestSecondStartNamesTheFirst(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "data")
	start(t, Options{Dir: dir, Redis: true})
	_, err := Start(t.Context(), Options{Dir: dir, Redis: true, LockWait: 100 * time.Millisecond})
	if !errors.Is(err, errs.Conflict) || !strings.Contains(errs.Message(err), "process "+strconv.Itoa(os.Getpid())) {
		t.Errorf("the second start says %v", err)
	}
}

func TestAKilledServerIsStartedAgain(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "data")
	s := start(t, Options{Dir: dir, Postgres: true, Redis: true})
	keepRow(t, s.DatabaseURL())
	for _, c := range []*child{s.postgres, s.redis} {
		pid := c.pid.Load()
		if err := syscall.Kill(int(pid), syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		eventually(t, c.name+" runs again", func() bool { now := c.pid.Load(); return now != 0 && now != pid })
	}
	if got := query(t, s.DatabaseURL(), `select word from kept`); got != "kept" {
		t.Errorf("the row is %q", got)
	}
	if err := redisClient(t, s.RedisURL()).Ping(t.Context()).Err(); err != nil {
		t.Error(err)
	}
}

// A parent that is killed takes its servers along, and the next start works
// over what it left: as whoever runs the tests and, for root, as another user.
func TestAStartAfterAKill(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		as   *syscall.Credential
	}{{"as this user", nil}, {"as an unprivileged user", unprivileged(t)}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.name != "as this user" && c.as == nil {
				t.Skip("only root can become another user")
			}
			home := openDir(t)
			if c.as != nil {
				if err := os.Chown(home, int(c.as.Uid), int(c.as.Gid)); err != nil {
					t.Fatal(err)
				}
			}
			dir := filepath.Join(home, "data")
			p := launch(t, dir, c.as)
			if p.dir != dir {
				t.Fatalf("serves %q (%s)", p.dir, p.refused)
			}
			keepRow(t, p.database)
			if err := redisClient(t, p.redis).Set(t.Context(), "k", "v", 0).Err(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(1100 * time.Millisecond) // Redis writes its file out every second
			p.kill(t)
			// At once: the servers of the killed parent are still on their way out.
			p = launch(t, dir, c.as)
			if got := query(t, p.database, `select word from kept`); got != "kept" {
				t.Errorf("after a kill the row is %q", got)
			}
			if v, err := redisClient(t, p.redis).Get(t.Context(), "k").Result(); err != nil || v != "v" {
				t.Errorf("after a kill Redis says %q, %v", v, err)
			}
			if c.as != nil {
				if uids := owners(t, servers(t, dir)); len(uids) != 1 || uids[0] != int(c.as.Uid) {
					t.Errorf("the servers run as %v, want %d", uids, c.as.Uid)
				}
			}
			p.kill(t)
			eventually(t, "no server outlives a killed parent", func() bool { return len(servers(t, dir)) == 0 })
			p = launch(t, dir, c.as)
			p.stop(t)
			if left := servers(t, dir); len(left) > 0 {
				t.Errorf("processes %v outlive an orderly end", left)
			}
		})
	}
}

// unprivileged is another user that root can become, who is not the one that
// root's own servers run as; nil when this is not root.
func unprivileged(t *testing.T) *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("daemon")
	if err != nil {
		return nil
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func TestAStartOverLeftPidFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "data")
	s := start(t, Options{Dir: dir, Postgres: true, Redis: true})
	real, err := os.ReadFile(filepath.Join(dir, "postgres", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(real), "\n")
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := strconv.Itoa(os.Getpid()) // alive, and not a server of this folder
	for _, c := range []struct{ name, postmaster, socketLock, redis string }{
		{"empty ones", "", "", ""},
		{"torn ones", "12", "1", "x"},
		{"ones whose pid is another program's by now", other + "\n" + rest, other + "\n" + rest, other + "\n"},
		{"ones whose pid is nobody's", "4194300\n" + rest, "4194300\n" + rest, "4194300\n"},
	} {
		for path, text := range map[string]string{
			filepath.Join(dir, "postgres", "postmaster.pid"):  c.postmaster,
			filepath.Join(dir, "run", postgresSocket+".lock"): c.socketLock,
			filepath.Join(dir, "redis", "redis.pid"):          c.redis,
		} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if os.Geteuid() == 0 {
				if err := os.Chown(path, s.postgres.user.uid, s.postgres.user.gid); err != nil {
					t.Fatal(err)
				}
			}
		}
		again, err := Start(t.Context(), Options{Dir: dir, Postgres: true, Redis: true})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		query(t, again.DatabaseURL(), `select 'up'`)
		if err := again.Stop(t.Context()); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
	}
}

func TestAnUnfinishedClusterIsMadeAnew(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "data")
	half := filepath.Join(dir, "postgres.new", "base")
	if err := os.MkdirAll(half, 0o755); err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{Dir: dir, Postgres: true})
	query(t, s.DatabaseURL(), `select 'up'`)
}

// Killed in the middle of its very first start, a parent leaves nothing that
// the next one stumbles over.
func TestAStartAfterAKillInTheFirstStart(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "data")
	cmd := exec.Command(testBinary(t))
	cmd.Env = append(os.Environ(), serveFolder+"="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "initdb has begun", func() bool { return exists(filepath.Join(dir, "postgres.new", "base")) })
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	s := start(t, Options{Dir: dir, Postgres: true})
	query(t, s.DatabaseURL(), `select 'up'`)
}

// Below a folder that is closed to the servers' user another one is used, the
// same at each start, and a command finds it.
func TestAFolderTheServersCannotReach(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root's servers run as another user")
	}
	closed, fallback := openDir(t), openDir(t)
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(closed, "data")
	o := Options{Dir: dir, Redis: true, Fallback: fallback}
	s := start(t, o)
	if filepath.Dir(s.Dir()) != fallback {
		t.Fatalf("uses %s, want a folder in %s", s.Dir(), fallback)
	}
	if _, redis, ok := Join(dir); !ok || redis != s.RedisURL() {
		t.Errorf("Join = %q, %v", redis, ok)
	}
	if _, err := Start(t.Context(), Options{Dir: dir, LockWait: 50 * time.Millisecond}); !errors.Is(err, errs.Conflict) {
		t.Errorf("a second start says %v", err)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if again := start(t, o); again.Dir() != s.Dir() {
		t.Errorf("the second time it uses %s, the first %s", again.Dir(), s.Dir())
	}
}

func TestALongPathHasItsSocketsElsewhere(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), strings.Repeat("long", 20), "data")
	s := start(t, Options{Dir: dir, Redis: true})
	t.Cleanup(func() { _ = os.RemoveAll(s.folder.sockets) })
	if err := redisClient(t, s.RedisURL()).Ping(t.Context()).Err(); err != nil {
		t.Error(err)
	}
	if _, redis, ok := Join(dir); !ok || redis != s.RedisURL() {
		t.Errorf("Join = %q, %v", redis, ok)
	}
}

func TestAServerThatCannotStartSaysWhy(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "data")
	_, err := Start(t.Context(), Options{Dir: dir, Redis: true, RedisServer: "/bin/false"})
	if err == nil || !strings.Contains(err.Error(), "redis ended at its start") {
		t.Errorf("the start says %v", err)
	}
	start(t, Options{Dir: dir, Redis: true}) // and leaves the folder free
}
