package ingest

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/ingest/chunk"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/markdown"
	"studyapp/internal/ingest/extract/plaintext"
	"studyapp/internal/platform/blob"
	"studyapp/internal/platform/bus"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/platform/pgtest"
)

// house is a service over real parts, with an extractor of the test's own for
// PDF.
type house struct {
	t       testing.TB
	pool    *pgxpool.Pool
	blobs   *blob.Store
	queue   *jobs.Client
	owner   id.User
	service *Service
}

func build(t testing.TB, pdf extract.Extractor, more ...func(*Options)) *house {
	t.Helper()
	h := &house{t: t, pool: pgtest.New(t)}
	log := slog.New(slog.DiscardHandler)
	var err error
	if h.blobs, err = blob.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	if h.queue, err = jobs.New(h.pool, log, jobs.Options{Node: "test"}); err != nil {
		t.Fatal(err)
	}
	o := Options{
		Pool: h.pool, Courses: shelves{}, Jobs: h.queue, Blobs: h.blobs, Bus: bus.New(nil, log), Log: log,
		Extractors: map[Kind]extract.Extractor{Text: plaintext.New(), Markdown: markdown.New()},
		Chunks:     chunk.Options{Target: 60},
	}
	if pdf != nil {
		o.Extractors[PDF] = pdf
	}
	for _, f := range more {
		f(&o)
	}
	h.service = New(o)
	h.queue.Register(h.service.Workers)
	h.queue.Register(func(w *river.Workers) {
		river.AddWorker(w, &embedder{h: h})
		river.AddWorker(w, river.WorkFunc(func(context.Context, *river.Job[RecheckArgs]) error { return nil }))
	})
	h.owner = pgtest.User(t, h.pool)
	return h
}

func (h *house) upload(name, content string) (Document, error) {
	return h.service.Upload(context.Background(), h.owner, Upload{FileName: name, Body: strings.NewReader(content)})
}

func (h *house) mustUpload(name, content string) Document {
	h.t.Helper()
	d, err := h.upload(name, content)
	if err != nil {
		h.t.Fatal(err)
	}
	return d
}

// work runs the extract job of the document once, as River would.
func (h *house) work(d Document, attempt int) error {
	return h.workIn(context.Background(), d, attempt)
}

func (h *house) workIn(ctx context.Context, d Document, attempt int) error {
	w := &extractWorker{service: h.service}
	return w.Work(ctx, &river.Job[ExtractArgs]{
		JobRow: &rivertype.JobRow{Attempt: attempt, MaxAttempts: 6}, Args: ExtractArgs{d.ID, d.Version},
	})
}

func (h *house) publish(d Document, attempt int) error {
	w := &publishWorker{service: h.service}
	return w.Work(context.Background(), &river.Job[PublishArgs]{
		JobRow: &rivertype.JobRow{Attempt: attempt, MaxAttempts: 6}, Args: PublishArgs{d.ID, d.Version},
	})
}

func (h *house) document(d Document) Document {
	h.t.Helper()
	got, err := h.service.Document(context.Background(), h.owner, d.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return got
}

func (h *house) chunks(d Document) []ChunkRow {
	h.t.Helper()
	var all []ChunkRow
	for cursor := ""; ; {
		some, next, err := h.service.Chunks(context.Background(), h.owner, d.ID, 0, cursor)
		if err != nil {
			h.t.Fatal(err)
		}
		all = append(all, some...)
		if next == "" {
			return all
		}
		cursor = next
	}
}

func (h *house) count(sql string, args ...any) int {
	h.t.Helper()
	var n int
	if err := h.pool.QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		h.t.Fatal(err)
	}
	return n
}

// book is an extractor that gives pages of the test's making.
type book struct {
	pages   []extract.Page
	version int // of the reader; 0 is the first
	info    extract.Info
	open    func() error
	before  func(n int) error // page n is asked for
	mu      sync.Mutex
	read    []int
	closed  int
}

func (b *book) Version() int { return max(1, b.version) }

func (b *book) Open(context.Context, string, extract.OpenOptions) (extract.Document, error) {
	if b.open != nil {
		if err := b.open(); err != nil {
			return nil, err
		}
	}
	return bookDocument{b}, nil
}

type bookDocument struct{ b *book }

func (d bookDocument) Info() extract.Info {
	i := d.b.info
	i.Pages, i.Unit = len(d.b.pages), cmp.Or(i.Unit, extract.UnitPages)
	return i
}

func (d bookDocument) Page(_ context.Context, n int) (extract.Page, error) {
	d.b.mu.Lock()
	d.b.read = append(d.b.read, n)
	d.b.mu.Unlock()
	if d.b.before != nil {
		if err := d.b.before(n); err != nil {
			return extract.Page{}, err
		}
	}
	return d.b.pages[n-1], nil
}

func (d bookDocument) Close() error {
	d.b.mu.Lock()
	defer d.b.mu.Unlock()
	d.b.closed++
	return nil
}

// pagesOf makes n pages whose sentences run over the page ends.
func pagesOf(n int) []extract.Page {
	var out []extract.Page
	for i := range n {
		var b strings.Builder
		if i > 0 {
			fmt.Fprintf(&b, "which goes on here on page %d. ", i+1)
		}
		for k := range 6 {
			fmt.Fprintf(&b, "Sentence %d of page %d tells something about cells. ", k, i+1)
		}
		b.WriteString("At the end there is one")
		head := fmt.Sprintf("Chapter %d", i+1)
		p := extract.Page{Number: i + 1, Text: b.String(), Width: 595, Height: 842}
		p.Spans = []extract.Span{{Kind: extract.Paragraph, End: len([]rune(p.Text))}}
		if i%4 == 3 {
			p.Text = head + "\n\n" + p.Text
			p.Spans = []extract.Span{{Kind: extract.Heading, Level: 1, End: len(head)}, {Kind: extract.Paragraph, Start: len(head) + 2, End: len([]rune(p.Text))}}
		}
		out = append(out, p)
	}
	return out
}
