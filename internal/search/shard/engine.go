package shard

import (
	"studyapp/internal/search/faiss"
	"studyapp/internal/search/vector"
)

// FAISS is the engine of the embedded default: exact while small, an inverted
// file from faiss.ExactLimit.
func FAISS() Engine {
	// A nil *faiss.Index must not become an Index that is not nil.
	index := func(x *faiss.Index, err error) (vector.Index, error) {
		if err != nil {
			return nil, err
		}
		return x, nil
	}
	return Engine{
		New:  func(dimension int) (vector.Index, error) { return index(faiss.New(dimension)) },
		Load: func(path string, dimension int) (vector.Index, error) { return index(faiss.Load(path, dimension)) },
		Train: func(dimension int, ids []int64, vectors []float32) (vector.Index, error) {
			return index(faiss.Train(dimension, ids, vectors))
		},
	}
}
