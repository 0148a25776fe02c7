package faiss

/*
#cgo CFLAGS: -I${SRCDIR}/capi
#cgo LDFLAGS: -L${SRCDIR}/lib -lfaiss_c -lfaiss -lopenblas -lgomp -lstdc++ -lm
#include <faiss/c_api/error_c.h>
#include "shard.h"
*/
import "C"

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"

	gofaiss "github.com/DataIntelligenceCrew/go-faiss"

	"studyapp/internal/search/vector"
)

// Sizes at which an index changes its form.
const (
	// ExactLimit is the number of vectors from which an inverted file pays:
	// an exact search of 50,000 takes about 18 ms with Debian's FAISS.
	ExactLimit = 50_000
	// growth is how many times its size at training an inverted file may
	// reach before its lists are too long.
	growth = 4
	// trainingVectors is how many vectors a list is trained with; FAISS warns
	// below 39 and ignores what is above 256.
	trainingVectors = 40
)

// Index is a vector.Index over FAISS: it holds normalised vectors of one
// dimension by id. The zero value is not usable; see New and Load.
type Index struct {
	dim     int
	lists   int // of the inverted file; 0 while exact
	trained int // vectors when the lists were made
	index   gofaiss.Index
	c       *C.FaissIndex // the same one, for what go-faiss does not offer
}

// Native reports whether the FAISS linked in is compiled for AVX2, where
// half-precision vectors are the fastest as well as the smallest.
func Native() bool { return C.shard_native() == 1 }

// exactForm is the factory string of the exact index. Debian's FAISS has no
// AVX2 and decodes half precision in software: twice as slow as plain floats
// at every size measured (see BenchmarkExact).
func exactForm() string {
	if Native() {
		return "IDMap2,SQfp16"
	}
	return "IDMap2,Flat"
}

// New returns an empty exact index for vectors of the dimension.
func New(dim int) (*Index, error) {
	return newWith(dim, exactForm(), 0)
}

func newWith(dim int, form string, lists int) (*Index, error) {
	x, err := made(func() (*gofaiss.IndexImpl, error) {
		return gofaiss.IndexFactory(dim, form, gofaiss.MetricInnerProduct)
	})
	if err != nil {
		return nil, fmt.Errorf("faiss: making %s: %w", form, err)
	}
	x.dim, x.lists = dim, lists
	return x, nil
}

// made keeps the index that go-faiss makes, with its pointer: FAISS's library,
// which is ours, tells the thread what it made last.
func made(index func() (*gofaiss.IndexImpl, error)) (*Index, error) {
	var x Index
	return &x, onThread(func() error {
		of, err := index()
		if err != nil {
			return err
		}
		x.index, x.c = of.Index, C.shard_made()
		return nil
	})
}

// Load reads an index that Save wrote. It returns an error if the file is torn
// or holds vectors of another dimension.
func Load(path string, dim int) (*Index, error) {
	x, err := made(func() (*gofaiss.IndexImpl, error) { return gofaiss.ReadIndex(path, 0) })
	if err != nil {
		return nil, fmt.Errorf("faiss: reading %s: %w", path, err)
	}
	x.dim = x.index.D()
	if x.dim != dim {
		x.Close()
		return nil, fmt.Errorf("faiss: %s holds vectors of %d dimensions, not %d", path, x.dim, dim)
	}
	x.lists = int(C.shard_lists(x.c))
	x.trained = x.Len()
	return x, nil
}

// Save writes the index to a file. Making that safe against a crash (another
// name, fsync, rename) is the caller's part.
func (x *Index) Save(path string) error {
	err := onThread(func() error { return gofaiss.WriteIndex(x.index, path) })
	if err != nil {
		return fmt.Errorf("faiss: writing %s: %w", path, err)
	}
	return nil
}

// Close frees the memory outside Go. The index must not be used afterwards.
func (x *Index) Close() { x.index.Delete() }

// Len returns the number of vectors.
func (x *Index) Len() int { return int(x.index.Ntotal()) }

// Exact reports whether searches look at every vector.
func (x *Index) Exact() bool { return x.lists == 0 }

// Bytes estimates the memory of the index.
func (x *Index) Bytes() int64 {
	number := int64(4)
	if Native() || !x.Exact() {
		number = 2
	}
	const ids = 64 // the id, and its entry in the reverse map
	return int64(x.Len()) * (number*int64(x.dim) + ids)
}

// Add puts vectors in, one after another in vectors. An id that is already
// there must be removed first.
func (x *Index) Add(ids []int64, vectors []float32) error {
	if len(vectors) != len(ids)*x.dim {
		return fmt.Errorf("faiss: %d numbers for %d vectors of %d dimensions", len(vectors), len(ids), x.dim)
	}
	if len(ids) == 0 {
		return nil
	}
	err := onThread(func() error { return x.index.AddWithIDs(vectors, ids) })
	if err != nil {
		return fmt.Errorf("faiss: adding %d vectors: %w", len(ids), err)
	}
	return nil
}

// Remove takes vectors out and returns how many were there.
func (x *Index) Remove(ids []int64) (int, error) {
	if len(ids) == 0 || x.Len() == 0 {
		return 0, nil
	}
	removed := 0
	err := onThread(func() error {
		selector, err := gofaiss.NewIDSelectorBatch(ids)
		if err != nil {
			return err
		}
		defer selector.Delete()
		removed, err = x.index.RemoveIDs(selector)
		return err
	})
	if err != nil {
		return removed, fmt.Errorf("faiss: removing %d vectors: %w", len(ids), err)
	}
	return removed, nil
}

