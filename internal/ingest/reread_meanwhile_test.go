package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/riverqueue/river"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
)

func TestNobodyWaitsForWhatIsReadAgain(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(9)}
	h, d, vectors := shelved(t, b)
	b.newer()
	b.read, b.closed = nil, 0
	waits := func(read int) { // while a job of another's waits, this many pages have been read
		t.Helper()
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		h.service.rest = 1
		go func() {
			defer stop()
			// Five looks once it has read what it may: before, it is only slow.
			for looks := 0; ctx.Err() == nil && looks < 5; {
				var staged int
				if err := h.pool.QueryRow(ctx, `select count(*), pg_sleep(0.01)::text from document_pages where version < 0`).Scan(&staged, new(any)); err != nil {
					return
				}
				if staged == read {
					looks++
				}
			}
		}()
		if err := h.again(ctx, d, 1); !errors.As(err, new(*river.JobSnoozeError)) {
			t.Errorf("it did not wait: %v", err)
		}
		if len(b.read) != read || b.closed != (read+2)/3 {
			t.Errorf("%d pages were read, the file was given back %d times", len(b.read), b.closed)
		}
	}
	h.mustUpload("b.txt", "Another's text waits.")
	waits(0)
	h.exec(`delete from river_job`)
	b.before = func(n int) error {
		if n == 2 {
			h.mustUpload("c.txt", "This one comes while it is read again.")
		}
		return nil
	}
	waits(3)
	// What waits for its hour does not hold it up.
	h.exec(`update river_job set state = 'scheduled', scheduled_at = now() + interval '1 minute' where kind = 'extract'`)
	if err := h.again(t.Context(), d, 1); err != nil || len(b.read) != 9 || len(vectors.texts) == 0 {
		t.Errorf("%v, %d pages", err, len(b.read))
	}
}

func TestWhoDeletesOrReplacesWhatIsReadAgainWins(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(9)}
	h, d, vectors := shelved(t, b)
	b.newer()
	meanwhile := func(f func()) error {
		vectors.texts = nil
		vectors.before = func() {
			if len(vectors.texts) == 1 {
				f()
			}
		}
		return h.again(t.Context(), d, 1)
	}
	err := meanwhile(func() {
		if err := h.service.Delete(t.Context(), h.owner, d.ID); err != nil {
			t.Error(err)
		}
	})
	if !errors.Is(err, errGone) {
		t.Errorf("deleted: %v", err)
	}
	h.sweep()
	if n := h.count(queuedAgain); n != 0 {
		t.Error("what lies in the bin is read again")
	}
	if _, err := h.service.Restore(t.Context(), h.owner, d.ID); err != nil {
		t.Fatal(err)
	}
	h.exec(`delete from river_job`)
	h.sweep()
	if n := h.count(queuedAgain); n != 1 {
		t.Error("what is back from the bin is not read again")
	}
	err = meanwhile(func() {
		if _, err := h.service.Replace(t.Context(), h.owner, d.ID, Upload{FileName: "a.pdf", Body: strings.NewReader(pdfHead + "other")}); err != nil {
			t.Error(err)
		}
		h.exec(`delete from river_job`)
	})
	if !errors.Is(err, errGone) {
		t.Errorf("replaced: %v", err)
	}
	if n := h.count(stagedRows); n != 0 {
		t.Errorf("%d rows were left", n)
	}
	if now := h.document(d); now.Version != 2 || now.Status != Queued {
		t.Errorf("%+v", now)
	}
	if err := h.again(t.Context(), d, 1); err != nil {
		t.Errorf("a job of the version before: %v", err)
	}
}

func TestWhatCannotBeReadAgainStaysAsItIs(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(9)}
	h, d, _ := shelved(t, b)
	want, chunks := h.document(d), plain(h.chunks(d))
	locked := errs.New(errs.Invalid, "The file is locked.").At(extract.FailedLocked)
	for _, c := range []struct {
		rule   string
		spoil  func()
		tries  int
		reason string
	}{
		{"locked", func() { b.open = func() error { return locked } }, 1, extract.FailedLocked},
		{"a page that ends the reader", func() {
			b.before = func(n int) error {
				if n == 5 {
					panic("index out of range")
				}
				return nil
			}
		}, 1, extract.FailedDamaged},
		{"no text any more", func() { b.pages = make([]extract.Page, 9) }, 1, extract.FailedNoText},
		{"a fault of the server's", func() { b.open = func() error { return errors.New("no memory") } }, 6, FailedInternal},
	} {
		b.open, b.before, b.pages = nil, nil, pagesOf(9)
		b.newer()
		c.spoil()
		h.sweep()
		if n := h.count(queuedAgain); n != 1 {
			t.Errorf("%s: %d jobs", c.rule, n)
		}
		h.exec(`delete from river_job`)
		var err error
		for try := range c.tries {
			if err != nil && try == 0 || err == nil && try > 0 {
				t.Errorf("%s: try %d gave %v", c.rule, try, err)
			}
			err = h.again(t.Context(), d, try+1)
		}
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
		}
		h.sweep()
		if n := h.count(queuedAgain); n != 0 {
			t.Errorf("%s: this reader tries again", c.rule)
		}
		if diff := cmp.Diff(want, h.document(d)); diff != "" {
			t.Errorf("%s: it is another document (-want +got)\n%s", c.rule, diff)
		}
		if diff := cmp.Diff(chunks, plain(h.chunks(d))); diff != "" {
			t.Errorf("%s: its text is another (-want +got)\n%s", c.rule, diff)
		}
		var why string
		if err := h.pool.QueryRow(t.Context(), `select reread_failure from documents`).Scan(&why); err != nil || why != c.reason || h.count(stagedRows) != 0 {
			t.Errorf("%s: noted %q, %v", c.rule, why, err)
		}
	}
	b.open, b.before, b.pages = nil, nil, pagesOf(9)
	b.newer()
	if err := h.again(t.Context(), d, 1); err != nil || h.document(d).Reader != b.version {
		t.Errorf("a reader that can: %v", err)
	}
}

// Whoever holds the document, or what quotes it, goes first.
func TestWhatIsReadAgainGivesWay(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(9)}
	h, d, vectors := shelved(t, b)
	b.newer()
	other, err := h.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Rollback(context.Background()) }()
	held := false
	vectors.before = func() {
		if !held {
			held = true
			if _, err := other.Exec(t.Context(), `select from documents where id = $1 for share`, d.ID); err != nil {
				t.Error(err)
			}
		}
	}
	done := make(chan error, 1)
	go func() { done <- h.again(t.Context(), d, 1) }()
	waiting := `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
	for gaveUp, waited := false, false; !gaveUp && len(done) == 0; { // once at least
		waits := h.count(waiting) > 0
		gaveUp, waited = waited && !waits, waited || waits
	}
	if n := h.document(d).Reader; n != 1 {
		t.Errorf("read again by version %d while another held it", n)
	}
	if err := other.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil || h.document(d).Reader != 2 {
		t.Errorf("%v, reader %d", err, h.document(d).Reader)
	}
}
