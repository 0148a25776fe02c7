package shard

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
)

// Origin says what a saved shard was built from.
type Origin struct {
	Model     string          `json:"model"`
	Dimension int             `json:"dimension"`
	Cursor    json.RawMessage `json:"cursor"` // place in the outbox, for search alone to read
}

// manifest names the files of a snapshot and what must be true of them.
type manifest struct {
	Version int `json:"version"`
	Origin
	Chunks  int          `json:"chunks"`
	Vectors int          `json:"vectors"`
	Files   [2]savedFile `json:"files"` // words and what belongs to them, vectors
}

type savedFile struct {
	Name     string `json:"name"`
	Bytes    int64  `json:"bytes"`
	Checksum uint32 `json:"checksum"` // CRC-32C
}

// version of the files' format and of what Passage makes of a chunk.
const version = 1

const (
	manifestName = "manifest.json"
	lockName     = "lock"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Save writes the shard to a folder of its own. A crash at any moment leaves
// the snapshot from before or the new one: the files get new names, reach the
// disk, and only then does the manifest, which names them, take the place of
// the old one. Searches and changes go on while it writes.
func (s *Shard) Save(folder string, o Origin) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("shard: %w", err)
	}
	unlock, err := lock(folder)
	if err != nil {
		return fmt.Errorf("shard: %w", err)
	}
	defer unlock()
	next := 1
	if old, err := readManifest(folder); err == nil {
		number, _, _ := strings.Cut(old.Files[0].Name, ".")
		n, _ := strconv.Atoi(number) // of a strange name, 0 does
		next = n + 1
	}
	words, vectors := fmt.Sprintf("%d.words", next), fmt.Sprintf("%d.vectors", next)
	f, err := s.freeze()
	if err != nil {
		return fmt.Errorf("shard: saving: %w", err)
	}
	defer f.release()
	m := manifest{Version: version, Origin: o, Chunks: len(f.chunks), Vectors: f.embedded}
	err = writeFile(filepath.Join(folder, words), f.writeWords)
	if err == nil {
		err = writeFile(filepath.Join(folder, vectors), f.writeVectors)
	}
	if err != nil {
		return fmt.Errorf("shard: saving: %w", err)
	}
	for i, name := range []string{words, vectors} {
		if m.Files[i], err = settle(folder, name); err != nil {
			return fmt.Errorf("shard: saving: %w", err)
		}
	}
	body, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("shard: saving: %w", err)
	}
	temporary := filepath.Join(folder, manifestName+".new")
	err = writeFile(temporary, func(w io.Writer) error {
		_, err := w.Write(append(body, '\n'))
		return err
	})
	if err == nil {
		_, err = settle(folder, manifestName+".new")
	}
	if err == nil {
		err = os.Rename(temporary, filepath.Join(folder, manifestName))
	}
	if err == nil {
		err = syncFolder(folder)
	}
	if err != nil {
		return fmt.Errorf("shard: saving: %w", err)
	}
	s.mu.Lock()
	s.changes -= f.changes
	s.mu.Unlock()
	return sweep(folder, words, vectors)
}

// Load reads the shard that Save wrote to the folder. It returns
// fs.ErrNotExist if there is none, and another error if it is torn, altered or
// not of the model; the caller then builds a new one.
func Load(folder string, model string, dimension int, a *lexical.Analysers, e Engine, log *slog.Logger) (*Shard, Origin, error) {
	m, err := readManifest(folder)
	if err != nil {
		return nil, Origin{}, err
	}
	if m.Version != version || m.Model != model || m.Dimension != dimension {
		return nil, Origin{}, fmt.Errorf("shard: snapshot of version %d for model %s with %d dimensions", m.Version, m.Model, m.Dimension)
	}
	for _, f := range m.Files {
		if err := f.check(folder); err != nil {
			return nil, Origin{}, err
		}
	}
	s, err := New(a, e, dimension, log)
	if err != nil {
		return nil, Origin{}, err
	}
	if err := s.load(folder, m); err != nil {
		s.Close()
		return nil, Origin{}, err
	}
	return s, m.Origin, nil
}

