package pdf

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"studyapp/internal/ingest/extract"
)

// Options configure an Extractor. The zero value is usable.
type Options struct {
	CacheDir string       // for the compiled module; in the user's cache folder if empty
	Workers  int          // documents open at once, each in its own child; 2 if 0
	Log      *slog.Logger // for children that fail; discarded if nil
	Limits   Limits
}

// Limits bound one document. Zero fields have defaults.
type Limits struct {
	Pages int           // more are refused; 20,000
	Open  time.Duration // opening, including the module's start; 40 s
	Page  time.Duration // one page; 15 s
	Other time.Duration // the second reader, where the first finds no text; 6 s
	Keep  time.Duration // how long an idle child stays; 15 s
}

func (l Limits) orDefaults() Limits {
	set := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	set(&l.Open, 40*time.Second)
	set(&l.Page, 15*time.Second)
	set(&l.Other, 6*time.Second)
	set(&l.Keep, 15*time.Second)
	if l.Pages == 0 {
		l.Pages = 20_000
	}
	return l
}

// maxFailedPages is how many pages of a document may cost a child before the
// document is given up.
const maxFailedPages = 3

// Extractor opens PDF files. It is safe for concurrent use.
type Extractor struct {
	cacheDir string
	limits   Limits
	log      *slog.Logger
	pool     *pool
}