// Search returns the k vectors nearest to the query, the best first, equal
// scores by ascending id.
func (x *Index) Search(query []float32, k int) ([]vector.Match, error) {
	if err := x.check(query); err != nil {
		return nil, err
	}
	k = min(k, x.Len())
	if k <= 0 {
		return nil, nil
	}
	if !x.Exact() {
		return x.among(query, k, nil, x.probes())
	}
	var scores []float32
	var labels []int64
	err := onThread(func() (err error) {
		scores, labels, err = x.index.Search(query, int64(k))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("faiss: searching: %w", err)
	}
	return matches(labels, scores), nil
}

// SearchAmong is Search among the given ids only. It looks at every one of
// them, also in an inverted file: a narrow filter never costs results.
func (x *Index) SearchAmong(query []float32, k int, ids []int64) ([]vector.Match, error) {
	if err := x.check(query); err != nil {
		return nil, err
	}
	k = min(k, x.Len(), len(ids))
	if k <= 0 {
		return nil, nil
	}
	return x.among(query, k, ids, max(x.lists, 1))
}

// among searches on our own entry point; nil ids stand for all, which only an
// inverted file accepts.
func (x *Index) among(query []float32, k int, ids []int64, probes int) ([]vector.Match, error) {
	scores, labels := make([]float32, k), make([]int64, k)
	var first *C.idx_t
	if len(ids) > 0 {
		first = (*C.idx_t)(&ids[0])
	}
	err := onThread(func() error {
		return failure(C.shard_search_among(x.c, (*C.float)(&query[0]), C.idx_t(k), first, C.size_t(len(ids)),
			C.size_t(probes), (*C.float)(&scores[0]), (*C.idx_t)(&labels[0])))
	})
	if err != nil {
		return nil, fmt.Errorf("faiss: searching among %d: %w", len(ids), err)
	}
	return matches(labels, scores), nil
}

func (x *Index) check(query []float32) error {
	if len(query) != x.dim {
		return fmt.Errorf("faiss: a query of %d dimensions for vectors of %d", len(query), x.dim)
	}
	return nil
}

// probes is how many lists a search visits: a twentieth, at least 16, and all
// while that is no work.
func (x *Index) probes() int {
	if x.Len() < ExactLimit/10 {
		return x.lists
	}
	return min(x.lists, max(16, x.lists/20))
}

// Vectors reads everything back, in the index's own order.
func (x *Index) Vectors() (ids []int64, vectors []float32, err error) {
	n := x.Len()
	if n == 0 {
		return nil, nil, nil
	}
	ids, vectors = make([]int64, n), make([]float32, n*x.dim)
	err = onThread(func() error {
		return failure(C.shard_export(x.c, (*C.idx_t)(&ids[0]), (*C.float)(&vectors[0])))
	})
	if err != nil {
		return nil, nil, fmt.Errorf("faiss: reading %d vectors back: %w", n, err)
	}
	return ids, vectors, nil
}

// Vector returns the vector of an id as it is kept, and whether there is one.
func (x *Index) Vector(id int64) (v []float32, ok bool, err error) {
	v = make([]float32, x.dim)
	var found C.int
	err = onThread(func() error {
		return failure(C.shard_vector(x.c, C.idx_t(id), (*C.float)(&v[0]), &found))
	})
	if err != nil {
		return nil, false, fmt.Errorf("faiss: reading the vector of %d: %w", id, err)
	}
	return v, found != 0, nil
}

// WantsTraining reports whether Train would make searches faster: the index is
// exact and large, or has outgrown its lists.
func (x *Index) WantsTraining() bool {
	if x.Exact() {
		return x.Len() >= ExactLimit
	}
	return x.Len() >= growth*x.trained
}

// Train returns a new inverted file of the vectors, with lists for their
// number. It takes seconds.
func Train(dim int, ids []int64, vectors []float32) (*Index, error) {
	lists := max(1, min(int(2*math.Sqrt(float64(len(ids)))), len(ids)/trainingVectors))
	next, err := newWith(dim, fmt.Sprintf("IVF%d,SQfp16", lists), lists)
	if err != nil {
		return nil, err
	}
	next.trained = len(ids)
	err = onThread(func() error {
		C.shard_threads(1)
		if err := next.index.Train(sample(vectors, dim, lists*trainingVectors)); err != nil {
			return err
		}
		return next.index.AddWithIDs(vectors, ids)
	})
	if err != nil {
		next.Close()
		return nil, fmt.Errorf("faiss: training %d lists: %w", lists, err)
	}
	return next, nil
}

// sample takes about n vectors, evenly spread, so that training is repeatable.
func sample(vectors []float32, dim, n int) []float32 {
	total := len(vectors) / dim
	if n >= total {
		return vectors
	}
	some := make([]float32, 0, n*dim)
	for i := range n {
		at := i * total / n * dim
		some = append(some, vectors[at:at+dim]...)
	}
	return some
}

func matches(labels []int64, scores []float32) []vector.Match {
	found := make([]vector.Match, 0, len(labels))
	for i, label := range labels {
		if label >= 0 {
			found = append(found, vector.Match{ID: label, Score: scores[i]})
		}
	}
	slices.SortFunc(found, func(a, b vector.Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	return found
}

// onThread runs calls into FAISS on one thread: its last error and its number
// of threads belong to the thread.
func onThread(f func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	return f()
}

func failure(code C.int) error {
	if code == 0 {
		return nil
	}
	if text := C.faiss_get_last_error(); text != nil {
		return errors.New(C.GoString(text))
	}
	return errors.New("unknown failure")
}
