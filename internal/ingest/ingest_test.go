package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
)

const pdfHead = "%PDF-1.7\n"

func kindOf(err error) errs.Kind { return errs.KindOf(err) }

func TestUploadRefusesWhatCannotBeUsed(t *testing.T) {
	t.Parallel()
	h := build(t, &book{}, func(o *Options) { o.MaxUploadBytes = 1000 })
	for _, c := range []struct {
		rule, name, content string
		kind                errs.Kind
		words               string
	}{
		{"empty", "a.txt", "", errs.Invalid, "empty"},
		{"too large", "a.txt", strings.Repeat("a word ", 200), errs.TooLarge, "larger than 0 KB"},
		{"a program, whatever its name", "a.pdf", "\x7fELF\x02\x01\x01\x00\x00", errs.Unsupported, "a program"},
		{"a Word document", "a.txt", "PK\x03\x04....word/document.xml\x00\x01", errs.Unsupported, "Save it as PDF"},
		{"a picture called Markdown", "a.md", "\x89PNG\r\n\x1a\n\x00\x00", errs.Unsupported, "a picture"},
		{"noise", "a.txt", "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", errs.Unsupported, "not a document"},
		{"a web page", "a.html", "<!doctype html><p>a", errs.Unsupported, "Print it to a PDF"},
		{"text called PDF", "a.pdf", "only text", errs.Unsupported, "called a PDF and is none"},
	} {
		_, err := h.upload(c.name, c.content)
		if kindOf(err) != c.kind || !strings.Contains(errs.Message(err), c.words) {
			t.Errorf("%s: %v, %q", c.rule, kindOf(err), errs.Message(err))
		}
	}
	_, err := h.service.Upload(context.Background(), h.owner, Upload{FileName: "a.txt", Body: io.MultiReader(strings.NewReader("some"), &broken{})})
	if kindOf(err) != errs.Invalid || !strings.Contains(errs.Message(err), "broke off") {
		t.Errorf("broken off: %v", err)
	}
	_, err = h.service.Upload(context.Background(), h.owner, Upload{FileName: "a.txt", Course: id.New[id.Course](), Body: strings.NewReader("text")})
	if kindOf(err) != errs.NotFound {
		t.Errorf("another's course: %v", err)
	}
	if n := h.count("select count(*) from documents"); n != 0 {
		t.Errorf("%d documents", n)
	}
	entries := 0
	for _, dir := range []string{"tmp", "keys"} {
		found, _ := os.ReadDir(strings.TrimSuffix(h.blobs.Path("x"), "keys/x") + dir)
		for _, e := range found {
			if !e.IsDir() {
				entries++
			}
		}
	}
	if entries != 0 {
		t.Errorf("%d files were left", entries)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

func TestUploadFindsTheKind(t *testing.T) {
	t.Parallel()
	h := build(t, &book{})
	for _, c := range []struct {
		name, content string
		kind          Kind
		title         string
	}{
		{"a.pdf", pdfHead, PDF, "a"},
		{"notes.txt", "junk before " + pdfHead, PDF, "notes"},
		{"my_notes-1.md", "# Title", Markdown, "my notes-1"},
		{"B.MARKDOWN", "text", Markdown, "B"},
		{"book.txt", "text of a book", Text, "book"},
		{"no ending", "other text", Text, "no ending"},
		{`C:\files\wide.txt`, "t\x00e\x00x\x00t\x00 \x00m\x00o\x00r\x00e\x00", Text, "wide"},
	} {
		d, err := h.upload(c.name, c.content)
		if err != nil || d.Kind != c.kind || d.Title != c.title || d.Status != Queued || d.Version != 1 {
			t.Errorf("%s: %+v, %v", c.name, d, err)
		}
	}
	if n := h.count("select count(*) from river_job where kind = 'extract'"); n != 7 {
		t.Errorf("%d jobs, want 7", n)
	}
}

func TestManyFilesOfOneDoNotKeepOthersWaiting(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	for i := range 30 {
		h.mustUpload("a.txt", fmt.Sprint("text ", i))
	}
	d, err := h.service.Upload(context.Background(), pgtest.User(t, h.pool), Upload{FileName: "b.txt", Body: strings.NewReader("text of another")})
	if err != nil {
		t.Fatal(err)
	}
	before := h.count("select count(*) from river_job where kind = 'extract' and priority <= (select priority from river_job where args->>'document_id' = $1)", d.ID.String())
	if before != 6 {
		t.Errorf("the other's document is number %d", before)
	}
}

func TestTheSameBytesAgainAreAConflict(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	ctx := context.Background()
	first := h.mustUpload("a.txt", "the same")
	_, err := h.upload("b.txt", "the same")
	var e *errs.Error
	if !errors.As(err, &e) || e.Kind != errs.Conflict || e.Data["document_id"] != first.ID.String() {
		t.Errorf("got %v", err)
	}
	if _, err := h.service.Upload(ctx, pgtest.User(t, h.pool), Upload{FileName: "a.txt", Body: strings.NewReader("the same")}); err != nil {
		t.Errorf("another owner: %v", err)
	}
	if err := h.service.Delete(ctx, h.owner, first.ID); err != nil {
		t.Fatal(err)
	}
	again, err := h.upload("c.txt", "the same")
	if err != nil || again.ID == first.ID {
		t.Errorf("after deleting: %v", err)
	}
	_, err = h.service.Restore(ctx, h.owner, first.ID)
	if !errors.As(err, &e) || e.Kind != errs.Conflict || e.Data["document_id"] != again.ID.String() {
		t.Errorf("restoring a double: %v", err)
	}

	// Twenty at once: one is taken, the others are told which.
	var wait sync.WaitGroup
	var mu sync.Mutex
	taken := 0
	for range 20 {
		wait.Go(func() {
			_, err := h.upload("x.txt", "all at once")
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				taken++
			} else if kindOf(err) != errs.Conflict {
				t.Errorf("at once: %v", err)
			}
		})
	}
	wait.Wait()
	if taken != 1 {
		t.Errorf("%d of twenty were taken", taken)
	}
}

func TestADocumentBecomesReady(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	d := h.mustUpload("cells.md", "---\nlang: en\n---\n# About cells\n\nA cell is alive.\n\n## Walls\n\nPlants have walls.")
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	got := h.document(d)
	if got.Status != Embedding || got.Title != "About cells" || got.Language != "en" || got.Chunks != 2 || got.Pages != 0 ||
		got.Progress != (Progress{0, 2, UnitPassages}) {
		t.Errorf("after reading: %+v", got)
	}
	chunks := h.chunks(d)
	if len(chunks) != 2 || strings.Join(chunks[1].HeadingPath, ">") != "About cells>Walls" || chunks[1].Text != "Walls\n\nPlants have walls." {
		t.Errorf("chunks %+v", chunks)
	}
	headings := func() map[id.Document]string {
		t.Helper()
		out, err := h.service.ReadHeadings(t.Context(), h.owner, []id.Document{d.ID})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if said := headings(); len(said) != 0 {
		t.Errorf("before it was opened one stopped under %v", said)
	}
	if _, err := h.service.Update(t.Context(), h.owner, d.ID, Patch{ReadPage: new(1)}); err != nil {
		t.Fatal(err)
	}
	if said := headings(); said[d.ID] != "Walls" {
		t.Errorf("one stopped under %v", said)
	}
	if n := h.count("select count(*) from outbox where topic = 'chunks.written' and subject = $1 and jsonb_array_length(payload->'chunks') = 2", d.ID.String()); n != 1 {
		t.Errorf("%d events about chunks", n)
	}
	if n := h.count("select count(*) from river_job where kind = 'embed'"); n == 0 {
		t.Error("no embed job")
	}

	found := prober(false)
	h.service.SetProber(&found)
	if err := h.publish(d, 1); err == nil {
		t.Error("published although a search does not find it")
	}
	if got := h.document(d); got.Status != Embedding {
		t.Errorf("status %s before the probe", got.Status)
	}
	found = true
	if err := h.publish(d, 2); err != nil {
		t.Fatal(err)
	}
	if got := h.document(d); got.Status != Ready || got.ReadyAt == nil || got.Progress.Done != 2 {
		t.Errorf("after publishing: %+v", got)
	}
	// Both jobs may run again without harm.
	if err := errors.Join(h.work(d, 2), h.publish(d, 3)); err != nil {
		t.Errorf("again: %v", err)
	}
	if got := h.document(d); got.Status != Ready || len(h.chunks(d)) != 2 {
		t.Errorf("again: %+v", got)
	}
}

type prober bool

func (p *prober) Probe(context.Context, id.User, id.Document, int) (bool, error) {
	return bool(*p), nil
}

func TestADocumentNoSearchFindsFails(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	found := prober(false)
	h.service.SetProber(&found)
	d := h.mustUpload("a.txt", "Some text.")
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	if err := h.publish(d, 6); err == nil {
		t.Error("the job did not fail")
	}
	got := h.document(d)
	if got.Status != Failed || got.Failure.Kind != FailedNotFound {
		t.Fatalf("got %+v", got)
	}
	// Retry goes on from there, without reading again.
	chunks := h.chunks(d)
	if _, err := h.service.Retry(context.Background(), h.owner, d.ID, ""); err != nil {
		t.Fatal(err)
	}
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	if got := h.document(d); got.Status != Embedding || h.chunks(d)[0].ID != chunks[0].ID {
		t.Errorf("after the retry: %+v", got)
	}
}

func TestEveryFailureHasAKindAndWords(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	locked := errs.New(errs.Invalid, "The file is locked. Enter its password to read it.").At(extract.FailedLocked)
	h := build(t, &book{})
	for _, c := range []struct {
		rule    string
		book    *book
		attempt int
		kind    string
		retried bool // River tries again
	}{
		{"locked", &book{open: func() error { return locked }}, 1, extract.FailedLocked, false},
		{"wrapped", &book{open: func() error { return fmt.Errorf("opening: %w", locked) }}, 1, extract.FailedLocked, false},
		{"a panic when opening", &book{open: func() error { panic("boom") }}, 1, extract.FailedDamaged, false},
		{"a panic at a page", &book{pages: pagesOf(3), before: func(n int) error {
			if n == 2 {
				panic("boom")
			}
			return nil
		}}, 1, extract.FailedDamaged, false},
		{"a hang at a page", &book{pages: pagesOf(3), before: func(n int) error {
			if n == 2 {
				time.Sleep(20 * time.Second)
			}
			return nil
		}}, 1, extract.FailedTimeout, false},
		{"no words", &book{pages: []extract.Page{{Number: 1, Problem: "A picture."}}}, 1, extract.FailedNoText, false},
		{"no pages", &book{}, 1, extract.FailedNoText, false},
		{"the server's fault, with the last try", &book{open: func() error { return errors.New("disk") }}, 6, FailedInternal, true},
	} {
		t.Run(c.rule, func(t *testing.T) {
			h.service.o.Extractors[PDF] = c.book
			h.service.o.PageTimeout = time.Minute
			if c.kind == extract.FailedTimeout {
				h.service.o.PageTimeout = 50 * time.Millisecond
			}
			d := h.mustUpload("a.pdf", pdfHead+c.rule)
			err := h.work(d, c.attempt)
			var cancel *river.JobCancelError
			if err == nil || errors.As(err, &cancel) == c.retried {
				t.Errorf("job ended with %v", err)
			}
			got := h.document(d)
			if got.Status != Failed || got.Failure == nil || got.Failure.Kind != c.kind || len(got.Failure.Message) < 20 {
				t.Fatalf("got %+v, %+v", got, got.Failure)
			}
			again, err := h.service.Retry(ctx, h.owner, d.ID, "")
			if c.kind == extract.FailedLocked {
				if kindOf(err) != errs.Invalid {
					t.Errorf("retry without a password: %v", err)
				}
				return
			}
			if err != nil || again.Status != Queued || again.Failure != nil {
				t.Errorf("retry: %+v, %v", again, err)
			}
		})
	}
	h.service.o.Extractors[PDF] = &book{open: func() error { return errors.New("disk") }}
	d := h.mustUpload("a.pdf", pdfHead)
	if err := h.work(d, 1); err == nil {
		t.Error("no error for River")
	}
	if got := h.document(d); got.Status != Extracting {
		t.Errorf("with tries left: %+v", got)
	}
}

func TestWhatStandsBeforeABadPageCanBeSearched(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(30), before: func(n int) error {
		if n == 21 {
			return errs.New(errs.Invalid, "Page 21 cannot be read. Save the file anew.").At(extract.FailedDamaged)
		}
		return nil
	}}
	h := build(t, b)
	d := h.mustUpload("a.pdf", pdfHead)
	if err := h.work(d, 1); err == nil {
		t.Fatal("no error")
	}
	pages, err := h.service.Pages(context.Background(), h.owner, d.ID, PageRange{})
	if err != nil || len(pages) != 20 || len(h.chunks(d)) < 20 {
		t.Errorf("%d pages, %d chunks, %v", len(pages), len(h.chunks(d)), err)
	}
	b.before, b.read = nil, nil
	if _, err := h.service.Retry(context.Background(), h.owner, d.ID, ""); err != nil {
		t.Fatal(err)
	}
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	if b.read[0] != 21 || h.document(d).Status != Embedding {
		t.Errorf("the retry began at page %d", b.read[0])
	}
}

// plain forgets what another run gives other numbers to.
func plain(chunks []ChunkRow) []ChunkRow {
	var all []ChunkRow
	for _, c := range chunks {
		c.ID = 0
		all = append(all, c)
	}
	return all
}
