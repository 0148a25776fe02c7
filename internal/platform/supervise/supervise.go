package supervise

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Options say what to run and where.
type Options struct {
	Dir      string       // the data folder; made when missing
	Log      *slog.Logger // nil: nothing is logged
	Postgres bool         // run a private PostgreSQL
	Redis    bool         // run a private redis-server

	// PostgresBin is the folder of initdb and postgres. Empty: the system's
	// newest, or the one that made the data.
	PostgresBin string
	// RedisServer is the server's program. Empty: the one in PATH.
	RedisServer string
	// Throwaway trades durability for speed: for tests, whose data no one
	// wants back after a crash.
	Throwaway bool
	// Fallback is the folder under which a data folder is made when the
	// unprivileged user of the children cannot reach Dir. Empty:
	// /var/lib/studyapp, else one under /var/tmp.
	Fallback string
	// LockWait is how long a lock that another process holds is waited for:
	// a parent that was just killed holds it for a moment. Zero: 3 s.
	LockWait time.Duration
}

// Servers are the running children. Stop ends them.
type Servers struct {
	folder   folder
	lock     *os.File
	log      *slog.Logger
	postgres *child
	redis    *child
	stop     sync.Once
	stopErr  error
}

// Start locks the data folder and runs the servers under it, ready to answer
// when it returns. Without Postgres and Redis it only makes and locks the
// folder. It returns errs.Conflict when another process serves the folder.
//
// The children live until Stop or the death of this process; ctx bounds only
// the start.
func Start(ctx context.Context, o Options) (*Servers, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.LockWait == 0 {
		o.LockWait = 3 * time.Second
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, err
	}
	user, err := childUser(dir)
	if err != nil {
		return nil, err
	}
	f, err := openFolder(dir, user, o.Fallback)
	if err != nil {
		return nil, err
	}
	if f.dir != dir {
		o.Log.Warn("the servers' user cannot reach the data folder; another one is used",
			"wanted", dir, "user", user.name, "used", f.dir)
	}
	lock, err := lockFolder(ctx, f.dir, o.LockWait)
	if err != nil {
		return nil, err
	}
	s := &Servers{folder: f, lock: lock, log: o.Log}
	if err := s.start(ctx, o, user); err != nil {
		stopCtx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer cancel()
		return nil, errors.Join(err, s.Stop(stopCtx))
	}
	return s, nil
}

func (s *Servers) start(ctx context.Context, o Options, user account) error {
	if !o.Postgres && !o.Redis {
		return nil
	}
	if err := s.folder.prepare(user); err != nil {
		return err
	}
	var wg sync.WaitGroup
	var pgErr, redisErr error
	if o.Postgres {
		wg.Go(func() { s.postgres, pgErr = startPostgres(ctx, o, s.folder, user) })
	}
	if o.Redis {
		wg.Go(func() { s.redis, redisErr = startRedis(ctx, o, s.folder, user) })
	}
	wg.Wait()
	return errors.Join(pgErr, redisErr)
}

// DatabaseURL is the private PostgreSQL's URL, empty when none runs.
func (s *Servers) DatabaseURL() string {
	if s.postgres == nil {
		return ""
	}
	return databaseURL(s.folder)
}

// RedisURL is the private Redis' URL as redis.ParseURL reads it, empty when
// none runs.
func (s *Servers) RedisURL() string {
	if s.redis == nil {
		return ""
	}
	return redisURL(s.folder)
}

// Dir is the folder really used: that of the options, or the fallback.
func (s *Servers) Dir() string { return s.folder.dir }

// Stop ends the children, waits for them, and unlocks the folder. When ctx
// ends first they are killed, which costs a recovery at the next start and no
// data. Calling it again returns the first result.
func (s *Servers) Stop(ctx context.Context) error {
	s.stop.Do(func() {
		var wg sync.WaitGroup
		for _, c := range []*child{s.postgres, s.redis} {
			if c != nil {
				wg.Go(func() { c.stop(ctx) })
			}
		}
		wg.Wait()
		s.stopErr = s.lock.Close()
	})
	return s.stopErr
}

// Join returns the URLs of the servers that another process runs in the data
// folder; ok is false when none serves it. A URL is empty when that server is
// not a private one.
func Join(dir string) (database, redis string, ok bool) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", "", false
	}
	f := findFolder(dir)
	if !locked(f.dir) {
		return "", "", false
	}
	if exists(filepath.Join(f.sockets, postgresSocket)) {
		database = databaseURL(f)
	}
	if exists(filepath.Join(f.sockets, redisSocket)) {
		redis = redisURL(f)
	}
	return database, redis, true
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Folder is the folder that a server of dir uses: dir, or the one that its
// location file names.
func Folder(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return findFolder(dir).dir, nil
}
