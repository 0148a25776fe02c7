package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// counting gives passages vectors, one at a time, and keeps their texts.
type counting struct {
	h      *house
	texts  []string
	before func() // each
}

func (c *counting) EmbedAgain(ctx context.Context, owner id.User, doc id.Document) (int, error) {
	if c.before != nil {
		c.before()
	}
	m, err := passage.Active(ctx, c.h.pool)
	if err != nil {
		return 0, err
	}
	list, err := passage.MissingAgain(ctx, c.h.pool, m, owner, doc, 1)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	c.texts = append(c.texts, list[0].Text)
	return 1, postgres.InTx(ctx, c.h.pool, func(tx pgx.Tx) error {
		_, err := passage.WriteVectorsAll(ctx, tx, m, []id.Chunk{list[0].Chunk}, [][]byte{[]byte(list[0].Text)})
		return err
	})
}

// shelved is a house with a document of the pages that is ready, with vectors,
// and was read to page 3.
func shelved(t *testing.T, b *book) (*house, Document, *counting) {
	t.Helper()
	c := &counting{}
	h := build(t, b, func(o *Options) { o.Vectors = c })
	c.h = h
	h.service.rest = 1
	h.service.later = batchLimits{pages: 3, bytes: 1 << 20, time: 1e12}
	return h, h.ready("a.pdf", pdfHead), c
}

// ready uploads a document and takes it through to ready, with vectors that
// are the texts of its chunks.
func (h *house) ready(name, content string) Document {
	h.t.Helper()
	d := h.mustUpload(name, content)
	if err := h.work(d, 1); err != nil {
		h.t.Fatal(err)
	}
	h.exec(`insert into chunk_embeddings (model_id, chunk_id, vector) select 1, id, convert_to(text, 'UTF8') from chunks where document_id = $1`, d.ID)
	if err := h.publish(d, 1); err != nil {
		h.t.Fatal(err)
	}
	page := 3
	if _, err := h.service.Update(h.t.Context(), h.owner, d.ID, Patch{ReadPage: &page}); err != nil {
		h.t.Fatal(err)
	}
	h.exec(`delete from river_job`)
	return h.document(d)
}

func (h *house) exec(sql string, args ...any) {
	h.t.Helper()
	if _, err := h.pool.Exec(context.Background(), sql, args...); err != nil {
		h.t.Fatal(err)
	}
}

// again runs the job that reads a document again once, as River would.
func (h *house) again(ctx context.Context, d Document, attempt int) error {
	w := &rereadWorker{service: h.service}
	return w.Work(ctx, &river.Job[RereadArgs]{JobRow: &rivertype.JobRow{Attempt: attempt, MaxAttempts: 6}, Args: RereadArgs{d.ID, d.Version}})
}

