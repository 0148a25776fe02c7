package searchtest

import (
	"cmp"
	"encoding/gob"
	"fmt"
	"os"
	"slices"

	"studyapp/internal/search/vector"
)

// Exact is the plain definition of a vector index: it looks at every vector,
// one after another. It is slow and right.
type Exact struct {
	dimension int
	vectors   map[int64][]float32
}

var _ vector.Index = (*Exact)(nil)

// NewExact returns an empty index for vectors of the dimension.
func NewExact(dimension int) *Exact {
	return &Exact{dimension: dimension, vectors: make(map[int64][]float32)}
}

// LoadExact reads what Save wrote.
func LoadExact(path string, dimension int) (*Exact, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	x := NewExact(dimension)
	if err := gob.NewDecoder(f).Decode(&x.vectors); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return x, nil
}

// Add implements vector.Index.
func (x *Exact) Add(ids []int64, vectors []float32) error {
	if len(vectors) != len(ids)*x.dimension {
		return fmt.Errorf("%d numbers for %d vectors of %d dimensions", len(vectors), len(ids), x.dimension)
	}
	for i, id := range ids {
		x.vectors[id] = slices.Clone(vectors[i*x.dimension : (i+1)*x.dimension])
	}
	return nil
}

// Remove implements vector.Index.
func (x *Exact) Remove(ids []int64) (int, error) {
	before := len(x.vectors)
	for _, id := range ids {
		delete(x.vectors, id)
	}
	return before - len(x.vectors), nil
}

// Search implements vector.Index.
func (x *Exact) Search(query []float32, k int) ([]vector.Match, error) {
	ids := make([]int64, 0, len(x.vectors))
	for id := range x.vectors {
		ids = append(ids, id)
	}
	return x.SearchAmong(query, k, ids)
}

// Vector implements vector.Index.
func (x *Exact) Vector(id int64) (v []float32, ok bool, err error) {
	v, ok = x.vectors[id]
	return slices.Clone(v), ok, nil
}

// SearchAmong implements vector.Index.
func (x *Exact) SearchAmong(query []float32, k int, ids []int64) ([]vector.Match, error) {
	if len(query) != x.dimension {
		return nil, fmt.Errorf("a query of %d dimensions for vectors of %d", len(query), x.dimension)
	}
	var all []vector.Match
	for _, id := range ids {
		v, ok := x.vectors[id]
		if !ok {
			continue
		}
		var dot float32
		for i := range v {
			dot += v[i] * query[i]
		}
		all = append(all, vector.Match{ID: id, Score: dot})
	}
	slices.SortFunc(all, func(a, b vector.Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	return all[:min(k, len(all))], nil
}

// Len implements vector.Index.
func (x *Exact) Len() int { return len(x.vectors) }

// Bytes implements vector.Index.
func (x *Exact) Bytes() int64 { return int64(len(x.vectors)) * int64(4*x.dimension+64) }

// Save implements vector.Index.
func (x *Exact) Save(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(x.vectors); err != nil {
		_ = f.Close() // the first error counts
		return err
	}
	return f.Close()
}

// Close implements vector.Index.
func (x *Exact) Close() {}
