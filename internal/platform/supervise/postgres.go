package supervise

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sys/unix"

	"studyapp/internal/platform/errs"
)

const (
	postgresSocket = ".s.PGSQL.5432"
	databaseUser   = "studyapp"
	databaseName   = "studyapp"
)

func databaseURL(f folder) string { return databaseURLOf(f, databaseName) }

func databaseURLOf(f folder, database string) string {
	q := url.Values{"host": {f.sockets}, "sslmode": {"disable"}}
	return "postgres://" + databaseUser + "@/" + database + "?" + q.Encode()
}

// startPostgres makes the cluster when there is none and runs its server.
func startPostgres(ctx context.Context, o Options, f folder, user account) (*child, error) {
	bin, err := postgresBin(o.PostgresBin, f.postgres())
	if err != nil {
		return nil, err
	}
	if err := initCluster(ctx, bin, f, user, o.Throwaway); err != nil {
		return nil, err
	}
	data := f.postgres()
	c, err := startChild(ctx, spec{
		name: "postgres",
		path: filepath.Join(bin, "postgres"),
		args: postgresArgs(f, o.Throwaway),
		user: user,
		log:  filepath.Join(f.log(), "postgres.log"),
		// Fast shutdown: sessions are ended, data is flushed. Immediate: as a crash.
		term:  syscall.SIGINT,
		abort: syscall.SIGQUIT,
		clean: func(ctx context.Context) error { return cleanPostgres(ctx, f) },
		ready: func(ctx context.Context) error { return pingPostgres(ctx, f) },
	}, o.Log)
	if err != nil {
		return nil, err
	}
	if err := ensureDatabase(ctx, f); err != nil {
		c.stop(ctx)
		return nil, fmt.Errorf("making the database in %s: %w", data, err)
	}
	return c, nil
}

func postgresArgs(f folder, throwaway bool) []string {
	args := []string{"-D", f.postgres()}
	set := func(s string) { args = append(args, "-c", s) }
	set("listen_addresses=")
	set("unix_socket_directories=" + f.sockets)
	set("unix_socket_permissions=0700")
	set("max_connections=60")
	set("shared_buffers=64MB")
	set("logging_collector=off")
	set("log_destination=stderr")
	set("log_timezone=UTC")
	set("timezone=UTC")
	set("jit=off") // compiling a query costs more than it saves at this size
	set("huge_pages=off")
	if throwaway {
		set("max_connections=200")
		set("fsync=off")
		set("full_page_writes=off")
		set("synchronous_commit=off")
		set("autovacuum=off")
		set("wal_level=minimal")
		set("max_wal_senders=0")
	}
	return args
}

// postgresBin finds the folder of initdb and postgres: the one given, the one
// of the version that made the data, or the newest there is.
func postgresBin(given, data string) (string, error) {
	version := ""
	if b, err := os.ReadFile(filepath.Join(data, "PG_VERSION")); err == nil {
		version = strings.TrimSpace(string(b))
	}
	if given != "" {
		return given, nil
	}
	var found []string
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", // Debian, Ubuntu
		"/usr/pgsql-*/bin",          // the PostgreSQL project's RPMs
		"/usr/libexec/postgresql*",  // Alpine
		"/usr/lib/postgresql*/bin",
		"/usr/local/pgsql/bin",
		"/usr/local/bin",
		"/usr/bin",
	} {
		dirs, err := filepath.Glob(pattern)
		if err != nil {
			return "", err
		}
		for _, d := range dirs {
			if exists(filepath.Join(d, "postgres")) && exists(filepath.Join(d, "initdb")) {
				found = append(found, d)
			}
		}
	}
	if p, err := exec.LookPath("postgres"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			found = append(found, filepath.Dir(p))
		}
	}
	if len(found) == 0 {
		return "", errs.New(errs.Unavailable, "PostgreSQL is not installed. Run `make setup`, or set STUDYAPP_DATABASE_URL to a server of your own.")
	}
	if version == "" {
		return slices.MaxFunc(found, func(a, b string) int { return majorOf(a) - majorOf(b) }), nil
	}
	for _, d := range found {
		if strconv.Itoa(majorOf(d)) == version {
			return d, nil
		}
	}
	return "", errs.Newf(errs.Unavailable, "The data in %s was made by PostgreSQL %s, which is not installed. Install that version, or give another --data folder.", data, version)
}

