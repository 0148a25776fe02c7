// Package searchtest holds the suite that every engine of vectors passes, and
// the plainest engine there is to hold the others against.
package searchtest

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"studyapp/internal/search/vector"
)

// Dimension is that of the suite's vectors.
const Dimension = 32

// Engine makes indexes of one kind.
type Engine struct {
	New  func(t *testing.T) vector.Index
	Load func(path string) (vector.Index, error)
	// Approximate engines may miss neighbours in Search, never in SearchAmong.
	Approximate bool
}

// near allows for vectors kept in half precision.
var near = cmpopts.EquateApprox(0, 2e-3)

// RandomVectors returns n normalised vectors, the same for the same seed.
func RandomVectors(seed uint64, n, dimension int) []float32 {
	random := rand.New(rand.NewPCG(seed, 1))
	vectors := make([]float32, n*dimension)
	for i := range n {
		v := vectors[i*dimension : (i+1)*dimension]
		sum := 0.0
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

func number(i int) int64 { return int64(1_000_000 + 7*i) }

func filled(t *testing.T, x vector.Index, n int) (ids []int64, vectors []float32) {
	t.Helper()
	for i := range n {
		ids = append(ids, number(i))
	}
	vectors = RandomVectors(1, n, Dimension)
	if err := x.Add(ids, vectors); err != nil {
		t.Fatal(err)
	}
	return ids, vectors
}

// Vectors runs the suite.
func Vectors(t *testing.T, e Engine) {
	fresh := func(t *testing.T) vector.Index {
		t.Helper()
		x := e.New(t)
		t.Cleanup(x.Close)
		return x
	}
	exact := func(t *testing.T, ids []int64, vectors []float32) *Exact {
		t.Helper()
		want := NewExact(Dimension)
		if err := want.Add(ids, vectors); err != nil {
			t.Fatal(err)
		}
		return want
	}

	t.Run("the nearest are found", func(t *testing.T) {
		x := fresh(t)
		ids, vectors := filled(t, x, 500)
		want := exact(t, ids, vectors)
		found := 0
		for seed := range uint64(10) {
			query := RandomVectors(50+seed, 1, Dimension)
			w, _ := want.Search(query, 10)
			g, err := x.Search(query, 10)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(w, g, near); diff != "" && !e.Approximate {
				t.Fatal(diff)
			}
			for _, m := range w {
				if slices.ContainsFunc(g, func(n vector.Match) bool { return n.ID == m.ID }) {
					found++
				}
			}
		}
		if found < 40 { // of random vectors, the worst case, 100 in all
			t.Errorf("found %d of the 100 nearest", found)
		}
	})

	t.Run("no more than there is", func(t *testing.T) {
		x := fresh(t)
		if got, err := x.Search(RandomVectors(2, 1, Dimension), 5); err != nil || len(got) != 0 {
			t.Errorf("an empty index gave %v, %v", got, err)
		}
		filled(t, x, 3)
		if got, err := x.Search(RandomVectors(2, 1, Dimension), 5); err != nil || len(got) != 3 {
			t.Errorf("three vectors gave %v, %v", got, err)
		}
	})

	t.Run("a filter misses nothing", func(t *testing.T) {
		x := fresh(t)
		ids, vectors := filled(t, x, 3000)
		want := exact(t, ids, vectors)
		for _, among := range [][]int64{{number(2999), number(17), 5, number(400)}, ids[100:600], ids, {}} {
			query := RandomVectors(3, 1, Dimension)
			w, _ := want.SearchAmong(query, 20, among)
			g, err := x.SearchAmong(query, 20, among)
			if err != nil {
				t.Fatal(err)
			}
			// Half precision may swap neighbours, not lose them.
			byID := cmpopts.SortSlices(func(a, b vector.Match) bool { return a.ID < b.ID })
			if diff := gocmp.Diff(w, g, near, byID, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("among %d: %s", len(among), diff)
			}
		}
	})

	t.Run("a vector is given back", func(t *testing.T) {
		x := fresh(t)
		ids, vectors := filled(t, x, 700)
		for _, i := range []int{0, 5, 699} {
			want := vectors[i*Dimension : (i+1)*Dimension]
			got, ok, err := x.Vector(ids[i])
			if err != nil || !ok {
				t.Fatalf("vector %d: %v, %v", i, ok, err)
			}
			if diff := gocmp.Diff(want, got, cmpopts.EquateApprox(0, 0.01)); diff != "" {
				t.Errorf("vector %d: %s", i, diff)
			}
		}
		if _, ok, err := x.Vector(4); ok || err != nil {
			t.Errorf("an id that is not there: %v, %v", ok, err)
		}
	})

	t.Run("removed is gone and can come back", func(t *testing.T) {
		x := fresh(t)
		ids, vectors := filled(t, x, 1000)
		query := vectors[5*Dimension : 6*Dimension]
		if n, err := x.Remove([]int64{ids[5], 4}); n != 1 || err != nil {
			t.Fatalf("removed %d, %v; want the one that is there", n, err)
		}
		if got, _ := x.SearchAmong(query, 1, ids[5:6]); len(got) != 0 || x.Len() != 999 {
			t.Errorf("found what was removed: %v of %d", got, x.Len())
		}
		if err := x.Add(ids[5:6], query); err != nil {
			t.Fatal(err)
		}
		if got, _ := x.SearchAmong(query, 1, ids); len(got) != 1 || got[0].ID != ids[5] {
			t.Errorf("found %v, want the vector itself", got)
		}
		if n, err := x.Remove(ids); n != 1000 || err != nil || x.Len() != 0 {
			t.Errorf("removed all: %d, %v, %d left", n, err, x.Len())
		}
	})

	t.Run("equal scores come in order of id", func(t *testing.T) {
		x := fresh(t)
		v := RandomVectors(9, 1, Dimension)
		for _, id := range []int64{9, 3, 7, 1} {
			if err := x.Add([]int64{id}, v); err != nil {
				t.Fatal(err)
			}
		}
		got, err := x.Search(v, 4)
		if err != nil {
			t.Fatal(err)
		}
		var order []int64
		for _, m := range got {
			order = append(order, m.ID)
		}
		if diff := gocmp.Diff([]int64{1, 3, 7, 9}, order); diff != "" {
			t.Error(diff)
		}
	})

	t.Run("saved is the same, torn is refused", func(t *testing.T) {
		x := fresh(t)
		_, vectors := filled(t, x, 400)
		path := filepath.Join(t.TempDir(), "index")
		if err := x.Save(path); err != nil {
			t.Fatal(err)
		}
		loaded, err := e.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		defer loaded.Close()
		want, _ := x.Search(vectors[:Dimension], 20)
		got, err := loaded.Search(vectors[:Dimension], 20)
		if diff := gocmp.Diff(want, got); err != nil || diff != "" {
			t.Error(err, diff)
		}
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, whole[:len(whole)/2], 0o600); err != nil {
			t.Fatal(err)
		}
		if torn, err := e.Load(path); err == nil {
			torn.Close()
			t.Error("half a file was loaded")
		}
		if none, err := e.Load(path + ".none"); err == nil {
			none.Close()
			t.Error("a missing file was loaded")
		}
	})

	t.Run("wrong lengths are errors", func(t *testing.T) {
		x := fresh(t)
		if err := x.Add([]int64{1}, make([]float32, Dimension+1)); err == nil {
			t.Error("added a vector of another dimension")
		}
		filled(t, x, 2)
		if _, err := x.Search(make([]float32, 3), 1); err == nil {
			t.Error("searched with a vector of another dimension")
		}
	})
}
