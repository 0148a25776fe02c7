package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

// extractWorker works ExtractArgs.
type extractWorker struct {
	river.WorkerDefaults[ExtractArgs]
	service *Service
}

// errGone says that the document was deleted, replaced or taken over meanwhile:
// there is nothing left to do for this job.
var errGone = errors.New("the document was deleted or replaced meanwhile")

// Work reads what is left of the document. What cannot succeed another time
// fails the document and cancels the job; anything else is tried again, and
// fails the document with the last try.
func (w *extractWorker) Work(ctx context.Context, job *river.Job[ExtractArgs]) error {
	s := w.service
	d, key, err := s.begin(ctx, job.Args.DocumentID, job.Args.Version)
	if errors.Is(err, errs.NotFound) {
		return river.JobCancel(errGone)
	}
	if err != nil {
		return err
	}
	if d.Status != Extracting {
		return nil // done before; only the job's own end was lost
	}
	err = s.extract(ctx, d, key)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errGone):
		return river.JobCancel(err)
	case ctx.Err() != nil: // the server stops; go on after its start
		return river.JobSnooze(0)
	}
	failure, final := failureOf(err)
	if !final && job.Attempt < job.MaxAttempts {
		return err
	}
	if e := s.fail(context.WithoutCancel(ctx), d, failure); e != nil {
		return errors.Join(err, e)
	}
	if final {
		return river.JobCancel(err)
	}
	return err
}

// failureOf says why a document failed, and whether trying again without
// anything changed is of no use.
func failureOf(err error) (Failure, bool) {
	var e *errs.Error
	var late *lateError
	var crash *panicError
	switch {
	case errors.As(err, &e) && isFailureKind(e.Field):
		return Failure{e.Field, e.Message}, true
	case errors.As(err, &late):
		return Failure{extract.FailedTimeout, late.words()}, true
	case errors.As(err, &crash):
		return Failure{extract.FailedDamaged, "Something in this file cannot be read. Save it anew from the program it comes from and add that."}, true
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errs.NotFound):
		return Failure{FailedMissing, "The stored file is gone. Upload it again."}, true
	}
	return Failure{FailedInternal, "Something went wrong on the server while this file was read. Try again."}, false
}

func isFailureKind(field string) bool {
	switch field {
	case extract.FailedLocked, extract.FailedDamaged, extract.FailedEmpty, extract.FailedNoText,
		extract.FailedEncoding, extract.FailedTooManyPages, extract.FailedTimeout:
		return true
	}
	return false
}

// lateError is a step that took longer than it may.
type lateError struct {
	page  int // 0: opening the file
	limit time.Duration
}

func (e *lateError) Error() string {
	return fmt.Sprintf("page %d was not read within %s", e.page, e.limit)
}

func (e *lateError) words() string {
	if e.page == 0 {
		return "Opening this file took too long. Save it anew from the program it comes from and add that."
	}
	return fmt.Sprintf("Page %d took too long to read. What stands before it can be searched. Save the file anew and add that.", e.page)
}

// panicError is a panic of an extractor.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.value, e.stack) }

// grace is how long a step that was told to stop may take to do so.
const grace = 2 * time.Second

// leftError is a step that did not end when it was told to, and still runs.
type leftError struct{ error }

func (e leftError) Unwrap() error { return e.error }

// guarded runs a step of an extractor, which reads files of strangers: its
// panic becomes an error, and it is left behind, with a leftError, if it does
// not end in time. left is then told what the step gave when it ends after all.
func guarded[T any](ctx context.Context, limit time.Duration, page int, f func(context.Context) (T, error), left func(T)) (T, error) {
	type result struct {
		value T
		err   error
	}
	inner, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r.err = &panicError{p, debug.Stack()}
			}
			done <- r
		}()
		r.value, r.err = f(inner)
	}()
	var r result
	select {
	case r = <-done:
	case <-inner.Done():
		select {
		case r = <-done:
		case <-time.After(grace):
			go func() { left((<-done).value) }()
			return r.value, leftError{cause(ctx, page, limit)}
		}
	}
	if r.err != nil && inner.Err() != nil && !isExtractorError(r.err) {
		return r.value, cause(ctx, page, limit)
	}
	return r.value, r.err
}

func isExtractorError(err error) bool {
	var e *errs.Error
	return errors.As(err, &e) && isFailureKind(e.Field)
}

// cause is why a step was stopped: the whole job, or its own limit.
func cause(ctx context.Context, page int, limit time.Duration) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &lateError{page, limit}
}