// New returns an Extractor. No child runs before the first file is opened.
func New(o Options) (*Extractor, error) {
	if o.CacheDir == "" {
		if dir, err := os.UserCacheDir(); err == nil {
			o.CacheDir = filepath.Join(dir, "studyapp", "pdfium")
		}
	}
	if o.Workers <= 0 {
		o.Workers = 2
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.CacheDir != "" {
		dir, err := filepath.Abs(o.CacheDir)
		if err != nil {
			return nil, fmt.Errorf("pdf: %w", err)
		}
		o.CacheDir = dir
	}
	l := o.Limits.orDefaults()
	return &Extractor{cacheDir: o.CacheDir, limits: l, log: o.Log, pool: newPool(o.Workers, l.Keep)}, nil
}

// Close ends the children. Documents that are still open fail.
func (x *Extractor) Close() error {
	x.pool.close()
	return nil
}

// Warm starts a child, so that the module is compiled before the first file
// comes: that takes seconds once, and a tenth of one ever after.
func (x *Extractor) Warm(ctx context.Context) error {
	proc, err := x.pool.acquire(ctx)
	if err != nil {
		return err
	}
	resp, err := proc.call(ctx, Limits{Page: x.limits.Open}, request{Op: opWarm, CacheDir: x.cacheDir})
	x.pool.release(proc, resp.Retire)
	if err == nil && resp.Failure != nil {
		err = resp.Failure.err()
	}
	return err
}

// Open opens the file at path, waiting for a child to come free: a goroutine
// that holds as many documents open as there are workers must not open
// another.
func (x *Extractor) Open(ctx context.Context, path string, o extract.OpenOptions) (extract.Document, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	if info, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	} else if info.Size() == 0 {
		return nil, errEmptyFile(nil)
	}
	proc, err := x.pool.acquire(ctx)
	if err != nil {
		return nil, err
	}
	d := &document{x: x, proc: proc, open: request{Op: opOpen, CacheDir: x.cacheDir, Path: path, Password: o.Password}}
	if err := d.begin(ctx); err != nil {
		x.pool.release(d.proc, true)
		return nil, err
	}
	if d.info.Pages > x.limits.Pages {
		err := errTooManyPages(d.info.Pages, x.limits.Pages)
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// Decrypt writes a copy of the locked file at path to out, which opens
// without a password. A wrong password is an error with Field "locked".
func (x *Extractor) Decrypt(ctx context.Context, path, password, out string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	if out, err = filepath.Abs(out); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	proc, err := x.pool.acquire(ctx)
	if err != nil {
		return err
	}
	resp, err := proc.call(ctx, Limits{Page: x.limits.Open}, request{Op: opDecrypt, CacheDir: x.cacheDir, Path: path, Password: password, Out: out})
	x.pool.release(proc, resp.Retire)
	switch {
	case errors.Is(err, errOverdue):
		return errTimeout(err)
	case err != nil && ctx.Err() == nil:
		return errDamaged(err)
	case err != nil:
		return err
	case resp.Failure != nil:
		return resp.Failure.err()
	}
	return nil
}

// document is the parent's side of an open file.
type document struct {
	x    *Extractor
	proc *process // nil after Close
	open request  // with the pages to skip
	info extract.Info
}

// begin opens the file in the child.
func (d *document) begin(ctx context.Context) error {
	resp, err := d.attempt(ctx, d.open)
	if err != nil {
		return err
	}
	if resp.Failure != nil {
		return resp.Failure.err()
	}
	d.info = resp.Info
	return nil
}

// attempt makes a call. When a page ends the child, it goes on with a fresh
// one that leaves that page out; too many such pages fail the document.
func (d *document) attempt(ctx context.Context, req request) (response, error) {
	for retried := false; ; {
		limits := d.x.limits
		if req.Op == opOpen {
			req, limits.Page = d.open, limits.Open
		}
		resp, err := d.proc.call(ctx, limits, req)
		if err == nil || ctx.Err() != nil {
			return resp, err
		}
		page, late := d.proc.reading, errors.Is(err, errOverdue)
		d.x.log.WarnContext(ctx, "a PDF ended its reader", "page", page, "err", err)
		if page == readingFallback && !d.open.NoFallback {
			d.open.NoFallback = true
			if err := d.replace(ctx, req.Op != opOpen); err != nil {
				return response{}, err
			}
			continue
		}
		if page == 0 && req.Op == opPage && !late && !retried {
			// It was gone before it began: the system may have ended it.
			retried = true
			if err := d.replace(ctx, true); err != nil {
				return response{}, err
			}
			continue
		}
		if _, again := d.open.Skip[page]; page <= 0 || again || len(d.open.Skip)+1 >= maxFailedPages {
			if late {
				return response{}, errTimeout(err)
			}
			return response{}, errDamaged(err)
		}
		if d.open.Skip == nil {
			d.open.Skip = map[int]string{}
		}
		d.open.Skip[page] = problemCrashed
		if late {
			d.open.Skip[page] = problemTimeout
		}
		if err := d.replace(ctx, req.Op != opOpen); err != nil {
			return response{}, err
		}
	}
}

// replace takes a fresh child, and opens the file in it if reopen.
func (d *document) replace(ctx context.Context, reopen bool) error {
	fresh, err := d.x.pool.replace(d.proc)
	if err != nil {
		return err
	}
	d.proc = fresh
	if !reopen {
		return nil
	}
	return d.begin(ctx)
}

func (d *document) Info() extract.Info { return d.info }

// Page reads page n. A page that crashes or hangs is returned with a Problem;
// the third one in a document fails it.
func (d *document) Page(ctx context.Context, n int) (extract.Page, error) {
	if d.proc == nil {
		return extract.Page{}, errors.New("pdf: the document is closed")
	}
	if n < 1 || n > d.info.Pages {
		return extract.Page{}, fmt.Errorf("pdf: page %d of %d", n, d.info.Pages)
	}
	if d.proc.dead {
		if err := d.replace(ctx, true); err != nil {
			return extract.Page{}, err
		}
	}
	resp, err := d.attempt(ctx, request{Op: opPage, Page: n})
	if err != nil {
		return extract.Page{}, err
	}
	if resp.Retire {
		d.proc.dead = true
	}
	if resp.Failure != nil {
		return extract.Page{}, resp.Failure.err()
	}
	return fromWire(resp.Page)
}

// closeWait is how long a child may take to close a document. One that reads
// ahead at a page without end is not waited for.
const closeWait = 5 * time.Second

// Close gives the child back.
func (d *document) Close() error {
	if d.proc == nil {
		return nil
	}
	proc := d.proc
	d.proc = nil
	if proc.dead {
		d.x.pool.release(proc, true)
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeWait)
	defer cancel()
	resp, err := proc.call(ctx, d.x.limits, request{Op: opClose})
	d.x.pool.release(proc, err != nil || resp.Retire)
	return nil
}