func (s *Shard) load(folder string, m manifest) error {
	f, err := os.Open(filepath.Join(folder, m.Files[0].Name))
	if err != nil {
		return fmt.Errorf("shard: loading: %w", err)
	}
	defer func() { _ = f.Close() }() // only read
	if err := s.readWords(bufio.NewReaderSize(f, 1<<16)); err != nil {
		return fmt.Errorf("shard: loading: %w", err)
	}
	vectors, err := s.engine.Load(filepath.Join(folder, m.Files[1].Name), s.dimension)
	if err != nil {
		return fmt.Errorf("shard: loading: %w", err)
	}
	s.vectors.Close()
	s.vectors = vectors
	embedded := 0
	for _, c := range s.chunks {
		if c.embedded {
			embedded++
		}
	}
	if len(s.chunks) != m.Chunks || s.words.Len() != m.Chunks || embedded != m.Vectors || vectors.Len() != m.Vectors {
		return fmt.Errorf("shard: %d chunks, %d texts and %d vectors where the manifest has %d and %d",
			len(s.chunks), s.words.Len(), vectors.Len(), m.Chunks, m.Vectors)
	}
	return nil
}

func (s *Shard) readWords(from *bufio.Reader) error {
	n, err := binary.ReadUvarint(from)
	if err != nil {
		return err
	}
	if n > 1<<30 {
		return errors.New("a length that cannot be")
	}
	documents := make([]byte, n)
	if _, err := io.ReadFull(from, documents); err != nil {
		return err
	}
	if err := json.Unmarshal(documents, &s.documents); err != nil {
		return err
	}
	for n, d := range s.documents {
		if !d.ID.IsZero() { // removed
			s.numbers[d.ID] = uint32(n)
		}
	}
	chunks, err := binary.ReadUvarint(from)
	if err != nil {
		return err
	}
	for range chunks {
		chunk, err := binary.ReadUvarint(from)
		if err != nil {
			return err
		}
		print, err := binary.ReadVarint(from)
		if err != nil {
			return err
		}
		embedded, err := from.ReadByte()
		if err != nil {
			return err
		}
		s.chunks[id.Chunk(chunk)] = state{print: int32(print), embedded: embedded == 1}
	}
	return s.words.Load(from)
}

func readManifest(folder string) (manifest, error) {
	var m manifest
	body, err := os.ReadFile(filepath.Join(folder, manifestName))
	if err != nil {
		return m, fmt.Errorf("shard: %w", err)
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return m, fmt.Errorf("shard: manifest: %w", err)
	}
	for _, f := range m.Files {
		if f.Name == "" || f.Name != filepath.Base(f.Name) {
			return m, fmt.Errorf("shard: manifest names the file %q", f.Name)
		}
	}
	return m, nil
}

func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	return errors.Join(err, f.Close())
}

// lock keeps other processes from saving to the folder at the same time, such
// as a command beside the server; it waits for them.
func lock(folder string) (unlock func(), err error) {
	f, err := os.OpenFile(filepath.Join(folder, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, nil // which gives the lock back
}

// settle brings a file to the disk and describes it.
func settle(folder, name string) (savedFile, error) {
	f, err := os.OpenFile(filepath.Join(folder, name), os.O_RDWR, 0)
	if err != nil {
		return savedFile{}, err
	}
	defer func() { _ = f.Close() }() // synced, nothing left to lose
	if err := f.Sync(); err != nil {
		return savedFile{}, err
	}
	return describe(f, name)
}

func describe(f *os.File, name string) (savedFile, error) {
	sum := crc32.New(castagnoli)
	n, err := io.Copy(sum, f)
	return savedFile{name, n, sum.Sum32()}, err
}

func (f savedFile) check(folder string) error {
	file, err := os.Open(filepath.Join(folder, f.Name))
	if err != nil {
		return fmt.Errorf("shard: %w", err)
	}
	defer func() { _ = file.Close() }() // only read
	got, err := describe(file, f.Name)
	if err != nil {
		return fmt.Errorf("shard: %w", err)
	}
	if got != f {
		return fmt.Errorf("shard: %s has %d bytes and checksum %x, not %d and %x", f.Name, got.Bytes, got.Checksum, f.Bytes, f.Checksum)
	}
	return nil
}

func syncFolder(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// sweep removes what the manifest does not name: older snapshots, and what a
// crash left half written.
func sweep(folder string, keep ...string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("shard: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		if name == manifestName || name == lockName || name == keep[0] || name == keep[1] {
			continue
		}
		if err := os.Remove(filepath.Join(folder, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("shard: %w", err)
		}
	}
	return nil
}
