package ingest

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

const lateEnd = `
create function late_end() returns trigger language plpgsql as $$
begin
    perform pg_sleep(30);
    return null;
exception when query_canceled then
    return null; -- the transaction ends all the same
end $$;
create constraint trigger late_end after insert on documents deferrable initially deferred for each row execute function late_end()`

// The student leaves while the transaction is being committed: nobody hears
// how it ended.
func TestBytesStayWhenTheEndOfTheirTransactionIsUnknown(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	if _, err := h.pool.Exec(t.Context(), lateEnd); err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	uploaded := make(chan error, 1)
	go func() {
		_, err := h.service.Upload(ctx, h.owner, Upload{FileName: "a.txt", Body: strings.NewReader("Some text.")})
		uploaded <- err
	}()
	wait(t, func() bool {
		return h.count(`select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`) == 1
	})
	leave()
	if err := <-uploaded; err == nil {
		t.Fatal("the upload succeeded")
	}
	wait(t, func() bool { return h.count(`select count(*) from documents`) == 1 })
	docs, _, err := h.service.Documents(t.Context(), h.owner, Filter{})
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	f, _, err := h.service.File(t.Context(), h.owner, docs[0].ID)
	if err != nil {
		t.Fatalf("the document is there, its bytes are not: %v", err)
	}
	_ = f.Close()
}

func wait(t *testing.T, until func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !until(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it did not happen")
		}
	}
}

func TestFieldsBehindTheFileCount(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, &book{}, func(o *Options) { o.Decrypter = vault{} })
	d, err := h.service.Upload(ctx, h.owner, Upload{FileName: "a.pdf", Body: strings.NewReader("%PDF-locked right"), Rest: func(u *Upload) error {
		u.Title, u.Password = "Cells", " right"
		return nil
	}})
	if err != nil || d.Title != "Cells" {
		t.Fatalf("%+v, %v", d, err)
	}
	f, _, err := h.service.File(ctx, h.owner, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if b, err := io.ReadAll(f); err != nil || string(b) != "%PDF-locked" {
		t.Errorf("the file is %q, %v", b, err)
	}
	_, err = h.service.Upload(ctx, h.owner, Upload{FileName: "b.txt", Body: strings.NewReader("text"), Rest: func(*Upload) error {
		return errs.New(errs.NotFound, "There is no such course.")
	}})
	if kindOf(err) != errs.NotFound || h.count(`select count(*) from documents`) != 1 {
		t.Errorf("a field that is wrong: %v", err)
	}
}

type stopping struct{ stop func() }

func (p stopping) Probe(ctx context.Context, _ id.User, _ id.Document, _ int) (bool, error) {
	p.stop()
	return false, ctx.Err()
}

func TestAStopOfTheServerIsNoTryOfPublishing(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	d := h.mustUpload("a.txt", "Some text.")
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	h.service.SetProber(stopping{stop})
	w := &publishWorker{service: h.service}
	err := w.Work(ctx, &river.Job[PublishArgs]{JobRow: &rivertype.JobRow{Attempt: 6, MaxAttempts: 6}, Args: PublishArgs{d.ID, d.Version}})
	var later *river.JobSnoozeError
	if got := h.document(d); !errors.As(err, &later) || got.Status != Embedding {
		t.Errorf("%v, %s", err, got.Status)
	}
}

func TestSweepWakesDocumentsThatWaitForNoJob(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	d := h.mustUpload("a.txt", "Some text.")
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	queued := func() int {
		return h.count(`select count(*) from river_job where kind = 'embed' and state = 'available'`)
	}
	exec := func(sql string) {
		t.Helper()
		if _, err := h.pool.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	sweep := func() {
		t.Helper()
		if err := h.service.SweepAll(ctx); err != nil {
			t.Fatal(err)
		}
	}
	exec(`update river_job set state = 'discarded', finalized_at = now() where kind <> 'extract'`)
	if sweep(); queued() != 0 {
		t.Error("a document that waits since a moment is woken")
	}
	exec(`update documents set updated_at = now() - interval '1 hour'`)
	if sweep(); queued() != 1 {
		t.Errorf("%d jobs for a document that waits for ever", queued())
	}
	if sweep(); queued() != 1 {
		t.Error("it is woken again while the job waits")
	}
}
