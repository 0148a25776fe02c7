package faiss

import (
	"path/filepath"
	"testing"

	gofaiss "github.com/DataIntelligenceCrew/go-faiss"

	"studyapp/internal/search/searchtest"
	"studyapp/internal/search/vector"
)

func load(path string) (vector.Index, error) {
	x, err := Load(path, searchtest.Dimension)
	if err != nil {
		return nil, err
	}
	return x, nil
}

func TestExactIndexConforms(t *testing.T) {
	t.Parallel()
	searchtest.Vectors(t, searchtest.Engine{
		New: func(t *testing.T) vector.Index {
			t.Helper()
			x, err := New(searchtest.Dimension)
			if err != nil {
				t.Fatal(err)
			}
			return x
		},
		Load: load,
	})
}

func TestInvertedFileConforms(t *testing.T) {
	t.Parallel()
	searchtest.Vectors(t, searchtest.Engine{
		New: func(t *testing.T) vector.Index {
			t.Helper()
			return inverted(t, nil)
		},
		Load:        load,
		Approximate: true,
	})
}

// inverted trains lists on 1,000 vectors and leaves only those of keep in.
func inverted(t testing.TB, keep []int64) *Index {
	t.Helper()
	exact, err := New(searchtest.Dimension)
	if err != nil {
		t.Fatal(err)
	}
	defer exact.Close()
	var drop []int64
	ids := make([]int64, 1000)
	kept := make(map[int64]bool)
	for _, id := range keep {
		kept[id] = true
	}
	for i := range ids {
		ids[i] = int64(i + 1)
		if !kept[ids[i]] {
			drop = append(drop, ids[i])
		}
	}
	if err := exact.Add(ids, searchtest.RandomVectors(77, len(ids), searchtest.Dimension)); err != nil {
		t.Fatal(err)
	}
	all, vectors, err := exact.Vectors()
	if err != nil {
		t.Fatal(err)
	}
	x, err := Train(searchtest.Dimension, all, vectors)
	if err != nil {
		t.Fatal(err)
	}
	if x.Exact() || x.Len() != len(ids) {
		t.Fatalf("exact %v with %d vectors after training on %d", x.Exact(), x.Len(), len(ids))
	}
	if _, err := x.Remove(drop); err != nil {
		t.Fatal(err)
	}
	return x
}

func TestFormSurvivesSaving(t *testing.T) {
	t.Parallel()
	x := inverted(t, []int64{1, 2, 3})
	defer x.Close()
	path := filepath.Join(t.TempDir(), "index")
	if err := x.Save(path); err != nil {
		t.Fatal(err)
	}
	loaded, err := Load(path, searchtest.Dimension)
	if err != nil {
		t.Fatal(err)
	}
	defer loaded.Close()
	if loaded.Exact() || loaded.Len() != 3 {
		t.Errorf("exact %v with %d vectors", loaded.Exact(), loaded.Len())
	}
	if _, err := Load(path, searchtest.Dimension+1); err == nil {
		t.Error("loaded vectors of another dimension")
	}
}

func TestTrainingIsWantedWhenExactSearchGetsSlow(t *testing.T) {
	t.Parallel()
	x := &Index{dim: 4, index: sized(ExactLimit - 1)}
	if x.WantsTraining() {
		t.Error("below the limit")
	}
	x.index = sized(ExactLimit)
	if !x.WantsTraining() {
		t.Error("at the limit")
	}
	x.lists, x.trained = 400, ExactLimit
	if x.WantsTraining() {
		t.Error("just trained")
	}
	x.index = sized(growth * ExactLimit)
	if !x.WantsTraining() {
		t.Error("outgrown")
	}
}

// sizedIndex is an index of which only the size is asked.
type sizedIndex struct {
	gofaiss.Index
	n int64
}

func (s sizedIndex) Ntotal() int64 { return s.n }
func sized(n int64) gofaiss.Index  { return sizedIndex{n: n} }
