package supervise

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"studyapp/internal/platform/errs"
)

// folder is a data folder and where its sockets are.
type folder struct {
	dir     string // absolute
	sockets string // under dir, or elsewhere when that path is too long for a socket
}

// maxSocketPath is what the kernel allows a Unix socket's path (sun_path less
// its closing zero).
const maxSocketPath = 107

const (
	// locationFile stands in a data folder the children cannot reach and
	// holds the path of the one used instead.
	locationFile    = "location"
	lockFile        = "lock"
	defaultFallback = "/var/lib/studyapp"
)

func (f folder) postgres() string { return filepath.Join(f.dir, "postgres") }
func (f folder) redis() string    { return filepath.Join(f.dir, "redis") }
func (f folder) log() string      { return filepath.Join(f.dir, "log") }

// newFolder works out where the sockets of a data folder are: the same place
// each time, so that Join finds them.
func newFolder(dir string) folder {
	f := folder{dir: dir, sockets: filepath.Join(dir, "run")}
	if len(filepath.Join(f.sockets, postgresSocket+".lock")) > maxSocketPath {
		sum := sha256.Sum256([]byte(dir))
		f.sockets = filepath.Join("/tmp", "studyapp-"+hex.EncodeToString(sum[:8]))
	}
	return f
}

// findFolder follows the location file of a folder that could not be used.
func findFolder(dir string) folder {
	if b, err := os.ReadFile(filepath.Join(dir, locationFile)); err == nil {
		if p := strings.TrimSpace(string(b)); filepath.IsAbs(p) && exists(p) {
			return newFolder(p)
		}
	}
	return newFolder(dir)
}

// openFolder makes the data folder, or finds another where the children's
// user cannot reach it.
func openFolder(dir string, user account, fallback string) (folder, error) {
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return folder{}, fmt.Errorf("making the data folder: %w", err)
	}
	if f := findFolder(dir); f.dir != dir {
		return f, nil
	}
	if !user.foreign {
		return newFolder(dir), nil
	}
	// Others may pass through, not look around; what is inside is closed.
	if err := addMode(dir, 0o011); err != nil {
		return folder{}, err
	}
	if user.canReach(dir) {
		return newFolder(dir), nil
	}
	other, err := makeFallback(fallback, user)
	if err != nil {
		return folder{}, err
	}
	if err := writeFile(filepath.Join(dir, locationFile), other+"\n"); err != nil {
		return folder{}, fmt.Errorf("noting the folder used: %w", err)
	}
	return newFolder(other), nil
}

// makeFallback makes an empty data folder that the user can reach.
func makeFallback(root string, user account) (string, error) {
	roots := []string{root}
	if root == "" {
		roots = []string{defaultFallback, "/var/tmp", os.TempDir()}
	}
	var last error
	for i, r := range roots {
		name := "data-"
		if root == "" && i > 0 {
			name = "studyapp-"
		} else if err := os.MkdirAll(r, 0o711); err != nil {
			last = err
			continue
		}
		dir, err := os.MkdirTemp(r, name)
		if err != nil {
			last = err
			continue
		}
		if err := addMode(dir, 0o011); err != nil {
			return "", err
		}
		if user.canReach(dir) {
			return dir, nil
		}
		last = fmt.Errorf("user %s cannot reach %s", user.name, dir)
		_ = os.Remove(dir)
	}
	return "", fmt.Errorf("no data folder that the servers' user can reach; give another with --data: %w", last)
}

// prepare makes the folders of the servers and gives them to their user.
func (f folder) prepare(user account) error {
	for _, p := range []string{f.redis(), f.log(), f.sockets} {
		if err := os.MkdirAll(p, 0o700); err != nil {
			return fmt.Errorf("making a folder for the servers: %w", err)
		}
		// The sockets may lie in /tmp, where anyone can make names.
		info, err := os.Lstat(p)
		if err != nil {
			return err
		}
		owner := int(info.Sys().(*syscall.Stat_t).Uid)
		if !info.IsDir() || (owner != os.Geteuid() && owner != user.uid) {
			return errs.Newf(errs.Conflict, "The folder %s, which the servers need, belongs to someone else. Give another --data folder.", p)
		}
		if err := user.own(p); err != nil {
			return err
		}
	}
	return nil
}

// lockFolder takes the folder's lock and writes this process's id into it.
// The lock goes when the file is closed, or with the process.
func lockFolder(ctx context.Context, dir string, wait time.Duration) (*os.File, error) {
	path := filepath.Join(dir, lockFile)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_CLOEXEC, 0o644)
	if errors.Is(err, fs.ErrPermission) {
		return nil, errs.Wrap(errs.Forbidden, err, "The data folder "+dir+" belongs to another user. Start studyapp as that user, or give another --data folder.")
	}
	if err != nil {
		return nil, fmt.Errorf("locking the data folder: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			_ = file.Close()
			return nil, fmt.Errorf("locking the data folder: %w", err)
		}
		select {
		case <-ctx.Done():
			pid := holder(path)
			_ = file.Close()
			return nil, errs.Newf(errs.Conflict, "The data folder %s is already served by another studyapp (process %s). Stop that one, or start this one with another --data folder.", dir, pid)
		case <-time.After(50 * time.Millisecond):
		}
	}
	if err := file.Truncate(0); err == nil {
		_, err = file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
		if err == nil {
			return file, nil
		}
	}
	_ = file.Close()
	return nil, fmt.Errorf("writing the lock of %s: %w", dir, err)
}

func holder(path string) string {
	b, _ := os.ReadFile(path)
	if pid := strings.TrimSpace(string(b)); pid != "" {
		return pid
	}
	return "unknown"
}

// locked reports whether a process serves the folder.
func locked(dir string) bool {
	file, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }()
	return errors.Is(syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

func addMode(path string, mode fs.FileMode) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&mode == mode {
		return nil
	}
	if err := os.Chmod(path, info.Mode().Perm()|mode); err != nil {
		return fmt.Errorf("opening the way into %s: %w", path, err)
	}
	return nil
}

// writeFile writes a small file so that it is never seen half.
func writeFile(path, text string) error {
	if err := os.WriteFile(path+".tmp", []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".tmp", path)
}
