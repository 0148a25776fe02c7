package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"

	"studyapp/internal/platform/config"
	"studyapp/internal/platform/postgres"
	"studyapp/internal/platform/supervise"
)

// servers are the database and, perhaps, the Redis that a command works with.
type servers struct {
	Pool     *pgxpool.Pool
	Redis    *redis.Client // nil when there is none
	RedisURL string        // empty when there is none
	Dir      string        // the data folder really used
	Joined   bool          // they belong to a serve that is running

	children *supervise.Servers
}

// stopWait is how long private servers get to end by themselves.
const stopWait = 20 * time.Second

// joining says whether a process may use the servers of another.
type joining bool

const (
	alone  joining = false // it serves the data folder
	joined joining = true  // a command, beside a serve or by itself
)

// openServers is connect with a database that is migrated.
func openServers(ctx context.Context, c config.Config, log *slog.Logger, j joining) (*servers, error) {
	s, err := connect(ctx, c, log, j)
	if err != nil || s.Joined {
		return s, err
	}
	if err := postgres.Migrate(ctx, s.Pool); err != nil {
		s.Close()
		return s, err
	}
	return s, nil
}

// connect connects to what the settings name and starts privately what they do
// not. Joined, it uses the private servers of a serve that is already running
// in the data folder.
func connect(ctx context.Context, c config.Config, log *slog.Logger, j joining) (s *servers, err error) {
	dir, err := supervise.Folder(c.Data)
	if err != nil {
		return nil, err
	}
	s = &servers{Dir: dir}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	databaseURL, redisURL := c.DatabaseURL, c.RedisURL
	if redisURL == config.NoRedis {
		redisURL = ""
	}
	if j == joined {
		database, private, ok := supervise.Join(c.Data)
		s.Joined = ok
		if ok && databaseURL == "" {
			databaseURL = database
		}
		if ok && c.RedisURL == "" {
			redisURL = private
		}
	}
	if !s.Joined && (j == alone || databaseURL == "") {
		// Also without a server to start: the lock keeps others out of the folder.
		s.children, err = supervise.Start(ctx, supervise.Options{
			Dir: c.Data, Log: log, Postgres: databaseURL == "",
			Redis: j == alone && c.RedisURL == "", // a short command does without
		})
		if err != nil {
			return s, err
		}
		s.Dir = s.children.Dir()
		if databaseURL == "" {
			databaseURL = s.children.DatabaseURL()
		}
		if redisURL == "" {
			redisURL = s.children.RedisURL()
		}
	}
	if databaseURL == "" {
		return s, errors.New("the server in this data folder has no database of its own; set STUDYAPP_DATABASE_URL as it has")
	}
	if s.Pool, err = postgres.Open(ctx, databaseURL); err != nil {
		return s, err
	}
	if redisURL != "" {
		if s.Redis, err = openRedis(redisURL, time.Now); err != nil {
			return s, err
		}
		s.RedisURL = redisURL
	}
	return s, nil
}

// Close ends the connections and the private servers, if they are ours.
func (s *servers) Close() {
	if s.Redis != nil {
		_ = s.Redis.Close()
	}
	if s.Pool != nil {
		s.Pool.Close()
	}
	if s.children != nil {
		ctx, cancel := context.WithTimeout(context.Background(), stopWait) // the command's own context may have ended
		defer cancel()
		_ = s.children.Stop(ctx)
	}
}

// withServers runs a short command on the data of the settings.
func withServers(p *process, data string, run func(c config.Config, log *slog.Logger, s *servers) error) error {
	c, err := p.config("STUDYAPP_DATA", data)
	if err != nil {
		return usageError{err}
	}
	log := p.troubleLog(c)
	s, err := openServers(p.ctx, c, log, joined)
	if err != nil {
		return err
	}
	defer s.Close()
	return run(c, log, s)
}
