package shard_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/sys/unix"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
	"studyapp/internal/search/searchtest"
	"studyapp/internal/search/shard"
	"studyapp/internal/search/vector"
)

const dimension = searchtest.Dimension

func analysers(t testing.TB) *lexical.Analysers {
	t.Helper()
	a, err := lexical.NewAnalysers()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func newShard(t testing.TB, e shard.Engine) *shard.Shard {
	t.Helper()
	s, err := shard.New(analysers(t), e, dimension, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// corpus makes chunks of a few documents, the same for the same seed.
func corpus(seed uint64, documents, chunks int) ([]shard.Document, []shard.Chunk) {
	random := rand.New(rand.NewPCG(seed, 3))
	vectors := searchtest.RandomVectors(seed, documents*chunks, dimension)
	var ds []shard.Document
	var cs []shard.Chunk
	for i := range documents {
		var raw [16]byte
		raw[0], raw[15] = byte(i+1), byte(seed)
		d := shard.Document{ID: id.Document(raw), Title: fmt.Sprintf("Title%dx", i), Course: id.Course{byte(i%3 + 1)}}
		ds = append(ds, d)
		for range chunks {
			n := len(cs)
			text := ""
			for range 12 {
				text += fmt.Sprintf("w%dx ", random.IntN(60))
			}
			cs = append(cs, shard.Chunk{
				ID: id.Chunk(n + 1), Document: d.ID, Text: text, Print: int32(n),
				Vector: vectors[n*dimension : (n+1)*dimension],
			})
		}
	}
	return ds, cs
}

func fill(t testing.TB, s *shard.Shard, ds []shard.Document, cs []shard.Chunk) {
	t.Helper()
	for _, d := range ds {
		s.SetDocument(d)
	}
	if err := s.Add(cs); err != nil {
		t.Fatal(err)
	}
}

func rank(t testing.TB, s *shard.Shard, q shard.Query) []shard.Hit {
	t.Helper()
	r, err := s.Rank(q)
	if err != nil {
		t.Fatal(err)
	}
	return r.Hits
}

func question(seed uint64) shard.Query {
	return shard.Query{Text: "w3x w40x w17x Title2x", K: 20, Mode: shard.Hybrid, Vector: searchtest.RandomVectors(900+seed, 1, dimension)}
}

var near = cmpopts.EquateApprox(1e-5, 1e-5)

// half allows for vectors kept in half precision, which swap near neighbours.
var half = cmp.Options{
	cmpopts.EquateApprox(1e-2, 1e-2),
	cmpopts.SortSlices(func(a, b shard.Hit) bool { return a.Chunk < b.Chunk }),
}

func TestRankingDoesNotDependOnTheWayThere(t *testing.T) {
	t.Parallel()
	ds, cs := corpus(1, 10, 30)
	want := newShard(t, shard.FAISS())
	fill(t, want, ds, cs)
	got := newShard(t, shard.FAISS())
	// Chunks come one by one, words first, backwards, with others that go.
	others, lost := corpus(2, 3, 40)
	for i := range lost {
		lost[i].ID += 10_000
	}
	fill(t, got, others, lost)
	for _, d := range ds {
		d.Title = "Old title"
		got.SetDocument(d)
	}
	for i := len(cs) - 1; i >= 0; i-- {
		c := cs[i]
		c.Vector = nil
		if err := got.Add([]shard.Chunk{c}); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range others {
		if err := got.RemoveDocument(d.ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range ds {
		if !got.SetDocument(d) {
			t.Error("a new title leaves the chunks as they are")
		}
	}
	if err := got.Add(cs[:100]); err != nil {
		t.Fatal(err)
	}
	if err := got.Add(cs); err != nil {
		t.Fatal(err)
	}
	if a, b := want.Counts(), got.Counts(); a != b {
		t.Errorf("counts %+v, want %+v", b, a)
	}
	for seed := range uint64(5) {
		if diff := cmp.Diff(rank(t, want, question(seed)), rank(t, got, question(seed)), near); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestEnginesRankAlike(t *testing.T) {
	t.Parallel()
	ds, cs := corpus(1, 10, 30)
	plain := newShard(t, shard.Engine{New: func(d int) (vector.Index, error) { return searchtest.NewExact(d), nil }})
	faiss := newShard(t, shard.FAISS())
	fill(t, plain, ds, cs)
	fill(t, faiss, ds, cs)
	for seed := range uint64(5) {
		q := question(seed)
		q.K = 300
		if seed%2 == 1 {
			q.Course = ds[1].Course
		}
		if diff := cmp.Diff(rank(t, plain, q), rank(t, faiss, q), half); diff != "" {
			t.Error(diff)
		}
	}
}

func TestFusionLiftsWhatBothHalvesFind(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	ds, cs := corpus(4, 1, 200)
	query := searchtest.RandomVectors(5, 1, dimension)
	cs[10].Text = "photosynthesis"           // words only
	cs[20].Text = "photosynthesis of plants" // both
	cs[20].Vector = query
	fill(t, s, ds, cs)
	hits := rank(t, s, shard.Query{Text: "photosynthesis", Vector: query, K: 5, Mode: shard.Hybrid})
	if hits[0].Chunk != cs[20].ID || hits[0].Cosine < 0.99 || hits[0].BM25 <= 0 {
		t.Errorf("first comes %+v", hits[0])
	}
	for _, mode := range []shard.Mode{shard.Lexical, shard.Dense} {
		for _, h := range rank(t, s, shard.Query{Text: "photosynthesis", Vector: query, K: 50, Mode: mode}) {
			if mode == shard.Lexical && h.Cosine != 0 || mode == shard.Dense && h.BM25 != 0 {
				t.Errorf("%s: the other half took part: %+v", mode, h)
			}
		}
	}
}

func TestWordThatOneChunkAloneHasBringsItUp(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	ds, cs := corpus(4, 3, 100)
	cs[17].Text += "ERR4711"
	fill(t, s, ds, cs)
	for seed := range uint64(5) {
		hits := rank(t, s, shard.Query{Text: "ERR4711", Vector: searchtest.RandomVectors(70+seed, 1, dimension), K: 5, Mode: shard.Hybrid})
		if hits[0].Chunk != cs[17].ID || len(hits) != 5 {
			t.Errorf("first of %d comes %+v", len(hits), hits[0])
		}
	}
}

func TestForeignQuestionIsTold(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	d := shard.Document{ID: id.New[id.Document](), Title: "Football", Language: "en"}
	v := searchtest.RandomVectors(6, 1, dimension)
	fill(t, s, []shard.Document{d}, []shard.Chunk{{ID: 1, Document: d.ID, Text: "The defence of the Panthers gave up 308 points.", Vector: v}})
	for text, foreign := range map[string]bool{
		"Wie viele Punkte gab die Verteidigung der Panthers ab?": true,
		"How many points did the Panthers defence give up?":      false,
	} {
		r, err := s.Rank(shard.Query{Text: text, Vector: v, K: 3, Mode: shard.Hybrid})
		if err != nil {
			t.Fatal(err)
		}
		if r.Foreign != foreign || !foreign && r.Coverage < 0.4 || foreign && r.Coverage > 0.4 {
			t.Errorf("%s: %+v", text, r)
		}
	}
}

// growing is an engine whose exact index wants another form at 100 vectors.
type growing struct{ *searchtest.Exact }

func (g growing) WantsTraining() bool { return g.Len() >= 100 }
func (g growing) Vectors() (ids []int64, vectors []float32, err error) {
	all, err := g.Search(make([]float32, dimension), g.Len())
	for _, m := range all {
		ids = append(ids, m.ID)
		v, _, err := g.Vector(m.ID)
		if err != nil {
			return nil, nil, err
		}
		vectors = append(vectors, v...)
	}
	return ids, vectors, err
}

func TestChangesWhileAnIndexIsTrainedAreKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ds, cs := corpus(7, 4, 50)
		trained := make(chan struct{})
		var times atomic.Int32
		s := newShard(t, shard.Engine{
			New: func(d int) (vector.Index, error) { return growing{searchtest.NewExact(d)}, nil },
			Train: func(d int, ids []int64, vectors []float32) (vector.Index, error) {
				times.Add(1)
				<-trained
				x := searchtest.NewExact(d)
				return x, x.Add(ids, vectors)
			},
		})
		fill(t, s, ds, cs[:120])
		synctest.Wait() // the vectors are read, training is under way
		if err := s.Add(cs[120:]); err != nil {
			t.Fatal(err)
		}
		if err := s.Remove([]id.Chunk{cs[0].ID, cs[130].ID}); err != nil {
			t.Fatal(err)
		}
		close(trained)
		synctest.Wait()
		want := newShard(t, shard.FAISS())
		fill(t, want, ds, cs)
		if err := want.Remove([]id.Chunk{cs[0].ID, cs[130].ID}); err != nil {
			t.Fatal(err)
		}
		q := question(1)
		q.K, q.Mode = 200, shard.Dense
		if diff := cmp.Diff(rank(t, want, q), rank(t, s, q), half); diff != "" || times.Load() != 1 {
			t.Errorf("trained %d times: %s", times.Load(), diff)
		}
	})
}

func TestSavedShardIsTheSame(t *testing.T) {
	t.Parallel()
	ds, cs := corpus(8, 5, 20)
	s := newShard(t, shard.FAISS())
	fill(t, s, ds, cs)
	if err := s.RemoveDocument(ds[0].ID); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "shard")
	if _, _, err := shard.Load(folder, "m", dimension, analysers(t), shard.FAISS(), slog.Default()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing saved yet: %v", err)
	}
	if err := s.Save(folder, shard.Origin{Model: "m", Dimension: dimension, Cursor: []byte(`{"at":7}`)}); err != nil {
		t.Fatal(err)
	}
	if s.Changes() != 0 {
		t.Errorf("%d changes after saving", s.Changes())
	}
	loaded, origin, err := shard.Load(folder, "m", dimension, analysers(t), shard.FAISS(), slog.Default())
	if err != nil {
		t.Fatal(err)
	}
	defer loaded.Close()
	var compact []byte
	for _, b := range origin.Cursor {
		if b != ' ' && b != '\n' {
			compact = append(compact, b)
		}
	}
	if string(compact) != `{"at":7}` {
		t.Errorf("cursor %s", origin.Cursor)
	}
	if a, b := s.Counts(), loaded.Counts(); a != b || len(loaded.Documents()) != 4 {
		t.Errorf("%+v with %d documents, want %+v", b, len(loaded.Documents()), a)
	}
	if _, there := loaded.Document(ds[0].ID); there {
		t.Error("a removed document came back")
	}
	if diff := cmp.Diff(rank(t, s, question(1)), rank(t, loaded, question(1))); diff != "" {
		t.Error(diff)
	}
}

func TestSearchesAndChangesGoOnWhileASnapshotIsWritten(t *testing.T) {
	t.Parallel()
	ds, cs := corpus(9, 6, 400)
	s := newShard(t, shard.FAISS())
	if fill(t, s, ds, cs[:len(cs)-1]); s.Changes() == 0 {
		t.Fatal("there is nothing to save")
	}
	folder := t.TempDir()
	disk := filepath.Join(folder, "1.words") // which takes nothing until it is read
	if err := unix.Mkfifo(disk, 0o600); err != nil {
		t.Fatal(err)
	}
	saved := make(chan error, 1)
	go func() { saved <- s.Save(folder, shard.Origin{Model: "m", Dimension: dimension, Cursor: []byte(`{}`)}) }()
	f, err := os.Open(disk) // waits until it is written to
	if err != nil {
		t.Fatal(err)
	}
	last := cs[len(cs)-1]
	if err := s.Add([]shard.Chunk{last}); err != nil {
		t.Fatal(err)
	}
	if rank(t, s, question(1)); !s.Known(last.ID).Embedded {
		t.Error("what was added is not there")
	}
	select {
	case err := <-saved:
		t.Errorf("the snapshot ended without its disk: %v", err)
	default:
	}
	if n, err := io.Copy(io.Discard, f); err != nil || n < 1<<16 {
		t.Errorf("%d bytes, %v", n, err)
	}
	if err := <-saved; err == nil {
		t.Error("a pipe cannot be made durable")
	}
}

func TestWrongVectorsAndUnknownDocumentsAreErrors(t *testing.T) {
	t.Parallel()
	s := newShard(t, shard.FAISS())
	if err := s.Add([]shard.Chunk{{ID: 1, Document: id.New[id.Document]()}}); err == nil {
		t.Error("a chunk without its document was taken")
	}
	d := shard.Document{ID: id.New[id.Document]()}
	s.SetDocument(d)
	if err := s.Add([]shard.Chunk{{ID: 1, Document: d.ID, Text: "x", Vector: make([]float32, 3)}}); err == nil {
		t.Error("a vector of another dimension was taken")
	}
}
