package ingest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/pgtest"
)

// A worker that is killed at any page, as often as one likes, leaves in the
// end what an undisturbed one makes: nothing lost, nothing doubled.
func TestAKilledWorkerGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	const pages = 17
	b := &book{pages: pagesOf(pages)}
	h := build(t, b)
	h.service.first, h.service.later = batchLimits{pages: 2, bytes: 1 << 20, time: 1e12}, batchLimits{pages: 3, bytes: 1 << 20, time: 1e12}
	whole := h.mustUpload("whole.pdf", pdfHead+"whole")
	if err := h.work(whole, 1); err != nil {
		t.Fatal(err)
	}
	want := plain(h.chunks(whole))
	if len(want) < pages {
		t.Fatalf("only %d chunks", len(want))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for run := range pages + 4 {
		d := h.mustUpload("a.pdf", fmt.Sprint(pdfHead, run))
		killAt, asked := run+1, 0
		for tries := 0; h.document(d).Status != Embedding; tries++ {
			if tries > 10*pages {
				t.Fatalf("run %d does not end", run)
			}
			ctx, kill := context.WithCancel(context.Background())
			b.before = func(int) error {
				if asked++; asked == killAt || run >= pages && random.IntN(4) == 0 {
					kill()
				}
				return nil
			}
			_ = h.workIn(ctx, d, 1)
			kill()
		}
		if diff := cmp.Diff(want, plain(h.chunks(d))); diff != "" {
			t.Errorf("run %d (-want +got)\n%s", run, diff)
		}
		if n := h.count("select count(*) from document_pages where document_id = $1", d.ID); n != pages {
			t.Errorf("run %d: %d pages", run, n)
		}
		if n := h.count("select count(*) from outbox, jsonb_array_elements(payload->'chunks') where topic = 'chunks.written' and subject = $1", d.ID.String()); n != len(want) {
			t.Errorf("run %d: %d chunks announced, want %d", run, n, len(want))
		}
	}
}

func TestTwoWorkersOnOneDocumentWriteItOnce(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(12)}
	h := build(t, b)
	h.service.first = batchLimits{pages: 2, bytes: 1 << 20, time: 1e12}
	h.service.later = h.service.first
	d := h.mustUpload("a.pdf", pdfHead)
	var nested error
	once := false
	b.before = func(n int) error {
		if n == 3 && !once { // the other one does all while this one reads
			once = true
			nested = h.work(d, 1)
		}
		return nil
	}
	err := h.work(d, 1)
	if nested != nil || err == nil {
		t.Errorf("the quick one ended with %v, the slow one with %v", nested, err)
	}
	if n := h.count("select count(*) from document_pages where document_id = $1", d.ID); n != 12 || h.document(d).Status != Embedding {
		t.Errorf("%d pages, %+v", n, h.document(d))
	}
}

func TestPagesOfAnotherProgramAreReadAnew(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := &book{pages: pagesOf(8), before: func(n int) error {
		if n == 6 {
			return errors.New("later")
		}
		return nil
	}}
	h := build(t, b)
	d := h.mustUpload("a.pdf", pdfHead)
	if err := h.work(d, 1); err == nil {
		t.Fatal("no error")
	}
	// The chunks that are stored are not those that the pages give now.
	if _, err := h.pool.Exec(ctx, "delete from chunks where document_id = $1 and ordinal = 0", d.ID); err != nil {
		t.Fatal(err)
	}
	b.before = nil
	if err := h.work(d, 2); err != nil {
		t.Fatal(err)
	}
	got := h.chunks(d)
	for i, c := range got {
		if c.Ordinal != i {
			t.Fatalf("chunk %d has ordinal %d", i, c.Ordinal)
		}
	}
	if h.document(d).Status != Embedding || h.count("select count(*) from outbox where topic = 'chunks.deleted' and subject = $1", d.ID.String()) != 1 {
		t.Errorf("got %+v", h.document(d))
	}
}

func TestADeletedDocumentIsNotReadOn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := &book{pages: pagesOf(12)}
	h := build(t, b)
	d := h.mustUpload("a.pdf", pdfHead)
	b.before = func(n int) error {
		if n == 6 {
			return h.service.Delete(ctx, h.owner, d.ID)
		}
		return nil
	}
	err := h.work(d, 1)
	var cancel *river.JobCancelError
	if !errors.As(err, &cancel) {
		t.Errorf("the job ended with %v", err)
	}
	if _, err := h.service.Document(ctx, h.owner, d.ID); kindOf(err) != errs.NotFound {
		t.Errorf("the document is there: %v", err)
	}
	// Out of the bin it is read on.
	b.before = nil
	if _, err := h.service.Restore(ctx, h.owner, d.ID); err != nil {
		t.Fatal(err)
	}
	if err := h.work(d, 1); err != nil || h.document(d).Status != Embedding {
		t.Errorf("restored: %v, %+v", err, h.document(d))
	}
}

