package supervise

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is whom the children run as.
type account struct {
	name     string
	uid, gid int
	foreign  bool // not this process's own user: started by root
}

// childUser picks whom the children run as: this user, or for root (which
// PostgreSQL refuses) the owner of the data that is there, else postgres, else
// nobody. initdb wants a user with an entry in the password file.
func childUser(dir string) (account, error) {
	if uid := os.Geteuid(); uid != 0 {
		return account{name: strconv.Itoa(uid), uid: uid, gid: os.Getegid()}, nil
	}
	if info, err := os.Stat(findFolder(dir).postgres()); err == nil {
		if st := info.Sys().(*syscall.Stat_t); st.Uid != 0 {
			name := strconv.Itoa(int(st.Uid))
			if u, err := user.LookupId(name); err == nil {
				name = u.Username
			}
			return account{name: name, uid: int(st.Uid), gid: int(st.Gid), foreign: true}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.Atoi(u.Uid)
		gid, err2 := strconv.Atoi(u.Gid)
		if err1 == nil && err2 == nil && uid != 0 {
			return account{name: name, uid: uid, gid: gid, foreign: true}, nil
		}
	}
	return account{}, errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as")
}

// credential is what a child's process is started with; nil for our own user.
func (a account) credential() *syscall.Credential {
	if !a.foreign {
		return nil
	}
	return &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
}

// own gives the file to the account and closes it to everyone else.
func (a account) own(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if st := info.Sys().(*syscall.Stat_t); a.foreign && (int(st.Uid) != a.uid || int(st.Gid) != a.gid) {
		if err := os.Lchown(path, a.uid, a.gid); err != nil {
			return fmt.Errorf("giving %s to user %s: %w", path, a.name, err)
		}
	}
	if info.IsDir() && info.Mode().Perm() != 0o700 {
		if err := os.Chmod(path, 0o700); err != nil {
			return fmt.Errorf("closing %s to other users: %w", path, err)
		}
	}
	return nil
}

// canReach reports whether the account may pass through every folder down to
// and including dir, by the permission bits.
func (a account) canReach(dir string) bool {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return false
	}
	for {
		info, err := os.Stat(dir)
		if err != nil {
			return false
		}
		st := info.Sys().(*syscall.Stat_t)
		bit := fs.FileMode(0o001)
		switch {
		case int(st.Uid) == a.uid:
			bit = 0o100
		case int(st.Gid) == a.gid:
			bit = 0o010
		}
		if info.Mode().Perm()&bit == 0 {
			return false
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return true
		}
		dir = parent
	}
}
