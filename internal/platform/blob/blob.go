package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"studyapp/internal/platform/errs"
)

// Store is the folder. Its methods may be called from many goroutines.
type Store struct {
	dir string // holds tmp/ and keys/
}

// Open makes the folders and returns the store.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir}
	for _, d := range []string{s.temps(), s.keys()} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return nil, fmt.Errorf("blob: %w", err)
		}
	}
	return s, nil
}

func (s *Store) temps() string { return filepath.Join(s.dir, "tmp") }
func (s *Store) keys() string  { return filepath.Join(s.dir, "keys") }

// Temp is a file that is being written and has no key yet.
type Temp struct {
	store *Store
	file  *os.File
	size  int64
}

// Temp returns a fresh temporary file. Call Commit or Discard; a deferred
// Discard after Commit does nothing.
func (s *Store) Temp() (*Temp, error) {
	f, err := os.CreateTemp(s.temps(), "upload-*")
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	return &Temp{store: s, file: f}, nil
}

// Write appends to the file.
func (t *Temp) Write(p []byte) (int, error) {
	n, err := t.file.Write(p)
	t.size += int64(n)
	return n, err
}

// Size is how many bytes were written.
func (t *Temp) Size() int64 { return t.size }

// Name is the path of the temporary file, for readers that want a path.
func (t *Temp) Name() string { return t.file.Name() }

// Commit makes the bytes durable and gives them the key. Committing the same
// key again replaces nothing: bytes under a key never change, and the first
// ones stay.
func (t *Temp) Commit(key string) error {
	path, err := t.store.path(key)
	if err != nil {
		return err
	}
	if err := t.file.Sync(); err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	if err := t.file.Close(); err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	// A link fails when the key is there, a rename would replace it.
	err = os.Link(t.file.Name(), path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("blob: %w", err)
	}
	if err := os.Remove(t.file.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("blob: %w", err)
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now)                             // a sweep must not take a key that was just promised again
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) { // its folders may be new too
		if err := syncDir(dir); err != nil || dir == t.store.keys() {
			return err
		}
	}
}

// Discard removes the temporary file, if it was not committed.
func (t *Temp) Discard() {
	_ = t.file.Close()
	_ = os.Remove(t.file.Name())
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	defer func() { _ = d.Close() }()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	return nil
}

// path turns a key into a file below the store's folder and nowhere else.
func (s *Store) path(key string) (string, error) {
	if key == "" || !filepath.IsLocal(key) || strings.ContainsAny(key, `\:`) {
		return "", fmt.Errorf("blob: %q cannot be a key", key)
	}
	return filepath.Join(s.keys(), filepath.FromSlash(key)), nil
}

// Path is where the key's bytes lie, for readers that want a path. The file
// need not exist.
func (s *Store) Path(key string) string {
	p, err := s.path(key)
	if err != nil {
		return filepath.Join(s.keys(), "no-such-key")
	}
	return p
}

// Open returns the bytes of the key and their number. It returns
// errs.NotFound when there are none.
func (s *Store) Open(key string) (io.ReadSeekCloser, int64, error) {
	path, err := s.path(key)
	if err != nil {
		return nil, 0, err
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, errs.Wrap(errs.NotFound, err, "The file is not there any more. Upload it again.")
	}
	if err != nil {
		return nil, 0, fmt.Errorf("blob: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, 0, fmt.Errorf("blob: %w", err)
	}
	return f, info.Size(), nil
}

// Delete removes the key's bytes; a key without bytes is no error.
func (s *Store) Delete(key string) error {
	path, err := s.path(key)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("blob: %w", err)
	}
	return nil
}

// Sweep removes temporary files and blobs last written before the given time
// which known does not claim, and returns how many went. The time must leave
// room for the longest upload. A nil known sweeps temporary files only.
func (s *Store) Sweep(ctx context.Context, older time.Time, known func(key string) bool) (int, error) {
	n, err := s.sweep(ctx, s.temps(), older, func(string) bool { return false })
	if err != nil || known == nil {
		return n, err
	}
	m, err := s.sweep(ctx, s.keys(), older, known)
	return n + m, err
}

func (s *Store) sweep(ctx context.Context, root string, older time.Time, keep func(string) bool) (int, error) {
	gone := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || (err == nil && d.IsDir()) {
			return ctx.Err()
		}
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil || !info.ModTime().Before(older) {
			return nil // gone meanwhile, or too young
		}
		key, err := filepath.Rel(root, path)
		if err != nil || keep(filepath.ToSlash(key)) {
			return err
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		gone++
		return nil
	})
	if err != nil {
		return gone, fmt.Errorf("blob: sweeping: %w", err)
	}
	return gone, nil
}