func (h *house) sweep() {
	h.t.Helper()
	if err := h.service.SweepAll(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

const (
	queuedAgain = `select count(*) from river_job where kind = 'reread' and queue = 'reread' and priority = 4`
	stagedRows  = `select (select count(*) from chunks where version < 0) + (select count(*) from document_pages where version < 0)`
)

// newer has the reader read page 5 in other words, and the numbers of pages.
func (b *book) newer() {
	b.version = b.Version() + 1
	b.pages = append([]extract.Page{}, b.pages...)
	for i := range b.pages {
		b.pages[i].Label = fmt.Sprint("L", i+1)
	}
	b.pages[4].Text = strings.ReplaceAll(b.pages[4].Text, "cells", fmt.Sprint("cells of version ", b.version))
	b.pages[4].Spans = []extract.Span{{Kind: extract.Paragraph, End: len([]rune(b.pages[4].Text))}}
}

func TestADocumentIsReadAgainWhenItsReaderIsNewer(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(9)}
	h, before, vectors := shelved(t, b)
	h.sweep()
	if n := h.count(queuedAgain); n != 0 {
		t.Errorf("%d documents of this reader are read again", n)
	}
	old := map[string]id.Chunk{}
	for _, c := range h.chunks(before) {
		old[c.Text] = c.ID
	}
	updated := h.count(`select (extract(epoch from updated_at) * 1000)::bigint from documents`)
	b.newer()
	h.sweep()
	h.sweep()
	if n := h.count(queuedAgain); n != 1 {
		t.Fatalf("%d jobs", n)
	}
	if err := h.again(t.Context(), before, 1); err != nil {
		t.Fatal(err)
	}
	want := before
	want.ReadLabel = "L3" // printed on the page, as it is read now
	want.Reader, want.Chunks, want.Progress = 2, h.document(before).Chunks, h.document(before).Progress
	if diff := cmp.Diff(want, h.document(before)); diff != "" {
		t.Errorf("the student sees another document (-want +got)\n%s", diff)
	}
	if now := h.count(`select (extract(epoch from updated_at) * 1000)::bigint from documents`); now != updated {
		t.Error("it was updated")
	}
	pages, err := h.service.Pages(t.Context(), h.owner, before.ID, PageRange{})
	if err != nil || len(pages) != 9 || !strings.Contains(pages[4].Text, "of version 2") || pages[4].Label != "L5" || pages[4].Version != 1 {
		t.Errorf("%d pages, %+v, %v", len(pages), pages[4], err)
	}
	fresh := 0
	for _, c := range h.chunks(before) {
		if _, known := old[c.Text]; !known {
			fresh++
		}
	}
	if fresh == 0 || fresh >= len(old) || len(vectors.texts) != fresh {
		t.Errorf("%d of %d passages are new, %d vectors were made", fresh, len(old), len(vectors.texts))
	}
	if n := h.count(`select count(*) from chunks c left join chunk_embeddings e on e.chunk_id = c.id where e.vector is distinct from convert_to(c.text, 'UTF8')`); n != 0 {
		t.Errorf("%d passages have no vector, or another's", n)
	}
	if n := h.count(stagedRows); n != 0 {
		t.Errorf("%d rows were left", n)
	}
	h.exec(`delete from river_job`)
	h.sweep()
	if n := h.count(queuedAgain); n != 0 {
		t.Error("it is read once more")
	}
	if err := h.again(t.Context(), before, 1); err != nil || len(b.read) != 18 {
		t.Errorf("a job that comes twice: %v, %d pages read", err, len(b.read))
	}
}

// Wherever the worker is killed, in the end there is what an undisturbed one
// makes, and until then what was there before.
func TestReadingAgainGoesOnWhereItWasKilled(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(9)}
	h, d, vectors := shelved(t, b)
	first := plain(h.chunks(d))
	b.newer()
	if err := h.again(t.Context(), d, 1); err != nil {
		t.Fatal(err)
	}
	steps := 9 + len(vectors.texts) + 1
	want := plain(h.chunks(d))
	for killAt := range steps {
		b.pages, b.version = pagesOf(9), 1
		d := h.ready("a.pdf", fmt.Sprint(pdfHead, killAt))
		b.newer()
		vectors.texts, b.read = nil, nil
		asked := 0
		for tries := 0; h.document(d).Reader != 2; tries++ {
			if tries > 2 {
				t.Fatalf("killed at %d: it does not end", killAt)
			}
			ctx, kill := context.WithCancel(t.Context())
			step := func() {
				if asked++; asked == killAt+1 {
					kill()
				}
			}
			b.before = func(int) error { step(); return nil }
			vectors.before = step
			err := h.again(ctx, d, 1)
			kill()
			now := plain(h.chunks(d))
			if snoozed := new(river.JobSnoozeError); errors.As(err, &snoozed) {
				if diff := cmp.Diff(first, now); diff != "" {
					t.Errorf("killed at %d, half of it is shown (-want +got)\n%s", killAt, diff)
				}
			} else if err != nil {
				t.Errorf("killed at %d: %v", killAt, err)
			}
		}
		if diff := cmp.Diff(want, plain(h.chunks(d))); diff != "" {
			t.Errorf("killed at %d (-want +got)\n%s", killAt, diff)
		}
		if len(b.read) > 9+3 {
			t.Errorf("killed at %d: %d pages were read for 9", killAt, len(b.read))
		}
		if n := h.count(stagedRows); n != 0 {
			t.Errorf("killed at %d: %d rows were left", killAt, n)
		}
	}
}

