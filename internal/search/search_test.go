package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/pgtest"
)

func TestWordsAreFoundBeforeTheVectorsArrive(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.wantFound(owner, "mitochondria", Hybrid)
	w.document(owner, "Biology", "Mitochondria make energy.", "Plants make sugar.")
	w.wantFound(owner, "mitochondria", Hybrid, "Mitochondria make energy.")
	w.wantFound(owner, "mitochondria make energy", Dense)
	w.embed()
	w.wantFound(owner, "mitochondria make energy", Dense, "Mitochondria make energy.", "Plants make sugar.")
	r := w.search(owner, Query{Text: "mitochondria energy"})
	h := r.Hits[0]
	if h.Title != "Biology" || h.Kind != "text" || h.Version != 1 || h.Cosine <= 0 || h.BM25 <= 0 || h.Score <= 0 ||
		len(h.Segments) != 1 || h.Segments[0].Start != 2 || r.WordsOnly || r.Coverage != 1 {
		t.Errorf("the hit lacks something: %+v of %+v", h, r)
	}
}

func TestSearchSeesWhatWasCommittedBeforeItBegan(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	// An older transaction stays open, so the outbox gives nothing out yet.
	older, err := w.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = older.Rollback(context.Background()) }()
	if _, err := older.Exec(t.Context(), `select pg_current_xact_id()`); err != nil {
		t.Fatal(err)
	}
	w.wantFound(owner, "mitochondria", Lexical)
	d := w.document(owner, "Biology", "Mitochondria make energy.")
	w.wantFound(owner, "mitochondria", Lexical, "Mitochondria make energy.")
	w.wantFound(owner, "mitochondria", Lexical, "Mitochondria make energy.")
	w.exec(`update documents set deleted_at = now() where id = $1`, d)
	w.event(w.pool, owner, outbox.TopicDeleted, d.String(), nil)
	w.wantFound(owner, "mitochondria", Lexical)
	if err := older.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.wantFound(owner, "mitochondria", Lexical)
}

func TestChangesOfADocumentAreFollowed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "Biology", "Mitochondria make energy.", "Plants make sugar.")
	w.embed()
	w.wantFound(owner, "chemistry", Lexical)

	w.exec(`update documents set title = 'Chemistry' where id = $1`, d)
	w.event(w.pool, owner, outbox.TopicDocument, d.String(), nil)
	if got := w.found(owner, "chemistry", Lexical); len(got) != 2 {
		t.Errorf("under the new title: %v", got)
	}
	w.wantFound(owner, "biology", Lexical)
	if got := w.found(owner, "sugar", Dense); len(got) != 2 {
		t.Errorf("the vectors got lost with the title: %v", got)
	}

	w.exec(`update documents set deleted_at = now() where id = $1`, d)
	w.event(w.pool, owner, outbox.TopicDeleted, d.String(), nil)
	w.wantFound(owner, "sugar", Hybrid)

	w.exec(`update documents set deleted_at = null where id = $1`, d)
	w.event(w.pool, owner, outbox.TopicDocument, d.String(), nil)
	if got := w.found(owner, "sugar", Hybrid); len(got) != 2 {
		t.Errorf("back from the bin: %v", got)
	}

	w.exec(`delete from chunks where document_id = $1 and ordinal = 1`, d)
	w.event(w.pool, owner, outbox.TopicChunksDropped, d.String(), map[string]int{"version": 1})
	w.wantFound(owner, "sugar", Lexical)
	w.wantFound(owner, "sugar", Dense, "Mitochondria make energy.")
}

func TestOwnersAreStrangers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one, two := pgtest.User(t, w.pool), pgtest.User(t, w.pool)
	d := w.document(one, "Biology", "Mitochondria make energy.")
	w.embed()
	w.wantFound(two, "mitochondria", Hybrid)
	r := w.search(two, Query{Text: "mitochondria", Documents: []id.Document{d}})
	if len(r.Hits) != 0 {
		t.Errorf("found another owner's passage: %+v", r.Hits)
	}
}

func TestFiltersKeepTheirNumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	var many []string
	for i := range 300 {
		many = append(many, fmt.Sprintf("Energy energy energy number%d", i))
	}
	w.document(owner, "Physics", many...)
	small := w.document(owner, "Biology", "Mitochondria make energy for the cell.", "Energy is kept as sugar.", "Enzymes need energy.")
	course := id.New[id.Course]()
	w.exec(`insert into courses (id, owner_id, title) values ($1, $2, 'Cells')`, course, owner)
	w.exec(`update documents set course_id = $1 where id = $2`, course, small)
	w.event(w.pool, owner, outbox.TopicDocument, small.String(), nil)
	w.embed()
	for _, mode := range []Mode{Hybrid, Dense, Lexical} {
		for name, q := range map[string]Query{
			"document": {Documents: []id.Document{small}},
			"course":   {Course: course},
			"both":     {Course: course, Documents: []id.Document{small}},
		} {
			q.Text, q.K, q.Mode = "energy", 5, mode
			r := w.search(owner, q)
			if len(r.Hits) != 3 || slices.ContainsFunc(r.Hits, func(h Hit) bool { return h.Document != small }) {
				t.Errorf("%s by %s: %d hits of a document with 3", mode, name, len(r.Hits))
			}
		}
		if r := w.search(owner, Query{Text: "energy", K: 50, Mode: mode}); len(r.Hits) != 50 {
			t.Errorf("%s: %d hits, want 50", mode, len(r.Hits))
		}
		if r := w.search(owner, Query{Text: "energy", Mode: mode, Course: id.New[id.Course]()}); len(r.Hits) != 0 {
			t.Errorf("%s: %d hits in a course that is not there", mode, len(r.Hits))
		}
	}
}

func TestMissingModelLeavesWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "Biology", "Mitochondria make energy.")
	model := w.model
	w.model = nil
	r := w.search(owner, Query{Text: "mitochondria"})
	if !r.WordsOnly || len(r.Hits) != 1 {
		t.Errorf("without the model: %+v", r)
	}
	if _, err := w.service.Search(t.Context(), owner, Query{Text: "mitochondria", Mode: Dense}); !errors.Is(err, errs.Unavailable) {
		t.Errorf("meaning alone without the model: %v", err)
	}
	w.embed()
	if got := w.publishJobs(); !slices.Equal(got, []id.Document{d}) {
		t.Errorf("to be published by words: %v", got)
	}
	if ok, err := w.service.Probe(t.Context(), owner, d, 1); !ok || err != nil {
		t.Errorf("probe by words: %v, %v", ok, err)
	}
	w.exec(`update documents set status = 'ready' where id = $1`, d)

	w.model = model // it has come
	if err := w.service.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	var queued int
	if err := w.pool.QueryRow(t.Context(), `select count(*) from river_job where kind = 'embed'`).Scan(&queued); err != nil || queued != 1 {
		t.Errorf("%d embed jobs queued, %v", queued, err)
	}
	w.embed()
	w.wantFound(owner, "mitochondria", Dense, "Mitochondria make energy.")
}

func TestBadQueriesSayWhy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	for name, q := range map[string]Query{
		"empty":        {Text: " \n "},
		"unknown mode": {Text: "x", Mode: "psychic"},
		"too many":     {Text: "x", K: MaxK + 1},
		"negative":     {Text: "x", K: -1},
	} {
		if _, err := w.service.Search(t.Context(), owner, q); !errors.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.wantFound(owner, strings.Repeat("ä ", 5000)+"\x00\xff", Hybrid)
}

func TestProbeWantsEveryChunkAndVector(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	d := w.document(owner, "Biology", "Mitochondria make energy.", "Plants make sugar.")
	probe := func(version int) bool {
		t.Helper()
		ok, err := w.service.Probe(t.Context(), owner, d, version)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if probe(1) {
		t.Error("found without its vectors")
	}
	w.embed()
	if !probe(1) {
		t.Error("not found with its vectors")
	}
	if probe(2) {
		t.Error("found a version that is not there")
	}
	stranger := pgtest.User(t, w.pool)
	if ok, err := w.service.Probe(t.Context(), stranger, d, 1); ok || err != nil {
		t.Errorf("a stranger's probe: %v, %v", ok, err)
	}
}

func TestEnginesRankAlike(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	for i := range 20 {
		w.document(owner, fmt.Sprint("Part ", i), fmt.Sprintf("Mitochondria number%d make energy%d for cells", i, i%3), "Plants make sugar")
	}
	w.embed()
	want := w.found(owner, "mitochondria energy1 cells", Hybrid)
	w.options.Engine, w.options.Folder = referenceEngine(), ""
	w.service = w.start()
	if diff := cmp.Diff(want, w.found(owner, "mitochondria energy1 cells", Hybrid)); diff != "" || len(want) != 10 {
		t.Error(diff)
	}
}

func TestAVectorThatIsGivenIsNotMadeAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := pgtest.User(t, w.pool)
	w.document(owner, "Glaciers", "The moraine dams the valley.")
	w.document(owner, "Bees", "The colony keeps its nest warm.")
	w.embed()
	vector, _ := newModel().Query(t.Context(), "The colony keeps its nest warm.")
	var texts []string
	for _, h := range w.search(owner, Query{Text: "moraine", Vector: vector, Mode: Dense}).Hits {
		texts = append(texts, h.Text)
	}
	if len(texts) == 0 || texts[0] != "The colony keeps its nest warm." || !slices.Contains(texts, "The moraine dams the valley.") {
		t.Errorf("found %q", texts)
	}
}
