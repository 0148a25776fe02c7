package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/pgtest"
	"studyapp/internal/search/searchtest"
	"studyapp/internal/search/shard"
	"studyapp/internal/search/vector"
)

func referenceEngine() shard.Engine {
	return shard.Engine{
		New:  func(d int) (vector.Index, error) { return searchtest.NewExact(d), nil },
		Load: func(path string, d int) (vector.Index, error) { return searchtest.LoadExact(path, d) },
	}
}

// publishJobs are the documents waiting to be published, in the order queued.
func (w *world) publishJobs() []id.Document {
	w.t.Helper()
	rows, err := w.pool.Query(w.t.Context(), `select args->>'document_id' from river_job where kind = 'publish' order by id`)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	var found []id.Document
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			w.t.Fatal(err)
		}
		d, err := id.Parse[id.Document](s)
		if err != nil {
			w.t.Fatal(err)
		}
		found = append(found, d)
	}
	return found
}

func texts(prefix string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("%s passage %d", prefix, i)
	}
	return all
}

func TestManyFilesOfOneOwnerKeepNobodyWaiting(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	busy, quiet := pgtest.User(t, w.pool), pgtest.User(t, w.pool)
	for i := range 10 {
		w.document(busy, "", texts(fmt.Sprint("busy", i), 20)...)
	}
	w.document(quiet, "", texts("quiet", 5)...)
	w.embed()
	seen := w.model.(*bagOfWords).seen
	if len(seen) != 205 {
		t.Fatalf("embedded %d passages, want each of 205 once", len(seen))
	}
	last := slices.Index(seen, "quiet passage 4")
	if last < 0 || last > 2*roundChunks {
		t.Errorf("the last passage of one file came at place %d behind 200 of another owner", last)
	}
	// A document's passages come in reading order.
	first := slices.DeleteFunc(slices.Clone(seen), func(s string) bool { return !strings.HasPrefix(s, "busy0 ") })
	if diff := cmp.Diff(texts("busy0", 20), first); diff != "" {
		t.Error(diff)
	}
}

func TestTheShortestDocumentOfAnOwnerComesFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner, other := pgtest.User(t, w.pool), pgtest.User(t, w.pool)
	w.document(owner, "", texts("book", 40)...)
	w.document(other, "", texts("theirs", 40)...)
	note := w.document(owner, "", texts("note", 3)...)
	reading := w.document(owner, "", texts("reading", 2)...) // two passages of a hundred
	w.exec(`update documents set status = 'extracting', progress_done = 1, progress_total = 50 where id = $1`, reading)
	model := w.model.(*bagOfWords)
	model.stop = func(seen int) error {
		if seen == roundChunks { // a leaflet comes in while they are embedded
			w.document(owner, "", "leaflet")
		}
		return nil
	}
	w.embed()
	if at := slices.Index(model.seen, "note passage 2"); at < 0 || at >= roundChunks {
		t.Errorf("a note behind a long book was done at place %d", at)
	}
	if at, behind := slices.Index(model.seen, "reading passage 0"), slices.Index(model.seen, "book passage 39"); at < behind {
		t.Errorf("of a longer one the part that is read came at place %d, before the end of the book at %d", at, behind)
	}
	if first := slices.IndexFunc(model.seen, func(s string) bool { return strings.HasPrefix(s, "theirs") }); first > 2*turnChunks {
		t.Errorf("another owner had to wait for place %d", first)
	}
	if got := w.publishJobs(); len(got) == 0 || got[0] != note {
		t.Errorf("published %v, want the note %s first", got, note)
	}
}

func TestAPassageThatTheModelCannotReadKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, theirs := pgtest.User(t, w.pool), pgtest.User(t, w.pool)
	bad := w.document(mine, "", "good one", "cannot be read", "good two")
	good := w.document(theirs, "", texts("theirs", 20)...)
	w.model = &refusing{bagOfWords: newModel(), bad: "cannot be read"}
	w.embed()
	if got := w.publishJobs(); !slices.Equal(got, []id.Document{good}) {
		t.Errorf("published %v, want that of another owner", got)
	}
	var status, kind, message string
	if err := w.pool.QueryRow(t.Context(), `select status, failure_kind, failure_message from documents where id = $1`, bad).Scan(&status, &kind, &message); err != nil {
		t.Fatal(err)
	}
	if status != "failed" || kind != "internal" || message == "" {
		t.Errorf("the document is %s, %s, %q", status, kind, message)
	}
	w.wantFound(mine, "good", Dense, "good one", "good two")
	w.wantFound(mine, "cannot", Lexical, "cannot be read")
	// Where nothing can be read the model is at fault, and the job is tried again.
	w.exec(`update documents set status = 'embedding' where id = $1`, bad)
	w.model = &refusing{bagOfWords: newModel(), bad: ""}
	if err := w.service.EmbedMissing(t.Context()); err == nil {
		t.Error("a model that reads nothing was taken for one that works")
	}
	if err := w.pool.QueryRow(t.Context(), `select status from documents where id = $1`, bad).Scan(&status); err != nil || status != "embedding" {
		t.Errorf("the document is %s, %v", status, err)
	}
}