func TestWhatIsReadAgainIsNotThereBeforeItIsWhole(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(9)}
	h, d, vectors := shelved(t, b)
	m, err := passage.Active(t.Context(), h.pool)
	if err != nil {
		t.Fatal(err)
	}
	type seen struct {
		Pages    []PageText
		Chunks   []ChunkRow
		Problems map[int]string
		Held     []passage.Held
		Counts   passage.Counts
		State    passage.State
		Lacking  []passage.Waiting
		Missing  []passage.Unembedded
	}
	look := func() (s seen) {
		t.Helper()
		var err [7]error
		s.Pages, err[0] = h.service.Pages(t.Context(), h.owner, d.ID, PageRange{})
		s.Chunks = h.chunks(d)
		s.Problems, err[1] = h.service.PageProblems(t.Context(), h.owner, d.ID)
		s.Held, err[2] = passage.List(t.Context(), h.pool, h.owner, m, nil)
		s.Counts, err[3] = passage.Count(t.Context(), h.pool, h.owner, m)
		s.State, err[4] = passage.StateOfAll(t.Context(), h.pool)
		s.Lacking, err[5] = passage.LackingAll(t.Context(), h.pool, m)
		s.Missing, err[6] = passage.Missing(t.Context(), h.pool, m, h.owner, d.ID, nil, 0, 100)
		if err := errors.Join(err[:]...); err != nil {
			t.Fatal(err)
		}
		return s
	}
	before := look()
	b.newer()
	for i := range b.pages {
		b.pages[i].Problem = "torn"
	}
	ctx, kill := context.WithCancel(t.Context())
	defer kill()
	vectors.before = func() {
		if len(vectors.texts) == 1 {
			kill()
		}
	}
	if err := h.again(ctx, d, 1); !errors.As(err, new(*river.JobSnoozeError)) {
		t.Fatal(err)
	}
	if n := h.count(`select count(*) from document_pages where version = -1`); n != 9 {
		t.Fatalf("%d pages are staged", n)
	}
	if diff := cmp.Diff(before, look(), cmp.AllowUnexported(extract.Glyphs{})); diff != "" {
		t.Errorf("it is seen (-before +now)\n%s", diff)
	}
	var staged []id.Chunk
	rows, _ := h.pool.Query(t.Context(), `select id from chunks where version < 0`)
	if staged, err = pgx.CollectRows(rows, pgx.RowTo[id.Chunk]); err != nil || len(staged) == 0 {
		t.Fatal(staged, err)
	}
	found, err1 := passage.ByID(t.Context(), h.pool, h.owner, staged)
	indexed, err2 := passage.Chunks(t.Context(), h.pool, h.owner, m, staged)
	vecs, err3 := passage.Vectors(t.Context(), h.pool, h.owner, m, staged)
	headings, err4 := passage.Headings(t.Context(), h.pool, h.owner, staged)
	if err := errors.Join(err1, err2, err3, err4); err != nil || len(found)+len(indexed)+len(vecs)+len(headings) != 0 {
		t.Errorf("passages that are not there yet: %v %v %v %v, %v", found, indexed, vecs, headings, err)
	}
	h.exec(`delete from outbox`)
	if err := passage.Announce(t.Context(), h.pool, h.owner, d.ID); err != nil {
		t.Fatal(err)
	}
	if n := h.count(`select count(*) from outbox, jsonb_array_elements(payload->'chunks') c join chunks on chunks.id = c::bigint where version < 0`); n != 0 {
		t.Errorf("%d of them are announced", n)
	}
	// A model becomes the active one without their vectors.
	other, err := passage.Named(t.Context(), h.pool, "other", 3)
	if err != nil {
		t.Fatal(err)
	}
	h.exec(`insert into chunk_embeddings select $1, id, '' from chunks where version > 0`, other.ID)
	if err := passage.Activate(t.Context(), h.pool, other); err != nil {
		t.Fatal(err)
	}
	if now, err := passage.Active(t.Context(), h.pool); err != nil || now.ID != other.ID {
		t.Errorf("the model is %+v, %v", now, err)
	}
}

// Another reader may cut a text into other parts.
func TestTheStudentGoesOnReadingWhereTheyStopped(t *testing.T) {
	t.Parallel()
	b := &book{pages: pagesOf(9), info: extract.Info{Unit: extract.UnitParts}}
	h, d, _ := shelved(t, b)
	parts := pagesOf(9)
	b.newer()
	b.pages = nil
	for i := 0; i < 9; i += 3 { // three of the parts are one now
		b.pages = append(b.pages, extract.Page{Text: parts[i].Text + "\n\n" + parts[i+1].Text + "\n\n" + parts[i+2].Text})
	}
	for at, want := range map[int]int{1: 1, 3: 1, 4: 2, 9: 3} {
		if _, err := h.service.Update(t.Context(), h.owner, d.ID, Patch{ReadPage: &at}); err != nil {
			t.Fatal(err)
		}
		h.exec(`update documents set reader = 1`)
		if err := h.again(t.Context(), d, 1); err != nil {
			t.Fatal(err)
		}
		if got := h.document(d).ReadPage; got != want {
			t.Errorf("part %d of nine is part %d of three", at, got)
		}
		// As before, for the next.
		newer := b.pages
		b.pages, b.version = parts, b.version+1
		h.exec(`update documents set reader = 1`)
		if err := h.again(t.Context(), d, 1); err != nil {
			t.Fatal(err)
		}
		b.pages, b.version = newer, b.version+1
	}
}
