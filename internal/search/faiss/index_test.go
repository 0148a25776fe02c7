package faiss

import (
	"cmp"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const dim = 32

func randomVectors(seed uint64, n int) []float32 {
	random := rand.New(rand.NewPCG(seed, 1))
	vectors := make([]float32, n*dim)
	for i := range n {
		v := vectors[i*dim : (i+1)*dim]
		var sum float64
		for j := range v {
			v[j] = float32(random.NormFloat64())
			sum += float64(v[j]) * float64(v[j])
		}
		for j := range v {
			v[j] /= float32(math.Sqrt(sum))
		}
	}
	return vectors
}

// nearest is the plain definition of what a search must find.
func nearest(ids []int64, vectors, query []float32, k int, in func(int64) bool) []Match {
	var all []Match
	for i, id := range ids {
		if !in(id) {
			continue
		}
		var dot float32
		for j := range dim {
			dot += vectors[i*dim+j] * query[j]
		}
		all = append(all, Match{id, dot})
	}
	slices.SortFunc(all, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return all[:min(k, len(all))]
}

func filled(t testing.TB, n int) (*Index, []int64, []float32) {
	t.Helper()
	x, err := New(dim)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	ids := make([]int64, n)
	for i := range ids {
		ids[i] = int64(1_000_000 + i*7)
	}
	vectors := randomVectors(1, n)
	if err := x.Add(ids, vectors); err != nil {
		t.Fatal(err)
	}
	return x, ids, vectors
}

var near = cmpopts.EquateApprox(0, 2e-3)

func TestExactSearchFindsTheNearest(t *testing.T) {
	t.Parallel()
	x, ids, vectors := filled(t, 500)
	query := randomVectors(2, 1)
	got, err := x.Search(query, 10)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(nearest(ids, vectors, query, 10, func(int64) bool { return true }), got, near); diff != "" {
		t.Error(diff)
	}
	if got, _ := x.Search(query, 1000); len(got) != 500 {
		t.Errorf("asked for more than there is: got %d, want all 500", len(got))
	}
}

func TestSearchAmongLooksAtEveryGivenID(t *testing.T) {
	t.Parallel()
	exact, ids, vectors := filled(t, 3000)
	inverted, err := exact.Train()
	if err != nil {
		t.Fatal(err)
	}
	defer inverted.Close()
	query := randomVectors(3, 1)
	among := []int64{ids[2999], ids[17], ids[400], 5 /* not there */, ids[3]}
	for name, x := range map[string]*Index{"exact": exact, "inverted": inverted} {
		got, err := x.SearchAmong(query, 10, among)
		if err != nil {
			t.Fatal(err)
		}
		want := nearest(ids, vectors, query, 10, func(id int64) bool { return slices.Contains(among, id) })
		if diff := gocmp.Diff(want, got, near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestRemovedIsNotFoundAndCanComeBack(t *testing.T) {
	t.Parallel()
	exact, ids, vectors := filled(t, 1000)
	inverted, err := exact.Train()
	if err != nil {
		t.Fatal(err)
	}
	defer inverted.Close()
	query := vectors[5*dim : 6*dim]
	for name, x := range map[string]*Index{"exact": exact, "inverted": inverted} {
		if n, err := x.Remove([]int64{ids[5], 4}); n != 1 || err != nil {
			t.Fatalf("%s: removed %d, %v; want the one that is there", name, n, err)
		}
		if got, _ := x.SearchAmong(query, 1, []int64{ids[5]}); len(got) != 0 {
			t.Errorf("%s: found what was removed: %v", name, got)
		}
		if x.Len() != 999 {
			t.Errorf("%s: %d left, want 999", name, x.Len())
		}
		if err := x.Add(ids[5:6], query); err != nil {
			t.Fatal(err)
		}
		if got, _ := x.SearchAmong(query, 1, ids); len(got) != 1 || got[0].ID != ids[5] {
			t.Errorf("%s: found %v, want the vector itself", name, got)
		}
	}
}

func TestInvertedFileFindsMostOfTheNearest(t *testing.T) {
	t.Parallel()
	exact, _, _ := filled(t, 5000)
	inverted, err := exact.Train()
	if err != nil {
		t.Fatal(err)
	}
	defer inverted.Close()
	if inverted.Exact() || inverted.Len() != exact.Len() {
		t.Fatalf("exact %v with %d vectors", inverted.Exact(), inverted.Len())
	}
	found := 0
	for q := range uint64(20) {
		query := randomVectors(100+q, 1)
		want, _ := exact.Search(query, 10)
		got, err := inverted.Search(query, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if slices.ContainsFunc(got, func(m Match) bool { return m.ID == w.ID }) {
				found++
			}
		}
	}
	// Random vectors are the worst case: no clusters at all.
	if found < 60 {
		t.Errorf("found %d of 200 nearest", found)
	}
}

func TestSavedIndexIsTheSame(t *testing.T) {
	t.Parallel()
	exact, _, vectors := filled(t, 800)
	inverted, err := exact.Train()
	if err != nil {
		t.Fatal(err)
	}
	defer inverted.Close()
	for name, x := range map[string]*Index{"exact": exact, "inverted": inverted} {
		path := filepath.Join(t.TempDir(), "index")
		if err := x.Save(path); err != nil {
			t.Fatal(err)
		}
		loaded, err := Load(path, dim)
		if err != nil {
			t.Fatal(err)
		}
		defer loaded.Close()
		if loaded.Exact() != x.Exact() {
			t.Errorf("%s: changed its form", name)
		}
		want, _ := x.Search(vectors[:dim], 20)
		got, _ := loaded.Search(vectors[:dim], 20)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestLoadRefusesTornAndForeignFiles(t *testing.T) {
	t.Parallel()
	x, _, _ := filled(t, 100)
	path := filepath.Join(t.TempDir(), "index")
	if err := x.Save(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path, dim+1); err == nil {
		t.Error("loaded vectors of another dimension")
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path, dim); err == nil {
		t.Error("loaded a torn file")
	}
	if _, err := Load(path+".none", dim); err == nil {
		t.Error("loaded a missing file")
	}
}

func TestWrongLengthsAreErrors(t *testing.T) {
	t.Parallel()
	x, ids, _ := filled(t, 10)
	if err := x.Add(ids[:1], make([]float32, dim+1)); err == nil {
		t.Error("added a vector of another dimension")
	}
	if _, err := x.Search(make([]float32, 3), 1); err == nil {
		t.Error("searched with a vector of another dimension")
	}
}
