// Package vector says what an engine of vectors must do for a shard. FAISS is
// one (search/faiss); searchtest holds the suite that each must pass. It also
// gives a vector its stored form. It imports nothing of the program.
package vector

// Match is a vector found, with its score: the inner product with the query,
// for normalised vectors the cosine.
type Match struct {
	ID    int64
	Score float32
}

// Index holds normalised vectors of one dimension by id. Searches may run
// beside each other, but not beside changes.
type Index interface {
	// Add puts vectors in, which lie one after another. An id that is already
	// there must be removed first.
	Add(ids []int64, vectors []float32) error
	// Remove takes vectors out and returns how many were there.
	Remove(ids []int64) (int, error)
	// Search returns the k nearest to the query, the best first, equal scores
	// by ascending id.
	Search(query []float32, k int) ([]Match, error)
	// SearchAmong is Search among the given ids only and never misses one of
	// them.
	SearchAmong(query []float32, k int, ids []int64) ([]Match, error)
	// Vector returns the vector of an id as it is kept, and whether there is one.
	Vector(id int64) (v []float32, ok bool, err error)
	// Len returns the number of vectors, Bytes about the memory they take.
	Len() int
	Bytes() int64
	// Save writes the index to a new file.
	Save(path string) error
	// Close frees what the garbage collector does not.
	Close()
}