// majorOf is the major version of the PostgreSQL in a folder: from its path,
// else by asking it; 0 when neither tells.
func majorOf(bin string) int {
	for part := range strings.SplitSeq(bin, "/") {
		digits := strings.TrimPrefix(strings.TrimPrefix(part, "pgsql-"), "postgresql")
		if n, err := strconv.Atoi(digits); err == nil {
			return n
		}
	}
	out, err := exec.Command(filepath.Join(bin, "postgres"), "--version").Output()
	if err != nil {
		return 0
	}
	for field := range strings.FieldsSeq(string(out)) {
		if n, err := strconv.Atoi(strings.SplitN(field, ".", 2)[0]); err == nil {
			return n
		}
	}
	return 0
}

// initCluster makes the cluster under another name and renames it when it is
// complete, so that a kill in the middle leaves nothing that looks finished.
func initCluster(ctx context.Context, bin string, f folder, user account, throwaway bool) error {
	data := f.postgres()
	if exists(filepath.Join(data, "PG_VERSION")) {
		return nil
	}
	unfinished := data + ".new"
	// The initdb of a killed parent may write for a moment yet.
	err := os.RemoveAll(unfinished)
	for range 20 {
		if err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
		err = os.RemoveAll(unfinished)
	}
	if err != nil {
		return fmt.Errorf("removing an unfinished cluster: %w", err)
	}
	var last error
	for _, locale := range []string{"C.UTF-8", "C"} {
		if err := os.Mkdir(unfinished, 0o700); err != nil {
			return fmt.Errorf("making the cluster's folder: %w", err)
		}
		if err := user.own(unfinished); err != nil {
			return err
		}
		last = initdb(ctx, bin, unfinished, locale, user)
		if last == nil {
			break
		}
		if err := os.RemoveAll(unfinished); err != nil {
			return err
		}
	}
	if last != nil {
		return last
	}
	if !throwaway {
		if err := syncFS(unfinished); err != nil {
			return fmt.Errorf("writing the cluster out: %w", err)
		}
	}
	return os.Rename(unfinished, data)
}

// initdb runs the program of that name. Whoever may open the socket may sign
// in (trust): its folder is closed to everyone but the servers' user and root.
func initdb(ctx context.Context, bin, dir, locale string, user account) error {
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "-D", dir, "--no-sync",
		"-U", databaseUser, "-A", "trust", "-E", "UTF8", "--locale="+locale)
	cmd.Dir = "/"
	cmd.Env = childEnv()
	cmd.SysProcAttr = processAttr(user, syscall.SIGKILL)
	// The parent-death signal belongs to this thread: it must outlive initdb.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("making a PostgreSQL cluster in %s: %w\n%s", dir, err, bytes.TrimSpace(out))
	}
	return nil
}

// syncFS flushes the file system a folder lies on: initdb ran without its own,
// much slower, flush of each file.
func syncFS(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	return unix.Syncfs(int(f.Fd()))
}

// cleanPostgres makes the cluster startable after a crash. A postmaster of a
// killed parent is waited for; its backends too, since two generations of them
// on the same files would ruin them. Then a left postmaster.pid and socket lock
// are removed: PostgreSQL would take them for a running server when the pid has
// been given to another process, and refuses to start over a torn one.
func cleanPostgres(ctx context.Context, f folder) error {
	data := f.postgres()
	pidFile := filepath.Join(data, "postmaster.pid")
	if err := reap(ctx, pidFile, data, syscall.SIGINT, syscall.SIGQUIT); err != nil {
		return err
	}
	backends := func() []int { return inFolder(data) }
	if err := vanish(ctx, backends, syscall.SIGQUIT, syscall.SIGKILL); err != nil {
		return err
	}
	socket := filepath.Join(f.sockets, postgresSocket)
	return removeAll(pidFile, socket, socket+".lock")
}

func removeAll(paths ...string) error {
	var err error
	for _, p := range paths {
		if e := os.Remove(p); e != nil && !os.IsNotExist(e) {
			err = errors.Join(err, e)
		}
	}
	return err
}

func pingPostgres(ctx context.Context, f folder) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, databaseURLOf(f, "postgres"))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func ensureDatabase(ctx context.Context, f folder) error {
	conn, err := pgx.Connect(ctx, databaseURLOf(f, "postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	var there bool
	if err := conn.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, databaseName).Scan(&there); err != nil || there {
		return err
	}
	_, err = conn.Exec(ctx, `create database `+databaseName)
	return err
}
