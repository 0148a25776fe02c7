package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/postgres"
)

// format is raised when an older program could not read the archive.
const format = 1

// The names in an archive.
const (
	manifestName  = "manifest.json"
	sequencesName = "sequences.json"
	endName       = "end.json"
	tablesFolder  = "tables/"
	filesFolder   = "files/"
)

// Manifest says what an archive holds. It comes first.
type Manifest struct {
	Format  int             `json:"format"`
	Program string          `json:"program"` // its version
	Made    time.Time       `json:"made"`
	Schema  postgres.Schema `json:"schema"`
	Tables  []Table         `json:"tables"`
}

// Table is a table whose rows the archive holds.
type Table struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"` // those that are stored, in the order of the rows' fields
}

// end closes an archive.
type end struct {
	Entries int    `json:"entries"` // before it
	SHA256  string `json:"sha256"`  // of their names, sizes and bytes
}

// Progress is told how much was written or read: bytes before compression.
type Progress func(what string, done int64)

// entryWriter writes the entries of an archive and sums them up.
type entryWriter struct {
	zip     *gzip.Writer
	tar     *tar.Writer
	sum     hash.Hash
	entries int
	done    int64
	tell    Progress
}

func newEntryWriter(w io.Writer, tell Progress) *entryWriter {
	zip, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // the level is one
	return &entryWriter{zip: zip, tar: tar.NewWriter(zip), sum: sha256.New(), tell: tell}
}

func (w *entryWriter) add(name string, size int64, r io.Reader) error {
	if err := w.tar.WriteHeader(&tar.Header{Name: name, Size: size, Mode: 0o600, Typeflag: tar.TypeReg}); err != nil {
		return err
	}
	sumUp(w.sum, name, size)
	n, err := io.Copy(io.MultiWriter(w.tar, w.sum), io.LimitReader(r, size))
	if err == nil && n != size {
		err = io.ErrUnexpectedEOF
	}
	w.entries++
	w.done += n
	w.tell(name, w.done)
	return err
}

func (w *entryWriter) addJSON(name string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return w.add(name, int64(len(b)), bytes.NewReader(b))
}

func (w *entryWriter) close() error {
	err := w.addJSON(endName, end{w.entries, hex.EncodeToString(w.sum.Sum(nil))})
	return errors.Join(err, w.tar.Close(), w.zip.Close())
}

func sumUp(sum hash.Hash, name string, size int64) {
	_, _ = fmt.Fprintf(sum, "%s\x00%d\x00", name, size)
}

// Contents is what a whole archive holds.
type Contents struct {
	Manifest
	Files   int   // number
	Missing int   // files that rows named and that were not there; known to Write alone
	Bytes   int64 // of all, before compression
}

// Read checks an archive from its beginning to its end. It returns
// errs.Invalid when it is not an archive, was cut or was changed, and
// errs.Unsupported when only a newer program can read it.
func Read(ctx context.Context, r io.Reader, tell Progress) (Contents, error) {
	var c Contents
	err := entries(ctx, r, func(name string, size int64, r io.Reader) error {
		if strings.HasPrefix(name, filesFolder) {
			c.Files++
		}
		if name == manifestName {
			return json.NewDecoder(r).Decode(&c.Manifest)
		}
		n, err := io.Copy(io.Discard, r)
		c.Bytes += n
		tell(name, c.Bytes)
		return err
	})
	return c, err
}

// entries calls f for each entry but the last, which it checks the others by.
// What f leaves unread is read after it.
func entries(ctx context.Context, r io.Reader, f func(name string, size int64, r io.Reader) error) error {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return errs.Wrap(errs.Invalid, err, "This is not a backup that studyapp made. Nothing was written.")
	}
	archive := tar.NewReader(zip)
	sum := sha256.New()
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := archive.Next()
		if err != nil {
			return broken(err)
		}
		if n == 0 && h.Name != manifestName {
			return errs.New(errs.Invalid, "This is an archive, but not a backup that studyapp made. Nothing was written.")
		}
		if h.Name == endName {
			return checkEnd(archive, zip, end{n, hex.EncodeToString(sum.Sum(nil))})
		}
		sumUp(sum, h.Name, h.Size)
		in := io.TeeReader(archive, sum)
		if h.Name == manifestName {
			if in, err = checkedManifest(in); err != nil {
				return err
			}
		}
		fault := &readFault{r: in}
		if err := f(h.Name, h.Size, fault); err != nil && fault.err == nil {
			return err
		}
		if _, err := io.Copy(io.Discard, fault); err != nil {
			return broken(err)
		}
	}
}

// checkedManifest reads the manifest and refuses one of another format.
func checkedManifest(r io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(io.LimitReader(r, 1<<20))
	var m Manifest
	if err = errors.Join(err, json.Unmarshal(b, &m)); err != nil {
		return nil, broken(err)
	}
	if m.Format > format {
		return nil, errs.Newf(errs.Unsupported, "The backup was made by a newer studyapp (%s). Restore it with that version or a later one. Nothing was written.", m.Program)
	}
	return bytes.NewReader(b), nil
}

func checkEnd(archive io.Reader, zip io.Reader, want end) error {
	var got end
	if err := json.NewDecoder(archive).Decode(&got); err != nil {
		return broken(err)
	}
	if got != want {
		return broken(errors.New("its sum does not fit what it holds"))
	}
	if _, err := io.Copy(io.Discard, zip); err != nil { // with the sum of the compression
		return broken(err)
	}
	return nil
}

func broken(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return errs.Wrap(errs.Invalid, err, "The backup is cut off or damaged, so nothing of it was used. Copy it again, or take another one.")
}

// readFault remembers that reading failed, whatever a caller made of it.
type readFault struct {
	r   io.Reader
	err error
}

func (f *readFault) Read(p []byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	n, err := f.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		f.err = err
	}
	return n, err
}