func TestWhatIsRestoredGetsTheVectorsOfAModelThatCameMeanwhile(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	d := h.mustUpload("a.txt", "Ready by its words alone.")
	if err := errors.Join(h.work(d, 1), h.publish(d, 1)); err != nil {
		t.Fatal(err)
	}
	const asked = `select count(*) from river_job where kind = 'embed' and args ->> 'reach' = 'all'`
	restored := func() int {
		t.Helper()
		if err := h.service.Delete(ctx, h.owner, d.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := h.service.Restore(ctx, h.owner, d.ID); err != nil {
			t.Fatal(err)
		}
		return h.count(asked)
	}
	if n := restored(); n != 1 {
		t.Errorf("%d jobs for its vectors, want one", n)
	}
	_, err := h.pool.Exec(ctx, `delete from river_job`)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.pool.Exec(ctx, `insert into chunk_embeddings (model_id, chunk_id, vector) select m.id, c.id, 'v' from chunks c, embedding_models m where m.state = 'active'`)
	if err != nil {
		t.Fatal(err)
	}
	if n := restored(); n != 0 {
		t.Errorf("%d jobs for vectors that are all there", n)
	}
	// What a node without a model has published is found by the sweep.
	if _, err := h.pool.Exec(ctx, `delete from chunk_embeddings`); err != nil {
		t.Fatal(err)
	}
	if err := h.service.SweepAll(ctx); err != nil {
		t.Fatal(err)
	}
	if n := h.count(asked); n != 1 {
		t.Errorf("%d jobs after the sweep, want one", n)
	}
}

func TestAnEmbedAndAPublishJobWaitOnceHoweverManyAskForThem(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, &book{pages: pagesOf(200)})
	d := h.mustUpload("a.pdf", pdfHead)
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	if n := h.count(`select count(*) from river_job where kind = 'embed'`); n != 1 {
		t.Errorf("%d embed jobs for a book of several batches, want one", n)
	}
	for range 2 {
		err := h.service.Change(ctx, h.owner, func(tx pgx.Tx) error {
			_, err := h.queue.InsertTx(ctx, tx, PublishArgs{d.ID, 1}, nil)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n := h.count(`select count(*) from river_job where kind = 'publish'`); n != 1 {
		t.Errorf("%d publish jobs, want one", n)
	}
}

func TestDocumentsAreHeldWholeByOneJobAtATime(t *testing.T) {
	t.Parallel()
	if one := (RereadArgs{}).InsertOpts().Queue; (RecheckArgs{}).InsertOpts().Queue != one {
		t.Errorf("a recheck is in another queue than %s, which works one at a time", one)
	}
}

func TestReplaceMakesTheNextVersion(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	d := h.mustUpload("a.txt", "The old text.")
	if err := errors.Join(h.work(d, 1), h.publish(d, 1)); err != nil {
		t.Fatal(err)
	}
	const rechecks = "select count(*) from river_job where kind = 'recheck' and args->>'version' = $1"
	if n := h.count(rechecks, "1"); n != 0 {
		t.Errorf("%d rechecks of the first version's cards", n)
	}
	if _, err := h.service.Replace(ctx, h.owner, d.ID, Upload{FileName: "a.txt", Body: strings.NewReader("The old text.")}); kindOf(err) != errs.Conflict {
		t.Errorf("the same bytes: %v", err)
	}
	next, err := h.service.Replace(ctx, h.owner, d.ID, Upload{FileName: "b.md", Body: strings.NewReader("# The new text")})
	if err != nil || next.Version != 2 || next.Status != Queued || next.Kind != Markdown || next.FileName != "b.md" {
		t.Fatalf("%+v, %v", next, err)
	}
	// Until it is read the old one is there, and its job does nothing more.
	if got := h.chunks(d); len(got) != 1 || got[0].Text != "The old text." {
		t.Errorf("meanwhile: %+v", got)
	}
	var cancel *river.JobCancelError
	if err := h.work(d, 1); !errors.As(err, &cancel) {
		t.Errorf("the old job ended with %v", err)
	}
	if pages, err := h.service.Pages(ctx, h.owner, d.ID, PageRange{}); err != nil || len(pages) != 1 || pages[0].Version != 1 {
		t.Errorf("meanwhile the pages are %+v, %v", pages, err)
	}
	// Published twice, its cards are looked up once.
	if err := errors.Join(h.work(next, 1), h.publish(next, 1), h.publish(next, 2)); err != nil {
		t.Fatal(err)
	}
	if n := h.count(rechecks, "2"); n != 1 {
		t.Errorf("%d rechecks of the second version's cards", n)
	}
	got := h.chunks(d)
	if len(got) != 1 || got[0].Text != "The new text" || h.document(d).Status != Ready {
		t.Errorf("after: %+v", got)
	}
	if n := h.count("select count(*) from outbox where topic = 'chunks.deleted' and payload->>'version' = '1'"); n != 1 {
		t.Errorf("%d events about dropped chunks", n)
	}
	pages, err := h.service.Pages(ctx, h.owner, d.ID, PageRange{From: 1, To: 1})
	if err != nil || len(pages) != 1 || pages[0].Text != "The new text" || pages[0].Spans[0].Kind != extract.Heading {
		t.Errorf("pages %+v, %v", pages, err)
	}
}

func TestOthersDocumentsDoNotExist(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	d := h.mustUpload("a.txt", "Mine alone.")
	if err := h.work(d, 1); err != nil {
		t.Fatal(err)
	}
	other := pgtest.User(t, h.pool)
	title := "theirs"
	s := h.service
	for name, f := range map[string]func() error{
		"document": func() error { _, err := s.Document(ctx, other, d.ID); return err },
		"update":   func() error { _, err := s.Update(ctx, other, d.ID, Patch{Title: &title}); return err },
		"delete":   func() error { return s.Delete(ctx, other, d.ID) },
		"restore":  func() error { _, err := s.Restore(ctx, other, d.ID); return err },
		"retry":    func() error { _, err := s.Retry(ctx, other, d.ID, ""); return err },
		"replace": func() error {
			_, err := s.Replace(ctx, other, d.ID, Upload{Body: strings.NewReader("x")})
			return err
		},
		"pages":  func() error { _, err := s.Pages(ctx, other, d.ID, PageRange{}); return err },
		"chunks": func() error { _, _, err := s.Chunks(ctx, other, d.ID, 0, ""); return err },
		"file":   func() error { _, _, err := s.File(ctx, other, d.ID); return err },
		"events": func() error { _, err := s.Events(ctx, other, d.ID); return err },
	} {
		if err := f(); kindOf(err) != errs.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if docs, _, err := s.Documents(ctx, other, Filter{}); err != nil || len(docs) != 0 {
		t.Errorf("list: %v, %v", docs, err)
	}
}

// riverWorks runs the real queue until the document settles.
func TestRiverWorksAnUploadToTheEnd(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := build(t, nil)
	if err := h.queue.Start(ctx); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.queue.Stop(ctx); err != nil {
			t.Error(err)
		}
	}()
	d := h.mustUpload("book.txt", "CHAPTER I\n\n"+strings.Repeat("A cell is the smallest unit of life. ", 40))
	events, err := h.service.Events(ctx, h.owner, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	var last Document
	for last = range events {
	}
	if last.Status != Ready || last.Chunks == 0 || last.Title != "book" {
		t.Errorf("got %+v", last)
	}
	// What settled already ends at once.
	again, err := h.service.Events(ctx, h.owner, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range again {
		n++
	}
	if n != 1 {
		t.Errorf("%d events", n)
	}
}

// embedder stands where search works: it publishes what waits for vectors.
type embedder struct {
	river.WorkerDefaults[EmbedArgs]
	h *house
}

func (e *embedder) Work(ctx context.Context, job *river.Job[EmbedArgs]) error {
	for {
		n := e.h.count(`select count(*) from documents where status = 'embedding'`)
		docs, _, err := e.h.service.Documents(ctx, e.h.owner, Filter{Status: Embedding})
		for _, d := range docs {
			err = errors.Join(err, e.h.service.Change(ctx, e.h.owner, func(tx pgx.Tx) error {
				_, err := e.h.queue.InsertTx(ctx, tx, PublishArgs{d.ID, d.Version}, nil)
				return err
			}))
		}
		if err != nil {
			return err
		}
		ended, err := jobs.EndWhen(ctx, e.h.pool, job, func(tx pgx.Tx) (bool, error) {
			var now int
			err := tx.QueryRow(ctx, `select count(*) from documents where status = 'embedding'`).Scan(&now)
			return now <= n, err
		})
		if ended || err != nil {
			return err
		}
	}
}
