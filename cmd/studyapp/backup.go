package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/backup"
	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/config"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/supervise"
	"studyapp/web/words"
)

// standardStream is the name that stands for stdin or stdout.
const standardStream = "-"

type backupCommand struct {
	dataFlag
	Output string `short:"o" required:"" help:"File to write; - is stdout." placeholder:"FILE"`
}

// Run writes the archive. The file has its name when it is complete.
func (b *backupCommand) Run(p *process) error {
	return withServers(p, b.Data, func(_ config.Config, _ *slog.Logger, s *servers) error {
		out, err := b.open(p)
		if err != nil {
			return err
		}
		defer out.discard()
		tell := progress{to: p.stderr, verb: "written"}
		c, err := backup.Write(p.ctx, out, backup.From{
			Pool: s.Pool, Blobs: filepath.Join(s.Dir, blobsFolder), Program: versionText(), Now: time.Now(), Tell: tell.say, Named: ingest.BlobKeysOfAll,
		})
		if err != nil {
			return err
		}
		size, err := out.keep()
		if err != nil {
			return fmt.Errorf("writing the backup: %w", err)
		}
		if c.Missing > 0 {
			_, _ = fmt.Fprintf(p.stderr, "%s that documents name could not be found and not be backed up; these documents say so when they are opened.\n", words.Count(c.Missing, "file", "files"))
		}
		_, err = fmt.Fprintf(p.stderr, "Backup complete: %d tables and %d files, %s in %s.\n", len(c.Tables), c.Files, words.Bytes(size), out.name)
		return err
	})
}

// output is the archive's file under a name of its own until it is complete,
// or stdout.
type output struct {
	io.Writer
	name string
	file *os.File // nil: stdout
	size int64
}

func (b *backupCommand) open(p *process) (*output, error) {
	if b.Output == standardStream {
		return &output{Writer: p.stdout, name: "stdout"}, nil
	}
	f, err := os.CreateTemp(filepath.Dir(b.Output), filepath.Base(b.Output)+".*.part") // closed to others
	if err != nil {
		return nil, fmt.Errorf("writing the backup: %w", err)
	}
	return &output{Writer: f, name: b.Output, file: f}, nil
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.Writer.Write(b)
	o.size += int64(n)
	return n, err
}

func (o *output) keep() (int64, error) {
	if o.file == nil {
		return o.size, nil
	}
	if err := errors.Join(o.file.Sync(), o.file.Close()); err != nil {
		return 0, err
	}
	return o.size, os.Rename(o.file.Name(), o.name)
}

// discard removes what keep did not give its name.
func (o *output) discard() {
	if o.file != nil {
		_ = o.file.Close()
		_ = os.Remove(o.file.Name())
	}
}

type restoreCommand struct {
	dataFlag
	File string `arg:"" help:"The backup; - is stdin."`
}

// Run reads the archive to its end before it writes anything.
func (r *restoreCommand) Run(p *process) (err error) {
	c, err := p.config("STUDYAPP_DATA", r.Data)
	if err != nil {
		return usageError{err}
	}
	dir, err := supervise.Folder(c.Data)
	if err != nil {
		return err
	}
	if err := emptyFolder(dir); err != nil {
		return err
	}
	in, err := r.open(p, dir)
	if err != nil {
		return err
	}
	defer in.close()
	tell := progress{to: p.stderr, verb: "checked"}
	found, err := backup.Read(p.ctx, in.file, tell.say)
	if err != nil {
		return err
	}
	if err := backup.CheckSchema(found.Manifest); err != nil {
		return err
	}
	if _, err := in.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("reading the backup again: %w", err)
	}
	return r.restore(p, c, in.file, found)
}

func (r *restoreCommand) restore(p *process, c config.Config, in io.Reader, found backup.Contents) (err error) {
	s, err := connect(p.ctx, c, p.troubleLog(c), alone)
	if err != nil {
		return err
	}
	complete := false
	defer func() {
		s.Close()
		if !complete {
			err = errors.Join(err, clearFolder(s.Dir))
		}
	}()
	if err := backup.CheckEmpty(p.ctx, s.Pool); err != nil {
		return err
	}
	blobs, err := blob.Open(filepath.Join(s.Dir, blobsFolder))
	if err != nil {
		return err
	}
	tell := progress{to: p.stderr, verb: "restored", of: found.Bytes}
	if err := backup.Restore(p.ctx, in, found.Manifest, backup.Into{Pool: s.Pool, Blobs: blobs, Tell: tell.say}); err != nil {
		return err
	}
	complete = true
	_, err = fmt.Fprintf(p.stdout, "Restored %d tables and %d files, as they were on %s, into %s.\nStart studyapp as usual and sign in again; the search indexes are built with the first search.\n",
		len(found.Tables), found.Files, found.Made.Format("2 January 2006, 15:04 MST"), s.Dir)
	return err
}

// input is the archive's file. What came from stdin lies in the data folder
// meanwhile: it is read twice.
type input struct {
	file *os.File
	copy bool
}

func (r *restoreCommand) open(p *process, dir string) (*input, error) {
	if r.File != standardStream {
		f, err := os.Open(r.File)
		if err != nil {
			return nil, fmt.Errorf("opening the backup: %w", err)
		}
		return &input{file: f}, nil
	}
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return nil, fmt.Errorf("making the data folder: %w", err)
	}
	f, err := os.CreateTemp(dir, "restore-*")
	if err != nil {
		return nil, fmt.Errorf("keeping the backup: %w", err)
	}
	in := &input{file: f, copy: true}
	_, err = io.Copy(f, p.stdin)
	if _, seek := f.Seek(0, io.SeekStart); err != nil || seek != nil {
		in.close()
		return nil, fmt.Errorf("keeping the backup: %w", errors.Join(err, seek))
	}
	return in, nil
}

func (in *input) close() {
	_ = in.file.Close()
	if in.copy {
		_ = os.Remove(in.file.Name())
	}
}

// A data folder may hold these and be empty: what a file system, the image or
// a start that came to nothing leaves.
var leavings = []string{"cache", "lost+found", "location", "lock"}

// emptyFolder returns errs.Conflict unless a backup may be put there.
func emptyFolder(dir string) error {
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("looking into the data folder: %w", err)
	}
	for _, e := range list {
		if !slices.Contains(leavings, e.Name()) {
			return errs.Newf(errs.Conflict, "The data folder %s is not empty (it holds %s). Restore into an empty one (--data), so that nothing is overwritten. Nothing was written.", dir, e.Name())
		}
	}
	return nil
}

// clearFolder takes away what a restore began in a folder that was empty.
func clearFolder(dir string) error {
	var err error
	for _, name := range []string{"postgres", "redis", "run", "log", blobsFolder} {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, name)))
	}
	return err
}

// progress says at most once a second how far it is.
type progress struct {
	to   io.Writer
	verb string
	of   int64 // bytes; 0 when it is not known
	next time.Time
}

func (s *progress) say(_ string, done int64) {
	now := time.Now()
	if now.Before(s.next) {
		return
	}
	s.next = now.Add(time.Second)
	text := words.Bytes(done)
	if s.of > 0 {
		text = words.MB(done, s.of)
	}
	_, _ = fmt.Fprintf(s.to, "%s %s\n", text, s.verb)
}