// refusing is a model that fails at texts which have something in them.
type refusing struct {
	*bagOfWords
	bad string
}

func (r *refusing) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	for _, t := range texts {
		if strings.Contains(t, r.bad) {
			return nil, errors.New("it cannot be read")
		}
	}
	return r.bagOfWords.Passages(ctx, texts)
}

func TestStoppedPassGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	model := w.model.(*bagOfWords)
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "", texts("long", 50)...)
	killed := errors.New("killed")
	model.stop = func(seen int) error {
		if seen >= 2*roundChunks {
			return killed
		}
		return nil
	}
	if err := w.service.EmbedMissing(t.Context()); !errors.Is(err, killed) {
		t.Fatalf("the pass ended with %v", err)
	}
	progress := func() (done, total int) {
		t.Helper()
		if err := w.pool.QueryRow(t.Context(), `select progress_done, progress_total from documents where id = $1`, d).Scan(&done, &total); err != nil {
			t.Fatal(err)
		}
		return done, total
	}
	if done, total := progress(); done != 2*roundChunks || total != 50 {
		t.Errorf("progress %d of %d", done, total)
	}
	if got := w.publishJobs(); len(got) != 0 {
		t.Errorf("published half: %v", got)
	}
	model.stop = nil
	w.embed()
	w.embed()
	if len(model.seen) != 50 {
		t.Errorf("embedded %d passages, want each of 50 once", len(model.seen))
	}
	if done, total := progress(); done != 50 || total != 50 {
		t.Errorf("progress %d of %d", done, total)
	}
	if got := w.publishJobs(); !slices.Equal(got, []id.Document{d}) {
		t.Errorf("published %v, want the document once", got)
	}
}

func TestDocumentReadToItsEndAfterItsLastVectorIsPublished(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "", texts("short", 3)...)
	w.exec(`update documents set status = 'extracting' where id = $1`, d)
	w.embed()
	if got := w.publishJobs(); len(got) != 0 {
		t.Errorf("published while pages are still read: %v", got)
	}
	w.exec(`update documents set status = 'embedding' where id = $1`, d)
	w.embed()
	if got := w.publishJobs(); !slices.Equal(got, []id.Document{d}) {
		t.Errorf("published %v, want the document once", got)
	}
}

func TestNodesShareTheWork(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i := range 4 {
		owner := pgtest.User(t, w.pool)
		for j := range 5 {
			w.document(owner, "", texts(fmt.Sprint("doc", i, j), 9)...)
		}
	}
	other := w.start()
	var both errgroup.Group
	both.Go(func() error { return w.service.EmbedMissing(context.Background()) })
	both.Go(func() error { return other.EmbedMissing(context.Background()) })
	if err := both.Wait(); err != nil {
		t.Fatal(err)
	}
	w.embed()
	seen := slices.Clone(w.model.(*bagOfWords).seen)
	slices.Sort(seen)
	if twice := len(seen) - len(slices.Compact(slices.Clone(seen))); twice > 0 {
		t.Errorf("%d passages were embedded twice", twice)
	}
	if got := w.publishJobs(); len(got) != 20 {
		t.Errorf("published %d documents, want 20", len(got))
	}
}

func TestDeletedWhileEmbeddedDoesNoHarm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	gone, stays := w.document(owner, "", texts("gone", 4)...), w.document(owner, "", texts("stays", 4)...)
	w.model.(*bagOfWords).stop = func(seen int) error {
		if seen == 0 {
			w.exec(`delete from documents where id = $1`, gone)
		}
		return nil
	}
	w.embed()
	if got := w.publishJobs(); !slices.Equal(got, []id.Document{stays}) {
		t.Errorf("published %v, want the one that is there", got)
	}
}

func TestNewModelTakesOverWhenItIsComplete(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "", "Mitochondria make energy.")
	w.embed()
	w.wantFound(owner, "energy", Dense, "Mitochondria make energy.")
	w.model = &bagOfWords{name: "another-model"}
	w.wantFound(owner, "energy", Dense) // its vectors are still to come
	w.wantFound(owner, "energy", Hybrid, "Mitochondria make energy.")
	w.embed()
	w.wantFound(owner, "energy", Dense, "Mitochondria make energy.")
	var name string
	if err := w.pool.QueryRow(t.Context(), `select name from embedding_models where state = 'active'`).Scan(&name); err != nil || name != "another-model" {
		t.Errorf("the active model is %q, %v", name, err)
	}
}