// Batches are small at first, so that a search finds the first pages of a book
// at once, and then as large as makes commits cheap. A batch also ends when it
// has taken a while, so that progress is seen.
type batchLimits struct {
	pages int
	bytes int
	time  time.Duration
}

// openFile is the file of a document while it is read.
type openFile struct {
	extract.Document
	service *Service
	of      Document
	stuck   bool // a page is read by a step that was left behind; it gives the file back
}

// open opens the file of a document. An open file holds one of the few readers
// there are: it is given back by done on every way out.
func (s *Service) open(ctx context.Context, d Document, key string) (*openFile, error) {
	extractor := s.o.Extractors[d.Kind]
	if extractor == nil {
		return nil, fmt.Errorf("there is no extractor for %s", d.Kind)
	}
	file, err := guarded(ctx, s.o.PageTimeout, 0, func(ctx context.Context) (extract.Document, error) {
		return extractor.Open(ctx, s.o.Blobs.Path(key), extract.OpenOptions{FileName: d.FileName})
	}, func(late extract.Document) {
		if late != nil {
			_ = late.Close()
		}
	})
	if err != nil {
		return nil, fmt.Errorf("opening: %w", err)
	}
	return &openFile{Document: file, service: s, of: d}, nil
}

// done gives the file back, unless a page is still read from it.
func (f *openFile) done() {
	if !f.stuck {
		f.giveBack()
	}
}

func (f *openFile) giveBack() {
	if err := f.Close(); err != nil {
		f.service.o.Log.Warn("closing a document", "document", f.of.ID, "error", err)
	}
}

// fill reads pages into a batch until it is full. What it has read when a page
// cannot be is in the batch too.
func (f *openFile) fill(ctx context.Context, at *place, limits batchLimits, chunker *chunk.Chunker) (batch, error) {
	info := f.Info()
	b := batch{from: at.page + 1, before: at.language}
	began := time.Now()
	for at.page < info.Pages && len(b.pages) < limits.pages && b.bytes < limits.bytes && time.Since(began) < limits.time {
		n := at.page + 1
		p, err := guarded(ctx, f.service.o.PageTimeout, n, func(ctx context.Context) (extract.Page, error) { return f.Page(ctx, n) }, func(extract.Page) { f.giveBack() })
		if err != nil {
			f.stuck = errors.As(err, new(leftError))
			return b, fmt.Errorf("page %d: %w", n, err)
		}
		p.Number = n
		b.add(sane(p, info), chunker)
		at.page = n
	}
	if at.page == info.Pages {
		b.chunks = append(b.chunks, chunker.Flush()...)
		b.last = true
	}
	return b, nil
}

// extract reads the pages behind the last one committed and writes them with
// their chunks, batch by batch.
func (s *Service) extract(ctx context.Context, d Document, key string) error {
	file, err := s.open(ctx, d, key)
	if err != nil {
		return err
	}
	defer file.done()
	info := file.Info()
	chunker := chunk.New(s.o.Chunks)
	at, err := s.resume(ctx, d, info, chunker)
	if err != nil {
		return err
	}
	readBefore := at.page == info.Pages
	limits := s.first
	if at.page > 0 {
		limits = s.later
	}
	for at.page < info.Pages {
		b, err := file.fill(ctx, &at, limits, chunker)
		if err != nil {
			return errors.Join(err, s.commitBroken(ctx, d, info, b, at))
		}
		if err := s.commit(ctx, d, info, b, &at); err != nil {
			return err
		}
		limits = s.later
	}
	switch {
	case at.chunks == 0:
		return noText(d, info, at)
	case readBefore:
		return s.finish(ctx, d, info)
	}
	return nil
}

// commitBroken writes what was read before a page that cannot be, so that it
// can be searched and is not read again.
func (s *Service) commitBroken(ctx context.Context, d Document, info extract.Info, b batch, at place) error {
	if len(b.pages) == 0 || ctx.Err() != nil {
		return nil
	}
	return s.commit(ctx, d, info, b, &at)
}

// noText is the failure of a document whose pages have no words.
func noText(d Document, info extract.Info, at place) error {
	words := "There is no text in this file. Check that it is the right one."
	if d.Kind == PDF && at.problems > 0 {
		words = fmt.Sprintf("All %d pages are pictures without text. Recognise the text in a scanning program and add the result.", info.Pages)
		if info.Pages == 1 {
			words = "Its one page is a picture without text. Recognise the text in a scanning program and add the result."
		}
	}
	return errs.New(errs.Invalid, words).At(extract.FailedNoText)
}
