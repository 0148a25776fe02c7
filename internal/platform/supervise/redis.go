package supervise

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"studyapp/internal/platform/errs"
)

const redisSocket = "redis.sock"

func redisURL(f folder) string {
	u := url.URL{Scheme: "unix", Path: filepath.Join(f.sockets, redisSocket)}
	return u.String()
}

// startRedis writes the server's configuration and runs it.
func startRedis(ctx context.Context, o Options, f folder, user account) (*child, error) {
	program := o.RedisServer
	if program == "" {
		p, err := exec.LookPath("redis-server")
		if err != nil {
			return nil, errs.Wrap(errs.Unavailable, err, "redis-server is not installed. Run `make setup`, or set STUDYAPP_REDIS_URL to a server of your own.")
		}
		program = p
	}
	conf := filepath.Join(f.redis(), "redis.conf")
	if err := writeFile(conf, redisConf(f, o.Throwaway)); err != nil {
		return nil, fmt.Errorf("writing Redis' configuration: %w", err)
	}
	pidFile := filepath.Join(f.redis(), "redis.pid")
	socket := filepath.Join(f.sockets, redisSocket)
	return startChild(ctx, spec{
		name: "redis",
		path: program,
		args: []string{conf},
		user: user,
		log:  filepath.Join(f.log(), "redis.log"),
		// Redis writes its file out on SIGTERM and ignores a second one.
		term:  syscall.SIGTERM,
		abort: syscall.SIGKILL,
		clean: func(ctx context.Context) error {
			if err := reap(ctx, pidFile, conf, syscall.SIGTERM, syscall.SIGKILL); err != nil {
				return err
			}
			return removeAll(pidFile, socket)
		},
		ready: func(ctx context.Context) error { return pingRedis(ctx, f) },
	}, o.Log)
}

// redisConf is the server's configuration. Its name in the process list stays
// its command line, by which a left process is recognised.
func redisConf(f folder, throwaway bool) string {
	quote := func(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }
	lines := []string{
		"port 0",
		"unixsocket " + quote(filepath.Join(f.sockets, redisSocket)),
		"unixsocketperm 700",
		"dir " + quote(f.redis()),
		"pidfile " + quote(filepath.Join(f.redis(), "redis.pid")),
		"set-proc-title no",
		"daemonize no",
		`logfile ""`,
		`save ""`,
		"maxmemory-policy noeviction",
	}
	if throwaway {
		lines = append(lines, "appendonly no", "databases 1024")
	} else {
		lines = append(lines, "appendonly yes", "appendfsync everysec", "auto-aof-rewrite-min-size 16mb")
	}
	return strings.Join(lines, "\n") + "\n"
}

// pingRedis asks on a connection of its own, in the protocol's inline form: a
// client library would retry, and log, what is only not there yet.
func pingRedis(ctx context.Context, f folder) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", filepath.Join(f.sockets, redisSocket))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return err
		}
	}
	if _, err := conn.Write([]byte("PING\r\n")); err != nil {
		return err
	}
	reply, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return err
	}
	if strings.TrimSpace(reply) != "+PONG" {
		return fmt.Errorf("redis says %q", strings.TrimSpace(reply)) // still loading, say
	}
	return nil
}
